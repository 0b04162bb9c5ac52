"""What a reader of the overview can ask for; everything stands in the address."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from people.models import Department, User
from programmes.models import Programme
from programmes.models.programme import ProgrammeQuerySet
from programmes.tables import SOON

STATUSES = [
    ("forsinket", _("Forsinket")),
    ("snart", _("Starter snart")),
    ("pagar", _("Pågår")),
    ("avsluttet", _("Avsluttet")),
    ("alle", _("Alle")),
]


class ProgrammeFilter(django_filters.FilterSet):
    """Without a status one sees what is under way and what comes."""

    navn = django_filters.CharFilter(label=_("Søk etter navn"), method="with_name", max_length=120)
    avdeling = django_filters.ChoiceFilter(
        label=_("Avdeling"),
        field_name="department",
        empty_label=_("Alle avdelinger"),
        error_messages={"invalid_choice": _("Velg en avdeling fra listen.")},
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=STATUSES,
        method="with_status",
        empty_label=_("Pågår og kommer"),
        error_messages={"invalid_choice": _("Velg en status fra listen.")},
    )

    def __init__(self, *args: Any, visible: ProgrammeQuerySet, on: date, **kwargs: Any) -> None:
        super().__init__(*args, queryset=visible, **kwargs)
        self.on = on
        self.departments = list(departments_of(visible))
        # Two units may each have an «Avdeling 1».
        choices = [(str(place.pk), f"{place.name}, {place.unit.name}") for place in self.departments]
        self.filters["avdeling"].extra["choices"] = choices

    def filter_queryset(self, queryset: ProgrammeQuerySet) -> QuerySet[Programme]:
        if not self.form.cleaned_data.get("status"):
            queryset = queryset.running(self.on)
        filtered: QuerySet[Programme] = super().filter_queryset(queryset)
        return filtered

    def with_name(self, queryset: ProgrammeQuerySet, field: str, text: str) -> ProgrammeQuerySet:
        return queryset.filter(new_hire__in=User.objects.named(text))

    def with_status(self, queryset: ProgrammeQuerySet, field: str, status: str) -> ProgrammeQuerySet:
        match status:
            case "forsinket":
                return queryset.late(self.on)
            case "snart":
                return queryset.running(self.on).filter(starts_on__gt=self.on, starts_on__lte=self.on + SOON)
            case "pagar":
                return queryset.running(self.on).filter(starts_on__lte=self.on)
            case "avsluttet":
                return queryset.filter(ended_on__lte=self.on)
        return queryset

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader has asked for anything but the usual."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def has_several_places(self) -> bool:
        return len(self.departments) > 1

    @property
    def fields(self) -> list[forms.BoundField]:
        """The fields worth showing: nobody chooses between one department."""
        names = self.filters if self.has_several_places else ("navn", "status")
        return [self.form[name] for name in names]


def departments_of(visible: ProgrammeQuerySet) -> QuerySet[Department]:
    """Where the programmes that the reader may see are."""
    here = visible.filter(department=OuterRef("pk"))
    order = (Collate("unit__name", "nb"), Collate("name", "nb"))
    return Department.objects.filter(Exists(here)).select_related("unit").order_by(*order)
