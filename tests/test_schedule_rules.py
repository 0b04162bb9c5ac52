import json
from datetime import date, datetime

import pytest

from programmes.rules import (
    AtEvent,
    DayNumber,
    DaysAfter,
    DaysBefore,
    EveryWeeks,
    MonthsAfter,
    OnDate,
    OnDemand,
    Rule,
    RuleError,
    Undated,
    Weeks,
    WithinShifts,
    rule_from,
)

KNOWN = (
    "«date», «day», «days_after», «days_before», «event», «every_weeks», "
    "«months_after», «on_demand», «undated», «weeks», «within_shifts»"
)
EVERY_RULE: list[tuple[Rule, dict[str, object]]] = [
    (DaysBefore(21), {"when": "days_before", "days": 21}),
    (DayNumber(1), {"when": "day", "day": 1}),
    (DaysAfter(14), {"when": "days_after", "days": 14}),
    (MonthsAfter(2), {"when": "months_after", "months": 2}),
    (Weeks((3, 4, 52)), {"when": "weeks", "weeks": [3, 4, 52]}),
    (EveryWeeks(2, 8, 18), {"when": "every_weeks", "every": 2, "from_week": 8, "to_week": 18}),
    (WithinShifts(), {"when": "within_shifts"}),
    (AtEvent("første ansvarsvakt"), {"when": "event", "name": "første ansvarsvakt"}),
    (OnDate(date(2026, 10, 1)), {"when": "date", "on": "2026-10-01"}),
    (Undated(10), {"when": "undated", "count": 10}),
    (OnDemand(), {"when": "on_demand"}),
]


@pytest.mark.parametrize(("rule", "table"), EVERY_RULE)
def test_a_rule_goes_to_json_and_back(rule: Rule, table: dict[str, object]) -> None:
    assert rule.to_dict() == table
    assert rule_from(json.loads(json.dumps(rule.to_dict()))) == rule


def test_a_toml_date_and_a_missing_count_are_understood() -> None:
    assert rule_from({"when": "date", "on": date(2026, 10, 1)}) == OnDate(date(2026, 10, 1))
    assert rule_from({"when": "undated"}) == Undated(1)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"when": "weeks", "weeks": [0]}, "Uke 0 finnes ikke. Bruk en programuke fra 1 til 104."),
        ({"when": "weeks", "weeks": [3, 105]}, "Uke 105 finnes ikke. Bruk en programuke fra 1 til 104."),
        ({"when": "weeks", "weeks": [True]}, "Uke true finnes ikke. Bruk en programuke fra 1 til 104."),
        (
            {"when": "weeks", "weeks": []},
            "«weeks» må være en liste med minst én uke, for eksempel [3, 4, 5, 6].",
        ),
        (
            {"when": "weeks", "weeks": "3"},
            "«weeks» må være en liste med minst én uke, for eksempel [3, 4, 5, 6].",
        ),
        (
            {"when": "weeks", "weeks": [4, 3]},
            "Ukene i «weeks» må stå i stigende rekkefølge, og hver uke bare én gang.",
        ),
        (
            {"when": "weeks", "weeks": [3, 3]},
            "Ukene i «weeks» må stå i stigende rekkefølge, og hver uke bare én gang.",
        ),
        (
            {"when": "every_weeks", "every": 2, "from_week": 9, "to_week": 8},
            "«from_week» (9) kommer etter «to_week» (8).",
        ),
        (
            {"when": "every_weeks", "every": 0, "from_week": 1, "to_week": 8},
            "«every» må være et helt tall fra 1 til 104, ikke 0.",
        ),
        (
            {"when": "months_after", "months": 0},
            "«months» må være et helt tall fra 1 til 24, ikke 0.",
        ),
        ({"when": "days_after", "days": "14"}, "«days» må være et helt tall fra 1 til 730, ikke «14»."),
        ({"when": "days_before", "days": -1}, "«days» må være et helt tall fra 1 til 730, ikke -1."),
        ({"when": "day", "day": 1.0}, "«day» må være et helt tall fra 1 til 730, ikke 1.0."),
        ({"when": "undated", "count": 101}, "«count» må være et helt tall fra 1 til 100, ikke 101."),
        (
            {"when": "event", "name": " "},
            "«name» må si hvilken hendelse det gjelder, for eksempel «første ansvarsvakt».",
        ),
        ({"when": "date", "on": "1. mai"}, "«on» må være en dato som 2026-10-01, ikke «1. mai»."),
        (
            {"when": "date", "on": datetime(2027, 3, 1, 9, 30)},  # noqa: DTZ001 - as a TOML file gives it
            "«on» må være en dato som 2026-10-01, ikke 2027-03-01 kl. 09:30.",
        ),
        (
            {"when": "x" * 600},
            f"Regelen «{'x' * 40} …» finnes ikke. «when» må være en av {KNOWN}.",
        ),
        (
            {"when": "day", "day": "x" * 600},
            f"«day» må være et helt tall fra 1 til 730, ikke «{'x' * 40} …».",
        ),
        (
            {"when": "day", "day": 10**600},
            "«day» må være et helt tall fra 1 til 730, ikke et altfor stort tall.",
        ),
        ({"when": "day", "day": True}, "«day» må være et helt tall fra 1 til 730, ikke true."),
        (
            {"when": "weeks", "weeks": ["x" * 600]},
            f"Uke «{'x' * 40} …» finnes ikke. Bruk en programuke fra 1 til 104.",
        ),
        ({"when": "on_demand", "x" * 600: 1}, f"Regelen «on_demand» kjenner ikke «{'x' * 40} …»."),
        ({"when": "days_after"}, "Regelen «days_after» mangler «days»."),
        (
            {"when": "on_demand", "month": 1, "day": 2},
            "Regelen «on_demand» kjenner ikke «day», «month».",
        ),
        (
            {"when": "fullmåne"},
            f"Regelen «fullmåne» finnes ikke. «when» må være en av {KNOWN}.",
        ),
    ],
)
def test_a_wrong_rule_is_told_in_norwegian(table: dict[str, object], sentence: str) -> None:
    with pytest.raises(RuleError) as caught:
        rule_from(table)
    assert str(caught.value) == sentence
