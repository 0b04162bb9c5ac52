"""Prøvetid: what leaders have entered of it, the absence that may extend it, and each extension. Not for the mentor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Replace
from django.utils.translation import gettext_lazy as _

from people.models import Position, User
from programmes.models.appointments import ProbationReview
from programmes.probation import Extension, latest_end, length, suggested_end

NAMES = [("prøvetidssamtale", "oppfølgingssamtale"), ("Prøvetidssamtale", "Oppfølgingssamtale")]
"""What a review is called in the templates, and what it is when there is no prøvetid on its day."""


def leaders_and_new_hire(user: User, on: date, programme: str) -> Q:
    """The new hire and the leaders of that day: the same as `Programme.objects.reviews_open_to`."""
    leads = Position.leader_of(
        user, on, department=f"{programme}__department", unit=f"{programme}__department__unit"
    )
    return leads | Q(**{f"{programme}__new_hire": user})


class ProbationQuerySet(models.QuerySet["Probation"]):
    def open_to(self, user: User, on: date) -> Self:
        return self.filter(leaders_and_new_hire(user, on, "programme"))


class Probation(models.Model):
    """One programme's prøvetid. Without a row nobody has said; the end moves only when somebody writes so."""

    programme = models.OneToOneField("programmes.Programme", models.CASCADE, related_name="probation")
    is_agreed = models.BooleanField(_("skriftlig avtalt"))
    ends_on = models.DateField(_("siste dag i prøvetiden"), null=True, blank=True)
    may_be_extended = models.BooleanField(_("kan forlenges ved fravær"), default=False)
    temporary_until = models.DateField(_("midlertidig stilling til og med"), null=True, blank=True)
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ProbationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("prøvetid"), _("prøvetid")
        constraints = [
            models.CheckConstraint(
                name="probation_has_an_end_when_agreed",
                condition=Q(is_agreed=True, ends_on__isnull=False)
                | Q(is_agreed=False, ends_on=None, may_be_extended=False),
                violation_error_message=_("Prøvetid har en siste dag når den er avtalt, og ellers ingen."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Prøvetid"))

    @property
    def post_until(self) -> date | None:
        """The last day of a temporary post, as long as the start has not been moved past it."""
        until = self.temporary_until
        return until if until and until > self.programme.starts_on else None

    @property
    def suggested_end(self) -> date:
        return suggested_end(self.programme.starts_on, self.post_until)

    @property
    def latest_end(self) -> date:
        return latest_end(self.programme.starts_on, self.post_until)

    def is_too_long(self) -> bool:
        """Longer than one can be sure is allowed. An extension may make it so."""
        return self.ends_on is not None and self.ends_on > self.suggested_end

    def is_over(self, on: date) -> bool:
        return self.ends_on is not None and self.ends_on < on

    def lasts(self, day: date | None) -> bool:
        """Whether a review on that day is within it; one without a day is, as long as there is a prøvetid."""
        return self.ends_on is not None and (day is None or day <= self.ends_on)

    def name_of(self, review: ProbationReview) -> str:
        """What leaders and new hire call a review: a prøvetidssamtale only within the prøvetid."""
        return review.title if self.lasts(review.held_on or review.planned_on) else as_follow_up(review.title)

    def is_after(self, review: ProbationReview) -> bool:
        """Planned for a day when the prøvetid is over."""
        return self.is_agreed and review.is_open and not self.lasts(review.planned_on)

    def extension(
        self, absences: Iterable[AbsencePeriod], on: date, earlier: Sequence[ProbationExtension] = ()
    ) -> Extension | None:
        """What the absence that has been, and is not used yet, may do; after the `earlier` extensions."""
        counted = [absence for absence in absences if absence.counts(on)]
        if not (self.ends_on and counted and self.may_be_extended):
            return None
        return Extension(
            self.ends_on,
            days=sum(absence.days for absence in counted),
            away_until=max(absence.to_on for absence in counted),
            agreed_until=earlier[0].former_ends_on if earlier else None,
        )

    @transaction.atomic
    def extend(
        self, extension: Extension, received_on: date, *, by: User, at: datetime
    ) -> ProbationExtension:
        """The notice was received: the end moves, and the former one is kept."""
        made = self.extensions.create(
            former_ends_on=extension.ends_on,
            ends_on=extension.new_end,
            received_on=received_on,
            written_at=at,
            written_by=by,
        )
        been = self.programme.absences.filter(extension=None, to_on__lte=extension.away_until)
        been.update(extension=made)
        self.ends_on = extension.new_end
        return made

    @transaction.atomic
    def take_back(self, made: ProbationExtension) -> None:
        """It was written by mistake: the end stands as before, and the absence counts anew."""
        self.ends_on = made.former_ends_on
        self.version += 1
        self.save()
        made.delete()


class ProbationExtensionQuerySet(models.QuerySet["ProbationExtension"]):
    def open_to(self, user: User, on: date) -> Self:
        return self.filter(leaders_and_new_hire(user, on, "probation__programme"))


class ProbationExtension(models.Model):
    """One notice that was received in time, and the end as it stood before."""

    probation = models.ForeignKey(Probation, models.CASCADE, related_name="extensions")
    former_ends_on = models.DateField(_("siste dag før forlengelsen"))
    ends_on = models.DateField(_("siste dag etter forlengelsen"))
    received_on = models.DateField(_("beskjeden mottatt"))
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = ProbationExtensionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("forlengelse av prøvetid"), _("forlengelser av prøvetid")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_received_in_time",
                condition=Q(received_on__lte=F("former_ends_on")),
                violation_error_message=_("Beskjeden må være mottatt før prøvetiden er ute."),
            ),
            models.CheckConstraint(
                name="extension_makes_it_longer",
                condition=Q(ends_on__gt=F("former_ends_on")),
                violation_error_message=_("En forlengelse må gjøre prøvetiden lengre."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Forlengelse"))

    @property
    def days(self) -> int:
        return (self.ends_on - self.former_ends_on).days


class AbsencePeriodQuerySet(models.QuerySet["AbsencePeriod"]):
    def open_to(self, user: User, on: date) -> Self:
        return self.filter(leaders_and_new_hire(user, on, "programme"))


class AbsencePeriod(models.Model):
    """Days away that may extend the prøvetid. No reason, no text: a person says how many of the days count."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="absences")
    from_on = models.DateField(_("første dag"))
    to_on = models.DateField(_("siste dag"))
    days = models.PositiveSmallIntegerField(_("dager som teller"), validators=[MinValueValidator(1)])
    extension = models.ForeignKey(
        ProbationExtension, models.SET_NULL, null=True, blank=True, related_name="absences", editable=False
    )
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = AbsencePeriodQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("fravær"), _("fravær")
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_days_in_order",
                condition=Q(to_on__gte=F("from_on"), days__gte=1),
                violation_error_message=_("Siste dag kan ikke være før første dag."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Fravær"))

    def counts(self, on: date) -> bool:
        """When its last day has come: a notice names only days that have been. And each day once."""
        return self.extension_id is None and self.to_on <= on

    def waits(self, on: date) -> bool:
        return self.to_on > on

    @property
    def length(self) -> int:
        return length(self.from_on, self.to_on)


def as_follow_up(title: str) -> str:
    """The name of a review when there is no prøvetid that day.

    >>> as_follow_up("Tredje prøvetidssamtale")
    'Tredje oppfølgingssamtale'
    """
    for review, follow_up in NAMES:
        title = title.replace(review, follow_up)
    return title


def called(review: str = "") -> Combinable:
    """`Probation.name_of` for a query whose rows only leaders and the new hire get; `review` leads to the review."""
    ends = Probation.objects.filter(programme=OuterRef(f"{review}programme"))
    day = Coalesce(OuterRef(f"{review}held_on"), OuterRef(f"{review}planned_on"))
    is_outside = Exists(ends.filter(Q(is_agreed=False) | Q(ends_on__lt=day)))
    renamed: Combinable = F(f"{review}title")
    for old, new in NAMES:
        renamed = Replace(renamed, Value(old), Value(new))
    return Case(When(is_outside, then=renamed), default=F(f"{review}title"))
