"""The kinds of field that templates are written in: numbers, programme weeks, lines and texts."""

import re
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.toml_fields import CONTROL
from checklists.toml_limits import LONGEST_LINE, MOST_LINES
from people.forms import ProseField
from people.validators import no_identity_number
from programmes.rules import LAST_WEEK

LONGEST_WEEKS, LONGEST_SPAN, LONGEST_SHOWN = 400, 20, 20
TOO_LONG = gettext_lazy("Du har skrevet %(show_value)d tegn. Skriv høyst %(limit_value)d.")
visible = RegexValidator(CONTROL, gettext_lazy("Teksten har tegn som ikke kan vises."), inverse_match=True)
one_line = RegexValidator("\n", gettext_lazy("Skriv alt på én linje."), inverse_match=True)
"""What a file would not be read with, no field takes."""


def whole(label: Any, highest: int, help_text: Any = "") -> forms.IntegerField:
    """A number of days, weeks, months or times, from 1."""
    said = gettext_lazy("Bruk et helt tall fra 1 til %(highest)d.") % {"highest": highest}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=highest,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": said, "min_value": said, "max_value": said},
    )


def weeks_in(part: str) -> range:
    """One week, or from one to another: nothing is counted up before both are known to be weeks.

    >>> weeks_in("3"), weeks_in("3-6")
    (range(3, 4), range(3, 7))
    """
    first, dash, last = part.partition("-")
    if not first.isdecimal() or (dash and not last.isdecimal()) or len(part) > LONGEST_SPAN:
        said = _("«%s» er ikke en uke. Skriv tall, for eksempel 3 4 5 6, 8.")
        raise ValidationError(said % part[:LONGEST_SHOWN])
    low, high = int(first), int(last or first)
    if beyond := [week for week in (low, high) if not 1 <= week <= LAST_WEEK]:
        said = _("Uke %(week)d finnes ikke. Bruk en programuke fra 1 til %(last)d.")
        raise ValidationError(said % {"week": beyond[0], "last": LAST_WEEK})
    if low > high:
        raise ValidationError(_("«%s» går bakover. Skriv den første uken først.") % part)
    return range(low, high + 1)


class WeeksField(forms.CharField):
    """Programme weeks as people write them: «3 4 5 6, 8», «3–6 8»."""

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        typed = str(value or "").strip()
        if len(typed) > LONGEST_WEEKS:
            raise ValidationError(TOO_LONG, params={"show_value": len(typed), "limit_value": LONGEST_WEEKS})
        parts = re.split(r"[\s,;·]+(?!-)", re.sub(r"\s*[-–]\s*", "-", typed))
        weeks = sorted(week for part in parts if part for week in weeks_in(part))
        if twice := next((week for week, following in pairwise(weeks) if week == following), None):
            raise ValidationError(_("Uke %d står to ganger.") % twice)
        return weeks

    def prepare_value(self, value: Any) -> Any:
        return " ".join(map(str, value)) if isinstance(value, list) else value


class LinesField(ProseField):
    """A list of short texts, a line each."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in super().to_python(value).split("\n") if line.strip()]
        if len(lines) > MOST_LINES:
            said = _("Du har skrevet %(count)d linjer. Skriv høyst %(most)d.")
            raise ValidationError(said % {"count": len(lines), "most": MOST_LINES})
        if longest := [line for line in lines if len(line) > LONGEST_LINE]:
            said = _("Linjen «%(line)s …» er for lang. Skriv høyst %(most)d tegn.")
            raise ValidationError(said % {"line": longest[0][:30], "most": LONGEST_LINE})
        return lines

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


def lines(label: Any, help_text: Any = "") -> LinesField:
    return LinesField(
        label=label,
        required=False,
        help_text=help_text,
        validators=[visible, no_identity_number],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def words(
    label: Any, longest: int, *, required: Any = None, help_text: Any = "", rows: int = 0
) -> ProseField:
    """A text of the template; `required` is the sentence for an empty one, `rows` the height of a long one."""
    return ProseField(
        label=label,
        required=required is not None,
        max_length=longest,
        help_text=help_text,
        validators=[visible, no_identity_number, *([] if rows else [one_line])],
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput,
        error_messages={"required": required or "", "max_length": TOO_LONG},
    )
