"""Units and departments."""

from typing import Any

from django.utils.translation import gettext_lazy

from people.forms import WholeForm
from people.models import Department, Unit
from people.models.places import UnitQuerySet
from people.person_forms import TOO_LONG

NAME_ERRORS = {"name": {"required": gettext_lazy("Skriv navnet."), "max_length": TOO_LONG}}


class UnitForm(WholeForm):
    class Meta:
        model = Unit
        fields = ["name"]
        error_messages = NAME_ERRORS


class DepartmentForm(WholeForm):
    """A department stays in its unit, since the unit's head reads its programmes."""

    class Meta:
        model = Department
        fields = ["name"]
        error_messages = NAME_ERRORS


class NewDepartmentForm(DepartmentForm):
    class Meta(DepartmentForm.Meta):
        fields = ["unit", "name"]
        error_messages = NAME_ERRORS | {
            "unit": {
                "required": gettext_lazy("Velg en enhet."),
                "invalid_choice": gettext_lazy("Velg en av enhetene i listen."),
            }
        }

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].empty_label = gettext_lazy("Velg enhet")  # type: ignore[attr-defined]
