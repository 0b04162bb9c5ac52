"""The programme: one new hire's year. Who may see and do what, its queryset says."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import (
    F,
    Max,
    Q,
)
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.models import Department, User
from people.validators import no_identity_number
from programmes.models.appointments import Conversation
from programmes.models.changes import terms_of
from programmes.models.kept_days import empty_last
from programmes.models.mentorships import Mentorship
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.models.rights import Rights
from programmes.models.start import Order
from programmes.models.templates import ProgrammeTemplate
from programmes.proposals import DatedRow, proposed_on
from programmes.rules import WithinShifts
from programmes.schedule import Kind, Role, programme_week_of

WEEKDAYS = [(1, _("mandag")), (2, _("tirsdag")), (3, _("onsdag")), (4, _("torsdag")), (5, _("fredag"))]
# Counted, and found for the start pages, from the index alone.
GLANCE = ("starts_on", "next_talk_on", "last_held_on", "id", "handed_over_on", "new_hire")
USUAL_MINUTES = 45  # 30–60, until the pair says otherwise


class Ending(models.TextChoices):
    """Why a programme is over. For leaders and the new hire; broad on purpose."""

    COMPLETED = "completed", _("Fullført")
    LEFT = "left", _("Den nytilsatte har sluttet")
    OTHER_MUNICIPALITY = "moved", _("Flyttet til en annen kommune")
    NEVER_BEGAN = "never_began", _("Begynte aldri")
    NO_NEED = "no_need", _("Ikke behov lenger")
    OTHER = "other", _("Annet")


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
    talks_later_by = models.PositiveSmallIntegerField(_("samtalene flyttet, uker"), default=0, editable=False)
    starts_on = models.DateField(_("startdato"))
    letter_sent_on = models.DateField(_("velkomstbrev sendt"), null=True, blank=True, editable=False)
    """The day the link that holds went out, by mail or by hand. `documents` writes it."""
    ended_on = models.DateField(_("avsluttet"), null=True, blank=True)
    ended_because = models.CharField(_("grunn til slutten"), max_length=20, choices=Ending, blank=True)
    ready_by_new_hire_at = models.DateTimeField(
        _("den nytilsatte er ferdig med kommentarene"), null=True, blank=True, editable=False
    )
    handed_over_on = models.DateField(_("skjemaet overlevert"), null=True, blank=True)
    handed_over_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    let_go_by_new_hire_at = models.DateTimeField(
        _("den nytilsatte har det hen trenger"), null=True, blank=True, editable=False
    )
    closed_on = models.DateField(_("lukket"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
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
        rests_today: bool
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
                condition=Q(ended_on=None)
                | Q(ended_on__gte=F("starts_on"))
                | Q(ended_because=Ending.NEVER_BEGAN),
                violation_error_message=_(
                    "Et program slutter ikke før det starter, bortsett fra når den nytilsatte aldri begynte."
                ),
            ),
            models.CheckConstraint(
                name="programme_reason_only_at_the_end",
                condition=Q(ended_because="") | Q(ended_on__isnull=False),
                violation_error_message=_("Skriv siste dag når programmet har en grunn til at det er over."),
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
            models.CheckConstraint(
                name="programme_who_and_when",
                condition=(Q(handed_over_by=None) | Q(handed_over_on__isnull=False))
                & (Q(closed_by=None) | Q(closed_on__isnull=False)),
                violation_error_message=_("Hvem som overleverte eller lukket, og når, må stå sammen."),
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

    def present_on(self, on: date) -> list[Mentorship]:
        """The mentors' periods that last that day, substitutes' too."""
        return [period for period in self._mentorships if period.lasts(on)]

    def mentorship_on(self, on: date) -> Mentorship | None:
        """The main mentorship of that day; None when nobody is mentor."""
        return next((period for period in self.present_on(on) if not period.is_substitute), None)

    def mentor_on(self, on: date) -> User | None:
        mentorship = self.mentorship_on(on)
        return mentorship.mentor if mentorship else None

    def mentorship_written_in(self, user: User, on: date) -> Mentorship | None:
        """Where this person's words on a talk belong: a mentor's own period, else the main mentor's, else a substitute's."""
        present = self.present_on(on)
        own = [period for period in present if period.mentor_id == user.pk]
        return next(iter([*own, *filter(None, [self.mentorship_on(on)]), *present]), None)

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

    def has_ended(self, on: date) -> bool:
        """That day or before it."""
        return self.ended_on is not None and self.ended_on <= on

    def is_paused(self, on: date) -> bool:
        """Through `with_rest`, or asked for when something is late."""
        if not hasattr(self, "rests_today"):
            self.rests_today = self.pauses.lasting(on).exists()
        return self.rests_today

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

    def ask_pair_again(self) -> None:
        """Neither of the two is ready any more: a comment was changed, or one of them wants to think again.

        Both at once, whichever it was, so that a leader who waits learns nothing of comments.
        """
        if self.ended_on:
            Programme.objects.filter(pk=self.pk).update(ready_by_new_hire_at=None)
            self.mentorships.update(ready_at=None)

    def refresh_shift_steps(self) -> None:
        """Rows within the training shifts are due on the last shift; until it is known, where the plan says. Not what is done."""
        inside = DatedRow("", Kind.STEP, WithinShifts())
        rows = self.steps.filter(
            rule__when=WithinShifts.when, dated_by_person=False, done_on=None, before_use=False
        )
        rows.update(due_on=proposed_on(inside, terms_of(self)))
