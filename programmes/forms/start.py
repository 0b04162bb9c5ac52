"""Everything a leader decides when starting a programme, on one page."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, datetime
from functools import cache
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from checklists.models import ChecklistTemplate
from people.models import Department, User
from people.validators import no_identity_number
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.forms.colleagues import MISSING_CHOICE, list_only
from programmes.forms.start_people import PeopleForm
from programmes.forms.template_files import told_apart
from programmes.models import Programme, ProgrammeTemplate
from programmes.models.mentorships import mentor_refusal
from programmes.models.programme import WEEKDAYS
from programmes.models.start import Order, year_of
from programmes.rules import EveryWeeks, RuleError
from programmes.schedule import PlannedRow, ScheduleError

RHYTHMS = {"1": _("hver uke"), "2": _("annenhver uke"), "4": _("hver fjerde uke")}
FROM_WEEK, TO_WEEK = 3, 52


def list_named(field: Any, templates: QuerySet[Any], empty: str | None = None) -> None:
    """Show these, fetched when they are asked for, and no two by one name."""

    @cache  # a list is asked for what is first in it, and then for all of it
    def choices() -> list[tuple[Any, Any]]:
        first = [("", empty)] if empty else []
        return [*first, *told_apart(templates).items()]

    field.choices = choices


class StartForm(PeopleForm):
    """Nothing is saved before the dates have been shown; what was shown is what is saved."""

    private_email = forms.EmailField(
        label=_("Privat e-post"),
        required=False,
        validators=[no_identity_number],
        help_text=_("Til velkomstbrevet. Ses bare av lederne, og slettes når programmet lukkes."),
        error_messages={"invalid": _("Skriv en e-postadresse som navn@epost.no.")},
    )
    private_phone = forms.CharField(
        label=_("Privat telefon"),
        max_length=30,
        required=False,
        validators=[no_identity_number],
        help_text=_("Til telefonen før oppstart. Ses bare av lederne."),
    )
    title = forms.CharField(
        label=_("Tittel"),
        max_length=80,
        validators=[no_identity_number],
        help_text=_("For eksempel sykepleier."),
        error_messages={"required": _("Skriv tittelen til den nytilsatte.")},
    )
    ident = forms.CharField(
        label=_("Ident"),
        max_length=40,
        required=False,
        validators=[no_identity_number],
        help_text=_("Den lokale identen. Aldri fødselsnummer."),
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Avdeling"),
        empty_label=_("Velg avdeling"),
        error_messages={"required": _("Velg avdelingen."), "invalid_choice": MISSING_CHOICE},
    )
    starts_on = forms.DateField(
        label=_("Startdato"),
        widget=day_input(),
        error_messages={"required": _("Velg startdatoen."), "invalid": UNREADABLE_DAY},
    )
    template = forms.ModelChoiceField(
        ProgrammeTemplate.objects.none(),
        label=_("Program"),
        empty_label=_("Velg program"),
        error_messages={"required": _("Velg et program."), "invalid_choice": MISSING_CHOICE},
    )
    weekday = forms.TypedChoiceField(
        label=_("Fast ukedag for samtalene"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Samme ukedag som den første dagen")), *WEEKDAYS],
        help_text=_("Datoene er forslag. Mentor og nytilsatt kan flytte hver samtale."),
        error_messages={"invalid_choice": _("Velg en ukedag fra mandag til fredag.")},
    )
    rhythm = forms.ChoiceField(
        label=_("Rytme for samtaler uten dato"),
        required=False,
        choices=[("", _("Ingen – de avtales underveis")), *RHYTHMS.items()],
        help_text=_("Gjelder program der samtalene ikke har faste uker, fra uke 3 til uke 52."),
        error_messages={"invalid_choice": MISSING_CHOICE},
    )
    systems = forms.MultipleChoiceField(
        label=_("Tilganger den nytilsatte trenger"),
        required=False,
        error_messages={"invalid_choice": MISSING_CHOICE},
        widget=forms.CheckboxSelectMultiple,
    )
    checklists = forms.ModelMultipleChoiceField(
        ChecklistTemplate.objects.none(),
        label=_("Sjekklister"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": MISSING_CHOICE, "invalid_pk_value": MISSING_CHOICE},
    )
    taken_over = forms.BooleanField(
        label=_("Programmet er allerede i gang på papir"),
        required=False,
        help_text=_(
            "Det som skulle vært gjort før i dag, blir merket «Før vi tok i bruk løsningen». "
            "Samtaler som er holdt, kan skrives inn etterpå."
        ),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, leader: User, on: date, departments: QuerySet[Department], **kwargs: Any
    ) -> None:
        super().__init__(*args, leader=leader, on=on, departments=departments, **kwargs)
        municipality = leader.municipality
        assert municipality is not None  # a leader belongs to one
        templates = ProgrammeTemplate.objects.open_to(municipality)
        self.offer("department", departments)
        list_only(self.fields["department"], departments)  # type: ignore[arg-type]
        self.offer("template", templates.prefetch_related("steps"))
        list_named(self.fields["template"], templates, self.fields["template"].empty_label)  # type: ignore[attr-defined]
        checklists = ChecklistTemplate.objects.open_to(municipality)
        self.offer("checklists", checklists)
        list_named(self.fields["checklists"], checklists)
        systems = municipality.systems or list(dict.fromkeys(name for t in templates for name in t.systems))
        self.fields["systems"].choices = [(name, name) for name in systems]  # type: ignore[attr-defined]
        self.initial.setdefault("systems", systems[:1])
        self.initial.setdefault("request_key", uuid.uuid4())
        if not self.is_bound and len(departments) == 1:
            self.initial.setdefault("department", departments[0])

    def offer(self, name: str, queryset: Any) -> None:
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean_systems(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data["systems"]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.clean_mentor_choice(cleaned)
        if cleaned.get("starts_on") and cleaned.get("template"):
            try:
                self.planned = self.plan()
            except (ScheduleError, OverflowError) as error:
                self.add_error("starts_on", str(error))
            except RuleError as error:
                self.add_error("template", _("Malen har en rad som ikke kan brukes. %s") % error)
        return cleaned

    def clean_mentor_choice(self, cleaned: dict[str, Any]) -> None:
        mentor, department = cleaned.get("mentor"), cleaned.get("department")
        if mentor is None or department is None:
            return
        reason = mentor_refusal(
            mentor,
            new_hire=cleaned.get("person"),
            unit_id=department.unit_id,
            department_id=department.pk,
            municipality_id=department.unit.municipality_id,
            on=self.on,
        )
        if reason:
            self.add_error("mentor", reason)

    def plan(self) -> list[PlannedRow]:
        """The year as it will be: what is shown before saving, and what is saved."""
        given = self.cleaned_data
        return year_of(
            given["template"].rows(), given["starts_on"], given.get("weekday"), self.chosen_rhythm()
        )

    def chosen_rhythm(self) -> EveryWeeks | None:
        every = self.cleaned_data.get("rhythm")
        return EveryWeeks(int(every), FROM_WEEK, TO_WEEK) if every else None

    def digest(self) -> str:
        """A mark of the previewed dates, so that no other dates can be saved unseen."""
        days = ";".join(f"{row.row.title}{row.number}{row.on}" for row in self.planned)
        return hashlib.sha256(days.encode()).hexdigest()[:16]

    def order(self, new_hire: User, at: datetime) -> Order:
        given = self.cleaned_data
        return Order(
            new_hire=new_hire,
            mentor=given["mentor"],
            department=given["department"],
            template=given["template"],
            starts_on=given["starts_on"],
            started_by=self.leader,
            started_at=at,
            title=given["title"],
            ident=given["ident"],
            private_email=given["private_email"],
            private_phone=given["private_phone"],
            weekday=given["weekday"],
            systems=given["systems"],
            checklists=given["checklists"],
            rhythm=self.chosen_rhythm(),
            taken_over_on=self.on if given["taken_over"] else None,
            request_key=given["request_key"],
        )

    @transaction.atomic(savepoint=False)
    def save(self, at: datetime) -> Programme:
        """The person, if new, and the whole programme; or nothing."""
        given = self.cleaned_data
        new_hire = given["person"] or User.objects.create_user(
            given["email"] or None,
            name=given["name"],
            title=given["title"],
            municipality=self.leader.municipality,
            created_by=self.leader,
        )
        return Programme.objects.start(self.order(new_hire, at))
