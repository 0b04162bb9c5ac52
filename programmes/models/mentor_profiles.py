"""What the municipality knows of a person as mentor: training, and how many hours a week they have for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from people.models import Position, User
from people.validators import no_identity_number
from programmes.models.mentorships import Mentorship

KEEPERS = (Position.Kind.HEAD, Position.Kind.LEADER, Position.Kind.COORDINATOR)
HOURS_SAID = _("Skriv timer i uka mellom 0,5 og 37,5, for eksempel 1,5.")


class MentorProfileQuerySet(models.QuerySet["MentorProfile"]):
    def people_for(self, user: User, on: date) -> models.QuerySet[User]:
        """Whose profile `user` reads and writes: one's own; for leaders and the coordinator, everybody's in the
        municipality, since a person's own department is not recorded."""
        keeps = Position.objects.lasting(on).filter(holder=user, kind__in=KEEPERS)
        at_home = Q(municipality=user.municipality_id, is_staff=False) & Exists(keeps)
        people: models.QuerySet[User] = User.objects.filter(Q(pk=user.pk) | at_home)
        return people

    def register_for(self, user: User, on: date) -> models.QuerySet[User]:
        """Of those, who mentors today or later, and who has been entered."""
        entered = self.filter(user=OuterRef("pk"))
        return self.people_for(user, on).filter(mentors_from(on) | Exists(entered), is_active=True)

    def presented_to(self, user: User, on: date) -> models.QuerySet[User]:
        """Whose presentation and photo stand in the register: who mentors today or later, as long as it lasts."""
        return self.people_for(user, on).filter(mentors_from(on), is_active=True)

    def not_entered_for(self, user: User, on: date) -> models.QuerySet[User]:
        """Whom `user` may enter before they are mentors."""
        entered = self.filter(user=OuterRef("pk"))
        return self.people_for(user, on).filter(~mentors_from(on), ~Exists(entered), is_active=True)


def mentors_from(on: date) -> Q:
    """Of people: a period of today or later, in a programme that goes on."""
    periods = Mentorship.objects.not_over(on).filter(mentor=OuterRef("pk"))
    return Q(Exists(periods.filter(Q(programme__ended_on=None) | Q(programme__ended_on__gt=on))))


class MentorProfile(models.Model):
    """It goes with the person: no record needs it."""

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="mentor_profile", verbose_name=_("person")
    )
    training = models.CharField(_("mentorkurs"), max_length=120, blank=True, validators=[no_identity_number])
    trained_on = models.DateField(_("kurset tatt"), null=True, blank=True)
    hours_limit = models.DecimalField(
        _("timer i uka til å være mentor, høyst"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(Decimal("0.5"), HOURS_SAID),
            MaxValueValidator(Decimal("37.5"), HOURS_SAID),
        ],
    )
    changed_at = models.DateTimeField(_("endret"), editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = MentorProfileQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("mentoropplysninger"), _("mentoropplysninger")
        constraints = [
            models.CheckConstraint(
                name="training_has_a_name_when_it_has_a_day",
                condition=Q(trained_on=None) | ~Q(training=""),
                violation_error_message=_("Skriv hvilket kurs det var."),
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


def minutes_limit(mentor: User) -> int | None:
    """Of a week; None where nobody has set one. Asked of a person fetched with `mentor_profile`."""
    profile: MentorProfile | None = getattr(mentor, "mentor_profile", None)
    return int(profile.hours_limit * 60) if profile and profile.hours_limit else None
