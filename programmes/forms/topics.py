"""One thing to bring up, written outside the talk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, ProseField
from people.validators import no_identity_number
from programmes.models.notes import LONGEST_TOPIC


class TopicForm(PlainForm):
    text = ProseField(
        label=_("Noe du vil ta opp"),
        max_length=LONGEST_TOPIC,
        validators=[no_identity_number],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Skriv hva du vil ta opp."),
            "max_length": _("Temaet er %(show_value)d tegn. Skriv høyst %(limit_value)d."),
        },
    )
