"""The rest of a programme's rows: steps, training shifts, accesses, checklists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checklists.models import Checklist, settled
from people.models import Position, User
from people.validators import no_identity_number
from programmes.models.changes import terms_of
from programmes.models.mentorships import Mentorship
from programmes.models.templates import role_words
from programmes.proposals import Break, DatedRow, day_before, proposed_on
from programmes.rules import AtEvent, OnDemand, Undated, rule_from
from programmes.schedule import Kind, PlannedRow, Role
from programmes.states import State

if TYPE_CHECKING:
    from programmes.models.programme import Programme


OPEN_STEP = Q(done_on=None, before_use=False)


class StepQuerySet(models.QuerySet["Step"]):
    def tickable_by(self, user: User, on: date) -> Self:
        """The roles that the row names, and leaders, until the form is handed over."""
        leads = Position.leader_of(
            user, on, department="programme__department", unit="programme__department__unit"
        )
        mentors = Mentorship.held_by(user, on, "programme")
        return self.filter(programme__handed_over_on=None).filter(
            leads
            | (Q(responsible__contains=Role.MENTOR) & mentors)
            | Q(responsible__contains=Role.NEW_HIRE, programme__new_hire=user)
        )

    def open(self) -> Self:
        return self.filter(OPEN_STEP)

    def late(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    @transaction.atomic
    def happens_on(self, step: Step, day: date | None) -> None:
        """The day of the event that `step` waits for. Every step of that event in the programme follows."""
        same = self.filter(programme=step.programme_id, rule__when=AtEvent.when, rule__name=step.event)
        pauses = [pause.days for pause in step.programme.pauses.all()]
        for row in same.select_for_update():
            row.follow_event(day, pauses)
            row.save(update_fields=["event_on", "due_on"])


class Step(models.Model):
    """Any other row of the timeline: something to be done by someone."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("plass"))
    phase = models.CharField(_("fase"), max_length=80, blank=True)
    title = models.CharField(_("hva"), max_length=300)
    guidance = models.TextField(_("veiledning"), blank=True)
    rule = models.JSONField(_("regel"), null=True, blank=True, editable=False)
    responsible = models.CharField(_("ansvarlige"), max_length=40, blank=True)
    due_on = models.DateField(_("frist"), null=True, blank=True)
    dated_by_person = models.BooleanField(_("fristen er satt av noen"), default=False, editable=False)
    event_on = models.DateField(_("dagen det skjer"), null=True, blank=True, editable=False)
    done_on = models.DateField(_("gjort"), null=True, blank=True)
    done_at = models.DateTimeField(_("krysset av"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    before_use = models.BooleanField(_("før vi tok i bruk løsningen"), default=False, editable=False)
    not_in_template = models.BooleanField(
        _("står ikke i den nye versjonen av malen"), default=False, editable=False
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("aktivitet"), _("aktiviteter")
        ordering = ["position"]
        indexes = [
            models.Index(fields=["programme", "due_on"], condition=OPEN_STEP, name="open_steps"),
            models.Index(fields=["due_on", "programme"], condition=OPEN_STEP, name="open_steps_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"],
                name="steps_have_their_place",
                violation_error_message=_("Programmet har allerede en rad på denne plassen."),
            ),
            models.CheckConstraint(
                name="step_done_by_on_and_at",
                condition=Q(done_by=None, done_at=None, done_on=None)
                | Q(done_by__isnull=False, done_at__isnull=False, done_on__isnull=False),
                violation_error_message=_("Hvem som krysset av, og når, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programmes:step", args=[self.programme_id, self.position])

    @classmethod
    def from_plan(cls, programme: Programme, planned: PlannedRow) -> Self:
        return cls(
            programme=programme,
            position=planned.number,
            phase=planned.row.phase,
            title=planned.row.title,
            guidance=planned.row.guidance,
            rule=planned.row.rule.to_dict(),
            responsible=",".join(planned.row.responsible),
            due_on=planned.on,
        )

    @property
    def roles(self) -> list[str]:
        """The responsible, in words."""
        return role_words(self.responsible)

    @property
    def sort_day(self) -> date:
        return self.due_on or date.max

    def state(self, on: date, ended_on: date | None = None) -> State:
        if self.done_on:
            return State.DONE
        if self.before_use:
            return State.BEFORE_USE
        if ended_on is not None and ended_on <= on:
            return State.NO_LONGER
        if self.due_on is None:
            return State.UNDATED
        if self.due_on == on:
            return State.TODAY
        return State.OVERDUE if self.due_on < on else State.PLANNED

    def day_of_plan(self) -> date | None:
        """The day that the plan, or the event it waits for, gives it; none when people are to set it."""
        if self.rule is None or (
            self.event_on is None and self.rule["when"] in (AtEvent.when, Undated.when, OnDemand.when)
        ):
            return None
        row = DatedRow("", Kind.STEP, rule_from(self.rule), on=self.due_on, event_on=self.event_on)
        return proposed_on(row, terms_of(self.programme))

    @property
    def event(self) -> str:
        """What it waits for: «første ansvarsvakt»; empty when its rule is another."""
        return str(self.rule["name"]) if self.rule and self.rule["when"] == AtEvent.when else ""

    def follow_event(self, day: date | None, pauses: Sequence[Break] = ()) -> None:
        """Due the working day before the event; a day that a person has set is left alone, and so is what is done."""
        follows = self.event_on is not None and self.due_on == day_before(self.event_on, pauses)
        is_ours = not self.dated_by_person and (self.due_on is None or follows)
        self.event_on = day
        if is_ours and not self.done_on:
            self.due_on = day_before(day, pauses) if day else None

    def tick(self, *, by: User, at: datetime, on: date) -> None:
        self.done_by, self.done_at, self.done_on = by, at, on

    def untick(self) -> None:
        self.done_by = self.done_at = self.done_on = None


OUT_OF_THE_WAY = 10_000


class TrainingShiftQuerySet(models.QuerySet["TrainingShift"]):
    @transaction.atomic
    def rewrite(self, programme: Programme, rows: Sequence[TrainingShift]) -> None:
        """Let these be the programme's shifts, numbered as they come; a row that is known keeps its key."""
        mine = self.filter(programme=programme)
        mine.exclude(pk__in=[row.pk for row in rows if row.pk]).delete()
        mine.update(number=F("number") + OUT_OF_THE_WAY)  # no two may share a number, not even on the way
        for number, row in enumerate(rows, start=1):
            row.programme, row.number = programme, number
        self.bulk_update([row for row in rows if row.pk], ["number", *TrainingShift.CONTENT])
        self.bulk_create([row for row in rows if not row.pk])
        programme.refresh_shift_steps()


class TrainingShift(models.Model):
    """An opplæringsvakt: one of the ten rows, more or fewer."""

    CONTENT: ClassVar = ("on", "shift_type", "with_mentor", "companion", "remark")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="shifts")
    number = models.PositiveSmallIntegerField(_("vakt nr."))
    on = models.DateField(_("dato"), null=True, blank=True)
    shift_type = models.CharField(_("type vakt"), max_length=40, blank=True, validators=[no_identity_number])
    with_mentor = models.BooleanField(_("med mentor"), default=False)
    companion = models.CharField(
        _("hvem går du med"), max_length=120, blank=True, validators=[no_identity_number]
    )
    remark = models.CharField(_("annet"), max_length=300, blank=True, validators=[no_identity_number])

    objects = TrainingShiftQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("opplæringsvakt"), _("opplæringsvakter")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="shifts_are_numbered",
                violation_error_message=_("Programmet har allerede en vakt med dette nummeret."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Vakt %(number)d") % {"number": self.number})

    @classmethod
    def from_plan(cls, programme: Programme, planned: PlannedRow) -> Self:
        return cls(programme=programme, number=planned.number, on=planned.on)


class SystemAccess(models.Model):
    """A system the new hire needs, Gerica first on the form."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="accesses")
    position = models.PositiveSmallIntegerField(_("plass"))
    name = models.CharField(_("system"), max_length=80, validators=[no_identity_number])
    granted_on = models.DateField(_("i orden"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("tilgang"), _("tilganger")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="one_access_a_system",
                violation_error_message=_("Systemet står allerede på listen."),
            ),
            models.CheckConstraint(
                name="access_granted_by_and_on",
                condition=Q(granted_by=None, granted_on=None)
                | Q(granted_by__isnull=False, granted_on__isnull=False),
                violation_error_message=_("Hvem som ordnet tilgangen, og når, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeChecklistQuerySet(models.QuerySet["ProgrammeChecklist"]):
    def with_state(self) -> Self:
        """Add `row_count`, `settled_count` and `signature_count`, in one query for all lists."""
        return self.select_related("checklist").annotate(
            row_count=Count("checklist__items", distinct=True),
            settled_count=Count("checklist__items", filter=settled("checklist__items__"), distinct=True),
            signature_count=Count("checklist__signatures", distinct=True),
        )


class ProgrammeChecklist(models.Model):
    """Which checklists were handed out in a programme: `checklists` itself knows people only."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="checklist_links")
    checklist = models.OneToOneField(Checklist, models.CASCADE, related_name="+")

    objects = ProgrammeChecklistQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("utdelt sjekkliste"), _("utdelte sjekklister")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.checklist)
