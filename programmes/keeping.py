"""The two look through their comments before the form is handed over: what is kept, and that they are ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from people.models import User
from programmes.models import Comment, Programme


@dataclass
class Choice:
    """One comment, as one of the two decides about it."""

    comment: Comment
    is_new_hires: bool
    """Whether the new hire is the one who looks."""
    is_former: bool
    """Of a mentor whose period is over: the new hire decides alone."""

    @property
    def is_kept(self) -> bool:
        mine = self.comment.kept_by_new_hire_at if self.is_new_hires else self.comment.kept_by_mentor_at
        return mine is not None

    @property
    def other_keeps(self) -> bool:
        other = self.comment.kept_by_mentor_at if self.is_new_hires else self.comment.kept_by_new_hire_at
        return other is not None

    @property
    def other(self) -> User:
        period = self.comment.mentorship
        return period.mentor if self.is_new_hires else period.programme.new_hire


@dataclass
class Choices:
    """Everything one of the two has to decide in a programme."""

    programme: Programme
    reader: User
    on: date
    rows: list[Choice]

    @classmethod
    def of(cls, programme: Programme, reader: User, on: date, *, hold: bool = False) -> Self:
        """What `reader` may read; `hold` keeps the rows still while they are saved."""
        comments = (
            Comment.objects.open_to(reader, on).filter(mentorship__programme=programme).exclude(text="")
        )
        comments = comments.select_related("conversation", "written_by").order_by(
            "conversation__number", "pk"
        )
        found = list(comments.select_for_update(of=("self",)) if hold else comments)
        periods = {period.pk: period for period in programme.mentorships.all()}
        is_new_hire = reader == programme.new_hire
        rows = []
        for comment in found:
            period = comment.mentorship = periods[comment.mentorship_id]
            period.programme = programme
            rows.append(Choice(comment, is_new_hire, period.is_over(on)))
        return cls(programme, reader, on, rows)

    @property
    def is_new_hires(self) -> bool:
        return self.reader == self.programme.new_hire

    @property
    def is_ready(self) -> bool:
        if self.is_new_hires:
            return self.programme.ready_by_new_hire_at is not None
        return any(period.ready_at for period in self._own_periods)

    @property
    def _own_periods(self) -> list[Any]:
        present = self.programme.present_on(self.on)
        return [period for period in present if period.mentor_id == self.reader.pk]

    def have_changed(self, sent: Mapping[str, str]) -> bool:
        """Whether a comment is another than the one that was shown. One says yes to the words one saw."""
        return any(
            sent.get(f"sett-{row.comment.pk}", row.comment.stamp) != row.comment.stamp for row in self.rows
        )

    def save(self, sent: Any, at: datetime) -> None:
        """Keep or leave each comment that was shown; one that came afterwards stays as it is."""
        kept = set(sent.getlist("behold"))
        for row in self.rows:
            if f"sett-{row.comment.pk}" in sent:
                row.comment.keep(str(row.comment.pk) in kept, by=self.reader, at=at)
                row.comment.save(update_fields=["kept_by_new_hire_at", "kept_by_mentor_at"])

    def be_ready(self, at: datetime) -> None:
        if self.is_new_hires:
            self.programme.ready_by_new_hire_at = self.programme.ready_by_new_hire_at or at
            self.programme.save(update_fields=["ready_by_new_hire_at"])
            return
        for period in self._own_periods:
            period.ready_at = period.ready_at or at
            period.save(update_fields=["ready_at"])
