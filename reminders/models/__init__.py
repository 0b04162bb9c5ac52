"""What is sent out: messages, calendar feeds, rota lists."""

from reminders.models.choices import ReminderChoice
from reminders.models.messages import Message

__all__ = ["Message", "ReminderChoice"]
