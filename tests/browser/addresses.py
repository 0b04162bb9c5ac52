"""Every page of the product, read out of the URL table and filled in with what a reader can reach."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any
from unittest.mock import patch

from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from checklists.models import ChecklistTemplate
from people.models import Department, Position, Unit, User
from programmes.models import Programme, ProgrammeTemplate
from reminders.models import Message

NO_PAGE = {
    "people:demo_sign_in": "the demo's buttons send to it",
    "people:invite": "a button",
    "people:own_device": "a button",
    "people:end_sessions": "a button",
    "people:lock": "a locked screen's, in test_own_device.py",
    "people:draft_session": "for the script",
    "manifest": "for the browser",
    "worker": "for the browser",
    "programmes:conversation_reopen": "a button",
    "programmes:mark_before_use": "a button",
    "programmes:mentor_undo": "a button",
    "programmes:resume": "a button",
    "programmes:change_undo": "a button",
    "programmes:busy_remove": "a button",
    "programmes:busy_leave": "a button",
    "programmes:sign": "a button",
    "programmes:unsign": "a button",
    "documents:package_make": "a button",
    "documents:package_received": "a button",
    "documents:archive_zip": "a file, read in test_archive.py",
    "documents:package": "a file, read in test_handing_over.py",
    "documents:own_words_pdf": "a paper, read in test_closing.py",
    "documents:own_words_file": "a file, read in test_closing.py",
    **dict.fromkeys(
        [
            "documents:form",
            "documents:paper",
            "documents:checklist",
            "documents:record",
            "documents:record_blank",
            "documents:notice",
            "documents:board",
            "documents:certificate",
            "documents:template_paper",
            "documents:template_record",
            "documents:template_checklist",
        ],
        "a paper, read in test_every_paper.py",
    ),
    "reminders:message": "leads on",
    "programmes:csv": "a file, read in test_overview_file.py",
    "programmes:portrait": "an image",
    "programmes:mentor_portrait": "an image",
    "people:my_portrait": "an image",
    "documents:logo": "an image",
    "documents:letter_pdf": "a paper, read in test_letter.py",
    "documents:own_letter_pdf": "a paper, read in test_letter.py",
    "documents:welcome_pdf": "a paper, read in test_welcome.py",
    "documents:welcome_calendar": "a file, read in test_calendar_file.py",
    "documents:welcome_photo": "an image",
    "documents:welcome_logo": "an image",
    "templates:next": "a button",
    "templates:use": "a button",
    "templates:checklist_use": "a button",
    "templates:checklist_next": "a button",
    "templates:programme_file": "a file, read in test_template_import.py",
    "templates:checklist_file": "a file, read in test_template_import.py",
    **dict.fromkeys(
        ["reminders:shifts_file", "reminders:appointment_file"], "a file, read in test_calendar_file.py"
    ),
    "reminders:feed": "a file, read in test_calendar_feed.py",
    "reminders:calendar_off": "a button",
    "reminders:rota_entered": "a button",
    **dict.fromkeys(["reminders:rota_csv", "reminders:rota_xlsx"], "a file, read in test_rota.py"),
    "privacy:about_me_file": "a file, read in test_about_me.py",
}
"""Addresses that answer with something else than a page."""

MADE_UP = {"token": "1:oppdiktet", "uidb36": "1", "key": "oppdiktet"}
"""Nobody's secrets; the pages behind true ones are walked in `test_people.py`."""

NUMBERED = {
    "samtaler": "conversations",
    "ledersamtaler": "leader_talks",
    "provetid": "reviews",
    "oppfolging": "follow_ups",
    "steg": "steps",
    "pakke": "packages",
}
"""Of which rows of a programme the number in an address is one."""


@cache
def routes() -> dict[str, str]:
    """Each name in the URL table with its route; not the installation owner's own pages."""
    return _routes(get_resolver())


def _routes(resolver: URLResolver, namespace: str = "", before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found[f"{namespace}{entry.name}"] = route
        elif entry.namespace != "admin":
            found |= _routes(entry, f"{entry.namespace}:" if entry.namespace else namespace, route)
    return found


def pages_of(reader: User | None, *, but: Collection[str] = ()) -> dict[str, str]:
    """For each other name the first address that draws this reader a page; for nobody also one that refuses."""
    client = Client()
    if reader:
        client.force_login(reader)
    drawn = {200} if reader else {200, 403, 404}
    found = {}
    with patch("django.test.client.store_rendered_templates"):  # nobody looks at them
        for name in routes().keys() - but:
            for address in addresses(name, reader):
                answer = client.get(address)
                if answer.status_code in drawn and answer.headers["Content-Type"].startswith("text/html"):
                    found[name] = address
                    break
    return found


def addresses(name: str, reader: User | None) -> Iterator[str]:
    """The route with everything in its gaps that this reader may have a page about."""
    route = routes()[name]
    gaps = re.findall(r"<(?:\w+:)?(\w+)>", route)
    if set(gaps) <= MADE_UP.keys():
        yield reverse(name, kwargs={gap: MADE_UP[gap] for gap in gaps})
    elif reader and gaps == ["person"]:
        yield reverse(name, kwargs={"person": reader.pk})
    elif reader:
        place, *parts = route.split("/")
        for row in rows_of(place, parts[0], reader):
            for known in within(row, parts[1], gaps):
                yield reverse(name, kwargs={"pk": row.pk} | known)


def within(row: Model, part: str, gaps: list[str]) -> Iterator[dict[str, Any]]:
    """What else the address names: one of the programme's numbered rows, early or late, or a row of its list."""
    if "number" in gaps:
        numbers = [
            getattr(each, "number", None) or each.position for each in getattr(row, NUMBERED[part]).all()
        ]
        yield from ({"number": number} for number in dict.fromkeys([*numbers[:2], *numbers[-1:]]))
    elif isinstance(row, ProgrammeTemplate) and {"row", "part"} & {*gaps}:
        yield {"part": "stikkord"} if "part" in gaps else {"row": row.steps.all()[0].pk}
    elif isinstance(row, Programme) and "mentorship" in gaps:
        yield from ({"mentorship": period.pk} for period in row.mentorships.all())
    elif isinstance(row, Programme) and "checklist" in gaps:
        for link in row.checklist_links.all():
            yield {"checklist": link.checklist_id} | ({"position": 1} if "position" in gaps else {})
    elif isinstance(row, Programme) and "pause" in gaps:
        yield from ({"pause": pause.pk} for pause in row.pauses.all())
    elif "what" in gaps:
        yield {"what": "ukedag"}
    else:
        yield {"position": "avdelingsleder"} if "position" in gaps else {}


def rows_of(place: str, part: str, reader: User) -> Iterable[Model]:
    """What stands under the first word of an address, as far as this reader may know."""
    on = timezone.localdate()
    rows: dict[str, Callable[[], Iterable[Model]]] = {
        "maler": lambda: templates(part, reader, on),
        "programmer": lambda: unlike_programmes(reader, on),
        "personer": lambda: User.objects.kept_by(reader, on).order_by("pk")[:3],
        "stillinger": lambda: Position.objects.kept_by(reader, on)[:3],
        "meldinger": lambda: Message.objects.filter(recipient=reader)[:1],
        "kontakter": lambda: Unit.objects.presented_by(reader, on)[:3],
        "enheter": lambda: Unit.objects.kept_by(reader, on)[:3],
        "avdelinger": lambda: Department.objects.kept_by(reader, on)[:3],
    }
    return rows[place]()


def templates(part: str, reader: User, on: date) -> list[Model]:
    """A draft, where the reader has one, before what is published."""
    kind = ProgrammeTemplate if part == "program" else ChecklistTemplate
    rules: Any = kind._default_manager
    return [*rules.edited_by(reader, on)[:1], *rules.readable_by(reader, on)[:1]]


def unlike_programmes(reader: User, on: date) -> list[Programme]:
    """The first and the last, one of the other template, one without a mentor, one handed over, one with a pause."""
    visible = Programme.objects.dates_visible_to(reader, on).order_by("starts_on", "pk")
    kinds = (
        visible.filter(template__slug="flekkefjord"),
        visible.filter(mentorships=None),
        visible.filter(handed_over_on__isnull=False),
        visible.filter(pk__in=Programme.objects.managed_by(reader, on), ended_on=None),
        visible.filter(pauses__isnull=False),
        visible,
        visible.reverse(),
    )
    return list(dict.fromkeys(found for kind in kinds if (found := kind.first())))
