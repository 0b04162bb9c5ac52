"""What a message says: made when it is read or sent, from its kind and the row it is about.

The same words in the inbox and by mail. They name the other person in the programme and the day of a talk. They never
say what was written, why something was not held, that somebody is away, or anything about a prøvetid: those stand
behind the sign-in, and the link leads there. A mail's subject names nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models import Conversation
from reminders.kinds import Kind
from reminders.models import Message

ABOUT_TALKS = (Kind.TALK_SOON, Kind.TALK_NOT_LOGGED, Kind.NOT_AGREED, Kind.TALK_MOVED)


@dataclass(frozen=True)
class Point:
    """One line of a message that gathers several."""

    words: str
    path: str


@dataclass(frozen=True)
class Drawn:
    """A message in words: one sentence, and the one thing to do with its address on this site."""

    message: Message
    sentence: str
    action: str
    path: str
    points: list[Point] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """Of a mail: seen on a locked telephone, so it names nobody."""
        return str(Kind(self.message.kind).label)


def with_subjects(messages: QuerySet[Message]) -> QuerySet[Message]:
    """With what their words need of the programme, in two queries."""
    return messages.select_related("recipient__municipality", "programme__new_hire").prefetch_related(
        "programme__mentorships__mentor"
    )


def draw(messages: Iterable[Message], on: date) -> list[Drawn]:
    """In the same order; those whose row is gone are left out. `messages` came through `with_subjects`."""
    messages = list(messages)
    talks = Conversation.objects.in_bulk([each.subject_id for each in messages if each.kind in ABOUT_TALKS])
    drawn = []
    for message in messages:
        talk = talks.get(message.subject_id)
        if message.kind in ABOUT_TALKS and talk is None:
            continue
        drawn.append(DRAWERS[message.kind](message, talk, on))
    return drawn


def about(message: Message, on: date) -> str:
    """Who the other one is, as this reader knows the programme: its new hire, or for the new hire the mentor."""
    programme = message.programme
    if programme is None:
        return ""
    if programme.new_hire_id != message.recipient_id:
        return programme.new_hire.name
    main = min(programme.present_on(on), key=lambda period: period.is_substitute, default=None)
    return main.mentor.name if main else ""


def day_and_clock(talk: Conversation, day: date) -> str:
    """«torsdag 24. september kl. 13.00»"""
    text = date_format(day, "l j. F")
    return text + _(" kl. %s") % talk.starts_at.strftime("%H.%M") if talk.starts_at else text


def talk_soon(message: Message, talk: Conversation, on: date) -> Drawn:
    said = {"when": day_and_clock(talk, message.subject_on), "name": about(message, on)}
    with_whom = (
        _("Du har mentorsamtale med %(name)s %(when)s.")
        if said["name"]
        else _("Du har mentorsamtale %(when)s.")
    )
    return Drawn(message, with_whom % said, _("Se samtalen"), talk_path(message, talk))


def talk_not_logged(message: Message, talk: Conversation, on: date) -> Drawn:
    said = {"when": date_format(message.subject_on, "l j. F"), "name": about(message, on)}
    words = _(
        "Mentorsamtalen med %(name)s %(when)s er ikke ført. Ble den ikke holdt, kan du si det der også."
    )
    return Drawn(message, words % said, _("Før samtalen"), talk_path(message, talk))


def long_unlogged(message: Message, _talk: None, on: date) -> Drawn:
    words = _("En mentorsamtale i programmet til %(name)s har vært over i mer enn ti dager, og er ikke ført.")
    return of_programme(message, words % {"name": about(message, on)})


def not_agreed(message: Message, talk: Conversation, on: date) -> Drawn:
    name = about(message, on)
    words = _("Mentorsamtalen med %(name)s denne uka har ingen avtalt dag.") % {"name": name}
    words = words if name else _("Mentorsamtalen denne uka har ingen avtalt dag.")
    return Drawn(message, words, _("Avtal dagen"), talk_path(message, talk))


def talk_moved(message: Message, talk: Conversation, on: date) -> Drawn:
    said = {"name": about(message, on), "when": day_and_clock(talk, message.subject_on)}
    words = (
        _("Mentorsamtalen med %(name)s har fått ny dag: %(when)s.")
        if said["name"]
        else _("Mentorsamtalen har fått ny dag: %(when)s.")
    )
    return Drawn(message, words % said, _("Se samtalen"), talk_path(message, talk))


def deadline(message: Message, _talk: None, on: date) -> Drawn:
    words = _("Du har en frist i programmet til %(name)s. Den kan ikke vente. Siden sier hva den gjelder.")
    return of_programme(message, words % {"name": about(message, on)})


def checklist(message: Message, _talk: None, on: date) -> Drawn:
    if is_own(message):
        return of_programme(message, _("I en av sjekklistene dine er ingenting krysset av på tre uker."))
    words = _("I en av sjekklistene til %(name)s er ingenting krysset av på tre uker.")
    return of_programme(message, words % {"name": about(message, on)})


def ends_soon(message: Message, _talk: None, on: date) -> Drawn:
    said = {"when": date_format(message.subject_on, "j. F"), "name": about(message, on)}
    if is_own(message):
        return of_programme(message, _("Mentorprogrammet ditt slutter snart, etter planen %(when)s.") % said)
    return of_programme(
        message, _("Mentorprogrammet til %(name)s slutter snart, etter planen %(when)s.") % said
    )


def plan_changed(message: Message, _talk: None, on: date) -> Drawn:
    if is_own(message):
        return of_programme(message, _("Datoer i planen din er endret."))
    return of_programme(message, _("Datoer i planen til %(name)s er endret.") % {"name": about(message, on)})


def contact(message: Message, _talk: None, on: date) -> Drawn:
    """From the new hire; to the new hire there is none."""
    words = _("%(name)s ber deg ta kontakt. Svar at du har sett det, så vet hen at beskjeden er kommet fram.")
    path = reverse("programmes:raised_hand_seen", args=[message.programme_id])
    return Drawn(message, words % {"name": about(message, on)}, _("Svar at du har sett det"), path)


def week(message: Message, _talk: None, on: date) -> Drawn:
    """Its lines are written when it is sent, and the start page has them all the time."""
    return Drawn(message, _("Dette venter på deg denne uka."), _("Se startsiden din"), reverse("start"))


def is_own(message: Message) -> bool:
    return message.programme is not None and message.programme.new_hire_id == message.recipient_id


def of_programme(message: Message, sentence: str) -> Drawn:
    return Drawn(
        message, sentence, _("Se programmet"), reverse("programmes:detail", args=[message.programme_id])
    )


def talk_path(message: Message, talk: Conversation) -> str:
    return reverse("programmes:conversation", args=[message.programme_id, talk.number])


DRAWERS: dict[str, Callable[..., Drawn]] = {
    Kind.TALK_SOON: talk_soon,
    Kind.TALK_NOT_LOGGED: talk_not_logged,
    Kind.LONG_UNLOGGED: long_unlogged,
    Kind.NOT_AGREED: not_agreed,
    Kind.TALK_MOVED: talk_moved,
    Kind.DEADLINE: deadline,
    Kind.CHECKLIST: checklist,
    Kind.ENDS_SOON: ends_soon,
    Kind.PLAN_CHANGED: plan_changed,
    Kind.CONTACT: contact,
    Kind.WEEK: week,
}
