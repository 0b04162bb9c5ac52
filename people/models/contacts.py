"""Tillitsvalgt and verneombud: whom one can call, kept for a unit, or for the whole municipality.

Who looks at it is not kept anywhere.
"""

from __future__ import annotations

from typing import Self

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.places import Municipality, Unit
from people.validators import no_identity_number


class ContactCard(models.Model):
    """Those of one unit, or those of the municipality, for the units that have none of a kind."""

    unit = models.OneToOneField(
        Unit, models.CASCADE, null=True, blank=True, related_name="contact_card", verbose_name=_("enhet")
    )
    municipality = models.OneToOneField(
        Municipality,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_card",
        verbose_name=_("kommune"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("kontaktkort"), _("kontaktkort")
        constraints = [
            models.CheckConstraint(
                name="contact_card_is_of_one_place",
                condition=Q(unit=None, municipality__isnull=False) | Q(unit__isnull=False, municipality=None),
                violation_error_message=_("Kortet hører til én enhet eller til kommunen."),
            )
        ]

    def __str__(self) -> str:
        return str(self.unit or self.municipality)


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def near(self, unit: Unit) -> Self:
        """The unit's own, and the municipality's."""
        return self.filter(Q(card__unit=unit) | Q(card__municipality=unit.municipality_id))


class Representative(models.Model):
    """One of them, by name, as they have agreed to be shown."""

    class Kind(models.TextChoices):
        UNION = "union", _("tillitsvalgt")
        SAFETY = "safety", _("verneombud")

    card = models.ForeignKey(
        ContactCard, models.CASCADE, related_name="contacts", verbose_name=_("kontaktkort")
    )
    number = models.PositiveSmallIntegerField(_("plass"))
    kind = models.CharField(_("verv"), max_length=10, choices=Kind)
    name = models.CharField(_("navn"), max_length=120, validators=[no_identity_number])
    association = models.CharField(
        _("forbund eller område"), max_length=80, blank=True, validators=[no_identity_number]
    )
    phone = models.CharField(
        _("telefon"), max_length=30, blank=True, validators=[no_identity_number, MinLengthValidator(3)]
    )
    email = models.EmailField(_("e-postadresse"), blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = (
            _("tillitsvalgt eller verneombud"),
            _("tillitsvalgte og verneombud"),
        )
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["card", "number"],
                name="representatives_have_their_place",
                violation_error_message=_("To personer kan ikke stå på samme plass."),
            ),
            models.CheckConstraint(
                name="representative_can_be_reached",
                condition=~Q(phone="") | ~Q(email=""),
                violation_error_message=_("Skriv telefon eller e-post."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dialled(self) -> str:
        """The number as a telephone wants it."""
        return dialled(self.phone)


def dialled(phone: str) -> str:
    """
    >>> dialled("+47 41 00 00 00 (vakt)")
    '+4741000000'
    """
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")
