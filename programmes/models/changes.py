"""Pauses, and every change of a year under way: who made it, when, why, and what the rows were before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.models import User
from programmes.proposals import Break, Terms

if TYPE_CHECKING:
    from programmes.models.programme import Programme


DAYS = {"planned_on", "due_on", "on"}


class PauseQuerySet(models.QuerySet["Pause"]):
    def lasting(self, on: date) -> Self:
        return self.not_over(on).filter(from_on__lte=on)

    def not_over(self, on: date) -> Self:
        return self.filter(Q(to_on=None) | Q(to_on__gte=on))

    @transaction.atomic
    def rewrite(self, programme: Programme, pauses: Iterable[Pause]) -> None:
        """Let the programme have these; one that stays, or is given another first day, keeps its key and its address."""
        there = {pause.from_on: pause for pause in self.filter(programme=programme)}
        wanted = {pause.from_on: pause for pause in pauses}
        known = [(there.pop(day), wanted.pop(day)) for day in there.keys() & wanted.keys()]
        known += list(zip(there.values(), wanted.values(), strict=False))
        new = [*wanted.values()][len(there) :]
        self.filter(pk__in=[pause.pk for pause in [*there.values()][len(wanted) :]]).delete()
        for pause, other in known:
            pause.from_on, pause.to_on, pause.reason = other.from_on, other.to_on, other.reason
        self.bulk_update([pause for pause, _other in known], ["from_on", "to_on", "reason"])
        self.bulk_create(
            Pause(programme=programme, from_on=one.from_on, to_on=one.to_on, reason=one.reason) for one in new
        )


class Pause(models.Model):
    """Days when nothing of the programme is planned and nothing is late. Both days are included; open without the last."""

    class Reason(models.TextChoices):
        """Broad on purpose: never a diagnosis. For leaders and the new hire; the mentor sees the days."""

        ABSENCE = "absence", _("Fravær")
        LEAVE = "leave", _("Permisjon")
        OTHER = "other", _("Annet")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="pauses")
    from_on = models.DateField(_("første dag i pausen"))
    to_on = models.DateField(_("siste dag i pausen"), null=True, blank=True)
    reason = models.CharField(_("grunn til pausen"), max_length=20, choices=Reason)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("pause"), _("pauser")
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                name="pause_ends_after_it_begins",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message=_("Pausen kan ikke slutte før den begynner."),
            ),
            models.UniqueConstraint(
                fields=["programme", "from_on"],
                name="one_pause_from_a_day",
                violation_error_message=_("Det er allerede en pause fra denne dagen."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Pause"))  # never its reason

    @property
    def days(self) -> Break:
        return Break(self.from_on, self.to_on)

    @property
    def days_in_words(self) -> str:
        first = date_format(self.from_on, "j. F Y")
        if self.to_on is None:
            return _now("fra %(first)s, uten sluttdato") % {"first": first}
        return _now("fra %(first)s til %(last)s") % {
            "first": first,
            "last": date_format(self.to_on, "j. F Y"),
        }


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    def of_days(self) -> Self:
        """Those that can be taken back from the history; a change of people, or of one row, has its own undo."""
        return self.exclude(kind__in=[PlanChange.Kind.PEOPLE, PlanChange.Kind.ROW])

    def of_one_row(self) -> Self:
        return self.filter(kind=PlanChange.Kind.ROW)

    def of_more(self) -> Self:
        return self.exclude(kind=PlanChange.Kind.ROW)


class PlanChange(models.Model):
    """One change of a programme's days, with what is needed to take it back exactly."""

    class Kind(models.TextChoices):
        START = "start", _("Ny startdato")
        WEEKDAY = "weekday", _("Ny fast ukedag")
        SERIES = "series", _("Samtaleserien flyttet")
        PAUSE = "pause", _("Pause")
        EXTENSION = "extension", _("Programmet forlenget")
        SPREAD = "spread", _("Samtaler fordelt rundt travle uker")
        ADOPTION = "adoption", _("Ny versjon av malen")
        PEOPLE = "people", _("Mentor eller avdeling")
        ROW = "row", _("Én rad flyttet")

    class Why(models.TextChoices):
        """Chosen, not written, so that no one's affairs end up in a history."""

        AGREED = "agreed", _("Avtalt med den nytilsatte")
        ROTA = "rota", _("Turnus eller bemanning")
        TRAINING = "training", _("Opplæringen tar lengre tid")
        HOLIDAY = "holiday", _("Ferie eller travle uker")
        MISTAKE = "mistake", _("Det var skrevet feil")
        TEMPLATE = "template", _("Malen er endret")
        OTHER = "other", _("Annet")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="plan_changes")
    kind = models.CharField(_("endring"), max_length=20, choices=Kind)
    why = models.CharField(_("grunn til endringen"), max_length=20, choices=Why, blank=True)
    made_at = models.DateTimeField(_("endret"), editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    before = models.JSONField(_("før"), editable=False)
    after = models.JSONField(_("etter"), editable=False)
    undone_at = models.DateTimeField(_("tatt tilbake"), null=True, editable=False)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("endring av plan"), _("endringer av plan")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="change_undone_by_and_at",
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                violation_error_message=_("Hvem som tok endringen tilbake, og når, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def undo_url(self) -> str:
        return reverse("programmes:change_undo", args=[self.programme_id, self.pk])

    @property
    def days(self) -> list[tuple[str | None, str | None]]:
        """From when to when, of the rows that got another day or lost the one they had."""
        rows = ((row["before"], row["after"]) for row in self.after["rows"])
        found = ((was[name], now[name]) for was, now in rows for name in DAYS & now.keys())
        return [(was, now) for was, now in found if was != now]

    @property
    def moved(self) -> int:
        """How many rows have another day."""
        return sum(now is not None for _was, now in self.days)

    @property
    def undated(self) -> int:
        """How many rows wait for a day after it."""
        return sum(now is None for _was, now in self.days)

    @property
    def is_empty(self) -> bool:
        """Whether everything is as it was: no row was chosen, and the year follows from the same."""
        is_same = self.before["terms"] == self.after["terms"] and "programme" not in self.before
        return is_same and not self.after["rows"] and not self.added

    @property
    def words(self) -> list[str]:
        """From whom to whom, where the change is one of people."""
        return list(self.after.get("words", []))

    @property
    def added(self) -> int:
        """How many rows it put in."""
        return len(self.after.get("added", []))


def terms_of(programme: Programme, shift_days: Iterable[date | None] | None = None) -> Terms:
    """What this programme's proposed days follow from, as the pure module wants it."""
    days = programme.shifts.values_list("on", flat=True) if shift_days is None else shift_days
    return Terms(
        starts_on=programme.starts_on,
        weekday=programme.weekday,
        later=programme.talks_later_by,
        pauses=tuple(pause.days for pause in programme.pauses.all()),
        last_shift_on=max((day for day in days if day), default=None),
    )
