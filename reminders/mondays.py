"""The Monday letter: one a person and week, with a leader's duties and what anybody has collected. A quiet week has none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from people.models import Position, User
from programmes.workdays import monday_of
from reminders.drawing import Drawn, Point, draw, with_subjects
from reminders.kinds import Kind, When
from reminders.models import Message
from reminders.models.messages import MessageQuerySet
from reminders.wanted import chosen
from reminders.week import LEADING, Places, places_of, points_of
from reminders.working_hours import first_of_week, opening

BATCH = 200


@dataclass(frozen=True)
class Mondays:
    """The letters as a kind whose truth can be asked for, like the others."""

    kind = Kind.WEEK

    def still(self, at: datetime) -> Q:
        """This week's, of one who has not turned it off."""
        monday = monday_of(timezone.localdate(at))
        return Q(subject_on=monday) & ~Q(chosen(Kind.WEEK, When.OFF, "recipient_id"))


LETTERS = Mondays()


def make_letters(at: datetime) -> int:
    """From the first working day of the week. A leader whose week is quiet has a letter that was dropped at once."""
    on = timezone.localdate(at)
    if first_of_week(on) > on:
        return 0
    collected = people_without_letter(on).filter(Exists(collectable(on).filter(recipient=OuterRef("pk"))))
    made = 0
    while people := list(collected.order_by("pk")[:BATCH]):
        made += len(
            Message.objects.bulk_create([letter_to(each, on, at) for each in people], ignore_conflicts=True)
        )
    posts = Position.objects.lasting(on).filter(holder=OuterRef("pk"), kind__in=LEADING)
    leaders = people_without_letter(on).filter(Exists(posts))
    while people := list(leaders.order_by("pk")[:BATCH]):
        made += make_for_leaders(people, on, at)
    collect(on)
    return made


def make_for_leaders(people: list[User], on: date, at: datetime) -> int:
    places = places_of([each.pk for each in people], on)
    letters = []
    for leader in people:
        letter = letter_to(leader, on, at)
        if not points_of(leader, places[leader.pk], on):
            letter.dropped_at, letter.dropped_because = at, Message.Because.QUIET
        letters.append(letter)
    Message.objects.bulk_create(letters, ignore_conflicts=True)
    return sum(letter.dropped_at is None for letter in letters)


def people_without_letter(on: date) -> QuerySet[User]:
    of_week = Message.objects.filter(recipient=OuterRef("pk"), kind=Kind.WEEK, subject_on=monday_of(on))
    people = User.objects.filter(~Exists(of_week), is_active=True)
    without: QuerySet[User] = people.exclude(chosen(Kind.WEEK, When.OFF, "pk"))
    return without


def letter_to(person: User, on: date, at: datetime) -> Message:
    return Message(
        recipient=person,
        kind=Kind.WEEK,
        subject_on=monday_of(on),
        due_at=opening(first_of_week(on)),
        created_at=at,
        by_mail=True,
    )


def collectable(on: date) -> MessageQuerySet:
    """Unread, not mailed by itself, there when the week began, and in no letter that went out."""
    gone = Message.objects.filter(
        kind=Kind.WEEK,
        recipient=OuterRef("recipient"),
        subject_on=OuterRef("letter_on"),
        claimed_at__isnull=False,
    )
    in_none = Q(letter_on=None) | Q(letter_on__lt=monday_of(on)) & ~Exists(gone)
    return Message.objects.unread().filter(in_none, by_mail=False, due_at__lte=opening(first_of_week(on)))


def collect(on: date) -> None:
    """Lay them in the letters that are still to go."""
    waiting = Message.objects.filter(
        kind=Kind.WEEK,
        recipient=OuterRef("recipient"),
        subject_on=monday_of(on),
        claimed_at=None,
        dropped_at=None,
    )
    collectable(on).filter(Exists(waiting)).update(letter_on=monday_of(on))


def filled(letters: Iterable[Drawn], on: date) -> list[Drawn]:
    """The letters with their lines, written when they are to be sent."""
    letters = list(letters)
    people = [each.message.recipient for each in letters]
    places = places_of([person.pk for person in people], on)
    lines = collected_lines(people, on)
    return [
        replace(
            each,
            points=[
                *points_of_reader(each.message.recipient, places, on),
                *lines.get(each.message.recipient_id, []),
            ],
        )
        for each in letters
    ]


def points_of_reader(reader: User, places: dict[int, Places], on: date) -> list[Point]:
    return points_of(reader, places[reader.pk], on) if reader.pk in places else []


def collected_lines(people: list[User], on: date) -> dict[int, list[Point]]:
    """What was laid in this week's letters and is still true and unread."""
    lines: dict[int, list[Point]] = {}
    collected = Message.objects.unread().filter(recipient__in=people, letter_on=monday_of(on), by_mail=False)
    for drawn in draw(with_subjects(collected), on):
        lines.setdefault(drawn.message.recipient_id, []).append(Point(drawn.sentence, drawn.path))
    return lines
