"""Who has been mentor, and when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.models import Portrait, Position, User


def lasting(on: date, mentorship: str = "") -> Q:
    """Open on that day, of mentorships or of rows that belong to one: from the assignment, since a mentor
    plans and calls before the start."""
    begun = Q((f"{mentorship}assigned_on__lte", on))
    return begun & (Q((f"{mentorship}to_on", None)) | Q((f"{mentorship}to_on__gte", on)))


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def lasting(self, on: date) -> Self:
        return self.filter(lasting(on))

    def not_over(self, on: date) -> Self:
        """Of that day and those to come."""
        return self.filter(Q(to_on=None) | Q(to_on__gte=on))

    def main(self) -> Self:
        return self.filter(is_substitute=False)

    def clashing_with(self, period: Mentorship) -> Self:
        """Others of the same programme that share a day with this one and may not: main mentors follow each
        other, and nobody is mentor there twice at once."""
        others = self.filter(programme=period.programme_id).exclude(pk=period.pk)
        if not period._state.adding:  # moving its end meets only those that come after it
            others = others.filter(assigned_on__gt=period.assigned_on)
        if period.follows:
            others = others.exclude(pk=period.follows.pk)
        if period.to_on:
            others = others.filter(assigned_on__lte=period.to_on)
        same = Q(mentor=period.mentor_id)
        same = same if period.is_substitute else same | Q(is_substitute=False)
        return others.filter(same).not_over(period.assigned_on)

    def with_mentor(self) -> Self:
        """The mentor, and `has_photo`; never the photo itself."""
        photo = Portrait.objects.filter(user=OuterRef("mentor"))
        return self.select_related("mentor").annotate(has_photo=Exists(photo))


class Mentorship(models.Model):
    """The period one mentor has a programme. Main mentors follow each other; a substitute overlaps."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="mentorships")
    mentor = models.ForeignKey(User, models.PROTECT, related_name="mentorships", verbose_name=_("mentor"))
    assigned_on = models.DateField(_("oppnevnt"), help_text=_("Fra denne dagen har mentoren tilgang."))
    from_on = models.DateField(_("fra og med"), help_text=_("Fra denne dagen telles perioden."))
    to_on = models.DateField(_("til og med"), null=True, blank=True)
    is_substitute = models.BooleanField(_("vikar"), default=False)
    ready_at = models.DateTimeField(_("ferdig med kommentarene"), null=True, blank=True, editable=False)

    objects = MentorshipQuerySet.as_manager()
    follows: Mentorship | None = None
    """The period that is to end the day before this one; set while a change of mentor is checked."""

    class Meta:
        verbose_name, verbose_name_plural = _("mentorperiode"), _("mentorperioder")
        ordering = ["from_on", "pk"]
        indexes = [models.Index(fields=["mentor", "to_on"], name="mentorships_by_mentor")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(to_on=None, is_substitute=False),
                name="one_open_main_mentorship",
                violation_error_message=_("Programmet har allerede en mentor."),
            ),
            models.CheckConstraint(
                name="mentorship_ends_after_assignment",
                condition=Q(to_on=None) | Q(to_on__gte=F("assigned_on")),
                violation_error_message=_("Siste dag kan ikke være før mentoren ble oppnevnt."),
            ),
            models.CheckConstraint(
                name="substitute_has_an_end",
                condition=Q(is_substitute=False) | Q(to_on__isnull=False),
                violation_error_message=_("En vikar har en siste dag. Velg den."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.mentor)

    def clean(self) -> None:
        """Nobody mentors themselves, someone they lead, or someone in another municipality; nobody twice at once."""
        if not (self.mentor_id and self.programme_id):
            return  # the fields themselves say what is missing
        if self._state.adding:  # a mentor who has become leader must still be able to end
            self.clean_who()
        self.clean_days()

    def clean_who(self) -> None:
        reason = mentor_refusal(
            self.mentor,
            new_hire=self.programme.new_hire,
            unit_id=self.programme.department.unit_id,
            department_id=self.programme.department_id,
            municipality_id=self.programme.department.unit.municipality_id,
            on=self.assigned_on,
        )
        if reason:
            raise ValidationError({"mentor": reason})

    def clean_days(self) -> None:
        """Asked of the database: whoever saves, holds the programme's row, so that no other can come between."""
        other = Mentorship.objects.clashing_with(self).select_related("mentor").first()
        if other is None:
            return
        when = {"name": other.mentor.name, "days": other.days}
        if other.mentor_id == self.mentor_id:
            raise ValidationError(
                {"mentor": _("%(name)s er mentor her fra før i denne tiden: %(days)s.") % when}
            )
        said = _("%(name)s er mentor i denne tiden: %(days)s. Bare en vikar kan komme i tillegg.") % when
        raise ValidationError({"from_on" if self._state.adding else "to_on": said})

    @property
    def role_word(self) -> str:
        """What the person is to the new hire, in a word."""
        return _now("vikar") if self.is_substitute else _now("mentor")

    @property
    def days(self) -> str:
        """From when to when, as access counts it."""
        begins = date_format(self.assigned_on, "j. F Y")
        if self.to_on is None:
            return _now("fra %(from)s") % {"from": begins}
        if self.to_on == self.assigned_on:
            return begins
        return _now("%(from)s til %(to)s") % {"from": begins, "to": date_format(self.to_on, "j. F Y")}

    @property
    def holds_words(self) -> bool:
        """Whether the pair has written anything in it: then it can end, and never vanish."""
        return any(
            link.related_model._base_manager.filter(**{link.field.name: self}).exists()
            for link in self._meta.related_objects
        )

    @property
    def is_untouched(self) -> bool:
        """Neither written nor logged in: then nothing is lost when it vanishes."""
        logged = self.programme.conversations.filter(
            Q(held_on__gte=self.assigned_on)
            | Q(logged_by=self.mentor_id, logged_at__date__gte=self.assigned_on)
        )
        return not (self.holds_words or logged.exists())

    def lasts(self, on: date) -> bool:
        """`MentorshipQuerySet.lasting` for a row at hand."""
        return self.assigned_on <= on and (self.to_on is None or self.to_on >= on)

    def is_over(self, on: date) -> bool:
        return self.to_on is not None and self.to_on < on

    @classmethod
    def held_by(cls, user: User, on: date, programme: str) -> Exists:
        """Whether `user` is mentor that day in the programme that the outer row names."""
        return Exists(cls.objects.lasting(on).filter(mentor=user, programme=OuterRef(programme)))


def pairs_own(user: User, on: date) -> Q:
    """Of rows that belong to a mentorship: its mentor while it lasts, and the new hire.

    Each row has one mentorship and that one programme, so that these joins never give it twice.
    """
    mine = Q(mentorship__mentor=user) & lasting(on, "mentorship__")
    return mine | Q(mentorship__programme__new_hire=user)


def under_leaders(user: User, on: date) -> Q:
    """Of rows that belong to a mentorship: those of programmes that `user` leads that day."""
    department = "mentorship__programme__department"
    return Position.leader_of(user, on, department=department, unit=f"{department}__unit")


def mentor_refusal(
    mentor: User,
    *,
    new_hire: User | None,
    unit_id: int,
    department_id: int,
    municipality_id: int,
    on: date,
) -> str:
    """Why this person cannot be mentor there, or an empty text."""
    if new_hire is not None and mentor.pk == new_hire.pk:
        return str(_("Ingen kan være sin egen mentor. Velg en annen."))
    if mentor.municipality_id != municipality_id:
        return str(_("Mentoren må være ansatt i samme kommune som den nytilsatte."))
    leads = Position.objects.lasting(on).filter(holder=mentor)
    if leads.filter(Q(department=department_id) | Q(unit=unit_id)).exists():
        return str(
            _("%(name)s leder den nytilsatte og kan derfor ikke være mentor. Velg en kollega.")
            % {"name": mentor.name}
        )
    return ""
