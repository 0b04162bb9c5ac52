"""Telling us where a page does not work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, ProseField
from people.validators import no_identity_number
from privacy.models import LONGEST_FEEDBACK


class FeedbackForm(PlainForm):
    text = ProseField(
        label=_("Hva virker ikke for deg?"),
        max_length=LONGEST_FEEDBACK,
        validators=[no_identity_number],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Skriv gjerne hvilken side det gjelder. Ikke noe om pasienter, og ikke noe fra samtaler."
        ),
        error_messages={
            "required": _("Skriv hva som ikke virker."),
            "max_length": _("Teksten er %(show_value)d tegn. Skriv høyst %(limit_value)d."),
        },
    )
    email = forms.EmailField(
        label=_("E-post hvis du vil ha svar"),
        required=False,
        max_length=254,
        validators=[no_identity_number],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Skriv en hel e-postadresse, for eksempel kari@kommune.no."),
            "max_length": _("Adressen er %(show_value)d tegn. Skriv høyst %(limit_value)d."),
        },
    )
