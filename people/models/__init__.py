"""Who works where: people, places and the positions that join them."""

from people.models.contacts import ContactCard, Representative
from people.models.places import Department, Municipality, Unit
from people.models.portraits import Portrait
from people.models.positions import Position
from people.models.sendings import Sending
from people.models.users import User

__all__ = [
    "ContactCard",
    "Department",
    "Municipality",
    "Portrait",
    "Position",
    "Representative",
    "Sending",
    "Unit",
    "User",
]
