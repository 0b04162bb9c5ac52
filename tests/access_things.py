"""What the pages of `access_table.py` are about and what is sent to them: the keys of one programme's own rows."""

from collections.abc import Callable
from typing import Any

from programmes.forms.shifts import ShiftFormSet
from programmes.models import BusyPeriod, HandoverNote, Programme
from reminders.models import CalendarFeed, Message
from tests.access_world import World

type Data = Callable[[World, str], dict[str, Any]]


def with_(**values: Any) -> Data:
    return lambda world, name: values


def unchanged_shifts(world: World, name: str) -> dict[str, Any]:
    """An empty table over what is saved: that it was made of what is there now."""
    version = ShiftFormSet(programme=Programme.objects.get(pk=world.programmes[name].pk)).version
    return {"vakt-TOTAL_FORMS": 0, "vakt-INITIAL_FORMS": 0, "version": version}


def correction_without_change(world: World, name: str) -> dict[str, Any]:
    """Of the form that is handed over: refused, since nothing is put right. An empty table would take the shifts away."""
    return unchanged_shifts(world, name) | {"title": "", "reason": "head", "number": 1}


def checklist(world: World, name: str) -> dict[str, Any]:
    return {"checklist": world.programmes[name].checklist_links.get().checklist_id}


def first_item(world: World, name: str) -> dict[str, Any]:
    return checklist(world, name) | {"position": 1}


def mentors_step(world: World, name: str) -> dict[str, Any]:
    step = world.programmes[name].steps.filter(responsible="mentor", done_on=None).first()
    assert step is not None
    return {"number": step.position}


def a_proposed_talk(world: World, name: str) -> dict[str, Any]:
    return {"talks": [world.programmes[name].conversations.get(number=10).pk]}


def paper_talk(world: World, name: str) -> dict[str, Any]:
    return {"form-TOTAL_FORMS": 0, "form-INITIAL_FORMS": 0}


def mentorship(world: World, name: str) -> dict[str, Any]:
    """The main one that goes on."""
    return {"mentorship": world.mentor_periods[name]}


def handover_note(world: World, name: str) -> dict[str, Any]:
    """What a mentor writes and what a new hire decides, in one: each page reads its own."""
    note = HandoverNote.objects.get(mentorship=world.mentor_periods[name])
    return {"text": "Nye ord", "notat": note.pk, "handling": "godkjenn", "version": 0}


def a_record(world: World, name: str) -> dict[str, Any]:
    """A shared one."""
    return {"record": world.programmes[name].reviews.get(number=2).records.get().pk}


def unread_record(world: World, name: str) -> dict[str, Any]:
    record = world.programmes[name].reviews.get(number=2).records.get()
    return {"referat": record.pk, "remark": "", "version": 0}


def busy_period(world: World, name: str) -> dict[str, Any]:
    """Of the unit, in October."""
    return {"pk": BusyPeriod.objects.get(unit=world.programmes[name].department.unit_id).pk}


def calendar(world: World, name: str) -> dict[str, Any]:
    """A mentor's, at home or abroad."""
    holder = world.people["mentor" if name == "home" else "foreign_mentor"]
    return {"pk": CalendarFeed.objects.get(holder=holder).pk}


def pause(world: World, name: str) -> dict[str, Any]:
    return {"pause": world.programmes[name].pauses.get().pk}


def pause_change(world: World, name: str) -> dict[str, Any]:
    return {"change": world.programmes[name].plan_changes.get().pk}


def home_or_away(world: World, name: str) -> Programme:
    return world.programmes["own" if name == "home" else "abroad"]


def person(world: World, name: str) -> dict[str, Any]:
    return {"pk": home_or_away(world, name).new_hire_id}


def position(world: World, name: str) -> dict[str, Any]:
    holder = world.people["leader" if name == "home" else "foreign_leader"]
    return {"pk": holder.positions.get().pk}


def unit(world: World, name: str) -> dict[str, Any]:
    return {"pk": home_or_away(world, name).department.unit_id}


def department(world: World, name: str) -> dict[str, Any]:
    return {"pk": home_or_away(world, name).department_id}


def new_post(world: World, name: str) -> dict[str, Any]:
    return {"post": f"head-{home_or_away(world, name).department.unit_id}", "from_on": "2026-09-16"}


def a_message(world: World, name: str) -> dict[str, Any]:
    """To the mentor."""
    return {"pk": Message.objects.get(programme=home_or_away(world, name)).pk}
