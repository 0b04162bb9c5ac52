"""What one chooses of a calendar link."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import PlainForm
from people.models import Department, Position, Unit, User
from programmes.models import Mentorship, Programme
from reminders.models import CalendarFeed
from reminders.models.calendar import MOST

Kind = CalendarFeed.Kind
CHOOSE = gettext_lazy("Velg hva kalenderen skal vise.")


class CalendarFeedForm(PlainForm):
    """One of the reader's own positions of that day, and whether first names are shown."""

    position = forms.ChoiceField(
        label=gettext_lazy("Hva skal den vise?"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    with_names = forms.BooleanField(
        label=gettext_lazy("Vis fornavnet på den du skal møte"),
        required=False,
        help_text=gettext_lazy("Velg det bare når ingen andre ser kalenderen din."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, on: date, feeds: list[CalendarFeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.feeds = user, feeds
        self.offers = offers(user, on)
        position: Any = self.fields["position"]
        position.choices = [(value, word) for value, word, _feed in self.offers]
        if len(self.offers) == 1:
            position.initial = self.offers[0][0]
        self.initial["seen"] = self.newest

    @property
    def newest(self) -> str:
        return str(max((feed.pk for feed in self.feeds), default=""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if len(self.feeds) >= MOST:
            self.add_error(None, _("Du har så mange kalendere du kan ha. Slå av en du ikke bruker."))
        elif cleaned.get("seen") != self.newest:
            self.data: QueryDict = self.data.copy()
            self.data["seen"] = self.newest  # the next attempt knows of it
            self.add_error(
                None, _("Du har laget en adresse siden du åpnet siden. Trenger du én til, så lag den nå.")
            )
        return cleaned

    def feed(self) -> CalendarFeed:
        """Not kept yet."""
        chosen = self.cleaned_data["position"]
        made = next(feed for value, _word, feed in self.offers if value == chosen)
        made.holder, made.with_names = self.user, self.cleaned_data["with_names"]
        return made


def offers(user: User, on: date) -> list[tuple[str, str, CalendarFeed]]:
    """Each position the reader has something to do in: what is sent, what it is called, and the link it would be."""
    found: list[tuple[str, str, CalendarFeed]] = []
    if Programme.objects.visible_to(user, on).filter(new_hire=user, closed_on=None).exists():
        found.append((Kind.NEW_HIRE, _("Programmet mitt"), CalendarFeed(kind=Kind.NEW_HIRE)))
    if Mentorship.objects.lasting(on).filter(mentor=user).exists():
        found.append((Kind.MENTOR, _("Samtalene mine som mentor"), CalendarFeed(kind=Kind.MENTOR)))
    departments = Department.objects.led_directly_by(user, on).in_norwegian_order()
    for place in departments:
        words = _("Samtalene mine som leder i %s") % place
        found.append((f"{Kind.LEADER}-{place.pk}", words, CalendarFeed(kind=Kind.LEADER, department=place)))
    for unit in Unit.objects.filter(Position.heads(user, on, "pk")).in_norwegian_order():
        words = _("Samtalene mine i %s, der avdelingen ikke har egen leder") % unit
        found.append((f"{Kind.HEAD}-{unit.pk}", words, CalendarFeed(kind=Kind.HEAD, unit=unit)))
    return [(str(value), words, feed) for value, words, feed in found]
