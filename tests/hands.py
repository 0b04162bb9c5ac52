"""Asking for contact, as the pages do it."""

from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import User
from programmes.models import Programme, RaisedHand
from tests.cast import Cast

MENTOR, LEADERS = RaisedHand.To.MENTOR, RaisedHand.To.LEADERS


def with_accounts(cast: Cast) -> Cast:
    """Everybody has chosen a password, so that they can see what they get."""
    User.objects.update(password="valgt")
    people = [value for value in vars(cast).values() if isinstance(value, User)]
    for person in people:
        person.password = "valgt"
    return cast


def address(programme: Programme, page: str = "raised_hand") -> str:
    return reverse(f"programmes:{page}", args=[programme.pk])


def send(client: Client, cast: Cast, to: str, name: str = "send") -> int:
    client.force_login(cast.new_hire)
    return client.post(address(cast.programme), {name: to}).status_code


def see(client: Client, cast: Cast, by: User) -> int:
    client.force_login(by)
    return client.post(address(cast.programme, "raised_hand_seen")).status_code


def make_hand(programme: Programme, to: str, *people: User) -> RaisedHand:
    return RaisedHand.objects.raise_to(programme.pk, to, people, timezone.now())


def make_hands(programme: Programme) -> None:
    """To everybody who has been mentor or leader near it, or will be: the rules must choose."""
    mentors = User.objects.filter(mentorships__programme=programme).distinct()
    make_hand(programme, MENTOR, *mentors)
    near = Q(positions__department=programme.department) | Q(positions__unit=programme.department.unit)
    make_hand(programme, LEADERS, *User.objects.filter(near).distinct())
