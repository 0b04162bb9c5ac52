"""The form's column Kommentar: a table of its own, so that no list can show it by accident."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import DateField, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.validators import no_identity_number
from programmes.models.appointments import Conversation
from programmes.models.mentorships import Mentorship, pairs_own, under_leaders

LONGEST_COMMENT = 2000


def kept(on: date) -> Q:
    """To go on the form: both say keep, or the new hire alone where that mentor's period is over.

    Over when the form was handed over; until then, that day.
    """
    day = Coalesce("mentorship__programme__handed_over_on", Value(on, DateField()))
    both = Q(kept_by_new_hire_at__isnull=False, kept_by_mentor_at__isnull=False)
    return both | Q(kept_by_new_hire_at__isnull=False, mentorship__to_on__lt=day)


def handed_over(on: date) -> Q:
    """On the form for good: what leaders and the archive read."""
    return kept(on) & Q(mentorship__programme__handed_over_on__lte=on)


class CommentQuerySet(models.QuerySet["Comment"]):
    def open_to(self, user: User, on: date) -> Self:
        """That mentorship's mentor while it lasts, and the new hire; leaders what was kept and handed over."""
        return self.filter(pairs_own(user, on) | (handed_over(on) & under_leaders(user, on)))

    def handed_over(self, on: date) -> Self:
        """Those on the form that was handed over, whoever reads it."""
        return self.filter(handed_over(on))

    def left_out(self, on: date) -> Self:
        """Those that are not on it."""
        return self.exclude(pk__in=self.handed_over(on).values("pk"))

    def with_people(self) -> Self:
        """With who wrote it, and in whose time as mentor."""
        return self.select_related("written_by", "mentorship__mentor")

    def write(
        self, conversation: Conversation, mentorship: Mentorship, text: str, *, by: User, at: datetime
    ) -> None:
        """Keep the pair's words on one talk. An edit asks both anew whether it is to be kept; no words, no row."""
        conversation.programme.ask_pair_again()
        if not text:
            self.filter(conversation=conversation, mentorship=mentorship).delete()
            return
        values = {"text": text, "written_by": by, "written_at": at}
        unasked = {"kept_by_new_hire_at": None, "kept_by_mentor_at": None}
        self.update_or_create(conversation=conversation, mentorship=mentorship, defaults=values | unasked)


class Comment(models.Model):
    """What the pair wrote beside one talk. Left out of the form unless both say keep."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="comments")
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="comments")
    text = models.TextField(
        _("kommentar"),
        blank=True,
        max_length=LONGEST_COMMENT,
        validators=[
            no_identity_number,
            MaxLengthValidator(
                LONGEST_COMMENT, _("Kommentaren er %(show_value)s tegn. Skriv høyst %(limit_value)s.")
            ),
        ],
    )
    written_at = models.DateTimeField(_("skrevet"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kept_by_new_hire_at = models.DateTimeField(null=True, blank=True, editable=False)
    kept_by_mentor_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("kommentar"), _("kommentarer")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "mentorship"],
                name="one_comment_a_talk_and_mentorship",
                violation_error_message=_("Samtalen har allerede en kommentar."),
            )
        ]

    def __str__(self) -> str:
        return str(_("Kommentar"))  # never its words: they must not reach a log or an admin page

    @property
    def stamp(self) -> str:
        """Changes with the words: one says yes to what one saw."""
        return f"{self.written_at.timestamp():.6f}"

    def keep(self, says_yes: bool, *, by: User, at: datetime) -> None:
        """One of the two says keep or leave, each for themselves."""
        side = "new_hire" if by.pk == self.mentorship.programme.new_hire_id else "mentor"
        name = f"kept_by_{side}_at"
        setattr(self, name, (getattr(self, name) or at) if says_yes else None)
