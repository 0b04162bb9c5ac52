"""Addresses under /maler/."""

from django.urls import path

from programmes.views import (
    templates_checklists,
    templates_compare,
    templates_files,
    templates_list,
    templates_programme,
    templates_rows,
    templates_texts,
    templates_use,
)

app_name = "templates"

# /maler/program/<pk>/
programme_urls = [
    path("program/<int:pk>/", templates_programme.programme_template, name="programme"),
    path("program/<int:pk>/mal.toml", templates_files.programme_file, name="programme_file"),
    path("program/<int:pk>/kopier/", templates_programme.template_copy, name="copy"),
    path("program/<int:pk>/ny-versjon/", templates_programme.template_next, name="next"),
    path("program/<int:pk>/publiser/", templates_programme.template_publish, name="publish"),
    path("program/<int:pk>/bruk/", templates_use.template_use, {"kind": "program"}, name="use"),
    path("program/<int:pk>/slett/", templates_programme.template_delete, name="delete"),
    path("program/<int:pk>/om/", templates_texts.template_head, name="head"),
    path("program/<int:pk>/tekster/<slug:part>/", templates_texts.template_texts, name="texts"),
    path("program/<int:pk>/rader/ny/", templates_rows.row_add, name="row_add"),
    path("program/<int:pk>/rader/<int:row>/", templates_rows.row_edit, name="row"),
]

# /maler/sjekkliste/<pk>/
checklist_urls = [
    path("sjekkliste/sammenlign/", templates_compare.checklist_compare, name="checklist_compare"),
    path("sjekkliste/<int:pk>/", templates_checklists.checklist_template, name="checklist"),
    path("sjekkliste/<int:pk>/mal.toml", templates_files.checklist_file, name="checklist_file"),
    path("sjekkliste/<int:pk>/kopier/", templates_checklists.checklist_copy, name="checklist_copy"),
    path("sjekkliste/<int:pk>/ny-versjon/", templates_checklists.checklist_next, name="checklist_next"),
    path("sjekkliste/<int:pk>/publiser/", templates_checklists.checklist_publish, name="checklist_publish"),
    path(
        "sjekkliste/<int:pk>/bruk/",
        templates_use.template_use,
        {"kind": "sjekkliste"},
        name="checklist_use",
    ),
    path("sjekkliste/<int:pk>/slett/", templates_checklists.checklist_delete, name="checklist_delete"),
    path("sjekkliste/<int:pk>/rediger/", templates_checklists.checklist_edit, name="checklist_edit"),
]

# /maler/
urlpatterns = [
    path("", templates_list.template_list, name="list"),
    path("hent-inn/", templates_files.template_import, name="import"),
    path("sammenlign/", templates_compare.template_compare, name="compare"),
    path("program/ny/", templates_list.template_new, {"kind": "program"}, name="new"),
    path("sjekkliste/ny/", templates_list.template_new, {"kind": "sjekkliste"}, name="checklist_new"),
    *programme_urls,
    *checklist_urls,
]
