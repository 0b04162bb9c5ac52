"""Every kind that is told one by one. The Monday letter gathers, and is made in `mondays.py`."""

from reminders.hands import OF_HANDS
from reminders.plans import OF_PLANS
from reminders.talks import OF_TALKS
from reminders.wanted import Wanted

WANTED: list[Wanted] = [*OF_TALKS, *OF_PLANS, *OF_HANDS]
