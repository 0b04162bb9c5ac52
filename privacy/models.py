"""What people say of how the pages work for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Municipality, Position, User
from people.validators import no_identity_number

LONGEST_FEEDBACK = 2000


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def kept_by(self, user: User, on: date) -> Self:
        """Reading and removing: the municipality's coordinator and administrator."""
        return self.filter(Position.keeper_of(user, on, "municipality"))

    def send(self, sender: User, text: str, email: str, *, at: datetime) -> None:
        """Keep it; the same words sent twice stand there once."""
        if not self.filter(sender=sender, text=text).exists():
            assert sender.municipality is not None  # the installation's owner is asked nothing
            self.create(municipality=sender.municipality, sender=sender, text=text, email=email, sent_at=at)


class Feedback(models.Model):
    """One person's words about accessibility, to those who keep people and places in the municipality."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("kommune")
    )
    sender = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("sendt av"))
    text = models.TextField(
        _("tilbakemelding"),
        max_length=LONGEST_FEEDBACK,
        validators=[
            no_identity_number,
            MaxLengthValidator(
                LONGEST_FEEDBACK, _("Teksten er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
            ),
        ],
    )
    email = models.EmailField(_("e-post for svar"), blank=True, validators=[no_identity_number])
    sent_at = models.DateTimeField(_("sendt"))

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("tilbakemelding"), _("tilbakemeldinger om tilgjengelighet")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "-sent_at"], name="feedback_by_municipality")]

    def __str__(self) -> str:
        return str(_("Tilbakemelding"))  # never its words
