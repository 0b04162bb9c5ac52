import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

PRINTED_WEEKS = [3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 22, 26, 30, 34, 38, 42, 46, 50, 52]
START = "2026-08-17"


def timeline(*arguments: str) -> str:
    """What the command prints; no test here may touch a database."""
    out = StringIO()
    call_command("timeline", *arguments, stdout=out)
    return out.getvalue()


def rows(*arguments: str) -> list[dict[str, object]]:
    result: list[dict[str, object]] = json.loads(timeline(*arguments, "--format", "json"))
    return result


def test_trondheim_holds_what_the_paper_holds() -> None:
    found = rows("trondheim", START)
    assert Counter(row["kind"] for row in found) == {
        "step": 10,
        "conversation": 19,
        "probation_review": 3,
        "mentor_follow_up": 4,
        "training_shift": 10,
    }
    assert [row["week"] for row in found if row["kind"] == "conversation"] == PRINTED_WEEKS
    assert [row["date"] for row in found if row["kind"] == "probation_review"] == [
        "2026-08-31",
        "2026-11-17",
        "2027-01-18",  # 17 January is a Sunday
    ]
    assert [row["date"] for row in found if row["kind"] == "mentor_follow_up"] == [
        "2026-07-27",
        "2026-08-31",
        "2026-10-19",  # 17 October is a Saturday
        "2026-12-17",
    ]


def test_a_talk_is_told_in_full() -> None:
    talk = next(row for row in rows("trondheim", START) if row["week"] == 5)
    assert talk == {
        "kind": "conversation",
        "week": 5,
        "iso_week": "2026-W38",
        "date": "2026-09-14",
        "title": "Ukentlige samtaler mellom mentor og den nytilsatte",
        "responsible": ["mentor"],
        "minutes": 45,
    }


def test_only_rows_by_weeks_have_a_week_and_minutes_stand_only_where_printed() -> None:
    found = rows("trondheim", START)
    by_week = [row for row in found if row["week"]]
    assert {row["kind"] for row in by_week} == {"conversation"}
    assert all(row["iso_week"] for row in by_week)
    others = {(row["week"], row["iso_week"], row["minutes"]) for row in found if row not in by_week}
    assert others == {(None, None, None)}


def test_rows_are_sorted_by_date_with_the_undated_last() -> None:
    dates = [row["date"] for row in rows("trondheim", START)]
    assert dates == sorted(dates, key=lambda day: str(day or "9999"))
    assert (dates.count(None), dates[-11:]) == (11, [None] * 11)  # ten shifts and the first shift in charge


def test_the_agreed_weekday_moves_the_talks() -> None:
    talks = [row["date"] for row in rows("trondheim", START, "--weekday", "4") if row["week"]]
    assert talks[:2] == ["2026-09-03", "2026-09-10"]


def test_flekkefjord_agrees_its_talks() -> None:
    undated = Counter(row["kind"] for row in rows("flekkefjord", START) if row["date"] is None)
    assert undated == {"training_shift": 10, "conversation": 12, "leader_talk": 4, "probation_review": 3}


def test_the_table_shows_both_weeks_and_who_is_responsible() -> None:
    lines = timeline("trondheim", "2026-08-15").splitlines()
    assert lines[0] == (
        "Mentoreringsprogrammet, oppstart lørdag 15.08.2026. "
        "Første arbeidsdag er mandag 17.08.2026, så uke 1 er kalenderuke 34."
    )
    assert lines[2].split() == ["Dato", "Uke", "Min", "Ansvarlig", "Hva"]
    talk = next(line for line in lines if "uke 5 " in line)
    assert talk.split("  ")[:2] == ["man. 14.09.2026", "uke 5 · kalenderuke 38"]
    assert talk.endswith("Ukentlige samtaler mellom mentor og den nytilsatte (3)")
    assert [line.split("  ")[0] for line in lines[-2:]] == ["avtales", "ikke satt"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ukjent", START], "Programmalen «ukjent» finnes ikke. Velg en av: flekkefjord, trondheim."),
        (["trondheim", "i morgen"], "«i morgen» er ikke en dato. Skriv startdatoen slik: 2026-08-17."),
        (["trondheim", "2026-02-29"], "«2026-02-29» er ikke en dato. Skriv startdatoen slik: 2026-08-17."),
        (["trondheim", "2026-W34-1"], "«2026-W34-1» er ikke en dato. Skriv startdatoen slik: 2026-08-17."),
        (["trondheim", "0226-08-17"], "Startdatoen må være i et av årene 1990 til 2090."),
        (["trondheim", "9999-12-31"], "Startdatoen må være i et av årene 1990 til 2090."),
        (
            ["trondheim", START, "--weekday", "6"],
            "Ukedag «6» kan ikke brukes. Velg 1 (mandag) til 5 (fredag).",
        ),
        (["trondheim", START, "--format", "xml"], "Formatet «xml» finnes ikke. Velg table eller json."),
    ],
)
def test_a_wrong_argument_is_told_in_norwegian(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as caught:
        timeline(*arguments)
    assert str(caught.value) == sentence
