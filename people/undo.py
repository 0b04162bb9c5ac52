"""A confirmation with one undo."""

import json

from django.contrib import messages
from django.http import HttpRequest


def confirm(request: HttpRequest, text: str, *, undo: str = "", **fields: str | int) -> None:
    """Say what was done; with an address, the message has a button that sends these fields there."""
    messages.success(request, text, extra_tags=json.dumps([undo, fields]) if undo else "")
