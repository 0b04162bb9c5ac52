"""Whether a person can sign in: a word for every state, worked out and not stored."""

from datetime import datetime
from enum import Enum

from django.utils.translation import gettext_lazy as _

from people.invitations import expires_at
from people.models import User


class Account(Enum):
    """The word and the tag's colour."""

    OPEN = (_("Har konto"), "success")
    INVITED = (_("Invitert"), "info")
    EXPIRED = (_("Invitasjonen er gått ut"), "warning")
    NOT_INVITED = (_("Ikke invitert"), "neutral")
    CLOSED = (_("Stengt"), "neutral")

    @property
    def word(self) -> str:
        return str(self.value[0])

    @property
    def color(self) -> str:
        return str(self.value[1])


def account_of(person: User, now: datetime) -> Account:
    if not person.is_active:
        return Account.CLOSED
    if person.has_account:
        return Account.OPEN
    if person.invited_at is None:
        return Account.NOT_INVITED
    return Account.INVITED if now < expires_at(person) else Account.EXPIRED
