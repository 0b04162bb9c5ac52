"""Back to the day a row had before it was agreed or moved: what the confirmation's «Angre» sends."""

from __future__ import annotations

from datetime import datetime

from django import forms

from people.forms import PlainForm
from people.models import User
from people.validators import no_identity_number
from programmes import row_moves
from programmes.kept_rows import kept
from programmes.models.appointments import Appointment

BACK = "tilbake"
"""The value of `handling` that sends it."""


class FormerDayForm(PlainForm):
    """Hidden fields all of them. Somebody who writes other values in them has moved the row, as they may."""

    version = forms.IntegerField()
    planned_on = forms.DateField(required=False)
    starts_at = forms.TimeField(required=False)
    place = forms.CharField(required=False, max_length=120, validators=[no_identity_number])
    was_agreed = forms.BooleanField(required=False)
    by_person = forms.BooleanField(required=False)

    @staticmethod
    def told(row: Appointment) -> dict[str, str]:
        """The fields that lead back to this row as it stands now; what is empty is left out."""
        values = {
            "planned_on": str(row.planned_on or ""),
            "starts_at": f"{row.starts_at:%H:%M}" if row.starts_at else "",
            "place": row.place,
            "was_agreed": "ja" if row.agreed_at else "",
            "by_person": "ja" if row.dated_by_person else "",
        }
        return {"handling": BACK} | {name: value for name, value in values.items() if value}

    def restore(self, row: Appointment, *, by: User, at: datetime) -> bool:
        """Whether the row could be taken back: not when somebody has changed it since."""
        if not self.is_valid() or self.cleaned_data["version"] != row.version or not row.is_open:
            return False
        former, was = self.cleaned_data, kept(row)
        row.planned_on, row.starts_at, row.place = former["planned_on"], former["starts_at"], former["place"]
        row.dated_by_person = former["by_person"]
        row.agreed_by, row.agreed_at = (by, at) if former["was_agreed"] and row.planned_on else (None, None)
        row.version += 1
        row.full_clean()
        row.save()
        row_moves.take_back(row, was, by=by, at=at)
        return True
