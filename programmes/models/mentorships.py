"""Who has been mentor, and when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
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

    objects = MentorshipQuerySet.as_manager()

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
        ]

    def __str__(self) -> str:
        return str(self.mentor)

    def clean(self) -> None:
        """Nobody mentors themselves, someone they lead, or someone in another municipality."""
        if not (self.mentor_id and self.programme_id):
            return  # the fields themselves say what is missing
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

    def lasts(self, on: date) -> bool:
        """`MentorshipQuerySet.lasting` for a row at hand."""
        return self.assigned_on <= on and (self.to_on is None or self.to_on >= on)

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
