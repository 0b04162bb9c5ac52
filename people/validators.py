"""What may not be written in any field."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from people.identity_numbers import IDENTITY_NUMBER

no_identity_number = RegexValidator(
    IDENTITY_NUMBER.pattern,
    _("Dette ligner et fødselsnummer. Det skal ikke stå her."),
    "identity_number",  # a code of its own, so that no field answers with its own words instead
    inverse_match=True,
)
