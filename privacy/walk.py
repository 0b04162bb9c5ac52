"""Which rows stand about a person, worked out from the models themselves: a new table is found by itself.

A foreign key to `User` says whom the row is about, unless its name ends in `_by`: then it says who did
something. What a row about somebody holds, is about them too: a programme's talks, a talk's comments.
A table that names nobody in any of these ways stands in `words.NOTHING` or `words.UNNAMED` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from people.models import User

type AnyModel = type[models.Model]
type Link = models.ForeignKey[Any, Any]


@dataclass(frozen=True)
class Table:
    """One table that holds something about people, and the columns that say about whom."""

    model: AnyModel
    about: tuple[Link, ...]
    acts: tuple[Link, ...]
    parents: tuple[Link, ...]
    """To rows that are about somebody."""
    holders: tuple[Link, ...]
    """Other tables' one-to-one columns to this one, when it names nobody itself: a handed out checklist."""

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def has_rule(self) -> bool:
        """Whether it says itself who reads: then its rows are shown through that rule and in no other way."""
        return hasattr(self.model._default_manager, "open_to")

    @property
    def before(self) -> set[AnyModel]:
        """The tables whose rows must be known first: the person, and what its rows stand in."""
        around = {link.related_model for link in (*self.about, *self.parents)}
        return around | {link.model for link in self.holders}

    @property
    def columns(self) -> list[models.Field[Any, Any]]:
        return list(self.model._meta.concrete_fields)

    @property
    def path_to_programme(self) -> str:
        """How its rows lead to the programme they stand in, or an empty text."""
        for link in self.parents:
            if link.related_model._meta.label == "programmes.Programme":
                return link.name
            if further := table_of(link.related_model).path_to_programme:
                return f"{link.name}__{further}"
        return ""


def all_models() -> list[AnyModel]:
    """The tables that Django makes by itself between two models among them."""
    return list(apps.get_models(include_auto_created=True))


def links_of(model: AnyModel) -> list[Link]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def says_whom(link: Link) -> bool:
    """Whom the row is about; a name that ends in `_by` says who did something."""
    return link.related_model is User and not link.name.endswith("_by")


def names_somebody(model: AnyModel) -> bool:
    return model is User or any(link.related_model is User for link in links_of(model))


def _holders(model: AnyModel, walked: set[AnyModel]) -> tuple[Link, ...]:
    """One-to-one columns of walked tables that point at `model`."""
    found = (link for other in sorted(walked, key=lambda each: each._meta.label) for link in links_of(other))
    return tuple(link for link in found if link.one_to_one and link.related_model is model)


@cache
def walked_models() -> dict[AnyModel, tuple[Link, ...]]:
    """The tables that are about people, each with what holds its rows when they name nobody themselves."""
    found: dict[AnyModel, tuple[Link, ...]] = {model: () for model in all_models() if names_somebody(model)}
    grown = True
    while grown:
        grown = False
        for model in set(all_models()) - set(found):
            if any(
                link.related_model in found and link.related_model is not User for link in links_of(model)
            ):
                found[model], grown = (), True
            elif holders := _holders(model, set(found)):
                found[model], grown = holders, True
    return found


@cache
def table_of(model: AnyModel) -> Table:
    walked = walked_models()
    to_people = [link for link in links_of(model) if link.related_model is User]
    return Table(
        model=model,
        about=tuple(link for link in to_people if says_whom(link)),
        acts=tuple(link for link in to_people if not says_whom(link)),
        parents=tuple(
            link
            for link in links_of(model)
            if link.related_model in walked
            and link.related_model is not User
            and link not in walked[link.related_model]
        ),
        holders=walked[model],
    )


@cache
def tables() -> tuple[Table, ...]:
    """Every table that is about people, what holds rows before what is held."""
    return tuple(_in_order())


def _in_order() -> Iterator[Table]:
    waiting = [table_of(model) for model in all_models() if model in walked_models()]
    known: set[AnyModel] = set()
    while waiting:
        ready = [table for table in waiting if table.before <= known]
        assert ready, f"these hold each other: {[table.label for table in waiting]}"
        yield from ready
        known |= {table.model for table in ready}
        waiting = [table for table in waiting if table.model not in known]
