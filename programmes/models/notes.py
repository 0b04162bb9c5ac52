"""Våre avtaler: what the two agreed in a talk, what is for next time, and what they want to bring up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.validators import no_identity_number
from programmes.models.appointments import Conversation
from programmes.models.mentorships import Mentorship, pairs_own

LONGEST_NOTE = 10_000
LONGEST_TOPIC = 200


def lines_of(text: str) -> list[str]:
    """The lines with something in them.

    >>> lines_of("Ta med kalenderen.\\n\\n  Ring Per. ")
    ['Ta med kalenderen.', 'Ring Per.']
    """
    return [line.strip() for line in text.splitlines() if line.strip()]


class PairsOwnQuerySet[T: models.Model](models.QuerySet[T]):
    """Rows of one mentorship that nobody but those two ever reads."""

    def open_to(self, user: User, on: date) -> Self:
        """That mentorship's mentor while it lasts, and the new hire."""
        return self.filter(pairs_own(user, on))


class NoteQuerySet(PairsOwnQuerySet["Note"]):
    def with_people(self) -> Self:
        return self.select_related("written_by", "mentorship__mentor")

    def newest_first(self) -> Self:
        """By the day of their talk."""
        day = Coalesce("conversation__held_on", "conversation__planned_on")
        return self.annotate(day=day).order_by("-day", "-conversation__number")

    def around(self, talk: Conversation) -> Self:
        """Of this talk, and in each mentorship the last one before it, which comes first."""
        day = talk.held_on or talk.planned_on or date.max
        earlier = Note.objects.newest_first().filter(mentorship=OuterRef("mentorship"))
        last = Subquery(earlier.filter(Q(day__lte=day), ~Q(conversation=talk.pk)).values("pk")[:1])
        of_programme = self.filter(mentorship__programme=talk.programme_id)
        return of_programme.filter(Q(conversation=talk) | Q(pk=last)).order_by("pk")


class Note(models.Model):
    """What a pair wrote down in one talk."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="notes")
    text = models.TextField(
        _("våre avtaler"),
        blank=True,
        max_length=LONGEST_NOTE,
        validators=[
            no_identity_number,
            MaxLengthValidator(
                LONGEST_NOTE, _("Avtalene er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
            ),
        ],
    )
    next_time = models.TextField(
        _("til neste gang"),
        blank=True,
        max_length=LONGEST_NOTE,
        validators=[
            no_identity_number,
            MaxLengthValidator(
                LONGEST_NOTE, _("Teksten er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
            ),
        ],
    )
    written_at = models.DateTimeField(_("skrevet"), editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("avtaler"), _("avtaler")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "mentorship"],
                name="one_note_a_talk_and_mentorship",
                violation_error_message=_("Samtalen har allerede et notat."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Våre avtaler"))  # never its words: they must not reach a log or an admin page

    @property
    def next_lines(self) -> list[str]:
        """Til neste gang, a line each."""
        return lines_of(self.next_time)


class TopicQuerySet(PairsOwnQuerySet["Topic"]):
    def around(self, talk: Conversation) -> Self:
        """What waits in the programme, and what was taken up in this talk; oldest first."""
        here = self.filter(mentorship__programme=talk.programme_id)
        return here.filter(Q(taken_up_in=None) | Q(taken_up_in=talk)).order_by("brought_at", "pk")

    def bring(self, mentorship: Mentorship, text: str, *, by: User, at: datetime) -> None:
        """Put it on the list; the same words sent twice stand there once."""
        if not self.filter(mentorship=mentorship, taken_up_in=None, text=text).exists():
            self.create(mentorship=mentorship, text=text, brought_by=by, brought_at=at)


class Topic(models.Model):
    """«Ta opp»: something one of the two wants to talk about. The other sees it at once."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="topics")
    text = models.CharField(_("ta opp"), max_length=LONGEST_TOPIC, validators=[no_identity_number])
    brought_at = models.DateTimeField(_("lagt inn"), editable=False)
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    taken_up_in = models.ForeignKey(
        Conversation, models.SET_NULL, null=True, blank=True, related_name="topics", editable=False
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("tema"), _("temaer")
        indexes = [models.Index(fields=["mentorship", "taken_up_in"], name="topics_waiting")]

    def __str__(self) -> str:
        return str(_("Tema"))  # never its words
