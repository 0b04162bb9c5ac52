"""Addresses of what is printed, of what papers look like and say, and of the way to the archive."""

from django.urls import include, path

from documents.views import (
    archive,
    closing,
    corrections,
    letter,
    letterhead,
    others,
    packages,
    papers,
    welcome,
)

app_name = "documents"

# /programmer/<pk>/
programme_urls = [
    path("skjema.pdf", papers.programme_form, name="form"),
    path("levering/", packages.handing_over, name="handing_over"),
    path("lukking/", closing.closing, name="closing"),
    path("vare-avtaler/", closing.own_words, name="own_words"),
    path("vare-avtaler.txt", closing.own_words_file, name="own_words_file"),
    path("vare-avtaler.pdf", closing.own_words_pdf, name="own_words_pdf"),
    path("pakke/", packages.package_make, name="package_make"),
    path("pakke/mottatt/", packages.package_received, name="package_received"),
    path("rettelse/", corrections.correction, name="correction"),
    path("pakke/<int:number>.zip", packages.package, name="package"),
    path("papirer/", papers.paper_list, name="papers"),
    path("papirer/beskjed.pdf", papers.notice, name="notice"),
    path("papirer/<slug:name>.pdf", papers.paper, name="paper"),
    path("papirer/sjekklister/<int:checklist>.pdf", papers.checklist, name="checklist"),
    path("papirer/referat/<int:record>.pdf", papers.record, name="record"),
    path("papirer/referat/tomt/<int:number>.pdf", papers.record_blank, name="record_blank"),
    path("mitt-velkomstbrev/", letter.own_letter, name="own_letter"),
    path("mitt-velkomstbrev.pdf", letter.own_letter_pdf, name="own_letter_pdf"),
    path("velkomstbrev/", letter.letter, name="letter"),
    path("velkomstbrev/adresse/", letter.letter_address, name="letter_address"),
    path("velkomstbrev.pdf", letter.letter_pdf, name="letter_pdf"),
]

# /maler/
template_urls = [
    path("program/<int:pk>/papirer/<slug:name>.pdf", others.template_paper, name="template_paper"),
    path("program/<int:pk>/papirer/referat/<int:number>.pdf", others.template_record, name="template_record"),
    path("sjekkliste/<int:pk>/papir.pdf", others.template_checklist, name="template_checklist"),
]

# /velkommen/<token>/, without signing in
welcome_urls = [
    path("", welcome.welcome, name="welcome"),
    path("brev.pdf", welcome.welcome_pdf, name="welcome_pdf"),
    path("kalender.ics", welcome.welcome_calendar, name="welcome_calendar"),
    path("bilde/", welcome.welcome_photo, name="welcome_photo"),
    path("logo/", welcome.welcome_logo, name="welcome_logo"),
]

urlpatterns = [
    path("velkommen/<str:token>/", include(welcome_urls)),
    path("programmer/<int:pk>/", include(programme_urls)),
    path("kommune/arkiv/", archive.archive_choices, name="archive_choices"),
    path("arkiv/", archive.archive, name="archive"),
    path("arkiv/pakker.zip", archive.archive_zip, name="archive_zip"),
    path("kommune/brevhode/", letterhead.letterhead, name="letterhead"),
    path("kommune/brevhode/logo/", letterhead.logo, name="logo"),
    path("enheter/<int:pk>/velkomstbrev/", letterhead.letter_unit, name="letter_unit"),
    path("avdelinger/<int:pk>/velkomstbrev/", letterhead.letter_department, name="letter_department"),
    path("maler/", include(template_urls)),
    path("avdelinger/<int:pk>/oppslag/<int:weeks>.pdf", others.board, name="board"),
    path("min-side/attest.pdf", others.certificate, name="certificate"),
]
