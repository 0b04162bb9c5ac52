"""What a reader wants to be told of, and when."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from reminders.kinds import CHOICES, Kind, When, default


class ReminderChoiceQuerySet(models.QuerySet["ReminderChoice"]):
    def of(self, user: User) -> Self:
        """One's own, and nobody else's."""
        return self.filter(user=user)

    def times_of(self, user: User) -> dict[str, str]:
        """For each kind when this person has it, chosen or not."""
        chosen = dict(self.of(user).values_list("kind", "when"))
        return {str(kind): chosen.get(kind, default(kind)) for kind in Kind}

    def choose(self, user: User, times: dict[str, str]) -> None:
        """Keep what differs from what everybody has. It counts for what is found from now on, and what has not left."""
        for kind, when in times.items():
            if when == default(kind):
                self.of(user).filter(kind=kind).delete()
            else:
                self.update_or_create(user=user, kind=kind, defaults={"when": when})


class ReminderChoice(models.Model):
    """One kind of message, where a person wants it otherwise than everybody has it."""

    # Goes with the person: it is theirs alone, and no record needs it.
    user = models.ForeignKey(User, models.CASCADE, related_name="reminder_choices", verbose_name=_("person"))
    kind = models.CharField(_("melding"), max_length=20, choices=Kind)
    when = models.CharField(_("når"), max_length=10, choices=When)

    objects = ReminderChoiceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("valg for meldinger"), _("valg for meldinger")
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="one_choice_a_message",
                violation_error_message=_("Du har valgt dette fra før."),
            ),
            models.CheckConstraint(
                name="the_laws_deadlines_are_not_chosen",
                condition=~Q(kind=Kind.DEADLINE),
                violation_error_message=_("Frister kan ikke slås av."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_when_display()}"

    def clean(self) -> None:
        if self.kind in CHOICES and self.when not in CHOICES[self.kind]:
            raise ValidationError({"when": _("Dette kan ikke velges for denne meldingen.")})
