"""The photo a mentor may show: small, re-encoded by us, and kept in the database."""

from __future__ import annotations

import hashlib
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.users import User


class PortraitQuerySet(models.QuerySet["Portrait"]):
    def keep(self, user: User, content: bytes) -> Portrait:
        """Let this be the person's photo, instead of the one before."""
        digest = hashlib.sha256(content).hexdigest()
        portrait, _created = self.update_or_create(user=user, defaults={"content": content, "digest": digest})
        return portrait

    def of(self, user: User) -> Self:
        """One's own."""
        return self.filter(user=user)


class Portrait(models.Model):
    """A table of its own, so that no list of people carries photos along.

    It goes with the person: the photo is theirs, and no record needs it.
    """

    TYPE = "image/webp"

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="portrait", verbose_name=_("person")
    )
    content = models.BinaryField(_("bilde"))
    digest = models.CharField(_("sjekksum"), max_length=64, editable=False)

    objects = PortraitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("bilde"), _("bilder")

    def __str__(self) -> str:
        return str(_("Bilde av %(name)s") % {"name": self.user.name})
