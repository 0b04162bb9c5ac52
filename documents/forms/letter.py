"""What a leader says when the letter is sent, and where it goes."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm, WholeForm
from people.person_forms import TOO_LONG
from people.validators import no_identity_number
from programmes.models import Programme, Step
from programmes.paper_duties import SENDS


class SendForm(PlainForm):
    """Which row of the plan is done by sending. `seen` is the newest link on the page it was sent from."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    step = forms.ChoiceField(
        label=gettext_lazy("Kryss av i planen når brevet er sendt"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Velg en av radene i listen.")},
    )

    def __init__(self, *args: Any, steps: list[Step], newest: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = {str(step.position): step for step in steps}
        words = [(key, step.title) for key, step in self.steps.items()]
        self.fields["step"].choices = [*words, ("", _("Ikke kryss av noe"))]  # type: ignore[attr-defined]
        proposed = (key for key, step in self.steps.items() if step.title.startswith(SENDS))
        self.initial.update({"step": next(proposed, ""), "seen": newest or ""})

    @property
    def chosen(self) -> Step | None:
        return self.steps.get(self.cleaned_data["step"])


class LetterAddressForm(WholeForm):
    class Meta:
        model = Programme
        fields = ("private_email", "private_phone")
        error_messages: ClassVar = {
            "private_email": {
                "invalid": gettext_lazy("Skriv en e-postadresse som navn@epost.no."),
                "max_length": TOO_LONG,
            },
            "private_phone": {"max_length": TOO_LONG},
        }
        widgets: ClassVar = {
            "private_email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "private_phone": forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.validators = [*field.validators, no_identity_number]
