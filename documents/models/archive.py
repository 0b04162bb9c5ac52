"""What each municipality sends to its archive, and what it says about it."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Municipality, Position, User
from people.validators import no_identity_number

SAID: dict[str, Any] = {"max_length": 120, "blank": True, "validators": [no_identity_number]}


class ArchiveChoiceQuerySet(models.QuerySet["ArchiveChoice"]):
    def kept_by(self, user: User, on: date) -> Self:
        """The municipality's coordinator."""
        return self.filter(Position.coordinator_of(user, on, "municipality"))

    def of(self, municipality: Municipality) -> list[ArchiveChoice]:
        """One for each kind: the municipality's own, or what holds until it chooses (unsaved)."""
        own = {choice.kind: choice for choice in self.filter(municipality=municipality)}
        return [own.get(kind) or ArchiveChoice.usual(municipality, kind) for kind in ArchiveChoice.Kind]


class ArchiveChoice(models.Model):
    """One kind of document of one municipality: whether it goes into the package, and under which words."""

    class Kind(models.TextChoices):
        FORM = "form", _("Skjemaet")
        CHECKLIST = "checklist", _("Sjekklister")
        RECORD = "record", _("Referat fra prøvetidssamtaler")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="archive_choices", verbose_name=_("kommune")
    )
    kind = models.CharField(_("dokument"), max_length=20, choices=Kind)
    is_included = models.BooleanField(_("er med i pakken"), default=True)
    document_type = models.CharField(_("dokumenttype i arkivet"), **SAID)
    access_code = models.CharField(_("tilgangskode"), **SAID)
    legal_basis = models.CharField(_("hjemmel"), **SAID)
    retention = models.CharField(_("bevaring og kassasjon"), **SAID)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ArchiveChoiceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("valg for arkivet"), _("valg for arkivet")
        ordering = ["municipality", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind"],
                name="one_choice_a_kind",
                violation_error_message=_("Dokumentet har allerede et valg."),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def usual(cls, municipality: Municipality, kind: str) -> ArchiveChoice:
        """Until the municipality has chosen: everything but the referat, which is its own to decide about."""
        return cls(municipality=municipality, kind=kind, is_included=kind != cls.Kind.RECORD)
