"""When a template row falls: the eleven rules it can carry. Pure: numbers and words, no dates worked out here.

A rule is written as a small table in TOML and kept as the same dict in the database; `when` names the rule:

>>> rule_from({"when": "weeks", "weeks": [3, 4, 5, 6]})
Weeks(weeks=(3, 4, 5, 6))
>>> rule_from({"when": "weeks", "weeks": [0]})
Traceback (most recent call last):
    ...
programmes.rules.RuleError: Uke 0 finnes ikke. Bruk en programuke fra 1 til 104.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, time
from typing import ClassVar, Self

LAST_WEEK = 104  # two years: the longest programme we know of follows people to month 24
LAST_MONTH = 24
LAST_DAY = 730
MOST_DATES = 100
LONGEST_NAME = 200
LONGEST_WRITTEN, TOO_MANY_DIGITS, MOST_NAMED = 40, 10**40, 12  # of a wrong value, in a sentence


class RuleError(ValueError):
    """A rule that cannot be, with a Norwegian sentence for whoever wrote it."""


def written(value: object) -> str:
    """A wrong value as people write it, and no more of it than fits in a sentence.

    >>> written(-1), written("1. mai"), written(True), written([1, 2]), written("x" * 600) == f"«{'x' * 40} …»"
    ('-1', '«1. mai»', 'true', 'en liste', True)
    """
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return shortened(str(value)) if abs(value) < TOO_MANY_DIGITS else "et altfor stort tall"
        case datetime():
            return f"{value:%Y-%m-%d kl. %H:%M}"
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return "en liste"
        case None:
            return "tomt"
        case str():
            return f"«{shortened(value)}»"
    return "en tabell"


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_WRITTEN else f"{text[:LONGEST_WRITTEN]} …"


def whole_number(value: object, name: str, lowest: int, highest: int) -> int:
    """`value` if it is a whole number within the limits; True and 3.0 are not."""
    if type(value) is not int or not lowest <= value <= highest:
        raise RuleError(f"«{name}» må være et helt tall fra {lowest} til {highest}, ikke {written(value)}.")
    return value


def programme_week(value: object) -> int:
    """`value` if it is a programme week, counted from 1."""
    if type(value) is not int or not 1 <= value <= LAST_WEEK:
        raise RuleError(f"Uke {written(value)} finnes ikke. Bruk en programuke fra 1 til {LAST_WEEK}.")
    return value


@dataclass(frozen=True)
class DatedRule:
    """What all rules share: a name in the files, and the way back to a dict."""

    when: ClassVar[str]

    def to_dict(self) -> dict[str, object]:
        """The table that stands in the TOML, as JSON can hold it.

        >>> DaysAfter(14).to_dict()
        {'when': 'days_after', 'days': 14}
        """
        kept = {f.name: getattr(self, f.name) for f in fields(self)}
        return {"when": self.when} | {name: plain(value) for name, value in kept.items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> Self:
        """Build the rule from its own keys; missing and unknown ones are named."""
        if unknown := values.keys() - {f.name for f in fields(cls)}:
            raise RuleError(f"Regelen «{cls.when}» kjenner ikke {in_quotes(unknown)}.")
        if missing := {f.name for f in fields(cls) if f.default is MISSING} - values.keys():
            raise RuleError(f"Regelen «{cls.when}» mangler {in_quotes(missing)}.")
        return cls(**values)


def plain(value: object) -> object:
    """`value` as JSON would give it back."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def in_quotes(names: Iterable[str]) -> str:
    return ", ".join(f"«{shortened(name)}»" for name in sorted(names)[:MOST_NAMED])


@dataclass(frozen=True)
class DaysBefore(DatedRule):
    """So many days before the start date."""

    when: ClassVar[str] = "days_before"
    days: int

    def __post_init__(self) -> None:
        whole_number(self.days, "days", 1, LAST_DAY)


@dataclass(frozen=True)
class DayNumber(DatedRule):
    """Day n, where the start date is day 1."""

    when: ClassVar[str] = "day"
    day: int

    def __post_init__(self) -> None:
        whole_number(self.day, "day", 1, LAST_DAY)


@dataclass(frozen=True)
class DaysAfter(DatedRule):
    """So many days after the start date."""

    when: ClassVar[str] = "days_after"
    days: int

    def __post_init__(self) -> None:
        whole_number(self.days, "days", 1, LAST_DAY)


@dataclass(frozen=True)
class MonthsAfter(DatedRule):
    """So many calendar months after the start date."""

    when: ClassVar[str] = "months_after"
    months: int

    def __post_init__(self) -> None:
        whole_number(self.months, "months", 1, LAST_MONTH)


@dataclass(frozen=True)
class Weeks(DatedRule):
    """Once in each of these programme weeks, as a printed plan lists them."""

    when: ClassVar[str] = "weeks"
    weeks: tuple[int, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.weeks, list | tuple) or not self.weeks:
            raise RuleError("«weeks» må være en liste med minst én uke, for eksempel [3, 4, 5, 6].")
        weeks = tuple(programme_week(week) for week in self.weeks)
        if list(weeks) != sorted(set(weeks)):
            raise RuleError("Ukene i «weeks» må stå i stigende rekkefølge, og hver uke bare én gang.")
        object.__setattr__(self, "weeks", weeks)


@dataclass(frozen=True)
class EveryWeeks(DatedRule):
    """Every n weeks, counted from the first week and not past the last.

    >>> weeks_of(EveryWeeks(every=4, from_week=22, to_week=52))
    (22, 26, 30, 34, 38, 42, 46, 50)
    """

    when: ClassVar[str] = "every_weeks"
    every: int
    from_week: int
    to_week: int

    def __post_init__(self) -> None:
        whole_number(self.every, "every", 1, LAST_WEEK)
        if programme_week(self.from_week) > programme_week(self.to_week):
            raise RuleError(f"«from_week» ({self.from_week}) kommer etter «to_week» ({self.to_week}).")


@dataclass(frozen=True)
class WithinShifts(DatedRule):
    """In the course of the training shifts, due on the last of them."""

    when: ClassVar[str] = "within_shifts"


@dataclass(frozen=True)
class AtEvent(DatedRule):
    """At something that happens, such as the first shift in charge; no date until someone sets it."""

    when: ClassVar[str] = "event"
    name: str

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not 0 < len(self.name.strip()) <= LONGEST_NAME:
            raise RuleError("«name» må si hvilken hendelse det gjelder, for eksempel «første ansvarsvakt».")


@dataclass(frozen=True)
class OnDate(DatedRule):
    """On one calendar date for everyone, such as a gathering."""

    when: ClassVar[str] = "date"
    on: date

    def __post_init__(self) -> None:
        try:
            on = date.fromisoformat(str(self.on))
        except ValueError as error:
            raise RuleError(f"«on» må være en dato som 2026-10-01, ikke {written(self.on)}.") from error
        object.__setattr__(self, "on", on)


@dataclass(frozen=True)
class Undated(DatedRule):
    """«Avtales»: so many of them, each dated by the people concerned."""

    when: ClassVar[str] = "undated"
    count: int = 1

    def __post_init__(self) -> None:
        whole_number(self.count, "count", 1, MOST_DATES)


@dataclass(frozen=True)
class OnDemand(DatedRule):
    """«Ved behov»: stands in the plan as an offer, and is never due."""

    when: ClassVar[str] = "on_demand"


type Rule = (
    DaysBefore | DayNumber | DaysAfter | MonthsAfter | Weeks | EveryWeeks
    | WithinShifts | AtEvent | OnDate | Undated | OnDemand
)  # fmt: skip

RULES: dict[str, type[Rule]] = {
    rule.when: rule
    for rule in (
        DaysBefore, DayNumber, DaysAfter, MonthsAfter, Weeks, EveryWeeks,
        WithinShifts, AtEvent, OnDate, Undated, OnDemand,
    )
}  # fmt: skip


def rule_from(table: Mapping[str, object]) -> Rule:
    """Read a rule from its table in a file or its dict in the database; `to_dict` is the way back.

    >>> rule_from({"when": "months_after", "months": 2}).to_dict()
    {'when': 'months_after', 'months': 2}

    Raises RuleError with a Norwegian sentence when there is no such rule or a key is wrong.
    """
    if not isinstance(table, Mapping):
        raise RuleError('Regelen må skrives som en tabell, for eksempel { when = "day", day = 1 }.')
    when = table.get("when")
    if not isinstance(when, str) or when not in RULES:
        raise RuleError(f"Regelen {written(when)} finnes ikke. «when» må være en av {in_quotes(RULES)}.")
    return RULES[when].from_dict({key: value for key, value in table.items() if key != "when"})


def weeks_of(rule: Rule) -> tuple[int, ...]:
    """The programme weeks of a rule that goes by weeks; none for the others."""
    match rule:
        case Weeks(weeks):
            return weeks
        case EveryWeeks(every, from_week, to_week):
            return tuple(range(from_week, to_week + 1, every))
    return ()


def count_of(rule: Rule) -> int:
    """How many rows of a plan the rule gives: one a week, as many as are to be agreed, or one."""
    return rule.count if isinstance(rule, Undated) else len(weeks_of(rule)) or 1
