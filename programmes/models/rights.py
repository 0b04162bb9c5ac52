"""What a reader may do with one programme, from where the reader stands in it that day.

The same conditions as the rules of `ProgrammeQuerySet`, for a row that is already at hand;
`tests/test_rules.py` holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


class Rights:
    """Asked of a programme that came through `with_rights_for`; without it there is no answer."""

    handed_over_on: date | None
    reader_is_new_hire: bool
    reader_mentors: bool
    reader_leads: bool
    shown_as: Rights | None = None
    """In «Vis som»: where the one stands whose page the reader wants to see."""

    def meets(self, right: Callable[[Rights], bool]) -> bool:
        """The reader's own right, and in «Vis som» the other's too: never more than the reader may see anyway."""
        return right(self) and (self.shown_as is None or right(self.shown_as))

    @property
    def can_see_all(self) -> bool:
        return self.meets(lambda one: one.reader_is_new_hire or one.reader_mentors or one.reader_leads)

    @property
    def can_read_reviews(self) -> bool:
        return self.meets(lambda one: one.reader_is_new_hire or one.reader_leads)

    @property
    def can_manage(self) -> bool:
        return self.meets(lambda one: one.reader_leads and one.handed_over_on is None)

    @property
    def can_work(self) -> bool:
        return self.can_see_all and self.handed_over_on is None

    @property
    def can_log_talks(self) -> bool:
        return self.meets(lambda one: one.is_of_the_pair and one.handed_over_on is None)

    @property
    def is_of_the_pair(self) -> bool:
        return self.reader_is_new_hire or self.reader_mentors


@dataclass
class Standing(Rights):
    """Where somebody would stand in a programme, without asking who it is."""

    handed_over_on: date | None
    reader_leads: bool
    reader_is_new_hire: bool = False
    reader_mentors: bool = False
