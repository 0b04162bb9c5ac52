"""Taking a change of the plan back: every day exactly as it was, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import User
from programmes.changing import Year, write, write_terms
from programmes.kept_rows import TABLES, AnyRow, key_kept, key_of, plain
from programmes.models import (
    Conversation,
    Pause,
    PlanChange,
    ProbationReview,
    Programme,
    ReviewRecord,
    TrainingShift,
)
from programmes.proposals import Terms
from programmes.replanning import is_before_start


class CannotUndo(Exception):
    """Why a change stands, in a Norwegian sentence."""


@transaction.atomic
def undo(change: PlanChange, *, by: User, at: datetime) -> None:
    """Restore every day exactly, or say why it cannot be."""
    programme = change.programme
    Programme.objects.select_for_update().get(pk=programme.pk)
    if change.undone_at:
        return
    now = held_now(touched(change))
    if reason := why_it_stands(change, now):
        raise CannotUndo(reason)
    put_back(change.after["rows"], now)
    for row in change.after.get("added", []):
        take_out(change, row)
    for name, value in change.before.get("programme", {}).items():
        setattr(programme, name, value)
        programme.save(update_fields=[name.removesuffix("_id")])
    terms, pauses = former_terms(change)
    write_terms(programme, terms, pauses, mentors=change.after.get("mentors", []))
    change.undone_by, change.undone_at = by, at
    change.save(update_fields=["undone_by", "undone_at"])


def held_now(rows: Iterable[dict[str, Any]]) -> dict[str, AnyRow]:
    """The rows as they are, held still until all is done; a row that is gone is not among them."""
    keys: dict[str, list[int]] = {}
    for row in rows:
        keys.setdefault(row["table"], []).append(row["pk"])
    found = (
        TABLES[name]._default_manager.select_for_update().filter(pk__in=pks) for name, pks in keys.items()
    )
    return {key_of(row): row for each in found for row in each}


def put_back(rows: Iterable[dict[str, Any]], now: dict[str, AnyRow]) -> None:
    back = {key_kept(row): row["before"] for row in rows}
    was = {key: {name: plain(getattr(now[key], name)) for name in before} for key, before in back.items()}
    for key, before in back.items():
        for name, value in before.items():
            setattr(now[key], name, parsed(type(now[key]), name, value))
    write({key: now[key] for key in back}, was)


def former_terms(change: PlanChange) -> tuple[Terms, list[Pause]]:
    kept = change.before["terms"]
    pauses = [
        Pause(**{name: parsed(Pause, name, value) for name, value in one.items()}) for one in kept["pauses"]
    ]
    starts_on = parsed(Programme, "starts_on", kept["starts_on"])
    return Terms(starts_on, weekday=kept["weekday"], later=kept["talks_later_by"]), pauses


def take_out(change: PlanChange, row: dict[str, Any]) -> None:
    """A talk of another edition stays, without a day: whether the pair has written in it is theirs alone to know."""
    model = TABLES[row["table"]]
    if model is Conversation and change.kind == PlanChange.Kind.ADOPTION:
        talk = Conversation.objects.filter(pk=row["pk"])
        talk.update(planned_on=None, first_planned_on=None, not_in_template=True, version=F("version") + 1)
    else:
        model._default_manager.filter(pk=row["pk"]).delete()


def why_it_stands(change: PlanChange, now: dict[str, AnyRow]) -> str:
    """Empty when the change can be taken back: it is the last one, and nothing has been done since to its rows."""
    programme = change.programme
    if programme.is_handed_over:
        return _("Skjemaet er overlevert, og ingenting endres mer.")
    if programme.ended_on:
        return _("Programmet er avsluttet. Ta det opp igjen før du tar endringen tilbake.")
    if programme.plan_changes.of_days().filter(undone_at=None).first() != change:
        return _("Planen er endret igjen etterpå. Ta tilbake den siste endringen først.")
    if is_logged_since(change):
        return _("Noe er ført eller krysset av etter endringen. Flytt heller de radene det gjelder.")
    if not all(stands(row, now) for row in touched(change)) or has_words(change):
        return _(
            "Noen har avtalt eller flyttet en av radene etter endringen. Flytt heller de radene det gjelder."
        )
    return what_would_be_early(change)


def touched(change: PlanChange) -> list[dict[str, Any]]:
    """The rows that it moved, and those that it added."""
    return [*change.after["rows"], *change.after.get("added", [])]


def is_logged_since(change: PlanChange) -> bool:
    """Anything in the programme held, explained or ticked; or a row of the change marked as before our time."""
    programme, since = change.programme, change.made_at
    logged = [rows.filter(logged_at__gt=since) for rows in appointment_rows(programme)]
    if any(rows.exists() for rows in logged) or programme.steps.filter(done_at__gt=since).exists():
        return True
    pks: dict[str, set[int]] = {}
    for row in touched(change):
        pks.setdefault(row["table"], set()).add(row["pk"])
    pks.pop(TrainingShift.__name__, None)  # has no such mark
    marked = [
        TABLES[name]._default_manager.filter(pk__in=mine, before_use=True) for name, mine in pks.items()
    ]
    return any(rows.exists() for rows in marked)


def what_would_be_early(change: PlanChange) -> str:
    """A row that was put in or moved since, and would be left before the former start."""
    terms, _pauses = former_terms(change)
    if terms.starts_on <= change.programme.starts_on:
        return ""
    year, known = Year.of(change.programme), change.before.get("early", {})
    known = {*known, *map(key_kept, touched(change))}
    early = (row for row in year.dated if not row.is_done and is_before_start(row, row.on, terms))
    found = next((row for row in early if row.key not in known), None)
    if found is None:
        return ""
    said = _("«%(what)s» står %(day)s, og ville stått før startdatoen %(start)s. Flytt den først.")
    day, start = (date_format(each, "j. F Y") for each in (found.on or date.max, terms.starts_on))
    return said % {"what": year.rows[found.key], "day": day, "start": start}


def has_words(change: PlanChange) -> bool:
    """Whether somebody has written in a row that would go."""
    added = change.after.get("added", [])
    reviews = [row["pk"] for row in added if row["table"] == ProbationReview.__name__]
    if change.kind == PlanChange.Kind.ADOPTION:  # its talks stay
        return ReviewRecord.objects.filter(review__in=reviews).exists()
    talks = Conversation.objects.filter(pk__in=[row["pk"] for row in added])
    return talks.filter(Q(notes__isnull=False) | Q(comments__isnull=False) | Q(topics__isnull=False)).exists()


def appointment_rows(programme: Programme) -> list[Any]:
    return [programme.conversations, programme.leader_talks, programme.reviews, programme.follow_ups]


def stands(row: dict[str, Any], now: dict[str, AnyRow]) -> bool:
    """Whether the row still is as the change left it."""
    found = now.get(key_kept(row))
    after = row["after"].items()
    return found is not None and all(
        getattr(found, name) == parsed(type(found), name, value) for name, value in after
    )


def parsed(model: type[Any], name: str, value: Any) -> Any:
    """A kept value as its column holds it."""
    column = model._meta.get_field(name.removesuffix("_id"))
    return (column.target_field if column.is_relation else column).to_python(value)
