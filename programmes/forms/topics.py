"""One thing to bring up, written outside the talk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm, ProseField
from people.validators import no_identity_number
from programmes.models.notes import LONGEST_TOPIC


class TopicField(ProseField):
    """The same on the talk's page and outside it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Noe du vil ta opp"),
            max_length=LONGEST_TOPIC,
            validators=[no_identity_number],
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={
                "required": _("Skriv hva du vil ta opp."),
                "max_length": _("Temaet er %(show_value)d tegn. Skriv høyst %(limit_value)d."),
            },
            **kwargs,
        )


class TopicForm(PlainForm):
    text = TopicField()
