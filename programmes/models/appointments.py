"""What is planned on a day, agreed and then held: talks, reviews, follow-ups."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.validators import no_identity_number
from programmes.models.mentorships import Mentorship
from programmes.models.templates import role_words
from programmes.schedule import PlannedRow, programme_week_of, week_is_over
from programmes.states import State
from programmes.workdays import monday_of

if TYPE_CHECKING:
    from programmes.models.programme import Programme

LONGEST_TALK = 480  # minutes: a working day
LONGEST_PREPARATION = timedelta(days=365)


OPEN = Q(held_on=None, not_held_reason="", before_use=False)


def number_constraint(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["programme", "number"],
        name=name,
        violation_error_message=_("Nummeret er allerede i bruk i dette programmet."),
    )


def open_index(name: str) -> models.Index:
    """What waits in a programme is a small part of what there is."""
    return models.Index(fields=["programme", "planned_on"], condition=OPEN, name=name)


def open_by_day(name: str) -> models.Index:
    """What is open, by day: the list of what is late looks at nothing else."""
    return models.Index(fields=["planned_on", "programme"], condition=OPEN, name=name)


class AppointmentQuerySet[T: "Appointment"](models.QuerySet[T]):
    def open(self) -> Self:
        """Neither held nor explained."""
        return self.filter(OPEN)

    def standing(self) -> Self:
        """Agreed, and not called off since: what other calendars and rotas may know of."""
        in_time = Q(programme__ended_on=None) | Q(planned_on__lte=F("programme__ended_on"))
        return self.filter(in_time, agreed_at__isnull=False, not_held_reason="", before_use=False)

    def late(self, on: date) -> Self:
        """Open the day after its date."""
        return self.open().filter(planned_on__lt=on)


class Appointment(models.Model):
    """A row with a proposed day that people agree, hold and write up. See the four kinds below."""

    class Reason(models.TextChoices):
        MENTOR_AWAY = "mentor_away", _("Mentor var borte")
        NEW_HIRE_AWAY = "new_hire_away", _("Nytilsatt var borte")
        STAFFING = "staffing", _("Bemanningen tillot det ikke")
        AGREED_OFF = "agreed_off", _("Vi ble enige om å la den gå ut")
        OTHER = "other", _("Annet")

    number = models.PositiveSmallIntegerField(_("nr."))
    title = models.CharField(_("tittel"), max_length=300)
    guidance = models.TextField(_("veiledning"), blank=True)
    responsible = models.CharField(_("ansvarlige"), max_length=40, blank=True, editable=False)
    rule = models.JSONField(_("regel"), null=True, blank=True, editable=False)
    week = models.PositiveSmallIntegerField(_("uke nr."), null=True, blank=True)
    planned_on = models.DateField(_("planlagt dato"), null=True, blank=True)
    first_planned_on = models.DateField(_("først planlagt"), null=True, blank=True, editable=False)
    dated_by_person = models.BooleanField(_("datoen er satt av noen"), default=False, editable=False)
    starts_at = models.TimeField(_("klokkeslett"), null=True, blank=True)
    place = models.CharField(_("sted"), max_length=120, blank=True, validators=[no_identity_number])
    agreed_at = models.DateTimeField(_("avtalt"), null=True, blank=True, editable=False)
    agreed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    expected_minutes = models.PositiveSmallIntegerField(_("forventet tidsbruk (min)"), null=True, blank=True)
    held_on = models.DateField(_("utført dato"), null=True, blank=True)
    minutes_spent = models.PositiveSmallIntegerField(
        _("anvendt tid (min)"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, _("Skriv minst 1 minutt.")),
            MaxValueValidator(LONGEST_TALK, _("Skriv høyst %(limit_value)s minutter.")),
        ],
    )
    not_held_reason = models.CharField(
        _("grunn til at den ikke ble holdt"), max_length=20, choices=Reason, blank=True
    )
    logged_at = models.DateTimeField(_("ført"), null=True, blank=True, editable=False)
    logged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    before_use = models.BooleanField(_("før vi tok i bruk løsningen"), default=False, editable=False)
    not_in_template = models.BooleanField(
        _("står ikke i den nye versjonen av malen"), default=False, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    programme: models.ForeignKey[Programme, Programme]
    programme_id: int
    page: ClassVar[str] = ""
    file_word: ClassVar[str] = ""
    """In the address and the name of its calendar file, which stay behind in browsers: never «prøvetid»."""

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_time_only_when_held",
                condition=Q(minutes_spent=None) | Q(held_on__isnull=False),
                violation_error_message=_("Fyll inn utført dato når du fører opp tid."),
            ),
            models.CheckConstraint(
                name="%(class)s_time_is_possible",
                condition=Q(minutes_spent=None) | Q(minutes_spent__range=(1, LONGEST_TALK)),
                violation_error_message=_("Tiden må være mellom 1 og 480 minutter."),
            ),
            models.CheckConstraint(
                name="%(class)s_held_or_not",
                condition=Q(held_on=None) | Q(not_held_reason=""),
                violation_error_message=_("Den kan ikke både være holdt og ikke holdt."),
            ),
            models.CheckConstraint(
                name="%(class)s_agreed_by_and_at",
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                violation_error_message=_("Hvem som avtalte, og når, må stå sammen."),
            ),
            models.CheckConstraint(
                name="%(class)s_agreed_has_a_day",
                condition=Q(agreed_at=None) | Q(planned_on__isnull=False),
                violation_error_message=_("Velg en dato før du avtaler."),
            ),
            models.CheckConstraint(
                name="%(class)s_logged_by_and_at",
                condition=Q(logged_by=None, logged_at=None)
                | Q(logged_by__isnull=False, logged_at__isnull=False),
                violation_error_message=_("Hvem som førte, og når, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse(f"programmes:{self.page}", args=[self.programme_id, self.number])

    @classmethod
    def from_plan(cls, programme: Programme, planned: PlannedRow) -> Self:
        """The unsaved row of a new programme: its own copy of text and date."""
        return cls(
            programme=programme,
            number=planned.number,
            title=planned.row.title,
            guidance=planned.row.guidance,
            responsible=",".join(planned.row.responsible),
            rule=planned.row.rule.to_dict(),
            week=planned.week,
            planned_on=planned.on,
            first_planned_on=planned.on,
            expected_minutes=planned.minutes,
        )

    @property
    def roles(self) -> list[str]:
        """The responsible, in words."""
        return role_words(self.responsible)

    @property
    def is_open(self) -> bool:
        return self.held_on is None and not self.not_held_reason and not self.before_use

    @property
    def was_moved(self) -> bool:
        """Whether people chose another day than the first planned."""
        return self.first_planned_on is not None and self.first_planned_on != self.planned_on

    @property
    def shown_week(self) -> int | None:
        """The programme week: the row's own label, else the one its day falls in."""
        if self.week or self.planned_on is None:
            return self.week
        week = programme_week_of(self.programme.starts_on, self.planned_on)
        return week if week > 0 else None

    @property
    def earliest_on(self) -> date:
        """The first day it can be held."""
        return self.programme.starts_on

    @property
    def sort_day(self) -> date:
        return self.planned_on or self.held_on or date.max

    def state(self, on: date, ended_on: date | None = None) -> State:
        """The one word for this row on a day. Nothing is late once the programme has ended."""
        if self.held_on:
            return State.HELD
        if self.not_held_reason:
            return State.NOT_HELD
        if self.before_use:
            return State.BEFORE_USE
        if ended_on is not None and ended_on <= on:
            return State.NO_LONGER
        if self.planned_on is None:
            return State.UNDATED
        if self.planned_on == on:
            return State.TODAY
        return self.late_state(self.planned_on, on) or (State.AGREED if self.agreed_at else State.PROPOSED)

    def late_state(self, planned_on: date, on: date) -> State | None:
        return State.OVERDUE if planned_on < on else None

    def agree(self, *, by: User, at: datetime) -> None:
        """The day stands: people have said yes to it."""
        self.agreed_by, self.agreed_at = by, at

    def log(self, *, by: User, at: datetime) -> None:
        """Someone has written what became of it."""
        self.logged_by, self.logged_at = by, at

    def reopen(self) -> None:
        """Take back what was written: held or not held."""
        self.held_on = self.minutes_spent = self.logged_by = self.logged_at = None
        self.not_held_reason = ""
        self.version += 1


class ConversationQuerySet(AppointmentQuerySet["Conversation"]):
    def with_programme(self) -> Self:
        """What the page of a talk shows around it: new hire, place and mentors, in two queries."""
        mentorships = Mentorship.objects.select_related("mentor")
        return self.select_related(
            "programme__new_hire", "programme__department__unit__municipality"
        ).prefetch_related(models.Prefetch("programme__mentorships", mentorships))

    def agree_all(self, *, by: User, at: datetime) -> int:
        """Say yes to every proposed day among these."""
        return (
            self.open()
            .filter(agreed_at=None, planned_on__isnull=False)
            .update(agreed_by=by, agreed_at=at, version=F("version") + 1)
        )

    def past_unlogged(self, on: date) -> Self:
        """Before that day and not written up, whether marked as before our time or not."""
        return self.filter(planned_on__lt=on, held_on=None, not_held_reason="").order_by("number")

    def late(self, on: date) -> Self:
        """Agreed and not logged the day after; proposed and its week over."""
        its_time_is_over = Q(agreed_at__isnull=False) | Q(planned_on__lt=monday_of(on))
        return super().late(on).filter(its_time_is_over)


class Conversation(Appointment):
    """A mentorsamtale: one row of the paper form. What was said is not here (see `Comment`)."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="conversations")
    prompts = models.JSONField(_("stikkord"), default=list, blank=True, editable=False)
    is_extra = models.BooleanField(_("ekstra samtale"), default=False, editable=False)
    request_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    page, file_word = "conversation", "mentorsamtale"
    objects = ConversationQuerySet.as_manager()

    class Meta(Appointment.Meta):
        verbose_name, verbose_name_plural = _("mentorsamtale"), _("mentorsamtaler")
        indexes = [
            models.Index(fields=["programme", "planned_on"], name="talks_by_day"),
            open_by_day("open_talks_by_day"),
        ]
        constraints = [*Appointment.Meta.constraints, number_constraint("talks_are_numbered")]

    def __str__(self) -> str:
        return str(_("Samtale %(number)d") % {"number": self.number})

    @classmethod
    def from_plan(cls, programme: Programme, planned: PlannedRow) -> Self:
        talk = super().from_plan(programme, planned)
        talk.prompts = list(planned.row.prompts)
        return talk

    def late_state(self, planned_on: date, on: date) -> State | None:
        if self.agreed_at:
            return State.NOT_LOGGED if planned_on < on else None
        return State.OVERDUE if week_is_over(planned_on, on) else None


class LeaderTalk(Appointment):
    """A regular talk between leader and new hire, where the programme has them (Flekkefjord)."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="leader_talks")

    page, file_word = "leader_talk", "ledersamtale"
    objects = AppointmentQuerySet["LeaderTalk"].as_manager()

    class Meta(Appointment.Meta):
        verbose_name, verbose_name_plural = _("samtale med leder"), _("samtaler med leder")
        indexes = [open_index("open_leader_talks"), open_by_day("open_leader_talks_by_day")]
        constraints = [*Appointment.Meta.constraints, number_constraint("leader_talks_are_numbered")]


class ProbationReview(Appointment):
    """A prøvetidssamtale's dates; what was written is its `ReviewRecord`."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="reviews")
    themes = models.JSONField(_("temaer"), default=list, blank=True, editable=False)

    page, file_word = "review", "samtale"
    objects = AppointmentQuerySet["ProbationReview"].as_manager()

    class Meta(Appointment.Meta):
        verbose_name, verbose_name_plural = _("prøvetidssamtale"), _("prøvetidssamtaler")
        indexes = [open_index("open_reviews"), open_by_day("open_reviews_by_day")]
        constraints = [*Appointment.Meta.constraints, number_constraint("reviews_are_numbered")]

    @classmethod
    def from_plan(cls, programme: Programme, planned: PlannedRow) -> Self:
        review = super().from_plan(programme, planned)
        review.themes = list(planned.row.themes)
        return review


class MentorFollowUp(Appointment):
    """Leader and mentor meet about the follow-up. Dates and minutes, no text."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="follow_ups")

    page, file_word = "follow_up", "oppfolging"
    objects = AppointmentQuerySet["MentorFollowUp"].as_manager()

    class Meta(Appointment.Meta):
        verbose_name, verbose_name_plural = _("oppfølging av mentor"), _("oppfølginger av mentor")
        indexes = [open_index("open_follow_ups"), open_by_day("open_follow_ups_by_day")]
        constraints = [*Appointment.Meta.constraints, number_constraint("follow_ups_are_numbered")]

    @property
    def earliest_on(self) -> date:
        """Leader and mentor prepare before the new hire starts."""
        return self.programme.starts_on - LONGEST_PREPARATION


type AnyAppointment = Conversation | LeaderTalk | ProbationReview | MentorFollowUp


APPOINTMENTS: dict[str, type[AnyAppointment]] = {
    kind.__name__: kind for kind in (Conversation, LeaderTalk, ProbationReview, MentorFollowUp)
}
