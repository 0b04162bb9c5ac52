"""Positions: a role is held at a place for a time, never a kind of user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from people.models.users import User


def lasting(on: date) -> Q:
    """What has begun and is not over on that day; `to_on` is the last day it counts."""
    return Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gte=on))


class PositionQuerySet(models.QuerySet["Position"]):
    def lasting(self, on: date) -> Self:
        return self.filter(lasting(on))

    def leading(self, department: int, unit: int, on: date) -> Self:
        """The department's leaders of that day, then the unit's heads, each with the holder."""
        return (
            self.lasting(on)
            .filter(Q(department=department) | Q(unit=unit))
            .select_related("holder")
            .order_by("-kind", "holder__name")
        )

    def with_places(self) -> Self:
        return self.select_related("municipality", "unit", "department")

    def kept_by(self, user: User, on: date) -> Self:
        """Positions in the municipality of this coordinator or administrator."""
        return self.filter(
            Position.keeper_of(user, on, "municipality")
            | Position.keeper_of(user, on, "unit__municipality")
            | Position.keeper_of(user, on, "department__unit__municipality")
        )


class PositionsAtHand:
    """One reader's positions of one day, asked for when the first rule wants them and kept as long as the request."""

    def __init__(self, on: date, ask: Callable[[], list[Position]]) -> None:
        self.on, self.ask = on, ask

    def places(self, kind: str, place: str) -> list[int]:
        return [getattr(held, f"{place}_id") for held in self.ask() if held.kind == kind]


class Position(models.Model):
    """Head of a unit, leader of a department, coordinator or administrator of a municipality.

    A deputy is a position for a time, and a former leader reaches nothing.
    """

    class Kind(models.TextChoices):
        HEAD = "head", _("enhetsleder")
        LEADER = "leader", _("avdelingsleder")
        COORDINATOR = "coordinator", _("programkoordinator")
        ADMINISTRATOR = "administrator", _("systemansvarlig")

    PLACE = {
        Kind.HEAD: "unit",
        Kind.LEADER: "department",
        Kind.COORDINATOR: "municipality",
        Kind.ADMINISTRATOR: "municipality",
    }

    kind = models.CharField(_("stilling"), max_length=20, choices=Kind)
    holder = models.ForeignKey(
        "people.User", models.PROTECT, related_name="positions", verbose_name=_("person")
    )
    municipality = models.ForeignKey(
        "people.Municipality", models.PROTECT, null=True, blank=True, verbose_name=_("kommune")
    )
    unit = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("enhet"),
    )
    department = models.ForeignKey(
        "people.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("avdeling"),
    )
    from_on = models.DateField(_("fra og med"))
    to_on = models.DateField(_("til og med"), null=True, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("stilling"), _("stillinger")
        ordering = ["-from_on", "kind"]
        indexes = [models.Index(fields=["holder", "kind"], name="positions_by_holder")]
        constraints = [
            models.CheckConstraint(
                name="position_stands_at_its_place",
                condition=Q(kind="head", unit__isnull=False, department=None, municipality=None)
                | Q(kind="leader", department__isnull=False, unit=None, municipality=None)
                | Q(
                    kind__in=["coordinator", "administrator"],
                    municipality__isnull=False,
                    unit=None,
                    department=None,
                ),
                violation_error_message=_(
                    "En enhetsleder hører til en enhet, en avdelingsleder til en avdeling og de andre til kommunen."
                ),
            ),
            models.CheckConstraint(
                name="position_ends_after_it_begins",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message=_("Siste dag kan ikke være før første dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.place}"

    @property
    def place(self) -> models.Model:
        """The unit, department or municipality the position belongs to."""
        place = self.unit or self.department or self.municipality
        assert place is not None  # position_stands_at_its_place
        return place

    def is_over(self, on: date) -> bool:
        return self.to_on is not None and self.to_on < on

    def clean(self) -> None:
        homes = {
            self.municipality_id,
            self.unit.municipality_id if self.unit else None,
            self.department.unit.municipality_id if self.department else None,
        } - {None}
        if self.holder_id and homes and homes != {self.holder.municipality_id}:
            raise ValidationError(_("Personen og stillingen må høre til samme kommune."))

    @classmethod
    def leader_of(cls, user: User, on: date, *, department: str, unit: str) -> Q:
        """Whether `user` leads the department, or heads the unit, that the row names.

        The reader's own places, asked once for a whole list: nothing in them depends on the row.
        """
        return cls.leads(user, on, department) | cls.heads(user, on, unit)

    @classmethod
    def leads(cls, user: User, on: date, department: str) -> Q:
        """Whether `user` is avdelingsleder of the department that the row names."""
        return Q((f"{department}__in", cls.places_of(user, on, cls.Kind.LEADER, "department")))

    @classmethod
    def heads(cls, user: User, on: date, unit: str) -> Q:
        """Whether `user` is enhetsleder of the unit that the row names."""
        return Q((f"{unit}__in", cls.places_of(user, on, cls.Kind.HEAD, "unit")))

    @classmethod
    def coordinator_of(cls, user: User, on: date, municipality: str) -> Q:
        """Whether `user` coordinates the programmes of the municipality that the row names."""
        return Q((f"{municipality}__in", cls.places_of(user, on, cls.Kind.COORDINATOR, "municipality")))

    @classmethod
    def places_of(cls, user: User, on: date, kind: str, place: str) -> Any:
        """The keys of the places where `user` holds that position that day; where they are not at hand, the question.

        A page asks once for the reader's positions (`people.context.positions_today`); with keys a rule is put
        together and answered in half the time, and what the reader is not falls out of it.
        """
        if user.positions_at_hand and user.positions_at_hand.on == on:
            return user.positions_at_hand.places(kind, place)
        return cls.objects.lasting(on).filter(holder=user, kind=kind).values(place)

    @classmethod
    def keeper_of(cls, user: User, on: date, municipality: str) -> Exists:
        """Whether `user` keeps people and places there: coordinator or administrator."""
        return Exists(
            cls.objects.lasting(on).filter(
                holder=user,
                kind__in=[cls.Kind.COORDINATOR, cls.Kind.ADMINISTRATOR],
                municipality=OuterRef(municipality),
            )
        )
