"""What a new colleague is shown and signs for. Knows people, not programmes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checklists.template_files import ChecklistFile, Section
from checklists.versions import VersionedTemplate, VersionedTemplateQuerySet
from people.models import Municipality, User
from people.validators import no_identity_number


class ChecklistTemplateQuerySet(VersionedTemplateQuerySet["ChecklistTemplate"]):
    def load(
        self, file: ChecklistFile, municipality: Municipality | None = None, at: datetime | None = None
    ) -> ChecklistTemplate:
        """Keep a file as a template, shared or published as one's own. Lists that are handed out have their own copies."""
        kept = self.filter(slug=file.slug, municipality=municipality, edition=1).first()
        template = kept or ChecklistTemplate(slug=file.slug, municipality=municipality)
        template.published_at = at
        return self.keep(file, template)

    def keep(self, file: ChecklistFile, template: ChecklistTemplate) -> ChecklistTemplate:
        """Let this template say all that the file says, but its slug."""
        for name, value in columns_of(file).items():
            setattr(template, name, value)
        template.save()
        return template


def columns_of(file: ChecklistFile) -> dict[str, Any]:
    """What a file says, as the table keeps it."""
    rows = [
        {"section": section.title, "text": text, "levels": section.levels}
        for section in file.sections
        for text in section.items
    ]
    return {"name": file.name, "description": file.description, "source": file.source, "rows": rows}


class ChecklistTemplate(VersionedTemplate):
    """Rows to be copied: shared by all municipalities, or one's own."""

    rows = models.JSONField(
        _("rader"), default=list, blank=True, help_text=_("Liste av {section, text, levels}.")
    )

    objects = ChecklistTemplateQuerySet.as_manager()

    class Meta(VersionedTemplate.Meta):
        verbose_name, verbose_name_plural = _("sjekklistemal"), _("sjekklistemaler")

    def get_absolute_url(self) -> str:
        return reverse("templates:checklist", args=[self.pk])

    def sections(self) -> tuple[Section, ...]:
        """The rows in their parts, in order."""
        parts: dict[str, Section] = {}
        for row in self.rows:
            part = parts.get(row["section"]) or Section(row["section"], (), row.get("levels", False))
            parts[part.title] = replace(part, items=(*part.items, row["text"]))
        return tuple(parts.values())

    def to_file(self) -> ChecklistFile:
        return ChecklistFile(self.slug, self.name, self.description, self.source, self.sections())

    def copy_to(self, municipality: Municipality, name: str) -> ChecklistTemplate:
        """A draft of that municipality's own, with everything in it."""
        slug = ChecklistTemplate.objects.free_slug(name, municipality)
        copy = ChecklistTemplate(slug=slug, municipality=municipality, copied_from=self)
        return ChecklistTemplate.objects.keep(replace(self.to_file(), name=name), copy)

    def begin_next(self) -> ChecklistTemplate:
        """The draft of the next edition: the one somebody has begun, or a new one."""
        if draft := self.draft():
            return draft
        following = ChecklistTemplate(
            slug=self.slug, municipality=self.municipality, edition=self.next_edition(), copied_from=self
        )
        return ChecklistTemplate.objects.keep(self.to_file(), following)


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def hand_out(self, templates: Iterable[ChecklistTemplate]) -> list[Checklist]:
        """Copy each template's rows to a list of its own; a later edit of the template changes nothing."""
        templates = list(templates)
        lists = self.bulk_create(Checklist(name=template.name) for template in templates)
        Item.objects.bulk_create(
            [
                Item(
                    checklist=checklist,
                    position=position,
                    section=row["section"],
                    text=row["text"],
                    with_levels=row.get("levels", False),
                )
                for checklist, template in zip(lists, templates, strict=True)
                for position, row in enumerate(template.rows, start=1)
            ],
            batch_size=2000,
        )
        return lists


class Checklist(models.Model):
    """A list handed out to one new hire."""

    name = models.CharField(_("navn"), max_length=120)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("sjekkliste"), _("sjekklister")

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows are settled, and how many there are; one query unless prefetched."""
        items = list(self.items.all())
        return sum(item.is_settled for item in items), len(items)

    @property
    def missing(self) -> list[Item]:
        """The rows that are neither done nor marked as not relevant."""
        return [item for item in self.items.all() if not item.is_settled]

    def next_after(self, item: Item) -> Item | None:
        """The next row that is not settled, on from this one and then from the top."""
        left = [other for other in self.missing if other.position != item.position]
        return next((other for other in left if other.position > item.position), left[0] if left else None)

    @property
    def is_complete(self) -> bool:
        settled, rows = self.counts
        return settled == rows

    @property
    def is_signed(self) -> bool:
        """By the new hire, and by the mentor or a leader."""
        return {signature.side for signature in self.signatures.all()} == set(Signature.Side.values)

    def sign(self, *, by: User, side: str, at: datetime) -> bool:
        """Sign for one side; whoever signed first for it stands. Returns whether this was the first."""
        _signature, created = self.signatures.get_or_create(
            side=side, defaults={"signed_by": by, "signer_name": by.name, "signed_at": at}
        )
        return created

    def drop_signatures(self) -> int:
        """Any change afterwards drops both; returns how many there were."""
        return self.signatures.all().delete()[0]


class Level(models.TextChoices):
    """How far a row has come, where its template asks for that."""

    SHOWN = "shown", _("vist")
    TOGETHER = "together", _("gjort sammen")
    ALONE = "alone", _("gjort selv")


def settled(items: str = "") -> Q:
    """Which rows are settled, as `Item.is_settled` says of one; `items` is the way to them, with its underscores."""
    far_enough = Q(**{f"{items}with_levels": False}) | Q(**{f"{items}level": Level.ALONE})
    done = Q(**{f"{items}done_on__isnull": False})
    return Q(**{f"{items}not_relevant": True}) | (done & far_enough)


class Item(models.Model):
    """One row: what to be shown, when it was, and by whom."""

    level_choices = Level.choices

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("plass"))
    section = models.CharField(_("del"), max_length=120)
    text = models.CharField(_("hva"), max_length=300)
    with_levels = models.BooleanField(_("med nivåer"), default=False, editable=False)
    done_on = models.DateField(_("utført"), null=True, blank=True)
    level = models.CharField(_("nivå"), max_length=10, choices=Level, blank=True)
    shown_by = models.CharField(
        _("vist av"),
        max_length=120,
        blank=True,
        validators=[no_identity_number],
        help_text=_("Navnet på den som viste deg dette."),
    )
    note = models.CharField(_("notat"), max_length=500, blank=True, validators=[no_identity_number])
    not_relevant = models.BooleanField(_("ikke aktuelt"), default=False)
    ticked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    ticked_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("sjekkpunkt"), _("sjekkpunkter")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "position"],
                name="items_have_their_place",
                violation_error_message=_("Sjekklisten har allerede et punkt på denne plassen."),
            ),
            models.CheckConstraint(
                name="item_done_or_not_relevant",
                condition=Q(done_on=None) | Q(not_relevant=False),
                violation_error_message=_("Et punkt kan ikke både være utført og ikke aktuelt."),
            ),
            models.CheckConstraint(
                name="item_shown_by_only_when_done",
                condition=Q(shown_by="") | Q(done_on__isnull=False),
                violation_error_message=_("Fyll inn når det ble gjort, når du skriver hvem som viste det."),
            ),
            models.CheckConstraint(
                name="item_level_only_when_done",
                condition=Q(level="") | Q(done_on__isnull=False),
                violation_error_message=_("Fyll inn når det ble gjort, når du velger hvor langt dere kom."),
            ),
            models.CheckConstraint(
                name="item_level_where_asked_for",
                condition=Q(with_levels=True) & (Q(done_on=None) | ~Q(level=""))
                | Q(with_levels=False, level=""),
                violation_error_message=_("Velg hvor langt dere kom."),
            ),
            models.CheckConstraint(
                name="item_ticked_by_and_at",
                condition=Q(ticked_by=None, ticked_at=None)
                | Q(ticked_by__isnull=False, ticked_at__isnull=False),
                violation_error_message=_("Hvem som krysset av, og når, må stå sammen."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_settled(self) -> bool:
        far_enough = self.level == Level.ALONE or not self.with_levels
        return self.not_relevant or (self.done_on is not None and far_enough)

    @property
    def is_begun(self) -> bool:
        """Something stands there already."""
        return self.done_on is not None or self.not_relevant

    def tick(self, *, by: User, at: datetime, on: date, level: str = Level.ALONE) -> None:
        """Done on that day, as far as nobody has said so before; with levels the day of the newest."""
        if self.with_levels and self.level != level:
            self.done_on, self.level = on, level
        self.done_on, self.not_relevant = self.done_on or on, False
        self.ticked_by, self.ticked_at = by, at
        self.version += 1

    def untick(self) -> None:
        """Not gone through after all. The note stays."""
        self.done_on = self.ticked_by = self.ticked_at = None
        self.shown_by, self.level, self.not_relevant = "", "", False
        self.version += 1


class Signature(models.Model):
    """One of the two names under a checklist."""

    class Side(models.TextChoices):
        NEW_HIRE = "new_hire", _("nytilsatt")
        WITNESS = "witness", _("mentor eller leder")

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="signatures")
    side = models.CharField(_("part"), max_length=10, choices=Side)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signer_name = models.CharField(_("navn"), max_length=120)
    signed_at = models.DateTimeField(_("signert"))

    class Meta:
        verbose_name, verbose_name_plural = _("signatur"), _("signaturer")
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "side"],
                name="one_signature_a_side",
                violation_error_message=_("Denne parten har allerede signert."),
            )
        ]

    def __str__(self) -> str:
        return self.signer_name
