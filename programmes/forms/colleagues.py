"""Whom a leader can choose, without listing a whole municipality."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.forms import LongSelect, whole_numbers
from people.models import Department, Position, User
from programmes.mentor_load import load_words, with_load
from programmes.models import Mentorship, Programme

MISSING_CHOICE = _("Velg en fra listen.")
MOST_LISTED = 50  # options in one list; whoever is not among them is found by name


class Colleagues:
    """The people of a leader's municipality, and those of them that stand nearest."""

    def __init__(self, leader: User, on: date, departments: Iterable[Department]) -> None:
        """`departments`: those the leader leads, looked at only in a municipality of many."""
        self.leader, self.on, self.departments = leader, on, departments
        self.all = User.objects.filter(municipality=leader.municipality, is_active=True)
        self.are_many = self.all[: MOST_LISTED + 1].count() > MOST_LISTED

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
        # By their keys alone: the municipality stands in `new_hires`, and here it made the database read all of it.
        looked_at = User.objects.filter(self.near) if self.are_many else self.all
        wanted = [looked_at.filter(~Q(Exists(holders)), ~Q(Exists(mentors)))]
        if name:
            wanted.append(self.all.filter(name__iexact=name))
        if email:
            wanted.append(self.all.filter(email=email))
        keys = [people.values("pk") for people in wanted]
        return (one_of(*keys) | Q(pk__in=whole_numbers(chosen))) & ~Q(self.is_in_a_programme)

    def namesakes(self, name: str) -> list[User]:
        """Who may be the same person that is about to be registered anew."""
        return list(self.new_hires.filter(~self.is_in_a_programme, name__iexact=name)[:1])

    @property
    def is_in_a_programme(self) -> Exists:
        return Exists(Programme.objects.running(self.on).filter(new_hire=OuterRef("pk")))

    @property
    def near(self) -> Q:
        """Who has been mentor or new hire in the leader's units, and whom the leader registered."""
        # Keys and no question about positions: the database then knows that they are few, and uses its indexes.
        units = sorted({department.unit_id for department in self.departments})
        here = Programme.objects.filter(department__unit__in=units)
        mentors = Mentorship.objects.filter(programme__in=here).values("mentor")
        registered = User.objects.filter(created_by=self.leader).values("pk")
        return one_of(mentors, here.values("new_hire"), registered)


def one_of(first: QuerySet[Any, Any], *rest: QuerySet[Any, Any]) -> Q:
    """Whose key is among these. One list, since of several with «or» the database reads the whole municipality."""
    return Q(pk__in=first.order_by().union(*(keys.order_by() for keys in rest)) if rest else first)


class MentorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague in the municipality, with how many they are mentor for now, and the time it takes in a week."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": _("Velg en mentor."), "invalid_choice": MISSING_CHOICE}
        super().__init__(
            User.objects.none(), label=_("Mentor"), widget=LongSelect, error_messages=messages, **kwargs
        )

    def offer(self, municipality_id: int, on: date) -> None:
        """Everyone active there, in Norwegian order; the rules of who may are checked on what is chosen."""
        held = Mentorship.objects.not_over(on).filter(mentor=OuterRef("pk"))
        lasting = held.filter(Q(programme__ended_on=None) | Q(programme__ended_on__gt=on))
        begun = Q(assigned_on__lte=on, programme__starts_on__lte=on)
        counts = {"running": counted(lasting.filter(begun)), "coming": counted(lasting.exclude(begun))}
        colleagues = User.objects.filter(municipality=municipality_id, is_active=True)
        self.queryset = with_load(colleagues.annotate(**counts), on).in_norwegian_order()  # type: ignore[attr-defined]

    def label_from_instance(self, obj: Any) -> str:
        label = f"{obj.name} ({obj.title})" if obj.title else obj.name
        if obj.running or obj.coming:
            label += " – " + self.count_words(obj.running, obj.coming)
        load = load_words(obj)
        return f"{label}, {load}" if load else str(label)

    def count_words(self, running: int | None, coming: int | None) -> str:
        words = {"count": running, "coming": coming}
        if not coming:
            return _now("mentor for %(count)d nå") % words
        if not running:
            return _now("mentor for %(coming)d som starter senere") % words
        return _now("mentor for %(count)d nå og %(coming)d som starter senere") % words


def counted(periods: QuerySet[Mentorship]) -> Subquery:
    """How many of one mentor's."""
    return Subquery(periods.order_by().values("mentor").annotate(n=Count("pk")).values("n"))


def mentor_name_field() -> forms.CharField:
    """Beside a `MentorField`, for a municipality too large to list."""
    return forms.CharField(
        label=_("Står ikke mentoren i listen? Skriv navnet"),
        max_length=120,
        required=False,
        help_text=_("Er det bare én i kommunen med dette navnet, blir det den som velges."),
    )


def typed_in(form: forms.BaseForm) -> dict[str, str]:
    """What was sent in each field, before it is checked."""
    return {name: form.data.get(name, "").replace("\x00", "").strip() for name in form.fields}


def offer_mentors(form: forms.BaseForm, people: Colleagues, municipality_id: int) -> None:
    """Everybody where they are few; else those near, and a field for the name of another."""
    mentor: Any = form.fields["mentor"]
    mentor.offer(municipality_id, people.on)
    if people.are_many:
        typed = typed_in(form)
        listed = people.mentors_listed(typed["mentor"], typed["mentor_name"])
        list_only(mentor, mentor.queryset.filter(listed)[:MOST_LISTED])
    else:
        del form.fields["mentor_name"]


def find_mentor_by_name(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """The one colleague with the typed name is chosen; of several, one is chosen in the list."""
    typed = cleaned.get("mentor_name")
    if not typed or "mentor" in form.errors:
        return
    mentor: Any = form.fields["mentor"]
    found = list(mentor.queryset.named(typed)[: MOST_LISTED + 1])
    if cleaned.get("mentor"):
        said = _("Du har både valgt i listen og skrevet et navn. Bruk ett av dem.")
    elif not found:
        said = _("Ingen i kommunen har dette navnet.")
    elif len(found) > MOST_LISTED:
        said = _("Svært mange har dette navnet. Skriv mer av det.")
    elif len(found) > 1:
        said = _("Flere har dette navnet. Velg en i listen, og tøm dette feltet.")
    else:
        cleaned["mentor"] = found[0]
        data: QueryDict = form.data.copy()  # type: ignore[attr-defined]
        data["mentor"], data["mentor_name"] = str(found[0].pk), ""
        form.data = data
        return
    form.add_error("mentor_name", said)


def list_only[M: Model](field: forms.ModelChoiceField[M], rows: Iterable[M]) -> None:
    """Show these, fetched when they are asked for; whatever else the field's queryset holds is a valid answer too."""

    @cache  # a list is asked for what is first in it, and then for all of it
    def choices() -> list[tuple[Any, Any]]:
        return [("", field.empty_label), *((row.pk, field.label_from_instance(row)) for row in rows)]

    field.choices = choices
