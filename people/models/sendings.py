"""Forms that a script has sent: one that is sent again, since the answer was lost, is not saved twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

REMEMBERED = timedelta(days=8)
"""A day longer than a browser keeps what it has not sent."""


class SendingQuerySet(models.QuerySet["Sending"]):
    def first_time(self, by_id: int, key: UUID, at: datetime) -> tuple[Sending, bool]:
        """The row of this attempt, and whether it is new. Two that come at once wait for each other here."""
        self.filter(by_id=by_id, sent_at__lt=at - REMEMBERED).delete()
        return self.get_or_create(by_id=by_id, key=key, defaults={"sent_at": at})


class Sending(models.Model):
    """One form, sent by one person's browser. Says nothing of what was in it."""

    # Goes with the person: it guards their browser, and records nothing.
    by = models.ForeignKey("people.User", models.CASCADE, related_name="+", verbose_name=_("person"))
    key = models.UUIDField(_("nøkkel"))
    sent_at = models.DateTimeField(_("sendt"))
    led_to = models.CharField(_("ført videre til"), max_length=200, blank=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("sending"), _("sendinger")
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="one_row_a_sending")]

    def __str__(self) -> str:
        return str(_("Sending"))  # never its key
