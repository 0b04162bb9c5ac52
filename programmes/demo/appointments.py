"""What has been held, moved, agreed or forgotten by the day the demonstration is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from people.models import User
from programmes.demo.clock import WEEK, Clock
from programmes.demo.files import Story
from programmes.models import Conversation, ProbationReview, Programme
from programmes.models.appointments import Appointment
from programmes.workdays import next_workday

PLACES = ["Møterommet", "Pauserommet", "En tur langs elva", "Kontoret i 2. etasje"]
MINUTES = [45, 40, 60, 50, 35]
AGREED_AHEAD = 3 * WEEK


@dataclass
class Diary:
    """All that one programme has on its calendar."""

    programme: Programme
    story: Story
    leader: User
    mentor: User | None
    clock: Clock

    def keep(self) -> None:
        if self.mentor is not None:
            self.keep_talks(self.mentor)
            self.keep_meetings(self.programme.follow_ups.all())
        self.keep_meetings(
            self.programme.reviews.all(), self.story.overdue_reviews, every=4 * self.story.every_weeks
        )
        self.keep_meetings(self.programme.leader_talks.all(), every=3 * self.story.every_weeks)

    def keep_talks(self, mentor: User) -> None:
        talks = self.dated(self.programme.conversations.all(), self.story.every_weeks)
        for talk in talks:
            self.move(talk)
            if talk.number in self.story.let_slip:
                pass  # proposed, and nobody said yes or no
            elif self.is_due(talk):
                self.hold_or_explain(talk, mentor)
            else:
                self.agree(talk, mentor)
            talk.save()

    def move(self, talk: Conversation) -> None:
        """Two moved it to another day; today's talk stands on today."""
        before = talk.planned_on
        assert before is not None  # `dated` leaves out the others
        talk.planned_on = before + timedelta(days=self.story.moved.get(talk.number, 0))
        if talk.number == self.story.talk_today:
            talk.planned_on = self.clock.today
        talk.dated_by_person = talk.dated_by_person or talk.planned_on != before

    def hold_or_explain(self, talk: Conversation, mentor: User) -> None:
        if talk.before_use and talk.number not in self.story.from_paper:
            return
        if talk.number in self.story.not_held:
            talk.not_held_reason = self.story.not_held[talk.number]
            talk.log(by=mentor, at=self.logged_at(talk))
        elif talk.number in self.story.not_logged:
            self.agree(talk, mentor)
        else:
            self.hold(talk, mentor)

    def keep_meetings[T: Appointment](
        self, meetings: QuerySet[T], forgotten: Iterable[int] = (), every: int = 0
    ) -> None:
        rows = self.dated(meetings, every)
        for row in rows:
            if not self.is_due(row):
                self.agree(row, self.leader)
            elif row.number not in forgotten and not row.before_use:
                self.hold(row, self.leader)
            row.save()

    def dated[T: Appointment](self, appointments: QuerySet[T], every: int) -> list[T]:
        """The rows that have a day; with a rhythm, the «avtales» rows get theirs."""
        rows = list(appointments)
        for row in rows:
            if row.planned_on is None and every:
                day = next_workday(self.programme.starts_on + row.number * every * WEEK)
                if day <= self.clock.today + AGREED_AHEAD:
                    row.planned_on = row.first_planned_on = day
                    row.dated_by_person = True
        return [row for row in rows if row.planned_on is not None]

    def is_due(self, row: Appointment) -> bool:
        return row.planned_on is not None and row.planned_on < self.clock.today

    def hold(self, row: Appointment, by: User) -> None:
        if not row.before_use:
            self.agree(row, by)
        row.held_on, row.minutes_spent = row.planned_on, MINUTES[row.number % len(MINUTES)]
        row.log(by=by, at=self.logged_at(row))

    def agree(self, row: Appointment, by: User) -> None:
        """Agreed some weeks ahead, not the whole year; reviews on the first day, as the programme says."""
        assert row.planned_on is not None
        is_near = row.planned_on <= self.clock.today + AGREED_AHEAD
        if self.has_set_reviews and isinstance(row, ProbationReview):
            row.agree(by=by, at=self.clock.at(self.programme.starts_on, 10))
        elif is_near:
            row.agree(by=by, at=self.clock.at(row.planned_on - timedelta(days=10), 10))
        if is_near:
            row.starts_at, row.place = time(13), PLACES[row.number % len(PLACES)]

    @property
    def has_set_reviews(self) -> bool:
        has_begun = self.programme.starts_on <= self.clock.today
        return has_begun and not self.story.overdue_reviews

    def logged_at(self, row: Appointment) -> datetime:
        assert row.planned_on is not None
        return self.clock.at(row.planned_on, 15)
