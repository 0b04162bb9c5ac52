"""What a reader may do with one programme, from where the reader stands in it that day.

The same conditions as the rules of `ProgrammeQuerySet`, for a row that is already at hand;
`tests/test_rules.py` holds the two against each other.
"""

from datetime import date


class Rights:
    """Asked of a programme that came through `with_rights_for`; without it there is no answer."""

    handed_over_on: date | None
    reader_is_new_hire: bool
    reader_mentors: bool
    reader_leads: bool

    @property
    def can_see_all(self) -> bool:
        return self.reader_is_new_hire or self.reader_mentors or self.reader_leads

    @property
    def can_read_reviews(self) -> bool:
        return self.reader_is_new_hire or self.reader_leads

    @property
    def can_manage(self) -> bool:
        return self.reader_leads and self.handed_over_on is None

    @property
    def can_work(self) -> bool:
        return self.can_see_all and self.handed_over_on is None

    @property
    def can_log_talks(self) -> bool:
        return (self.reader_is_new_hire or self.reader_mentors) and self.handed_over_on is None
