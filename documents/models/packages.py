"""The personalmappe's package: asked for when the form is handed over, made once, and never changed."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Self

from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Position, User
from programmes.models import Programme


class PackageQuerySet(models.QuerySet["Package"]):
    def readable_by(self, user: User, on: date) -> Self:
        """The leaders of that day, and the new hire, who may read every paper in it. Never the mentor."""
        leads = Position.leader_of(
            user, on, department="programme__department", unit="programme__department__unit"
        )
        return self.filter(leads | Q(programme__new_hire=user))

    def to_be_made(self) -> Self:
        """Asked for and not made, oldest first: what is left to do after a restart too."""
        return self.filter(made_at=None).order_by("asked_at", "pk")

    def ask(self, programme: Programme, *, by: User, at: datetime, reason: str = "") -> Package:
        """The next version of a programme whose row is held."""
        last = self.filter(programme=programme).aggregate(last=Max("number"))["last"] or 0
        return self.create(programme=programme, number=last + 1, reason=reason, asked_by=by, asked_at=at)


class Package(models.Model):
    """One version of what the archive gets. The bytes stand in `PackageFile`, so that no list fetches them."""

    class Reason(models.TextChoices):
        """Why there is a new version. Chosen, not written, so that no one's affairs end up in a history."""

        HEAD = "head", _("Feil i hodet: tittel eller ident")
        SHIFT = "shift", _("Feil i en opplæringsvakt")
        BOTH = "both", _("Feil i både hodet og vaktene")
        OTHER = "other", _("Annet")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="packages")
    number = models.PositiveSmallIntegerField(_("versjon"))
    reason = models.CharField(_("grunn til rettelsen"), max_length=20, choices=Reason, blank=True)
    asked_at = models.DateTimeField(_("bedt om"), editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(_("laget"), null=True, blank=True, editable=False)
    digest = models.CharField(_("sjekksum (SHA-256)"), max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField(_("størrelse"), null=True, blank=True, editable=False)
    received_on = models.DateField(_("mottatt av arkivet"), null=True, blank=True)
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("pakke"), _("pakker til personalmappa")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(made_at=None), name="packages_to_be_made"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="packages_are_numbered",
                violation_error_message=_("Programmet har allerede en pakke med dette nummeret."),
            ),
            models.CheckConstraint(
                name="package_corrected_for_a_reason",
                condition=Q(number=1, reason="") | (Q(number__gt=1) & ~Q(reason="")),
                violation_error_message=_("Velg hvorfor skjemaet rettes."),
            ),
            models.CheckConstraint(
                name="package_made_with_its_checksum",
                condition=Q(made_at=None, digest="", size=None)
                | (Q(made_at__isnull=False, size__isnull=False) & ~Q(digest="")),
                violation_error_message=_("Pakken og sjekksummen må stå sammen."),
            ),
            models.CheckConstraint(
                name="package_received_by_and_on",
                condition=Q(received_on=None, received_by=None)
                | Q(received_on__isnull=False, received_by__isnull=False, made_at__isnull=False),
                violation_error_message=_("Hvem som krysset av for mottatt, og når, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Pakke, versjon %(number)d") % {"number": self.number})

    def get_absolute_url(self) -> str:
        return reverse("documents:package", args=[self.programme_id, self.number])

    @property
    def is_made(self) -> bool:
        return self.made_at is not None

    @property
    def filename(self) -> str:
        """Shown in the list of downloads on a shared PC: never a person's name."""
        return f"personalmappe-{self.programme_id}-versjon-{self.number}.zip"

    @transaction.atomic
    def freeze(self, content: bytes, at: datetime) -> None:
        """Keep the bytes for good. Made by another meanwhile, theirs stand."""
        held = Package.objects.select_for_update().get(pk=self.pk)
        if held.made_at is None:
            PackageFile.objects.create(package=held, content=content)
            held.made_at, held.digest, held.size = at, sha256(content).hexdigest(), len(content)
            held.save(update_fields=["made_at", "digest", "size"])
        self.refresh_from_db()


class PackageFile(models.Model):
    """The bytes of a package, as they were made."""

    package = models.OneToOneField(Package, models.CASCADE, related_name="file")
    content = models.BinaryField(_("innhold"))

    class Meta:
        verbose_name, verbose_name_plural = _("fil i personalmappa"), _("filer i personalmappa")

    def __str__(self) -> str:
        return str(_("Fil"))

    def save(self, *args: object, **kwargs: object) -> None:
        """Once: what is frozen is never written over."""
        if not self._state.adding:
            raise ValueError("a package is frozen")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def data(self) -> bytes:
        """The bytes, if they still are what was made."""
        content = bytes(self.content)
        if sha256(content).hexdigest() != self.package.digest:
            raise Tampered
        return content


class Tampered(Exception):
    """The stored bytes are not those that were made."""
