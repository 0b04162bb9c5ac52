"""Password rules whose sentences Django has not in Norwegian."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Passordet er for kort. Skriv minst %(min_length)d tegn.") % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        return _("Passordet må ha minst %(min_length)d tegn. Gjerne noen ord etter hverandre.") % {
            "min_length": self.min_length
        }
