"""One's own address with somebody else's key inside: in the path, or among what is sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from privacy.models import Feedback
from programmes.forms.shifts import ShiftFormSet
from programmes.models import HandoverNote, Need, Programme, Topic
from reminders.models import CalendarFeed, RotaMark
from tests.access_world import World, word, world

__all__ = ["world"]  # the fixture

pytestmark = pytest.mark.django_db

type Sent = tuple[str, str, dict[str, Any]]  # who sends, the address, the data
type Crossing = Callable[[World], Sent]


def programme_page(world: World, page: str, **args: Any) -> str:
    return reverse(f"programmes:{page}", kwargs={"pk": world.programmes["own"].pk} | args)


def others_checklist(world: World) -> dict[str, int]:
    return {"checklist": world.programmes["next_door"].checklist_links.get().checklist_id}


@pytest.mark.parametrize("page", ["checklist", "item", "sign"])
def test_a_checklist_is_not_there_under_another_programme(world: World, client: Client, page: str) -> None:
    client.force_login(world.people["head"])  # who may open both programmes
    args = others_checklist(world) | ({"position": 1} if page == "item" else {})
    address = programme_page(world, page, **args)
    send = client.get if page == "checklist" else client.post
    assert send(address, {"tick": "1"}).status_code == 404


def agree_others_talk(world: World) -> Sent:
    talk = world.programmes["abroad"].conversations.get(number=10)
    return "new_hire", programme_page(world, "conversations"), {"talks": [talk.pk]}


def type_in_others_talk(world: World) -> Sent:
    talk = world.programmes["abroad"].conversations.get(number=1)
    row = {"id": talk.pk, "version": 0, "held_on": "2026-09-15", "minutes_spent": "30"}
    counts = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1}
    return (
        "new_hire",
        programme_page(world, "talks_from_paper"),
        counts | {f"form-0-{name}": value for name, value in row.items()},
    )


def take_up_others_topic(world: World) -> Sent:
    topic = Topic.objects.get(mentorship__programme=world.programmes["abroad"])
    data = {"bare_notater": "1", "notat-taken_up": [topic.pk], "fjern_tema": topic.pk, "version": 0}
    return "new_hire", programme_page(world, "conversation", number=2), data


def show_others_need(world: World) -> Sent:
    need = Need.objects.filter(mentorship__programme=world.programmes["abroad"])[0]
    return "new_hire", programme_page(world, "needs"), {"handling": f"vis-{need.pk}"}


def approve_others_handover(world: World) -> Sent:
    note = HandoverNote.objects.get(mentorship=world.mentor_periods["abroad"])
    data = {"notat": note.pk, "handling": "godkjenn", "version": 0}
    return "new_hire", programme_page(world, "handover_note"), data


def confirm_others_record(world: World) -> Sent:
    record = world.programmes["abroad"].reviews.get(number=2).records.get()
    return (
        "new_hire",
        programme_page(world, "record_read", number=2),
        {"referat": record.pk, "remark": "Fremmed.", "version": 0},
    )


def remove_others_absence(world: World) -> Sent:
    absence = world.programmes["abroad"].absences.get(extension=None)
    return "leader", programme_page(world, "probation"), {"handling": f"fjern-{absence.pk}"}


def take_back_others_extension(world: World) -> Sent:
    made = world.programmes["abroad"].probation.extensions.get()
    return "leader", programme_page(world, "probation_received"), {"angre": made.pk}


def grant_others_access(world: World) -> Sent:
    access = world.programmes["abroad"].accesses.get(position=1)
    data = {"grant": access.pk, f"tilgang-{access.pk}-granted_on": "2026-09-15"}
    return "leader", programme_page(world, "accesses"), data


def save_others_shift(world: World) -> Sent:
    mine = Programme.objects.get(pk=world.programmes["own"].pk)
    row = {"key": world.programmes["abroad"].shifts.get(number=1).pk, "companion": "Fremmed"}
    counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 1, **{f"0-{name}": value for name, value in row.items()}}
    data = {f"vakt-{name}": value for name, value in counts.items()}
    return (
        "leader",
        programme_page(world, "shifts"),
        data | {"version": ShiftFormSet(programme=mine).version},
    )


def appoint_foreign_mentor(world: World) -> Sent:
    world.programmes["own"].mentorships.filter(to_on=None).delete()
    return (
        "leader",
        programme_page(world, "mentor_appoint"),
        {"mentor": world.people["foreign_mentor"].pk, "from_on": "2026-09-16"},
    )


def change_to_foreign_mentor(world: World) -> Sent:
    data = {"mentor": world.people["foreign_mentor"].pk, "from_on": "2026-09-20"}
    return "leader", programme_page(world, "mentor_change"), data


def end_others_mentor(world: World) -> Sent:
    key = world.mentor_periods["abroad"]
    return "leader", programme_page(world, "mentor_end", mentorship=key), {"to_on": "2026-09-16"}


def start_abroad(world: World) -> Sent:
    foreign = world.programmes["abroad"]
    data = {
        "person": foreign.new_hire_id,
        "title": "sykepleier",
        "department": foreign.department_id,
        "mentor": world.people["foreign_mentor"].pk,
        "starts_on": "2026-10-01",
        "template": foreign.template_id,
    }
    return "leader", reverse("programmes:start"), data


def position_abroad(world: World) -> Sent:
    post = f"leader-{world.programmes['abroad'].department_id}"
    address = reverse("people:position_add", args=[world.people["mentor"].pk])
    return "coordinator", address, {"post": post, "from_on": "2026-09-16"}


def department_abroad(world: World) -> Sent:
    unit = world.programmes["abroad"].department.unit_id
    return "coordinator", reverse("people:department_add"), {"unit": unit, "name": "Fremmed"}


def remove_others_feedback(world: World) -> Sent:
    row = Feedback.objects.get(municipality=world.abroad)
    return "administrator", reverse("privacy:feedback"), {"slett": row.pk}


def turn_off_others_calendar(world: World) -> Sent:
    feed = CalendarFeed.objects.get(holder=world.people["foreign_mentor"])
    return "mentor", reverse("reminders:calendar_off", args=[feed.pk]), {}


def lead_others_calendar(world: World) -> Sent:
    place = world.programmes["abroad"].department_id
    return "leader", reverse("reminders:calendars"), {"position": f"leader-{place}"}


def take_back_others_mark(world: World) -> Sent:
    mark = RotaMark.objects.get(programme=world.programmes["abroad"])
    return "leader", reverse("reminders:rota_entered"), {"handling": f"angre-{mark.kind}-{mark.row}"}


CROSSINGS: list[Crossing] = [
    agree_others_talk,
    type_in_others_talk,
    take_up_others_topic,
    show_others_need,
    approve_others_handover,
    confirm_others_record,
    remove_others_absence,
    take_back_others_extension,
    grant_others_access,
    save_others_shift,
    appoint_foreign_mentor,
    change_to_foreign_mentor,
    end_others_mentor,
    start_abroad,
    position_abroad,
    department_abroad,
    remove_others_feedback,
    turn_off_others_calendar,
    lead_others_calendar,
    take_back_others_mark,
]


def rows_abroad(world: World) -> dict[str, list[dict[str, Any]]]:
    """Everything that hangs on the other municipality's programme, people and places."""
    abroad = world.programmes["abroad"]
    ways: dict[str, Any] = {"programme": abroad, "review__programme": abroad, "mentorship__programme": abroad}
    ways |= {"probation__programme": abroad, "record__review__programme": abroad}
    ways |= {"checklist__in": abroad.checklist_links.values("checklist")}
    ways |= {
        "municipality": world.abroad,
        "unit__municipality": world.abroad,
        "letter_place__unit__municipality": world.abroad,
        "new_hire__municipality": world.abroad,
        "holder__municipality": world.abroad,
    }
    found = {}
    for app in ("people", "checklists", "programmes", "documents", "reminders", "privacy"):
        for model in apps.get_app_config(app).get_models():
            names = {field.name for field in model._meta.fields}
            for way, target in ways.items():
                if way.split("__")[0] in names and way.removesuffix("__in").count("__") < 3:
                    rows = model._default_manager.filter(**{way: target}).order_by("pk").values()
                    found[f"{model.__name__} {way}"] = list(rows)
    return found


@pytest.mark.parametrize("crossing", CROSSINGS, ids=lambda crossing: crossing.__name__)
def test_nothing_abroad_is_touched_or_told(world: World, client: Client, crossing: Crossing) -> None:
    before = rows_abroad(world)
    role, address, data = crossing(world)
    client.force_login(world.people[role])
    answer = client.post(address, data)
    assert answer.status_code in (302, 404, 409, 422)
    assert rows_abroad(world) == before
    said = answer.content.decode()
    assert "Utenbys" not in said
    assert word("annet", "abroad") not in said


def test_the_other_municipality_is_watched(world: World) -> None:
    """The watch above looks at every table that has something to lose."""
    watched = {name.split()[0] for name, rows in rows_abroad(world).items() if rows}
    assert watched == {
        *["Unit", "Department", "User", "Position"],
        *["Item", "ProgrammeChecklist", "Programme", "Mentorship", "Comment", "ReviewRecord"],
        *["Note", "Topic", "GroundRules", "Need", "HandoverNote", "RaisedHand"],
        *["Probation", "ProbationExtension", "AbsencePeriod", "ReviewRecordVersion"],
        *["Conversation", "LeaderTalk", "ProbationReview", "MentorFollowUp"],
        *["Step", "TrainingShift", "SystemAccess", "Feedback"],
        *["Pause", "PlanChange", "BusyPeriod", "ProgrammeTemplate", "ChecklistTemplate"],
        *["Letterhead", "LetterPlace", "LetterContact", "ContactCard", "CalendarFeed", "RotaMark", "Message"],
    }
