"""What a reader of the overview can ask for; everything stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.db.models.functions import Collate
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.forms import LongSelect, PlainForm
from people.models import Department, User
from people.prepared import prepared
from programmes.models import Mentorship, Programme
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.paging import ORDERS, USUAL, Order


@dataclass(frozen=True)
class Status:
    word: Any
    narrow: Callable[[ProgrammeQuerySet, date], ProgrammeQuerySet]
    nothing: Any = ""


STATUSES = {
    "": Status(_("Pågår og kommer"), lambda rows, on: rows.running(on)),
    "forfalt": Status(_("Forfalt"), lambda rows, on: rows.late(on), _("Ingenting er forfalt her.")),
    "starter-snart": Status(
        _("Starter snart"),
        lambda rows, on: rows.starting_soon(on),
        _("Ingen her starter de neste fire ukene."),
    ),
    "slutter-snart": Status(
        _("Slutter snart"),
        lambda rows, on: rows.ending_soon(on),
        _("Ingen her slutter de neste fire ukene."),
    ),
    "pagar": Status(_("Pågår"), lambda rows, on: rows.running(on).filter(starts_on__lte=on)),
    "avsluttet": Status(_("Avsluttet"), lambda rows, on: rows.filter(ended_on__lte=on)),
    "alle": Status(_("Alle"), lambda rows, on: rows),
}
MINE = "ja"


@dataclass(frozen=True)
class SavedChoice:
    """A link that sets two of the filters, and leaves name, department and order as they are."""

    word: Any
    status: str = ""
    mine: str = ""
    address: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Heading:
    """The heading of a column that one can sort by: where it leads, and which way it is sorted now."""

    address: str
    direction: str


class ProgrammeFilter(PlainForm):
    """Without a status one sees what is under way and what comes."""

    SAVED: ClassVar = [
        *(SavedChoice(STATUSES[key].word, key) for key in ("", "forfalt", "starter-snart", "slutter-snart")),
        SavedChoice(_("Mine"), mine=MINE),
    ]

    navn = forms.CharField(label=_("Søk etter navn"), max_length=120, required=False)
    avdeling = forms.ChoiceField(
        label=_("Avdeling"),
        required=False,
        widget=LongSelect,
        error_messages={"invalid_choice": _("Velg en avdeling fra listen.")},
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[(key, status.word) for key, status in STATUSES.items()],
        required=False,
        error_messages={"invalid_choice": _("Velg en status fra listen.")},
    )
    mine = forms.ChoiceField(
        choices=[(MINE, MINE)],
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Velg «Mine» eller en annen av lenkene over listen.")},
    )
    sort = forms.ChoiceField(
        choices=[(name, name) for name in ORDERS],
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Listen kan ikke sorteres slik. Den står etter neste samtale.")},
    )

    def __init__(self, data: QueryDict, user: User, on: date) -> None:
        super().__init__(data)
        self.user, self.on = user, on
        self.departments = departments_of(user, on)
        # Two units may each have an «Avdeling 1».
        choices = [(str(pk), f"{name}, {unit}") for pk, name, unit in self.departments]
        self.fields["avdeling"].choices = [("", _("Alle avdelinger")), *choices]  # type: ignore[attr-defined]
        self.full_clean()

    def asked(self, name: str) -> str:
        """What was asked for; nothing when it cannot be had."""
        return str(self.cleaned_data.get(name, ""))

    @property
    def order(self) -> Order:
        return ORDERS.get(self.asked("sort"), USUAL)

    @property
    def status_asked(self) -> Status:
        return STATUSES[self.asked("status")]

    @property
    def problems(self) -> list[str]:
        """What the address asks for and cannot have, where no field shows it; a sentence each."""
        unseen = set(self.errors) - set(self.shown_names)
        found = [str(error) for name in self.fields if name in unseen for error in self.errors[name]]
        if set(self.data) - set(self.fields) - {"side"}:
            found.append(_now("Adressen ber om noe som ikke finnes her. Det er sett bort fra."))
        return found

    def narrowed(self, programmes: ProgrammeQuerySet) -> ProgrammeQuerySet:
        """Those that were asked for, of the programmes that the reader may see."""
        chosen = self.asked("avdeling")
        # All of them lie in these departments. Said, it lets an index find a ward's hundred among thousands.
        places = [int(chosen)] if chosen else [pk for pk, *_rest in self.departments]
        programmes = programmes.filter(department__in=places)
        if name := self.asked("navn"):
            programmes = programmes.filter(new_hire__in=User.objects.named(name))
        if self.asked("mine"):
            programmes = programmes.own_of(self.user, self.on)
        return self.status_asked.narrow(programmes, self.on)

    def address(self, page: str = "list", **changes: str) -> str:
        """The same list with these changes, or the same as a file."""
        asked = {name: self.asked(name) for name in self.fields} | changes
        query = urlencode({name: value for name, value in asked.items() if value})
        return reverse(f"programmes:{page}") + (f"?{query}" if query else "")

    @property
    def saved(self) -> list[SavedChoice]:
        """The saved choices, each with its address."""
        now = (self.asked("status"), self.asked("mine"))
        return [
            SavedChoice(
                choice.word,
                choice.status,
                choice.mine,
                address=self.address(status=choice.status, mine=choice.mine),
                is_chosen=(choice.status, choice.mine) == now,
            )
            for choice in self.SAVED
        ]

    @property
    def headings(self) -> dict[str, Heading]:
        """Columns to sort by. Never the mentor."""
        now = self.order.name
        return {
            column: Heading(
                self.address(sort=f"-{column}" if column == now else column),
                {column: "ascending", f"-{column}": "descending"}.get(now, ""),
            )
            for column in ORDERS
            if not column.startswith("-")
        }

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader has asked for anything but the usual."""
        return any(self.data.get(name) for name in ("navn", "avdeling", "status", "mine"))

    @property
    def is_used(self) -> bool:
        """Whether something is narrowed that no saved choice says."""
        searched = self.asked("navn") or self.asked("avdeling")
        return bool(searched) or not any(choice.is_chosen for choice in self.saved)

    @property
    def has_several_places(self) -> bool:
        return len(self.departments) > 1

    @property
    def shown_names(self) -> list[str]:
        """The fields worth showing: nobody chooses between one department."""
        return ["navn", "avdeling", "status"] if self.has_several_places else ["navn", "status"]

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in self.shown_names]


@prepared
def departments_of(user: User, on: date) -> QuerySet[Department, tuple[int, str, str]]:
    """Where all that `Programme.objects.dates_visible_to` finds lies: key, name and unit, in Norwegian order.

    Plain values, since there may be hundreds.
    """
    overseen = Department.objects.overseen_by(user, on)
    hired = Programme.objects.filter(new_hire=user).values("department")
    mentored = Mentorship.objects.lasting(on).filter(mentor=user).values("programme__department")
    return (
        Department.objects.filter(Q(pk__in=overseen) | Q(pk__in=hired) | Q(pk__in=mentored))
        .order_by(Collate("unit__name", "nb"), Collate("name", "nb"), "pk")
        .values_list("pk", "name", "unit__name")
    )
