"""The new edition of the template in a programme under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import User
from programmes import timeline
from programmes.adopting import Adoption
from programmes.changing import Decision, Rewrites
from programmes.forms.change_rows import ChangeLine, Group, RowsForm, box_of, new_key, shown_day
from programmes.forms.changes import WhyForm
from programmes.kept_rows import AnyRow, sort_day
from programmes.models import PlanChange, TrainingShift
from programmes.replanning import Effect

SILENT = ("not_in_template", "rule")  # said by where the row stands, and by its day
WHOLE = {"prompts": gettext_lazy("stikkord"), "notes": gettext_lazy("merknader")}


class AdoptionForm(WhyForm):
    """The words, weeks and rows of the newest edition; what is done stays, and nothing is removed."""

    kind = PlanChange.Kind.ADOPTION
    heading = gettext_lazy("Ta i bruk ny versjon av malen")
    lead = gettext_lazy(
        "Du ser hva som blir nytt, før noe lagres. Det som er gjort, røres ikke, og ingen rader fjernes. "
        "Opplæringsvakter og utdelte sjekklister endres ikke."
    )
    look = gettext_lazy("Vis hva som blir nytt")
    offers_rows = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("why", PlanChange.Why.TEMPLATE)
        self.after = self.year.terms
        self.template = self.year.programme.template.newer()

    @property
    def is_pointless(self) -> bool:
        return self.template is None

    @property
    def changes_words(self) -> bool:
        return True

    @property
    def adoption(self) -> Adoption:
        if not hasattr(self, "_adoption"):
            assert self.template is not None
            self._adoption = Adoption.of(self.year, self.template, self.on)
        return self._adoption

    def effects(
        self, choices: Mapping[str, bool] | None = None, days: Mapping[str, date] | None = None
    ) -> list[Effect]:
        return self.adoption.effects(choices, days)

    def added(self) -> list[AnyRow]:
        return self.adoption.added()

    def rewrites(self) -> Rewrites:
        return self.adoption.rewrites()

    def decision(self, *, by: User, at: datetime) -> Decision:
        return replace(super().decision(by=by, at=at), template=self.template)

    def more_groups(self, rows: RowsForm) -> list[Group]:
        """New rows, other words, and what the edition has left."""
        words = self.rewrites()
        left = [key for key, new in words.items() if new.get("not_in_template")]
        other = [(key, new) for key, new in words.items() if key not in left]
        groups = [
            Group(
                _("Nye rader"),
                _(
                    "Fjern krysset for det som ikke skal med. Er dagen forbi, må du krysse av selv. "
                    "Angrer du etterpå, blir nye mentorsamtaler stående uten dato."
                ),
                [ChangeLine("", "", rows[box_of(new_key(place))]) for place, _row in enumerate(rows.offered)],
                asks_for_days=False,
            ),
            Group(
                _("Får nye ord"),
                _("Det dere har skrevet eller satt selv, blir stående."),
                [
                    *self.whole_lines(),
                    *(self.line(key, said(self.year.rows[key], new)) for key, new in other),
                ],
                asks_for_days=False,
            ),
            Group(
                _("Står ikke i den nye versjonen"),
                _("Disse blir stående i planen, og er merket."),
                [self.line(key, shown_day(sort_day(self.year.rows[key]))) for key in left],
                asks_for_days=False,
            ),
        ]
        return [group for group in groups if group.lines]

    def line(self, key: str, said: str) -> ChangeLine:
        row = self.year.rows[key]
        return ChangeLine("" if isinstance(row, TrainingShift) else timeline.label(row), said, None)

    def whole_lines(self) -> list[ChangeLine]:
        """What the programme has from the template for all rows."""
        programme = self.year.programme
        names = [
            str(word)
            for name, word in WHOLE.items()
            if getattr(programme, name) != getattr(self.template, name)
        ]
        return [ChangeLine(_("Hele programmet"), ", ".join(names), None)] if names else []


def said(row: AnyRow, words: Mapping[str, Any]) -> str:
    """«tittel: Oppstartsamtale, uke 17, veiledning»"""
    names = [part(row, name, words[name]) for name in words if name not in SILENT]
    return ", ".join(names) or (_("når") if "rule" in words else _("står i malen igjen"))


def part(row: AnyRow, name: str, value: Any) -> str:
    if name == "title":
        return str(_("tittel: %s") % value)
    if name == "week" and value:
        return str(_("uke %d") % value)
    column: Any = row._meta.get_field(name)
    return str(column.verbose_name)
