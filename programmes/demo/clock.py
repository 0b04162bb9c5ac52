"""The moment the demonstration is made; every date in it is counted from there."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from programmes.schedule import first_working_day
from programmes.workdays import monday_of

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Clock:
    now: datetime  # in the installation's own time zone

    @property
    def today(self) -> date:
        return self.now.date()

    def at(self, day: date, hour: int = 14) -> datetime:
        """That hour of the day, though never later than now: nobody has written anything in the future."""
        return min(datetime.combine(day, time(hour), self.now.tzinfo), self.now)

    def start_of(self, week: int) -> date:
        """The start date that makes today a day of this programme week."""
        return first_working_day(monday_of(self.today) - (week - 1) * WEEK)

    def weeks_ago(self, weeks: int | None) -> date | None:
        """The Friday of so many weeks ago."""
        return None if weeks is None else monday_of(self.today) - weeks * WEEK + timedelta(days=4)
