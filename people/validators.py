"""What may not be written in any field."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

no_identity_number = RegexValidator(
    r"(?<!\d)\d{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]{0,3}\d{5}(?!\d)",
    _("Dette ligner et fødselsnummer. Det skal ikke stå her."),
    "identity_number",  # a code of its own, so that no field answers with its own words instead
    inverse_match=True,
)
"""Eleven digits, however they are spaced. A telephone number with its country code is twelve or ten."""
