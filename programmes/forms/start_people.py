"""Whom a leader can choose when starting a programme, without listing a whole municipality."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.forms import PlainForm
from people.models import Department, Position, User
from people.validators import no_identity_number
from programmes.forms.mentors import MISSING_CHOICE, MentorField
from programmes.models import Mentorship, Programme

MOST_LISTED = 100  # options in one list; whoever is not among them is found by name


class Colleagues:
    """The people of a leader's municipality, and those of them that stand nearest."""

    def __init__(self, leader: User, on: date) -> None:
        self.leader, self.on = leader, on
        self.all = User.objects.filter(municipality=leader.municipality, is_active=True)
        self.are_many = self.all.count() > MOST_LISTED

    def mentors_listed(self, chosen: str, typed: str) -> Q:
        """Of a large municipality: those near, who is chosen, and who has the typed name."""
        wanted = self.near | Q(pk__in=whole_numbers(chosen))
        if typed:
            wanted |= Q(pk__in=self.all.named(typed).values("pk")[:MOST_LISTED])
        return wanted

    @property
    def new_hires(self) -> Any:
        """Everybody but the leader who asks."""
        return self.all.exclude(pk=self.leader.pk)

    def new_hires_listed(self, chosen: str, name: str, email: str) -> Q:
        """Those who have nothing to do in any programme, and who has the typed name or address."""
        holders = Position.objects.lasting(self.on).filter(holder=OuterRef("pk"))
        mentors = Mentorship.objects.lasting(self.on).filter(mentor=OuterRef("pk"))
        idle = ~Q(Exists(holders)) & ~Q(Exists(mentors))
        if self.are_many:
            idle &= self.near
        typed = Q(pk__in=whole_numbers(chosen)) | Q(name__iexact=name or None) | Q(email=email or None)
        return (idle | typed) & ~Q(self.is_in_a_programme)

    def namesakes(self, name: str) -> list[User]:
        """Who may be the same person that is about to be registered anew."""
        return list(self.new_hires.filter(~self.is_in_a_programme, name__iexact=name)[:1])

    @property
    def is_in_a_programme(self) -> Exists:
        return Exists(Programme.objects.running(self.on).filter(new_hire=OuterRef("pk")))

    @property
    def near(self) -> Q:
        """Who has been mentor or new hire in the leader's units, and whom the leader registered."""
        units = Department.objects.led_by(self.leader, self.on).values("unit")
        here = Programme.objects.filter(department__unit__in=units)
        mentored = Mentorship.objects.filter(programme__in=here, mentor=OuterRef("pk"))
        started = here.filter(new_hire=OuterRef("pk"))
        return Q(Exists(mentored)) | Q(Exists(started)) | Q(created_by=self.leader)


class PeopleForm(PlainForm):
    """Who starts, and who is to be mentor."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=120,
        validators=[no_identity_number],
        error_messages={"required": _("Skriv navnet, eller velg en person i listen under.")},
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
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
    mentor_name = forms.CharField(
        label=_("Står ikke mentoren i listen? Skriv navnet"),
        max_length=120,
        required=False,
        help_text=_("Er det bare én i kommunen med dette navnet, blir det den som velges."),
    )

    def __init__(self, *args: Any, leader: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leader, self.on = leader, on
        assert leader.municipality_id is not None  # a leader belongs to one
        self.offer_people(leader.municipality_id)

    def offer_people(self, municipality_id: int) -> None:
        person: Any = self.fields["person"]
        mentor: Any = self.fields["mentor"]
        typed = {name: self.data.get(name, "").replace("\x00", "").strip() for name in self.fields}
        self.people = people = Colleagues(self.leader, self.on)
        person.queryset = people.new_hires
        near = people.new_hires_listed(typed["person"], typed["name"], typed["email"].lower())
        list_only(person, person.queryset.filter(near).in_norwegian_order())
        mentor.offer(municipality_id, self.on)
        if people.are_many:
            listed = people.mentors_listed(typed["mentor"], typed["mentor_name"])
            list_only(mentor, mentor.queryset.filter(listed))
        else:
            del self.fields["mentor_name"]
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
        self.find_mentor_by_name(cleaned)
        return cleaned

    def find_mentor_by_name(self, cleaned: dict[str, Any]) -> None:
        """The one colleague with the typed name is chosen; of several, one is chosen in the list."""
        typed = cleaned.get("mentor_name")
        if not typed or "mentor" in self.errors:
            return
        found = list(self.fields["mentor"].queryset.named(typed)[: MOST_LISTED + 1])  # type: ignore[attr-defined]
        if cleaned.get("mentor"):
            self.add_error(
                "mentor_name", _("Du har både valgt i listen og skrevet et navn. Bruk ett av dem.")
            )
        elif not found:
            self.add_error("mentor_name", _("Ingen i kommunen har dette navnet."))
        elif len(found) > MOST_LISTED:
            self.add_error("mentor_name", _("Svært mange har dette navnet. Skriv mer av det."))
        elif len(found) > 1:
            self.add_error("mentor_name", _("Flere har dette navnet. Velg en i listen, og tøm dette feltet."))
        else:
            cleaned["mentor"] = found[0]
            self.data: QueryDict = self.data.copy()
            self.data["mentor"], self.data["mentor_name"] = str(found[0].pk), ""

    @property
    def namesakes(self) -> list[User]:
        """Who is registered already with the name that was typed as new."""
        given = self.cleaned_data
        return [] if given["person"] else self.people.namesakes(given["name"])


def list_only(field: forms.ModelChoiceField[User], people: QuerySet[User]) -> None:
    """Show these, once they are asked for; whoever else the field's queryset holds is still a valid answer."""

    def choices() -> list[tuple[Any, Any]]:
        rows = ((user.pk, field.label_from_instance(user)) for user in people[:MOST_LISTED])
        return [("", field.empty_label), *rows]

    field.choices = choices


def whole_numbers(typed: str) -> list[int]:
    """The key that was sent, if it can be one."""
    return [int(typed)] if typed.isdecimal() and len(typed) < 18 else []
