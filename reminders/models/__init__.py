"""What is sent out: messages, calendar feeds, rota lists."""

from reminders.models.calendar import CalendarEntry, CalendarFeed
from reminders.models.choices import ReminderChoice
from reminders.models.messages import Message
from reminders.models.rota import RotaMark, RotaWords

__all__ = ["CalendarEntry", "CalendarFeed", "Message", "ReminderChoice", "RotaMark", "RotaWords"]
