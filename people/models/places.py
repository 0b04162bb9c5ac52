"""Municipality, unit, department: several municipalities may share one installation, strictly apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models.positions import Position

if TYPE_CHECKING:
    from people.models.users import User


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def kept_by(self, user: User, on: date) -> Self:
        """Where this person keeps people and places: as coordinator or administrator."""
        return self.filter(Position.keeper_of(user, on, "pk"))

    def coordinated_by(self, user: User, on: date) -> Self:
        """Where this person is coordinator: keeps what the municipality's papers say."""
        return self.filter(Position.coordinator_of(user, on, "pk"))


class Municipality(models.Model):
    """Owns units and templates. Nothing is ever shared between two of them."""

    name = models.CharField(_("navn"), max_length=80, unique=True)
    systems = models.JSONField(
        _("fagsystemer"),
        default=list,
        blank=True,
        help_text=_("Systemene en ny kollega kan trenge tilgang til, det viktigste først."),
    )
    whistleblowing_url = models.URLField(
        _("lenke til varsling"), blank=True, help_text=_("Kommunens egen side om varsling.")
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("kommune"), _("kommuner")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    def kept_by(self, user: User, on: date) -> Self:
        """Units and their departments: the municipality's coordinator and administrator."""
        return self.filter(Position.keeper_of(user, on, "municipality"))

    def presented_by(self, user: User, on: date) -> Self:
        """Whose own words in letters this person writes: the head's, and as coordinator the municipality's units."""
        return self.filter(Position.heads(user, on, "pk") | Position.coordinator_of(user, on, "municipality"))

    def in_norwegian_order(self) -> Self:
        return self.order_by(Collate("name", "nb"), "pk")


class Unit(models.Model):
    """An enhet, led by an enhetsleder."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="units", verbose_name=_("kommune")
    )
    name = models.CharField(_("navn"), max_length=80)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("enhet"), _("enheter")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="unit_names_are_unique",
                violation_error_message=_("Kommunen har allerede en enhet med dette navnet."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:unit_edit", args=[self.pk])


class DepartmentQuerySet(models.QuerySet["Department"]):
    def led_by(self, user: User, on: date) -> Self:
        """Departments this person leads that day, or whose unit they head."""
        return self.filter(Position.leader_of(user, on, department="pk", unit="unit"))

    def seen_from_above_by(self, user: User, on: date) -> Self:
        """Where this person leads the leaders or follows the figures: heads their unit, the coordinator the municipality."""
        return self.filter(
            Position.heads(user, on, "unit") | Position.coordinator_of(user, on, "unit__municipality")
        )

    def led_directly_by(self, user: User, on: date) -> Self:
        """Departments this person is avdelingsleder of; not those of a unit one heads."""
        return self.filter(Position.leads(user, on, "pk"))

    def overseen_by(self, user: User, on: date) -> Self:
        """Where this person follows how it goes: leaders their own, the coordinator the municipality's."""
        leads = Position.leader_of(user, on, department="pk", unit="unit")
        return self.filter(leads | Position.coordinator_of(user, on, "unit__municipality"))

    def kept_by(self, user: User, on: date) -> Self:
        return self.filter(Position.keeper_of(user, on, "unit__municipality"))

    def in_norwegian_order(self) -> Self:
        return self.order_by(Collate("name", "nb"), "pk")


class Department(models.Model):
    """An avdeling, led by an avdelingsleder: where a new hire works."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="departments", verbose_name=_("enhet"))
    name = models.CharField(_("navn"), max_length=80)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("avdeling"), _("avdelinger")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="department_names_are_unique",
                violation_error_message=_("Enheten har allerede en avdeling med dette navnet."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:department_edit", args=[self.pk])
