"""Addresses under /programmer/."""

from django.urls import URLPattern, URLResolver, include, path

from programmes.views import (
    accesses,
    busy,
    changes,
    checklists,
    contacts,
    departments,
    detail,
    endings,
    follow_ups,
    ground_rules,
    handover_notes,
    keeping,
    leader_talks,
    mentor_register,
    mentors,
    needs,
    overview,
    portraits,
    probation,
    raised_hands,
    reviews,
    shifts,
    shown_as,
    start,
    steps,
    takeover,
    talks,
    topics,
)

app_name = "programmes"

# /programmer/<pk>/samtaler/<number>/
talk_urls = [
    path("", talks.conversation, name="conversation"),
    path("avtale/", talks.conversation_agree, name="conversation_agree"),
    path("ikke-holdt/", talks.conversation_not_held, name="conversation_not_held"),
    path("angre/", talks.conversation_reopen, name="conversation_reopen"),
]

# /programmer/<pk>/provetid/
probation_urls = [
    path("", probation.probation, name="probation"),
    path("avtale/", probation.probation_edit, name="probation_edit"),
    path("beskjed/", probation.probation_notice, name="probation_notice"),
    path("mottatt/", probation.probation_received, name="probation_received"),
]

# /programmer/<pk>/provetid/<number>/
review_urls = [
    path("", reviews.review, name="review"),
    path("referat/", reviews.record_write, name="record_write"),
    path("lest/", reviews.record_read, name="record_read"),
]

# /programmer/<pk>/sjekklister/<checklist>/
checklist_urls = [
    path("", checklists.checklist, name="checklist"),
    path("punkt/<int:position>/", checklists.item, name="item"),
    path("signer/", checklists.sign, name="sign"),
    path("signer/angre/", checklists.unsign, name="unsign"),
]

# /programmer/<pk>/endringer/
change_urls = [
    path("", changes.change_list, name="changes"),
    path("<int:change>/angre/", changes.change_undo, name="change_undo"),
    path("travle-uker/", busy.busy_weeks, name="busy_weeks"),
    path("travle-uker/<int:period>/", busy.busy_leave, name="busy_leave"),
    path("<slug:what>/", changes.change, name="change"),
    path("pause/<int:pause>/", changes.change, {"what": "pause"}, name="pause"),
]

# /programmer/<pk>/mentor/
mentor_urls = [
    path("", mentors.mentors, name="mentors"),
    path("oppnevn/", mentors.mentor_appoint, name="mentor_appoint"),
    path("bytt/", mentors.mentor_change, name="mentor_change"),
    path("vikar/", mentors.mentor_substitute, name="mentor_substitute"),
    path("angre/", mentors.mentor_undo, name="mentor_undo"),
    path("<int:mentorship>/", mentors.mentor_end, name="mentor_end"),
    path("<int:mentorship>/bilde/", portraits.portrait, name="portrait"),
]

# /programmer/<pk>/
programme_urls: list[URLPattern | URLResolver] = [
    path("", detail.programme_detail, name="detail"),
    path("samtaler/", talks.conversation_list, name="conversations"),
    path("samtaler/ny/", talks.conversation_add, name="conversation_add"),
    path("samtaler/<int:number>/", include(talk_urls)),
    path("vis-som/<slug:position>/", shown_as.shown_as, name="shown_as"),
    path("spilleregler/", ground_rules.ground_rules, name="ground_rules"),
    path("overlevering/", handover_notes.handover_note, name="handover_note"),
    path("for-levering/", keeping.before_handover, name="before_handover"),
    path("kartlegging/", needs.needs, name="needs"),
    path("endringer/", include(change_urls)),
    path("fra-papir/", takeover.talks_from_paper, name="talks_from_paper"),
    path("fra-papir/merk/", takeover.mark_before_use, name="mark_before_use"),
    path("opplaeringsvakter/", shifts.training_shifts, name="shifts"),
    path("kontakter/", contacts.contacts, name="contacts"),
    path("ta-opp/", topics.topic_add, name="topic_add"),
    path("ta-kontakt/", raised_hands.raised_hand, name="raised_hand"),
    path("ta-kontakt/sett/", raised_hands.raised_hand_seen, name="raised_hand_seen"),
    path("mentor/", include(mentor_urls)),
    path("avdeling/", departments.programme_move, name="move"),
    path("avslutt/", endings.programme_end, name="end"),
    path("avslutt/angre/", endings.programme_resume, name="resume"),
    path("tilganger/", accesses.system_accesses, name="accesses"),
    path("steg/<int:number>/", steps.step, name="step"),
    path("provetid/", include(probation_urls)),
    path("provetid/<int:number>/", include(review_urls)),
    path("oppfolging/<int:number>/", follow_ups.follow_up, name="follow_up"),
    path("ledersamtaler/<int:number>/", leader_talks.leader_talk, name="leader_talk"),
    path("sjekklister/<int:checklist>/", include(checklist_urls)),
]

# /programmer/
urlpatterns = [
    path("", overview.programme_list, name="list"),
    path("oversikt.csv", overview.programme_csv, name="csv"),
    path("travle-uker/", busy.busy_periods, name="busy"),
    path("travle-uker/<int:pk>/fjern/", busy.busy_remove, name="busy_remove"),
    path("mentorer/", mentor_register.mentor_register, name="mentor_register"),
    path("mentorer/<int:person>/", mentor_register.mentor_profile, name="mentor_profile"),
    path("mentorer/<int:person>/bilde/", mentor_register.mentor_portrait, name="mentor_portrait"),
    path("ny/", start.programme_start, name="start"),
    path("<int:pk>/", include(programme_urls)),
]
