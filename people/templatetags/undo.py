"""The undo button of a confirmation, as `people.undo.confirm` left it in the message."""

import json
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message

register = template.Library()


@register.filter
def undo(message: Message) -> dict[str, Any] | None:
    """Where the button sends what, or nothing for a message without one."""
    if not message.extra_tags:
        return None
    address, fields = json.loads(message.extra_tags)
    return {"address": address, "fields": fields}
