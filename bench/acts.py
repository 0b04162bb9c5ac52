"""What is saved, for real: each act is looked up in the database, and taken back before the next."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bench.client import Answer
from bench.forms import sent_by
from bench.site import Site
from checklists.models import Checklist
from people.models import Department, User
from programmes.models import Conversation, Programme, ProgrammeTemplate
from programmes.workdays import monday_of

NEW_HIRE = "Benk Prøvesen"
FOUR_WEEKS = timedelta(weeks=4)


def save_a_talk(site: Site) -> dict[str, Answer]:
    """The mentor presses «Lagre som holdt»; the page's own undo takes it back."""
    mentor, path = site.people["mentor"], site.talk.get_absolute_url()
    fields = sent_by(site.line.get(path, mentor).expect(200).html)
    saved = site.line.post(path, mentor, fields).expect(302)
    must(talk_of(site).held_on is not None, "Samtalen ble ikke lagret.")

    undo = reverse("programmes:conversation_reopen", args=[site.talk.programme_id, site.talk.number])
    fields = sent_by(site.line.get(path, mentor).expect(200).html, action=undo)
    site.line.post(undo, mentor, fields).expect(302)
    must(talk_of(site).is_open, "Samtalen ble ikke åpnet igjen.")
    return {"save: talk": saved}


def must(condition: bool, otherwise: str) -> None:
    if not condition:
        raise SystemExit(otherwise)


def talk_of(site: Site) -> Conversation:
    return Conversation.objects.using(site.database).get(pk=site.talk.pk)


def start_a_programme(site: Site) -> dict[str, Answer]:
    """The leader fills in the form, sees the dates and starts; then the new rows are removed."""
    leader, path = site.people["avdelingsleder"], reverse("programmes:start")
    empty = sent_by(site.line.get(path, leader).expect(200).html)
    shown = site.line.post(path, leader, empty | order_for(site) | {"preview": "1"}).expect(200)
    started = site.line.post(path, leader, sent_by(shown.html) | {"start": "1"}).expect(302)
    remove(site, int(started.location.rstrip("/").rpartition("/")[2]))
    return {"save: preview": shown, "save: start": started}


def order_for(site: Site) -> dict[str, str | list[str]]:
    """A new person in the leader's department four weeks from now, with the first programme."""
    leader = User.objects.using(site.database).get(email=site.people["avdelingsleder"].email)
    department = Department.objects.using(site.database).filter(positions__holder=leader).first()
    template = ProgrammeTemplate.objects.using(site.database).get(slug="trondheim", municipality=None)
    assert department is not None
    return {
        "name": NEW_HIRE,
        "title": "sykepleier",
        "department": str(department.pk),
        "template": str(template.pk),
        "starts_on": str(monday_of(timezone.localdate()) + FOUR_WEEKS),
    }


def remove(site: Site, pk: int) -> None:
    """Everything that the start made; fails unless a whole year is there."""
    database = site.database
    programme = Programme.objects.using(database).select_related("new_hire").get(pk=pk)
    must(programme.new_hire.name == NEW_HIRE, "Et annet program ble startet.")
    must(programme.conversations.count() > 10, "Programmet mangler samtaler.")
    with transaction.atomic(database):
        checklists = list(programme.checklist_links.values_list("checklist", flat=True))
        programme.delete()
        Checklist.objects.using(database).filter(pk__in=checklists).delete()
        programme.new_hire.delete()
