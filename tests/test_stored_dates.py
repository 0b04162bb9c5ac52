"""Three days are kept for speed: after every act they say what the talks say."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from programmes.management.commands.check_stored_dates import programmes_with_wrong_dates
from programmes.models import Programme
from tests.factories import make_leader, make_programme
from tests.talks import as_held, talk_of, url_of

pytestmark = pytest.mark.django_db

type Act = Callable[[Programme], tuple[str, dict[str, object]]]


def held(programme: Programme) -> tuple[str, dict[str, object]]:
    talk = talk_of(programme)
    return url_of(talk), as_held(talk)


def held_another_day(programme: Programme) -> tuple[str, dict[str, object]]:
    talk = talk_of(programme)
    return url_of(talk), as_held(talk, held_on="2026-09-16")


def taken_back(programme: Programme) -> tuple[str, dict[str, object]]:
    talk = talk_of(programme)
    return url_of(talk, "conversation_reopen"), {"version": talk.version}


def not_held(programme: Programme) -> tuple[str, dict[str, object]]:
    talk = talk_of(programme)
    return url_of(talk, "conversation_not_held"), {"not_held_reason": "staffing", "version": talk.version}


def moved(programme: Programme) -> tuple[str, dict[str, object]]:
    talk = talk_of(programme, 2)
    sent = {"planned_on": "2026-09-17", "starts_at": "", "place": "", "version": talk.version}
    return url_of(talk, "conversation_agree"), sent


def agreed_at_once(programme: Programme) -> tuple[str, dict[str, object]]:
    talks = [talk_of(programme, number).pk for number in (3, 4)]
    return reverse("programmes:conversations", args=[programme.pk]), {"talks": talks}


def extra(programme: Programme) -> tuple[str, dict[str, object]]:
    return reverse("programmes:conversation_add", args=[programme.pk]), {
        "planned_on": "2026-09-18",
        "version": 0,
    }


def from_paper(programme: Programme) -> tuple[str, dict[str, object]]:
    talk = talk_of(programme)
    row = {"id": talk.pk, "version": talk.version, "held_on": "2026-09-15", "minutes_spent": "30"}
    rows = {f"form-0-{name}": value for name, value in row.items()}
    counts = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1}
    return reverse("programmes:talks_from_paper", args=[programme.pk]), counts | rows


def taken_over(programme: Programme) -> tuple[str, dict[str, object]]:
    return reverse("programmes:mark_before_use", args=[programme.pk]), {}


ACTS: list[tuple[list[Act], date | None, date | None]] = [
    ([], date(2026, 9, 14), None),
    ([held], date(2026, 9, 21), date(2026, 9, 14)),
    ([held, held_another_day], date(2026, 9, 21), date(2026, 9, 16)),
    ([held, taken_back], date(2026, 9, 14), None),
    ([not_held], date(2026, 9, 21), None),
    ([not_held, taken_back], date(2026, 9, 14), None),
    ([held, not_held], date(2026, 9, 21), None),
    ([held, moved], date(2026, 9, 17), date(2026, 9, 14)),
    ([agreed_at_once], date(2026, 9, 14), None),
    ([held, extra], date(2026, 9, 18), date(2026, 9, 14)),
    ([from_paper], date(2026, 9, 21), date(2026, 9, 15)),
    ([taken_over], date(2026, 9, 21), None),
]


def names(value: object) -> str:
    return "-".join(act.__name__ for act in value) or "started" if isinstance(value, list) else str(value)


@pytest.mark.parametrize(("acts", "next_on", "last_on"), ACTS, ids=names)
def test_after_every_act(client: Client, acts: list[Act], next_on: date | None, last_on: date | None) -> None:
    programme = make_programme()
    leader = make_leader(programme.department)
    for act in acts:
        client.force_login(leader if act is taken_over else programme.new_hire)
        address, data = act(programme)
        assert client.post(address, data).status_code == 302
    programme.refresh_from_db()
    assert (programme.next_talk_on, programme.last_held_on) == (next_on, last_on)
    assert programmes_with_wrong_dates() == []


def check(*options: str) -> str:
    out = StringIO()
    call_command("check_stored_dates", *options, stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(
    "wrong",
    [
        {"next_talk_on": None},
        {"next_talk_on": date(2026, 9, 15)},
        {"last_held_on": date(2026, 9, 14)},
        {"last_planned_on": None},
        {"last_planned_on": date(2027, 8, 24)},
    ],
    ids=str,
)
def test_a_wrong_date_is_reported_and_repaired(wrong: dict[str, date | None]) -> None:
    right, programme = make_programme(), make_programme()
    Programme.objects.filter(pk=programme.pk).update(**wrong)

    with pytest.raises(CommandError) as report:
        check()
    assert str(report.value) == (f"Datoene stemmer ikke. Program: {programme.pk}. Kjør på nytt med --repair.")
    programme.refresh_from_db()
    assert [(name, getattr(programme, name)) for name in wrong] == list(
        wrong.items()
    )  # a check writes nothing

    assert check("--repair") == f"Rettet. Program: {programme.pk}."
    assert check() == check("--repair") == "Datoene stemmer i alle programmer."
    programme.refresh_from_db()
    kept = (programme.next_talk_on, programme.last_held_on, programme.last_planned_on)
    assert kept == (date(2026, 9, 14), None, date(2027, 8, 23))
    assert right.next_talk_on == date(2026, 9, 14)


def test_a_programme_without_talks_has_no_dates() -> None:
    programme = make_programme()
    programme.conversations.all().delete()
    assert check("--repair") == f"Rettet. Program: {programme.pk}."
    programme.refresh_from_db()
    kept = (programme.next_talk_on, programme.last_held_on, programme.last_planned_on)
    assert kept == (None, None, None)
