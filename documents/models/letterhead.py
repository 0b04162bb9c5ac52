"""The municipality's letterhead, and what its units and departments say of themselves in the welcome letter.

None of it is about a programme: it is the municipality's, the same in every letter. Who wrote it is not kept.
"""

from __future__ import annotations

import base64
import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from documents.contrast import Colour
from people.models import Department, Municipality, Unit
from people.models.contacts import dialled
from people.validators import no_identity_number

LONGEST_BLOCK = 4000
LONGEST_ABOUT = 2000
LETTER_PARTS = (
    "new_hire",
    "department__in_letter",
    "department__unit__in_letter",
    "department__unit__municipality__letterhead",
)
"""What a letter is made of, fetched with its programme."""


def reads_well(value: str) -> None:
    """A colour that can be read on white paper; else the measured ratio, and the nearest that can."""
    colour = Colour.read(value)
    if colour is None:
        raise ValidationError(_("Skriv fargen som seks tegn, for eksempel #0a5c63."))
    if not colour.reads_well:
        said = _(
            "Fargen er for lys til å leses på hvitt papir: kontrasten er %(ratio)s, og må være minst 4,5. "
            "Den nærmeste som går, er %(darker)s."
        )
        ratio = f"{int(colour.on_white * 10) / 10:.1f}".replace(".", ",")
        raise ValidationError(said, params={"ratio": ratio, "darker": colour.darkened()})


class Letterhead(models.Model):
    """How a municipality's papers look, and its own words to the one who is new."""

    class LogoType(models.TextChoices):
        PNG = "image/png", "PNG"
        SVG = "image/svg+xml", "SVG"

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, primary_key=True, related_name="letterhead", verbose_name=_("kommune")
    )
    logo = models.BinaryField(_("logo"), default=bytes, blank=True, editable=False)
    logo_type = models.CharField(_("type logo"), max_length=20, choices=LogoType, blank=True, editable=False)
    logo_digest = models.CharField(_("logoens sjekksum"), max_length=64, blank=True, editable=False)
    colour = models.CharField(_("farge"), max_length=7, blank=True, validators=[reads_well])
    scheme = models.TextField(
        _("om mentorordningen"), max_length=LONGEST_BLOCK, blank=True, validators=[no_identity_number]
    )
    to_bring = models.TextField(
        _("ta med den første dagen"), max_length=LONGEST_BLOCK, blank=True, validators=[no_identity_number]
    )
    practical = models.TextField(
        _("praktisk å vite"), max_length=LONGEST_BLOCK, blank=True, validators=[no_identity_number]
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("brevhode"), _("brevhoder")

    def __str__(self) -> str:
        return str(self.municipality)

    def set_logo(self, content: bytes, kind: str) -> None:
        """`content` as `logos.make_logo` gives it; an empty one takes the logo away."""
        self.logo, self.logo_type = content, kind if content else ""
        self.logo_digest = hashlib.sha256(content).hexdigest() if content else ""

    @property
    def has_logo(self) -> bool:
        return bool(self.logo_type)

    @property
    def paper_style(self) -> SafeString:
        """The colour, for print.css."""
        return format_html("<style>html {{ --municipality: {} }}</style>", self.colour or "#000")

    @property
    def logo_address(self) -> str:
        """The logo itself as an address, for paper: nothing is fetched while a paper is laid out."""
        return f"data:{self.logo_type};base64,{base64.b64encode(bytes(self.logo)).decode()}"


class LetterPlace(models.Model):
    """What a unit or a department says of itself, and whom one can call there."""

    unit = models.OneToOneField(
        Unit, models.CASCADE, null=True, blank=True, related_name="in_letter", verbose_name=_("enhet")
    )
    department = models.OneToOneField(
        Department,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="in_letter",
        verbose_name=_("avdeling"),
    )
    about = models.TextField(
        _("om stedet"), max_length=LONGEST_ABOUT, blank=True, validators=[no_identity_number]
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("sted i velkomstbrevet"), _("steder i velkomstbrevet")
        constraints = [
            models.CheckConstraint(
                name="letter_place_is_one_place",
                condition=Q(unit=None, department__isnull=False) | Q(unit__isnull=False, department=None),
                violation_error_message=_("Teksten hører til én enhet eller én avdeling."),
            )
        ]

    def __str__(self) -> str:
        return str(self.unit or self.department)


class LetterContact(models.Model):
    """Somebody to call, by name, as they have agreed to stand in the letter."""

    letter_place = models.ForeignKey(
        LetterPlace, models.CASCADE, related_name="contacts", verbose_name=_("sted")
    )
    number = models.PositiveSmallIntegerField(_("plass"))
    name = models.CharField(_("navn"), max_length=120, validators=[no_identity_number])
    role = models.CharField(_("rolle"), max_length=80, blank=True, validators=[no_identity_number])
    phone = models.CharField(
        _("telefon"), max_length=30, blank=True, validators=[no_identity_number, MinLengthValidator(3)]
    )
    email = models.EmailField(_("e-postadresse"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("kontaktperson"), _("kontaktpersoner")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter_place", "number"],
                name="contacts_have_their_place",
                violation_error_message=_("To kontaktpersoner kan ikke stå på samme plass."),
            ),
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(phone="") | ~Q(email=""),
                violation_error_message=_("Skriv telefon eller e-post, så den nye når fram."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dialled(self) -> str:
        """The number as a telephone wants it."""
        return dialled(self.phone)
