"""Giving someone a position, and ending it. Nobody gives themselves anything."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import WholeForm
from people.models import Department, Municipality, Position, Unit, User

UNREADABLE_DAY = gettext_lazy("Skriv datoen som dag, måned og år, for eksempel 16.09.2026.")


class DatesForm(WholeForm):
    """From and to, for a position that stands where it stands; `by` is who gives it."""

    class Meta:
        model = Position
        fields = ["from_on", "to_on"]
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in ("from_on", "to_on")
        }
        error_messages = {
            "from_on": {"required": gettext_lazy("Velg første dag."), "invalid": UNREADABLE_DAY},
            "to_on": {"invalid": UNREADABLE_DAY},
        }
        help_texts = {
            "to_on": gettext_lazy("Siste dag stillingen gjelder. La den stå tom til du vet den."),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.before = (self.instance.from_on, self.instance.to_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            from_on, to_on = cleaned["from_on"], cleaned["to_on"]
            if self.instance.holder == self.by:
                self.refuse_own(from_on, to_on)
            self.refuse_twice(from_on, to_on)
        return cleaned

    def refuse_own(self, from_on: date, to_on: date | None) -> None:
        """One may shorten one's own position, and never lengthen it."""
        reason = _("Du kan ikke utvide din egen stilling. Be en annen koordinator eller systemansvarlig.")
        began, ended = self.before
        if from_on < began:
            self.add_error("from_on", reason)
        if ended is not None and (to_on is None or to_on > ended):
            self.add_error("to_on", reason)

    def refuse_twice(self, from_on: date, to_on: date | None) -> None:
        same = Position.objects.filter(
            holder=self.instance.holder,
            kind=self.instance.kind,
            municipality=self.instance.municipality,
            unit=self.instance.unit,
            department=self.instance.department,
        ).exclude(pk=self.instance.pk)
        overlap = same.filter(Q(to_on=None) | Q(to_on__gte=from_on))
        if to_on is not None:
            overlap = overlap.filter(from_on__lte=to_on)
        if overlap.exists():
            self.add_error(
                "from_on", _("%(name)s har allerede denne stillingen.") % {"name": self.instance.holder}
            )


class PositionForm(DatesForm):
    """A new position: what and where in one choice, so that the two always fit."""

    post = forms.ChoiceField(
        label=gettext_lazy("Stilling"),
        error_messages={
            "required": gettext_lazy("Velg en stilling."),
            "invalid_choice": gettext_lazy("Velg en av stillingene i listen."),
        },
    )
    field_order = ["post", "from_on", "to_on"]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Municipality | Unit | Department] = {}
        groups = [(municipality.name, self.posts(["coordinator", "administrator"], municipality))]
        for unit in units_of(municipality):
            posts = self.posts(["head"], unit)
            for department in unit.departments.all():
                posts += self.posts(["leader"], department)
            groups.append((unit.name, posts))
        self.fields["post"].choices = [("", _("Velg stilling")), *groups]  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        # What the one choice would have set is not asked about again when the choice itself was refused.
        parts = {"kind", "municipality", "unit", "department"}
        return super()._get_validation_exclusions() | (parts if "post" in self.errors else set())

    def posts(self, kinds: list[str], place: Municipality | Unit | Department) -> list[tuple[str, str]]:
        values = [(f"{kind}-{place.pk}", f"{Position.Kind(kind).label}, {place}") for kind in kinds]
        self.places |= {value: place for value, _label in values}
        return [(value, label[0].upper() + label[1:]) for value, label in values]

    def clean_post(self) -> str:
        post: str = self.cleaned_data["post"]
        if self.instance.holder == self.by:
            raise forms.ValidationError(
                _("Du kan ikke gi deg selv en stilling. Be en annen koordinator eller systemansvarlig.")
            )
        self.instance.kind = post.partition("-")[0]
        setattr(self.instance, Position.PLACE[self.instance.kind], self.places[post])
        return post


def units_of(municipality: Municipality) -> list[Unit]:
    departments = Prefetch("departments", Department.objects.in_norwegian_order())
    return list(municipality.units.in_norwegian_order().prefetch_related(departments))
