"""Who starts, and with whom: the people of a new programme."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.forms import LongSelect, PreviewedForm
from people.models import Department, User
from people.validators import no_identity_number
from programmes.forms.colleagues import (
    MISSING_CHOICE,
    MOST_LISTED,
    Colleagues,
    MentorField,
    find_mentor_by_name,
    list_only,
    mentor_name_field,
    offer_mentors,
    typed_in,
)
from programmes.models import Programme


class PeopleForm(PreviewedForm):
    """Who starts, and who is to be mentor."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=120,
        validators=[no_identity_number],
        error_messages={"required": _("Skriv navnet, eller velg en person i listen under.")},
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        widget=LongSelect,
        label=_("Eller velg en som er registrert fra før"),
        required=False,
        empty_label=_("En ny person"),
        error_messages={"invalid_choice": MISSING_CHOICE},
    )
    email = forms.EmailField(
        label=_("E-postadresse på jobb"),
        required=False,
        validators=[no_identity_number],
        help_text=_("Adressen den nytilsatte skal logge inn med. Kan stå tom til den er kjent."),
        error_messages={"invalid": _("Skriv en e-postadresse som navn@kommune.no.")},
    )
    mentor = MentorField(required=False, empty_label=_("Ikke bestemt ennå"))
    mentor_name = mentor_name_field()

    def __init__(
        self, *args: Any, leader: User, on: date, departments: QuerySet[Department], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leader, self.on, self.departments = leader, on, departments
        assert leader.municipality_id is not None  # a leader belongs to one
        self.offer_people(leader.municipality_id)

    def offer_people(self, municipality_id: int) -> None:
        person: Any = self.fields["person"]
        typed = typed_in(self)
        self.people = people = Colleagues(self.leader, self.on, self.departments)
        person.queryset = people.new_hires
        near = people.new_hires_listed(typed["person"], typed["name"], typed["email"].lower())
        list_only(person, person.queryset.filter(near).in_norwegian_order()[:MOST_LISTED])
        offer_mentors(self, people, municipality_id)
        self.fields["name"].required = not typed["person"]

    def clean_person(self) -> User | None:
        person: User | None = self.cleaned_data["person"]
        if person and Programme.objects.running(self.on).filter(new_hire=person).exists():
            raise forms.ValidationError(
                _("%(name)s har allerede et program som går."), params={"name": person.name}
            )
        typed = self.cleaned_data.get("name")
        if person and typed and typed.casefold() != person.name.casefold():
            raise forms.ValidationError(
                _("Du har både skrevet et navn og valgt en person. Tøm feltet du ikke skal bruke.")
            )
        return person

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        person: User | None = self.cleaned_data.get("person")
        if person and email and email != person.email:
            raise forms.ValidationError(
                _("Adressen til en som er registrert fra før, endres ikke her. La feltet stå tomt.")
            )
        if email and not person and User.objects.filter(email=email).exists():
            raise forms.ValidationError(
                _("Denne e-postadressen er i bruk. Står personen i listen over, så velg navnet der.")
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        find_mentor_by_name(self, cleaned)
        return cleaned

    @property
    def namesakes(self) -> list[User]:
        """Who is registered already with the name that was typed as new."""
        given = self.cleaned_data
        return [] if given["person"] else self.people.namesakes(given["name"])
