"""Closing a programme: what was the pair's is deleted, everywhere, in one transaction.

What stays is what belongs to the employer's papers: the form with the comments that were kept, shifts, checklists,
shared needs, shared referat with what was read of them before. `tests/test_closing_words.py` fills every text
field and looks through every table for what should be gone.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from programmes.handing_over import PATIENCE
from programmes.models import (
    Comment,
    GroundRules,
    HandoverNote,
    Mentorship,
    Need,
    Note,
    Programme,
    RaisedHand,
    ReviewRecord,
    Topic,
)

DELETED = (
    _("våre avtaler og det som sto til neste gang"),
    _("temaene de to ville ta opp"),
    _("spillereglene"),
    _("linjer i kartleggingen som ikke er vist lederne"),
    _("kommentarer som ikke er med på skjemaet"),
    _("overleveringsnotater mellom mentorer"),
    _("beskjeder om å ta kontakt"),
    _("stedene de to avtalte å møtes"),
    _("utkast til referat som aldri ble delt"),
    _("den nytilsattes private e-post og telefon, og lenken til velkomstbrevet"),
)
"""By kind, and the same for every programme: a leader learns nothing of what there is."""
STAYS = (
    _("skjemaet, med de kommentarene som ble levert med det"),
    _("opplæringsvakter, sjekklister, datoer og tid"),
    _("linjer i kartleggingen som den nytilsatte har vist lederne"),
    _("referater som er delt, med merknader og tidligere utgaver som er lest"),
    _("pakken til personalmappa"),
)


def may_close_from(programme: Programme) -> date:
    """The day from which the new hire's word is not waited for."""
    assert programme.handed_over_on is not None
    return programme.handed_over_on + PATIENCE


def is_let_go(programme: Programme, on: date) -> bool:
    """Whether the new hire has what they need, or has had the time to take it."""
    if programme.handed_over_on is None or programme.handed_over_on > on:
        return False
    return programme.let_go_by_new_hire_at is not None or on >= may_close_from(programme)


@transaction.atomic
def close(programme: Programme, *, by: User, on: date) -> None:
    """Of a programme whose row is held: delete what was the pair's, and say so. The mentors' periods end that day."""
    periods = Mentorship.objects.filter(programme=programme)
    for model in (Note, Topic, GroundRules, HandoverNote):
        model._default_manager.filter(mentorship__in=periods).delete()
    Need.objects.filter(mentorship__in=periods, shared_at=None).delete()
    Comment.objects.filter(mentorship__in=periods).left_out(on).delete()
    ReviewRecord.objects.filter(review__programme=programme, shared_at=None).delete()
    RaisedHand.objects.filter(programme=programme).delete()
    programme.conversations.exclude(place="").update(place="")
    periods.filter(Q(to_on=None) | Q(to_on__gt=on), assigned_on__lte=on).update(to_on=on)
    periods.filter(assigned_on__gt=on).delete()
    programme.private_email = programme.private_phone = ""
    programme.closed_on, programme.closed_by = on, by
    programme.save(update_fields=["private_email", "private_phone", "closed_on", "closed_by"])
