"""What every form of ours does: check the whole row, and lose nothing when two people write at once."""

from __future__ import annotations

from html import escape
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import flatatt
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people.models import User


class UserRequest(HttpRequest):
    """A request behind the sign-in, which is every one but the few that say otherwise."""

    user: User


def status_of(*shown: forms.BaseForm | forms.BaseFormSet[Any]) -> int:
    """The HTTP status of a page with these forms: 409 on a clash, 422 with errors, else 200."""
    if any(getattr(form, "clashed", False) for form in shown):
        return 409
    return 422 if any(form.is_bound and not form.is_valid() for form in shown) else 200


def whole_numbers(typed: str) -> list[int]:
    """The key that was sent, if it can be one."""
    return [int(typed)] if typed.isdecimal() and len(typed) < 18 else []


class ProseField(forms.CharField):
    """Several lines of a person's own words: too many are answered with a sentence, never cut off."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: a browser that counts drops the end of what is pasted, and says nothing."""
        return {"dir": "auto"}


class LongSelect(forms.Select):
    """A list of hundreds to choose from: Django draws each of them with a template of its own, and takes longer
    over it than over the rest of the page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        options = "".join(  # each part escaped by itself: Django's own ways take several times as long
            f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{escape(str(word))}</option>'
            for key, word in ((str(key), word) for key, word in self.choices)
        )
        about = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return SafeString(f"<select{about}>{options}</select>")


class PlainForm(forms.Form):
    """A form that is not one row. Drawn inside the page's own <form>."""

    @property
    def helper(self) -> FormHelper:
        return inner_helper()


class PreviewedForm(PlainForm):
    """Nothing is saved before it has been shown, and what was shown is what is saved."""

    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def digest(self) -> str:
        """A mark of what is shown, once the form is valid."""
        raise NotImplementedError

    def remember_preview(self) -> None:
        """Let the next attempt say what was shown."""
        self.data: QueryDict = self.data.copy()
        self.data["previewed"] = self.digest()

    def has_been_previewed(self) -> bool:
        return bool(self.cleaned_data["previewed"] == self.digest())


class WholeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form over a row, which must satisfy every constraint of that row, shown in the form or not.

    Django leaves out the constraints of fields that the form does not show; then the database
    would say no where the form said yes.
    """

    @property
    def helper(self) -> FormHelper:
        return inner_helper()

    def _get_validation_exclusions(self) -> set[str]:
        # Only what the form itself has already refused is left alone.
        return set(self.errors)

    def _update_errors(self, errors: ValidationError) -> None:
        # What is wrong with a column that the form does not show is said at the top of the form.
        if hasattr(errors, "error_dict"):
            shown = {name: found for name, found in errors.error_dict.items() if name in self.fields}
            rest = [
                error for name, found in errors.error_dict.items() if name not in shown for error in found
            ]
            errors = ValidationError({**shown, **({NON_FIELD_ERRORS: rest} if rest else {})})
        super()._update_errors(errors)  # type: ignore[misc]


class VersionedForm(WholeForm):
    """A form that tells when somebody else saved the same row after it was opened.

    The row has a `version` that grows by one with each save. The view fetches it for update inside a
    transaction, so that the comparison holds. Sending the same form twice is not a clash.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    clashed = False
    beside_the_row = {"version"}  # fields that write nothing into the row itself
    must_be_current = False  # refuse an old page even when it changes nothing: one says yes to what one saw

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        current: int = self.initial["version"]
        says_something = self.must_be_current or set(self.changed_data) - self.beside_the_row
        if cleaned.get("version") != current and says_something:
            self.clashed = True
            self.data: QueryDict = self.data.copy()
            self.data[self.add_prefix("version")] = str(current)  # the next attempt knows what it replaces
            self.add_error(None, self.clash_message())
        return cleaned

    def clash_message(self) -> str:
        return str(
            _(
                "Noen andre lagret dette mens du skrev. Det du skrev står fortsatt her. "
                "Lagre en gang til hvis ditt skal gjelde."
            )
        )

    def save(self, commit: bool = True) -> Any:
        self.instance.version += 1
        return super().save(commit)


def inner_helper() -> FormHelper:
    """Crispy's settings for a form whose <form> tag, token and buttons stand in the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
