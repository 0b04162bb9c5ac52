"""The programme: one new hire's year. Who may see and do what stands here, once each."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from checklists.models import Checklist
from people.models import Department, User
from people.validators import no_identity_number
from programmes.models.appointments import Conversation
from programmes.models.kept_days import empty_last, kept_days
from programmes.models.lateness import is_late, late_count
from programmes.models.mentorships import Mentorship
from programmes.models.rights import Rights
from programmes.models.rows import ProgrammeChecklist, SystemAccess, TrainingShift
from programmes.models.start import COPIED, Order, planned_rows
from programmes.models.templates import ProgrammeTemplate
from programmes.schedule import Role, last_workday_of_week, programme_week_of

WEEKDAYS = [(1, _("mandag")), (2, _("tirsdag")), (3, _("onsdag")), (4, _("torsdag")), (5, _("fredag"))]
GLANCE = ("starts_on", "next_talk_on", "last_held_on")  # counted from the index alone
USUAL_MINUTES = 45  # 30–60, until the pair says otherwise
SOON = timedelta(weeks=4)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    # --- rules: each takes the reader and the day -------------------------------------------------

    def visible_to(self, user: User, on: date) -> Self:
        """The plan and its papers: the new hire, the mentor and the leaders of that day."""
        return self.filter(_lived_by(user, on) | _led_by(user, on))

    def dates_visible_to(self, user: User, on: date) -> Self:
        """The same, and the municipality's coordinator: names, dates and states only."""
        return self.filter(_lived_by(user, on) | _overseen_by(user, on))

    def managed_by(self, user: User, on: date) -> Self:
        """Leaders: start, dates of reviews and follow-ups, accesses."""
        return self.filter(_led_by(user, on))

    def overseen_by(self, user: User, on: date) -> Self:
        """Who follows how it goes: leaders their own, the coordinator the municipality's dates and states."""
        return self.filter(_overseen_by(user, on))

    def lived_by(self, user: User, on: date) -> Self:
        """The two whose year it is, and nobody else."""
        return self.filter(_lived_by(user, on))

    def own_of(self, user: User, on: date) -> Self:
        """«Mine»: one's own year, one's mentees', and those of the department one leads oneself."""
        return self.filter(
            _lived_by(user, on) | Q(department__in=Department.objects.led_directly_by(user, on))
        )

    def reviews_open_to(self, user: User, on: date) -> Self:
        """The pages of the prøvetidssamtaler, where a referat may stand: new hire and leaders, not the mentor."""
        return self.filter(_reviewed_with(user, on))

    def worked_on_by(self, user: User, on: date) -> Self:
        """Training shifts, checklists, signing: pair and leaders, until the form is handed over."""
        return self.visible_to(user, on).filter(handed_over_on=None)

    def talks_logged_by(self, user: User, on: date) -> Self:
        """Agreeing, moving and logging talks: the two who talk, until the form is handed over."""
        return self.lived_by(user, on).filter(handed_over_on=None)

    def with_rights_for(self, user: User, on: date) -> Self:
        """Add where the reader stands, from which `Rights` says what the reader may.

        Asked of the row at hand and not in queries of their own: that took three times as long.
        """
        return self.annotate(
            reader_is_new_hire=ExpressionWrapper(Q(new_hire=user), models.BooleanField()),
            reader_mentors=Mentorship.held_by(user, on, "pk"),
            reader_leads=ExpressionWrapper(_led_by(user, on), models.BooleanField()),
        )

    def with_rights_of_pair(self, user: User) -> Self:
        """The same of `lived_by`, where being new hire or mentor is all there is to ask."""
        is_own = Q(new_hire=user)
        return self.annotate(
            reader_is_new_hire=ExpressionWrapper(is_own, models.BooleanField()),
            reader_mentors=ExpressionWrapper(~is_own, models.BooleanField()),
            reader_leads=Value(False),
        )

    # --- many rows --------------------------------------------------------------------------------

    def with_people(self) -> Self:
        """What nearly every page shows: new hire, place and mentors, in two queries."""
        return self.select_related("new_hire", "department__unit").prefetch_related(
            models.Prefetch("mentorships", Mentorship.objects.with_mentor())
        )

    def with_shift_counts(self) -> Self:
        """Add `shift_count` and `dated_shift_count`, for a line that says how far the planning has come."""
        shifts = TrainingShift.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
        return self.annotate(
            shift_count=Coalesce(Subquery(shifts.annotate(n=Count("pk")).values("n")), 0),
            dated_shift_count=Coalesce(Subquery(shifts.annotate(n=Count("on")).values("n")), 0),
        )

    def running(self, on: date) -> Self:
        """Not ended; a programme that starts later counts too."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def starting_soon(self, on: date) -> Self:
        return self.running(on).filter(starts_on__gt=on, starts_on__lte=on + SOON)

    def ending_soon(self, on: date) -> Self:
        """Near the end that is set, else near the last planned talk, or past it and not ended yet."""
        by_plan = Q(ended_on=None, last_planned_on__lte=on + SOON)
        return self.running(on).filter(by_plan | Q(ended_on__lte=on + SOON))

    def late(self, on: date) -> Self:
        """Anything open past its day. Nothing is late after the end."""
        return self.running(on).filter(is_late(on))

    def with_lateness(self, on: date) -> Self:
        """Add how many rows are past their day, and whether the next talk is agreed. For the rows of one page."""
        next_talk = Conversation.objects.open().filter(
            programme=OuterRef("pk"), planned_on=OuterRef("next_talk_on"), agreed_at__isnull=False
        )
        return self.annotate(
            late_count=Case(When(ended_on__lte=on, then=0), default=late_count(on)),
            next_is_agreed=Exists(next_talk),
        )

    def refresh_talk_dates(self) -> int:
        """Write the days that are kept for speed anew: the only place that does."""
        return self.update(**kept_days())

    @transaction.atomic(savepoint=False)
    def start(self, order: Order) -> Programme:
        """Start a programme: everything is copied from the template, or nothing is saved."""
        programme = self.start_many([order])[0]
        programme.refresh_from_db(fields=["next_talk_on", "last_held_on", "last_planned_on"])
        return programme

    @transaction.atomic(savepoint=False)
    def start_many(self, orders: Iterable[Order]) -> list[Programme]:
        """The same builder for one and for thousands, with the same number of queries."""
        orders = list(orders)
        programmes = self.bulk_create([Programme.from_order(order) for order in orders])
        pairs = list(zip(programmes, orders, strict=True))
        Mentorship.objects.bulk_create(
            Mentorship(
                programme=programme,
                mentor=order.mentor,
                assigned_on=timezone.localdate(order.started_at),
                from_on=order.starts_on,
            )
            for programme, order in pairs
            if order.mentor is not None
        )
        SystemAccess.objects.bulk_create(
            SystemAccess(programme=programme, position=place, name=name)
            for programme, order in pairs
            for place, name in enumerate(order.systems, start=1)
        )
        rows = planned_rows(pairs)
        for model in COPIED.values():
            model._default_manager.bulk_create(rows[model], batch_size=2000)  # type: ignore[arg-type]
        self._hand_out_checklists(pairs)
        self.filter(pk__in=[programme.pk for programme in programmes]).refresh_talk_dates()
        return programmes

    def _hand_out_checklists(self, pairs: list[tuple[Programme, Order]]) -> None:
        wanted = [(programme, template) for programme, order in pairs for template in order.checklists]
        lists = Checklist.objects.hand_out(template for _programme, template in wanted)
        ProgrammeChecklist.objects.bulk_create(
            ProgrammeChecklist(programme=programme, checklist=checklist)
            for (programme, _template), checklist in zip(wanted, lists, strict=True)
        )


def _lived_by(user: User, on: date) -> Q:
    return Q(new_hire=user) | Q(Mentorship.held_by(user, on, "pk"))


def _led_by(user: User, on: date) -> Q:
    return Q(department__in=Department.objects.led_by(user, on))


def _reviewed_with(user: User, on: date) -> Q:
    return Q(new_hire=user) | _led_by(user, on)


def _overseen_by(user: User, on: date) -> Q:
    return Q(department__in=Department.objects.overseen_by(user, on))


class Programme(Rights, models.Model):
    """One person's year. The dates that make its state stand here; the state itself is not stored."""

    new_hire = models.ForeignKey(User, models.PROTECT, related_name="programmes", verbose_name=_("nytilsatt"))
    title = models.CharField(_("tittel"), max_length=80, help_text=_("For eksempel sykepleier."))
    ident = models.CharField(
        _("ident"),
        max_length=40,
        blank=True,
        validators=[no_identity_number],
        help_text=_("Den lokale identen. Aldri fødselsnummer."),
    )
    private_email = models.EmailField(_("privat e-post"), blank=True)
    private_phone = models.CharField(_("privat telefon"), max_length=30, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="programmes", verbose_name=_("avdeling")
    )
    template = models.ForeignKey(ProgrammeTemplate, models.PROTECT, related_name="+", verbose_name=_("mal"))
    prompts = models.JSONField(_("stikkord"), default=list, blank=True, editable=False)
    notes = models.JSONField(_("merknader"), default=list, blank=True, editable=False)
    weekday = models.PositiveSmallIntegerField(
        _("fast ukedag"),
        null=True,
        blank=True,
        choices=WEEKDAYS,
    )
    starts_on = models.DateField(_("startdato"))
    ended_on = models.DateField(_("avsluttet"), null=True, blank=True)
    handed_over_on = models.DateField(_("skjemaet overlevert"), null=True, blank=True)
    closed_on = models.DateField(_("lukket"), null=True, blank=True)
    archived_on = models.DateField(_("mottatt av arkivet"), null=True, blank=True)
    taken_over_on = models.DateField(_("tatt over fra papir"), null=True, blank=True, editable=False)
    started_at = models.DateTimeField(_("opprettet"), editable=False)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    next_talk_on = models.DateField(null=True, editable=False)
    last_held_on = models.DateField(null=True, editable=False)
    last_planned_on = models.DateField(null=True, editable=False)

    if TYPE_CHECKING:
        late_count: int
        next_is_agreed: bool

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("program"), _("programmer")
        ordering = ["-starts_on", "pk"]
        indexes = [
            models.Index(fields=["department", "ended_on", *GLANCE], name="programmes_by_department"),
            models.Index(fields=["starts_on", "id"], name="programmes_by_start"),
            models.Index(empty_last("next_talk_on"), "id", name="programmes_by_next_talk"),
            models.Index(empty_last("next_talk_on", down=True), "id", name="programmes_by_next_talk_down"),
            models.Index(empty_last("last_held_on"), "id", name="programmes_by_last_talk"),
            models.Index(empty_last("last_held_on", down=True), "id", name="programmes_by_last_talk_down"),
        ]
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                violation_error_message=_("Programmet kan ikke slutte før det starter."),
            ),
            models.CheckConstraint(
                name="programme_dates_in_order",
                condition=(
                    Q(handed_over_on=None) | Q(ended_on__isnull=False, handed_over_on__gte=F("ended_on"))
                )
                & (Q(closed_on=None) | Q(handed_over_on__isnull=False, closed_on__gte=F("handed_over_on"))),
                violation_error_message=_(
                    "Avslutt programmet først, overlever så skjemaet, og lukk til sist."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Mentorprogram for %(name)s") % {"name": self.new_hire})

    def get_absolute_url(self) -> str:
        return reverse("programmes:detail", args=[self.pk])

    @classmethod
    def from_order(cls, order: Order) -> Self:
        """The unsaved programme: its own copy of what the template says for all rows."""
        return cls(
            new_hire=order.new_hire,
            title=order.title,
            ident=order.ident,
            private_email=order.private_email,
            private_phone=order.private_phone,
            department=order.department,
            template=order.template,
            prompts=order.template.prompts,
            notes=order.template.notes,
            weekday=order.weekday,
            starts_on=order.starts_on,
            taken_over_on=order.taken_over_on,
            started_at=order.started_at,
            started_by=order.started_by,
            request_key=order.request_key or uuid.uuid4(),
        )

    @cached_property
    def _mentorships(self) -> list[Mentorship]:
        return list(self.mentorships.all())

    def mentorship_on(self, on: date) -> Mentorship | None:
        """The main mentorship of that day; None when nobody is mentor."""
        main = [period for period in self._mentorships if not period.is_substitute]
        return next((period for period in main if period.lasts(on)), None)

    def mentor_on(self, on: date) -> User | None:
        mentorship = self.mentorship_on(on)
        return mentorship.mentor if mentorship else None

    def mentorship_written_in(self, user: User, on: date) -> Mentorship | None:
        """Where this person's words on a talk belong: a mentor's own period, else the main mentor's."""
        own = [period for period in self._mentorships if period.mentor_id == user.pk and period.lasts(on)]
        return own[0] if own else self.mentorship_on(on)

    def extra_talk(self) -> Conversation:
        """An unsaved talk more than the programme says, with the next number."""
        last = self.conversations.aggregate(last=Max("number"))["last"] or 0
        return Conversation(
            programme=self,
            number=last + 1,
            title=_now("Ekstra samtale"),
            responsible=Role.MENTOR,
            expected_minutes=USUAL_MINUTES,
            is_extra=True,
            dated_by_person=True,
        )

    @transaction.atomic
    def add_talk(self, talk: Conversation, key: uuid.UUID | None, *, by: User, at: datetime) -> Conversation:
        """Keep one more talk on an agreed day. The same request makes one only."""
        Programme.objects.select_for_update().get(pk=self.pk)  # one at a time, so that numbers stay apart
        if key and (made := self.conversations.filter(request_key=key).first()):
            return made
        talk.request_key = key
        talk.number = self.extra_talk().number
        talk.first_planned_on = talk.planned_on
        talk.agree(by=by, at=at)
        talk.save()
        Programme.objects.filter(pk=self.pk).refresh_talk_dates()
        return talk

    def week_on(self, on: date) -> int | None:
        """The programme week of that day; None before the programme."""
        week = programme_week_of(self.starts_on, on)
        return week if week > 0 else None

    @property
    def is_handed_over(self) -> bool:
        return self.handed_over_on is not None

    @transaction.atomic
    def take_over(self, on: date) -> None:
        """Mark what is open and past as before our time: the programme has been on paper until today."""
        for rows in (self.conversations, self.leader_talks, self.reviews, self.follow_ups):
            rows.open().filter(planned_on__lt=on).update(before_use=True, version=F("version") + 1)
        self.steps.open().filter(due_on__lt=on).update(before_use=True)
        self.taken_over_on = on
        self.save(update_fields=["taken_over_on"])
        Programme.objects.filter(pk=self.pk).refresh_talk_dates()

    def refresh_shift_steps(self) -> None:
        """Rows within the training shifts are due on the last shift; until it is known, at the end of week 2."""
        last = self.shifts.aggregate(day=Max("on"))["day"]
        self.steps.filter(rule__when="within_shifts").update(
            due_on=last or last_workday_of_week(self.starts_on, 2)
        )
