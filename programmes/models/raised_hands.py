"""«Ta kontakt med meg»: the new hire asks the mentor or a leader to get in touch, without a word of why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Position, User
from programmes.models.mentorships import Mentorship

KEPT = timedelta(days=7)
"""After it is seen; then nobody is shown it, and `delete_seen_hands` takes it away."""


class RaisedHandQuerySet(models.QuerySet["RaisedHand"]):
    def open_to(self, user: User, on: date) -> Self:
        """The new hire, and those it was sent to."""
        return self.filter(Q(programme__new_hire=user) | _received(user, on))

    def received_by(self, user: User, on: date) -> Self:
        """Those it was sent to, by name, who are still mentor there or lead there, while the programme runs."""
        return self.filter(_received(user, on))

    def fresh(self, on: date) -> Self:
        """Not seen yet, or within the last week."""
        return self.exclude(seen_at__lt=_kept_since(on))

    def delete_old(self, on: date) -> int:
        """Really, of what `fresh` leaves out; how many."""
        _rows, by_table = self.filter(seen_at__lt=_kept_since(on)).delete()
        return by_table.get(self.model._meta.label, 0)

    def waiting(self) -> Self:
        return self.filter(seen_at=None)

    def raise_to(self, programme_id: int, to: str, people: Iterable[User], at: datetime) -> RaisedHand:
        """One a programme and side: what was sent there before goes."""
        self.filter(programme=programme_id, to=to).delete()
        hand = self.create(programme_id=programme_id, to=to, raised_at=at)
        HandReceiver.objects.bulk_create(HandReceiver(hand=hand, person=person) for person in people)
        return hand

    def see(self, *, by: User, at: datetime) -> int:
        """Those not seen yet are now; how many."""
        return self.waiting().update(seen_by=by, seen_at=at)


def _received(user: User, on: date) -> Q:
    named = Exists(HandReceiver.objects.filter(hand=OuterRef("pk"), person=user))
    runs = Q(programme__ended_on=None) | Q(programme__ended_on__gt=on)
    mentors = Q(to=RaisedHand.To.MENTOR) & Q(Mentorship.held_by(user, on, "programme"))
    department = "programme__department"
    leads = Position.leader_of(user, on, department=department, unit=f"{department}__unit")
    still_there = mentors | (Q(to=RaisedHand.To.LEADERS) & leads)
    return Q(named) & runs & Q(programme__handed_over_on=None) & still_there


def _kept_since(on: date) -> datetime:
    """What was seen before this is more than a week old: of a Wednesday nothing is left the next Wednesday."""
    return timezone.make_aware(datetime.combine(on - KEPT + timedelta(days=1), time.min))


class RaisedHand(models.Model):
    """One request for contact: to whom, when, and who has seen it. There is no text, and nowhere to write one."""

    class To(models.TextChoices):
        MENTOR = "mentor", _("mentor")
        LEADERS = "leaders", _("lederne")

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="raised_hands")
    to = models.CharField(_("til"), max_length=10, choices=To)
    raised_at = models.DateTimeField(_("sendt"))
    seen_at = models.DateTimeField(_("sett"), null=True, blank=True)
    seen_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sett av")
    )

    objects = RaisedHandQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("beskjed om å ta kontakt"), _("beskjeder om å ta kontakt")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "to"],
                name="one_raised_hand_a_side",
                violation_error_message=_("Beskjeden er allerede sendt."),
            ),
            models.CheckConstraint(
                name="hand_seen_by_and_at",
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                violation_error_message=_("Hvem som har sett beskjeden, og når, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Ta kontakt, til %(to)s") % {"to": self.get_to_display()})

    @property
    def deleted_on(self) -> date | None:
        return timezone.localdate(self.seen_at) + KEPT if self.seen_at else None


class HandReceiverQuerySet(models.QuerySet["HandReceiver"]):
    def open_to(self, user: User, on: date) -> Self:
        """Whoever may see the request sees whom it went to."""
        return self.filter(hand__in=RaisedHand.objects.open_to(user, on))


class HandReceiver(models.Model):
    """Who the new hire was told would get it. Somebody who comes later is not among them."""

    hand = models.ForeignKey(RaisedHand, models.CASCADE, related_name="receivers", verbose_name=_("beskjed"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("mottaker"))

    objects = HandReceiverQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("mottaker"), _("mottakere av beskjed om å ta kontakt")
        constraints = [
            models.UniqueConstraint(
                fields=["hand", "person"],
                name="one_receiver_once",
                violation_error_message=_("Personen står på beskjeden fra før."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
