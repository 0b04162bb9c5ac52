"""What a link takes back of what it told: days in, differences out, without a database."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.calendar_feeds import Told, compare
from reminders.models import CalendarEntry
from reminders.models.calendar import LONGEST_BACK

TODAY = date(2026, 9, 16)
DAY = timedelta(days=1)
OPEN = {1}
type Kept = dict[UUID, CalendarEntry]


def told(number: int = 1, **given: Any) -> Told:
    fields: dict[str, Any] = {
        "kind": "Conversation",
        "starts_at": None,
        "minutes": 45,
        "title": "Mentorsamtale",
    }
    fields |= {"on": TODAY + 7 * DAY, "of": 1, "url": ""} | given
    return Told(uid=uuid5(UUID(int=1), str(number)), **fields)


def one(kept: Kept) -> CalendarEntry:
    [entry] = kept.values()
    return entry


def test_what_is_told_again_writes_nothing() -> None:
    kept: Kept = {}
    assert compare(kept, [told()], OPEN, TODAY).new == [one(kept)]
    assert not compare(kept, [told()], OPEN, TODAY + DAY)
    assert one(kept).sequence == 0


def test_a_moved_one_is_the_same_with_a_higher_number() -> None:
    kept: Kept = {}
    compare(kept, [told()], OPEN, TODAY)
    for change in (
        {"on": TODAY + 9 * DAY},
        {"starts_at": time(9)},
        {"minutes": 60},
        {"title": "Mentorsamtale med Per"},
    ):
        before = one(kept).sequence
        assert compare(kept, [told(**change)], OPEN, TODAY + DAY).changed == [one(kept)]
        assert (one(kept).sequence, one(kept).changed_on) == (before + 1, TODAY + DAY)


def test_what_is_no_longer_told_is_called_off_for_four_weeks() -> None:
    kept: Kept = {}
    compare(kept, [told(on=TODAY + 90 * DAY)], OPEN, TODAY)
    compare(kept, [], OPEN, TODAY)
    assert (one(kept).sequence, one(kept).cancelled_on) == (1, TODAY)
    assert not compare(kept, [], OPEN, TODAY + LONGEST_BACK)
    found = compare(kept, [], OPEN, TODAY + LONGEST_BACK + DAY)
    assert (len(found.gone), kept) == (1, {})


def test_what_was_called_off_can_come_back() -> None:
    kept: Kept = {}
    for rows in ([told()], [], [told()]):
        compare(kept, rows, OPEN, TODAY)
    assert (one(kept).sequence, one(kept).cancelled_on) == (2, None)


def test_what_has_been_in_a_programme_one_no_longer_sees_is_not_called_off() -> None:
    """It was held, for all that one may know."""
    kept: Kept = {}
    compare(kept, [told(1, on=TODAY - DAY), told(2, on=TODAY)], OPEN, TODAY - DAY)
    found = compare(kept, [], set(), TODAY)
    assert ([entry.on for entry in found.gone], [entry.on for entry in found.changed]) == (
        [TODAY - DAY],
        [TODAY],
    )


days = st.dates(TODAY - 40 * DAY, TODAY + 60 * DAY)
plans = st.dictionaries(st.integers(1, 4), days, max_size=4)
turns = st.lists(st.tuples(st.integers(0, 20), plans, st.booleans()), max_size=8)


@settings(deadline=None, max_examples=300)
@given(turns)
def test_a_subscriber_is_never_left_with_something_that_does_not_stand(turns: list[Any]) -> None:
    """A telephone that keeps whatever it was told, newest number first, until it is told otherwise or it is over."""
    kept: Kept = {}
    telephone: dict[UUID, tuple[int, bool, date]] = {}
    today = TODAY
    for later, plan, sees in turns:
        today += later * DAY
        now = (
            [told(number, on=day) for number, day in plan.items() if day >= today - LONGEST_BACK]
            if sees
            else []
        )
        compare(kept, now, OPEN if sees else set(), today)
        assert not compare(
            kept, now, OPEN if sees else set(), today
        )  # asked again at once, nothing is written
        for uid, entry in kept.items():
            known = telephone.get(uid)
            said = (entry.sequence, entry.cancelled_on is None, entry.on)
            assert known is None or said == known or said[0] > known[0]
            telephone[uid] = said
        telephone = {
            uid: said for uid, said in telephone.items() if uid in kept
        }  # what a whole calendar lacks, goes
        standing = {uid: on for uid, (_nr, stands, on) in telephone.items() if stands}
        assert {each.uid: each.on for each in now} == {
            uid: standing[uid] for uid in [each.uid for each in now]
        }
        assert not [
            on for uid, on in standing.items() if uid not in {each.uid for each in now} and on >= today
        ]
