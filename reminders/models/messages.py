"""One thing that one person is told, once: in the inbox, and by mail where the reader has it so.

No words are kept. What a message says is made when it is read or sent, from its kind, what it is about, and the rights
of that day. Neither is a state: how far it has come, the moments say.

    waits      none of the moments below
    claimed    `claimed_at`: a process has begun to hand it to the mail server. Old and not sent: nobody knows
    sent       `sent_at`: the server said yes
    refused    `attempts`, `next_try_at`, `trouble`: the server said no, and it is tried again then
    given up   `given_up_at`: the server said no for good, or for a week
    dropped    `dropped_at`, `dropped_because`: no longer true, before or after it was sent
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from people.models import Position, User
from programmes.models import Programme
from reminders.kinds import KEPT, OF_LEADERS, Kind

UNREAD = Q(read_at=None, dropped_at=None)
NOT_GONE = Q(by_mail=True, sent_at=None, given_up_at=None, claimed_at=None)
WAITS = NOT_GONE & Q(dropped_at=None)
FORGOTTEN = timedelta(hours=1)
"""After that the process that claimed it is not coming back."""


class MessageQuerySet(models.QuerySet["Message"]):
    # --- rules ---------------------------------------------------------------------------------------

    def open_to(self, user: User, on: date) -> Self:
        """The recipient's own, as long as it is true and the recipient may still see the programme."""
        seen = Programme.objects.visible_to(user, on)
        led = Programme.objects.managed_by(user, on)
        for_leaders = Q(kind__in=OF_LEADERS)
        mine = (
            Q(programme=None) | (~for_leaders & Q(programme__in=seen)) | (for_leaders & Q(programme__in=led))
        )
        return self.filter(mine, recipient=user, dropped_at=None)

    def delivery_kept_by(self, user: User, on: date) -> Self:
        """Whether mail comes through, never what it is about: who keeps the people of the municipality."""
        return self.filter(Position.keeper_of(user, on, "recipient__municipality"), by_mail=True)

    # --- the inbox -----------------------------------------------------------------------------------

    def unread(self) -> Self:
        return self.filter(UNREAD)

    def read_by(self, user: User, on: date, at: datetime) -> int:
        """These have been read; the menu's number follows."""
        read = self.open_to(user, on).unread().update(read_at=at)
        refresh_unread([user.pk])
        return read

    # --- the way out ---------------------------------------------------------------------------------

    def waiting(self, at: datetime) -> Self:
        """To be handed to the mail server now, what was due first first."""
        its_turn = Q(next_try_at=None) | Q(next_try_at__lte=at)
        with_address = Q(recipient__email__isnull=False, recipient__is_active=True)
        return self.filter(WAITS, its_turn, with_address, due_at__lte=at).order_by("due_at", "pk")

    def unknown(self, at: datetime) -> Self:
        """Nobody knows whether the server took them: whoever sent them stopped in the middle."""
        return self.filter(sent_at=None, given_up_at=None, claimed_at__lt=at - FORGOTTEN)

    def try_again(self) -> int:
        """Somebody has looked into it, and wants what is still true to be sent."""
        return self.filter(sent_at=None, dropped_at=None).update(
            claimed_at=None, given_up_at=None, next_try_at=None, attempts=0, trouble=""
        )

    def outlived(self, at: datetime) -> Self:
        return self.filter(created_at__lt=at - KEPT)


def refresh_unread(people: Iterable[int] | None = None) -> int:
    """Write the number of unread messages anew where it is wrong: the only place that does."""
    users = User.objects.all() if people is None else User.objects.filter(pk__in=people)
    unread = Message.objects.unread().filter(recipient=OuterRef("pk")).order_by().values("recipient")
    said = Coalesce(Subquery(unread.annotate(n=models.Count("pk")).values("n")), 0)
    wrong: int = users.exclude(unread_messages=said).update(unread_messages=said)
    return wrong


class Message(models.Model):
    """What one person is told about one subject. `subject_id` is the key of the row that its kind is about."""

    class Because(models.TextChoices):
        """Why it is not true any more."""

        ENDED = "ended", _("Programmet er avsluttet")
        PAUSED = "paused", _("Programmet har pause")
        LOST = "lost", _("Mottakeren har ikke lenger en del i programmet")
        SETTLED = "settled", _("Det er gjort, flyttet eller forbi")
        QUIET = "quiet", _("Det var ingenting å skrive")
        TURNED_OFF = "turned_off", _("Mottakeren har slått den av")

    class Trouble(models.TextChoices):
        """Why the mail did not go, in a word of ours: never what the server said."""

        BAD_ADDRESS = "bad_address", _("Adressen er ikke gyldig")
        REFUSED = "refused", _("E-posttjeneren avviser adressen")
        LATER = "later", _("E-posttjeneren tar ikke imot nå")
        OURS = "ours", _("Feil hos oss")

    # Goes with the person: it is for them to read, and records nothing that does not stand elsewhere.
    recipient = models.ForeignKey(
        User, models.CASCADE, related_name="reminder_messages", verbose_name=_("mottaker")
    )
    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reminder_messages",
        verbose_name=_("program"),
    )
    kind = models.CharField(_("melding"), max_length=20, choices=Kind)
    subject_id = models.PositiveBigIntegerField(_("nummeret på det den gjelder"), default=0, editable=False)
    subject_on = models.DateField(_("dagen den gjelder"))
    due_at = models.DateTimeField(_("skal ut"))
    created_at = models.DateTimeField(_("laget"))
    by_mail = models.BooleanField(_("på e-post"))
    letter_on = models.DateField(_("samlet i brevet for uka fra"), null=True, blank=True, editable=False)
    read_at = models.DateTimeField(_("lest"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("sendingen begynte"), null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("ganger avvist"), default=0, editable=False)
    next_try_at = models.DateTimeField(_("neste forsøk"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True, editable=False)
    given_up_at = models.DateTimeField(_("gitt opp"), null=True, blank=True, editable=False)
    trouble = models.CharField(_("hvorfor den ikke gikk"), max_length=20, choices=Trouble, blank=True)
    dropped_at = models.DateTimeField(_("gjelder ikke lenger fra"), null=True, blank=True, editable=False)
    dropped_because = models.CharField(
        _("hvorfor den ikke gjelder"), max_length=20, choices=Because, blank=True
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("melding"), _("meldinger")
        ordering = ["-due_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=WAITS, name="messages_that_wait"),
            models.Index(fields=["recipient", "due_at"], condition=UNREAD, name="messages_unread"),
            models.Index(fields=["kind", "subject_on"], name="messages_by_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_id", "subject_on"],
                name="told_once",
                violation_error_message=_("Dette er meldt fra før."),
            ),
            models.CheckConstraint(
                name="message_sent_by_mail",
                condition=Q(sent_at=None) | Q(by_mail=True, claimed_at__isnull=False, given_up_at=None),
                violation_error_message=_("Bare det som går på e-post, er sendt."),
            ),
            models.CheckConstraint(
                name="message_dropped_with_its_reason",
                condition=Q(dropped_at=None, dropped_because="")
                | Q(dropped_at__isnull=False) & ~Q(dropped_because=""),
                violation_error_message=_("Når og hvorfor en melding ikke gjelder lenger, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def told_at(self) -> datetime:
        """In the inbox: at once, though the mail may wait for Monday."""
        return min(self.due_at, self.created_at)

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


def claim(message: Message, at: datetime) -> bool:
    """Whether this process is the one to hand it over: of all that try, the database lets one through."""
    mine = Message.objects.filter(WAITS, pk=message.pk)
    return mine.update(claimed_at=at) == 1
