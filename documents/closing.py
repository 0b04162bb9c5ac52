"""Closing, with what hangs on a programme here: the letter's links go with what was the pair's."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from documents.models import LetterLink
from people.models import User
from programmes import closing
from programmes.models import Programme


@transaction.atomic
def close(programme: Programme, *, by: User, on: date) -> None:
    """Of a programme whose row is held."""
    LetterLink.objects.filter(programme=programme).delete()
    closing.close(programme, by=by, on=on)
