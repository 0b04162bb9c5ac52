"""Who may see and do what: roles by rules, written out.

Each line of the tables is read «this rule gives this object to exactly these roles». The roles and the
four programmes are those of `access_world.py`. A person's account may be closed while a position lasts;
that is stopped at the door (`test_every_url.py`), so `closed` counts here as the leader it is.
"""

import inspect
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from django.db import models
from django.db.models import QuerySet

from checklists.versions import VersionedTemplateQuerySet
from people.models import User
from programmes.models import Programme, Step
from programmes.models.programme_queries import ProgrammeQuerySet
from tests.access_world import TODAY, TOMORROW, World, world
from tests.factories import make_checklist_template, make_template

pytestmark = pytest.mark.django_db
type Rule = Callable[[User, date], QuerySet[Any]]

__all__ = ["world"]  # the fixture

LEADERS = "leader second_leader deputy head closed"


def roles(names: str) -> set[str]:
    return set(names.split())


def given(world: World, rule: Rule, rows: Iterable[models.Model], on: date = TODAY) -> list[set[str]]:
    """For each row the roles to whom `rule(user, on)` gives it; nobody gets a row twice."""
    keys = [row.pk for row in rows]
    found: dict[int, set[str]] = {key: set() for key in keys}
    for role, user in world.people.items():
        got = list(rule(user, on).filter(pk__in=keys).values_list("pk", flat=True))
        assert len(got) == len(set(got)), f"{role} gets a row twice"
        for key in got:
            found[key].add(role)
    return [found[key] for key in keys]


def given_to(world: World, rule: Rule, row: models.Model, on: date = TODAY) -> set[str]:
    return given(world, rule, [row], on)[0]


# --- programmes ---------------------------------------------------------------------------------

PROGRAMMES = {
    "visible_to": {
        "own": f"{LEADERS} new_hire mentor substitute",
        "next_door": "other_leader head other_new_hire colleague",
        "finished": f"{LEADERS} finished_new_hire other_leader",
        "abroad": "foreign_leader foreign_head foreign_new_hire foreign_mentor",
    },
    "dates_visible_to": {
        "own": f"{LEADERS} new_hire mentor substitute coordinator",
        "next_door": "other_leader head other_new_hire colleague coordinator",
        "finished": f"{LEADERS} finished_new_hire other_leader coordinator",
        "abroad": "foreign_leader foreign_head foreign_new_hire foreign_mentor foreign_coordinator",
    },
    "managed_by": {
        "own": LEADERS,
        "next_door": "other_leader head",
        "finished": LEADERS,
        "abroad": "foreign_leader foreign_head",
    },
    "overseen_by": {
        "own": f"{LEADERS} coordinator",
        "next_door": "other_leader head coordinator",
        "finished": f"{LEADERS} coordinator",
        "abroad": "foreign_leader foreign_head foreign_coordinator",
    },
    "lived_by": {
        "own": "new_hire mentor substitute",
        "next_door": "other_new_hire colleague",
        "finished": "finished_new_hire other_leader",
        "abroad": "foreign_new_hire foreign_mentor",
    },
    "own_of": {
        "own": "leader second_leader deputy closed new_hire mentor substitute",
        "next_door": "other_leader other_new_hire colleague",
        "finished": "leader second_leader deputy closed finished_new_hire other_leader",
        "abroad": "foreign_leader foreign_new_hire foreign_mentor",
    },
    "reviews_open_to": {
        "own": f"{LEADERS} new_hire",
        "next_door": "other_leader head other_new_hire",
        "finished": f"{LEADERS} finished_new_hire",
        "abroad": "foreign_leader foreign_head foreign_new_hire",
    },
    "worked_on_by": {
        "own": f"{LEADERS} new_hire mentor substitute",
        "next_door": "other_leader head other_new_hire colleague",
        "finished": "",
        "abroad": "foreign_leader foreign_head foreign_new_hire foreign_mentor",
    },
    "talks_logged_by": {
        "own": "new_hire mentor substitute",
        "next_door": "other_new_hire colleague",
        "finished": "",
        "abroad": "foreign_new_hire foreign_mentor",
    },
    "hands_raised_by": {
        "own": "new_hire",
        "next_door": "other_new_hire",
        "finished": "",
        "abroad": "foreign_new_hire",
    },
    "letter_open_to": {
        "own": "new_hire",
        "next_door": "other_new_hire",
        "finished": "",
        "abroad": "foreign_new_hire",
    },
    "taken_along_by": {"own": "", "next_door": "", "finished": "finished_new_hire", "abroad": ""},
}


def test_no_rule_is_left_out() -> None:
    """A rule is a queryset method that takes the reader and the day."""
    methods = inspect.getmembers(ProgrammeQuerySet, inspect.isfunction)
    asked = {
        name for name, method in methods if list(inspect.signature(method).parameters)[1:] == ["user", "on"]
    }
    assert asked - {"with_rights_for", "with_notes_for"} == set(PROGRAMMES), "write the roles it gives to"


@pytest.mark.parametrize("rule", PROGRAMMES)
def test_programmes(world: World, rule: str) -> None:
    found = given(world, getattr(Programme.objects, rule), world.programmes.values())
    assert dict(zip(world.programmes, found, strict=True)) == {
        name: roles(readers) for name, readers in PROGRAMMES[rule].items()
    }


def test_tomorrow_deputy_and_substitute_are_out_and_the_next_ones_in(world: World) -> None:
    assert given_to(world, Programme.objects.visible_to, world.programmes["own"], TOMORROW) == roles(
        "leader second_leader closed future_leader head new_hire mentor future_substitute"
    )


FLAGS = {
    "can_see_all": "visible_to",
    "can_read_reviews": "reviews_open_to",
    "can_manage": "managed_by",
    "can_work": "worked_on_by",
    "can_log_talks": "talks_logged_by",
}


def test_flags_say_what_the_rules_say(world: World) -> None:
    """A leader manages nothing after the form is handed over: the one flag that is narrower than its rule."""
    rules = {flag: PROGRAMMES[rule] for flag, rule in FLAGS.items()}
    rules["can_manage"] = rules["can_manage"] | {"finished": ""}
    names = {row.pk: name for name, row in world.programmes.items()}
    for role, user in world.people.items():
        for row in Programme.objects.with_rights_for(user, TODAY).filter(pk__in=names):
            given_flags = {flag for flag in FLAGS if getattr(row, flag)}
            expected = {flag for flag in FLAGS if role in roles(rules[flag][names[row.pk]])}
            assert (role, names[row.pk], given_flags) == (role, names[row.pk], expected)


def test_running_programmes(world: World) -> None:
    assert {
        name for name, row in world.programmes.items() if Programme.objects.running(TODAY).contains(row)
    } == {
        "own",
        "next_door",
        "abroad",
    }


# --- steps ---------------------------------------------------------------------

STEPS = {
    "": LEADERS,
    "head": LEADERS,
    "leader": LEADERS,
    "head,leader": LEADERS,
    "mentor": f"{LEADERS} mentor substitute",
    "new_hire": f"{LEADERS} new_hire",
    "leader,mentor": f"{LEADERS} mentor substitute",
    "mentor,leader,new_hire": f"{LEADERS} mentor substitute new_hire",
}


@pytest.mark.parametrize("responsible", STEPS)
def test_steps_are_ticked_by_those_the_row_names_and_leaders(world: World, responsible: str) -> None:
    step = Step.objects.create(
        programme=world.programmes["own"], position=900, title="Rad", responsible=responsible
    )
    assert given_to(world, Step.objects.tickable_by, step) == roles(STEPS[responsible])


def test_no_step_is_ticked_after_the_form_is_handed_over(world: World) -> None:
    steps = list(world.programmes["finished"].steps.all())
    assert given(world, Step.objects.tickable_by, steps) == [set() for _step in steps]


# --- templates ---------------------------------------------------------------------

STARTERS = "leader second_leader deputy closed head other_leader other_head coordinator"
FOREIGN_STARTERS = "foreign_leader foreign_head foreign_coordinator"
TEMPLATES = {
    "readable_by": {
        ("draft", "home"): "coordinator",
        ("draft", "abroad"): "foreign_coordinator",
        ("published", "home"): STARTERS,
        ("published", "abroad"): FOREIGN_STARTERS,
    },
    "kept_by": {
        ("draft", "home"): "coordinator",
        ("draft", "abroad"): "foreign_coordinator",
        ("published", "home"): "coordinator",
        ("published", "abroad"): "foreign_coordinator",
    },
    "edited_by": {
        ("draft", "home"): "coordinator",
        ("draft", "abroad"): "foreign_coordinator",
        ("published", "home"): "",
        ("published", "abroad"): "",
    },
}


def test_no_rule_of_templates_is_left_out() -> None:
    methods = inspect.getmembers(VersionedTemplateQuerySet, inspect.isfunction)
    asked = {
        name for name, method in methods if list(inspect.signature(method).parameters)[1:] == ["user", "on"]
    }
    assert asked - {"with_rights_for"} == set(TEMPLATES), "write the roles it gives to"


@pytest.mark.parametrize("kind", ["programme", "checklist"])
@pytest.mark.parametrize("rule", TEMPLATES)
def test_templates(world: World, rule: str, kind: str) -> None:
    table = TEMPLATES[rule]
    rows = [world.templates[f"{kind} {state}", side] for state, side in table]
    found = given(world, getattr(type(rows[0])._default_manager, rule), rows)
    assert dict(zip(table, found, strict=True)) == {key: roles(readers) for key, readers in table.items()}


@pytest.mark.parametrize("kind", ["programme", "checklist"])
def test_what_comes_with_the_product_is_read_by_all_who_start_and_kept_by_nobody(
    world: World, kind: str
) -> None:
    shared = make_template() if kind == "programme" else make_checklist_template()
    manager: Any = type(shared)._default_manager
    assert given_to(world, manager.readable_by, shared) == roles(f"{STARTERS} {FOREIGN_STARTERS}")
    assert given_to(world, manager.kept_by, shared) == set()


@pytest.mark.parametrize("kind", ["programme", "checklist"])
def test_flags_of_templates_say_what_the_rules_say(world: World, kind: str) -> None:
    names = {
        world.templates[f"{kind} {state}", side].pk: (state, side) for state, side in TEMPLATES["kept_by"]
    }
    manager: Any = type(world.templates[f"{kind} draft", "home"])._default_manager
    for role, user in world.people.items():
        for template in manager.with_rights_for(user, TODAY).filter(pk__in=names):
            key = names[template.pk]
            expected = tuple(role in roles(TEMPLATES[rule][key]) for rule in ("kept_by", "edited_by"))
            assert (role, key, (template.can_keep, template.can_edit)) == (role, key, expected)
            assert template.can_copy == (role in ("coordinator", "foreign_coordinator"))
