"""Weeks when people are away: named by the municipality or a unit, or one's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Department, Municipality, Position, Unit, User
from people.validators import no_identity_number
from programmes.busy import Span

if TYPE_CHECKING:
    from programmes.models.programme import Programme


class BusyPeriodQuerySet(models.QuerySet["BusyPeriod"]):
    # --- rules ------------------------------------------------------------------------------------

    def kept_by(self, user: User, on: date) -> Self:
        """One's own; the unit's for its head and the coordinator, the municipality's for the coordinator."""
        units = Position.heads(user, on, "unit") | Position.coordinator_of(user, on, "unit__municipality")
        return self.filter(Q(person=user) | units | Position.coordinator_of(user, on, "municipality"))

    # --- many rows --------------------------------------------------------------------------------

    def of_place(self, department: Department) -> Self:
        return self.filter(Q(unit=department.unit_id) | Q(municipality=department.unit.municipality_id))

    def around(self, programme: Programme, mentor: User | None) -> Self:
        """What the place has named, and the two themselves."""
        return self.at(*keys_around(programme, mentor))

    def at(self, unit: int, municipality: int, people: list[int]) -> Self:
        return self.filter(Q(unit=unit) | Q(municipality=municipality) | Q(person__in=people))

    def not_over(self, on: date) -> Self:
        return self.filter(to_on__gte=on)


def keys_around(programme: Programme, mentor: User | None) -> tuple[int, int, list[int]]:
    """Of the unit, the municipality, and the two themselves."""
    unit = programme.department.unit
    return unit.pk, unit.municipality_id, [programme.new_hire_id, *([mentor.pk] if mentor else [])]


class BusyPeriod(models.Model):
    """From a day to a day. Nothing is moved or cancelled by it: it is a reason to look."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("kommune")
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("enhet")
    )
    person = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="busy_periods", verbose_name=_("hvem")
    )
    name = models.CharField(_("navn på perioden"), max_length=60, blank=True, validators=[no_identity_number])
    from_on = models.DateField(_("fra og med"))
    to_on = models.DateField(_("til og med"))

    objects = BusyPeriodQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("travel periode"), _("travle perioder")
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="busy_period_is_somebodys",
                condition=Q(municipality__isnull=False, unit=None, person=None)
                | Q(municipality=None, unit__isnull=False, person=None)
                | Q(municipality=None, unit=None, person__isnull=False),
                violation_error_message=_("Velg hvem perioden gjelder."),
            ),
            models.CheckConstraint(
                name="busy_period_ends_after_it_begins",
                condition=Q(to_on__gte=F("from_on")),
                violation_error_message=_("Siste dag kan ikke være før første dag."),
            ),
            models.CheckConstraint(
                name="busy_place_has_a_name",
                condition=Q(person__isnull=False, name="") | Q(person=None) & ~Q(name=""),
                violation_error_message=_("Skriv hva perioden heter, for eksempel fellesferie."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("fravær"))

    @property
    def days(self) -> tuple[date, date]:
        return self.from_on, self.to_on

    @property
    def span(self) -> Span:
        return Span(str(self), self.from_on, self.to_on, self.pk)


class LeftTalkQuerySet(models.QuerySet["LeftTalk"]):
    def of(self, programme: int) -> Self:
        """Those that still are what was decided: the talk has not got another day since."""
        return self.filter(conversation__programme=programme, planned_on=F("conversation__planned_on"))


class LeftTalk(models.Model):
    """A talk that stays where it is although somebody is away: on that day, in a period of those days.

    Another day for the talk, or other days for the period, is another question; then the page asks again.
    """

    conversation = models.ForeignKey("programmes.Conversation", models.CASCADE, related_name="+")
    planned_on = models.DateField(_("planlagt dato"))
    from_on = models.DateField(_("noen er borte fra og med"))
    to_on = models.DateField(_("noen er borte til og med"))
    left_at = models.DateTimeField(_("bestemt"), editable=False)
    left_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = LeftTalkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("samtale som blir stående"), _("samtaler som blir stående")
        ordering = ["from_on", "planned_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "from_on", "to_on"],
                name="a_talk_is_left_once_a_period",
                violation_error_message=_("Samtalen blir stående fra før."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.conversation)
