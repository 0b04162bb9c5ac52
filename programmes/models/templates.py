"""The rules without dates: what is copied when a programme starts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from checklists.versions import VersionedTemplate, VersionedTemplateQuerySet
from people.models import Municipality
from programmes.rules import LAST_WEEK, rule_from
from programmes.schedule import Kind, Role, Row
from programmes.template_files import Passage, Prompt, TemplateFile

ASIDE = 10_000  # beyond the place of any row

ROLE_LABELS = {
    Role.HEAD: _("enhetsleder"),
    Role.LEADER: _("avdelingsleder"),
    Role.MENTOR: _("mentor"),
    Role.NEW_HIRE: _("nytilsatt"),
}
KIND_LABELS = {
    Kind.STEP: _("aktivitet"),
    Kind.CONVERSATION: _("mentorsamtale"),
    Kind.LEADER_TALK: _("samtale med leder"),
    Kind.PROBATION_REVIEW: _("prøvetidssamtale"),
    Kind.MENTOR_FOLLOW_UP: _("leder møter mentor"),
    Kind.TRAINING_SHIFT: _("opplæringsvakter"),
}


def role_names(roles: str) -> list[Role]:
    """The roles that a `responsible` column holds, in its order.

    >>> role_names("head,leader")
    [<Role.HEAD: 'head'>, <Role.LEADER: 'leader'>]
    """
    return [Role(name) for name in roles.split(",") if name]


def role_words(roles: str) -> list[str]:
    """The same, as people say them."""
    return [str(ROLE_LABELS[role]) for role in role_names(roles)]


class ProgrammeTemplateQuerySet(VersionedTemplateQuerySet["ProgrammeTemplate"]):
    def load(self, file: TemplateFile) -> ProgrammeTemplate:
        """Keep a shipped file as a shared template. Running programmes have their own copies."""
        shared = self.filter(slug=file.slug, municipality=None).first()
        return self.keep(file, shared or ProgrammeTemplate(slug=file.slug))

    @transaction.atomic
    def keep(self, file: TemplateFile, template: ProgrammeTemplate) -> ProgrammeTemplate:
        """Let this template say all that the file says, but its slug."""
        for name, value in columns_of(file).items():
            setattr(template, name, value)
        template.save()
        template.keep_rows(file.rows)
        return template


def columns_of(file: TemplateFile) -> dict[str, Any]:
    """What a file says beside its rows, as the table keeps it."""
    values = asdict(file)
    return {name: value for name, value in values.items() if name not in ("rows", "slug")}


class ProgrammeTemplate(VersionedTemplate):
    """A municipality's way of doing it, or one that all share."""

    length_weeks = models.PositiveSmallIntegerField(
        _("varer i uker"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_WEEK)],
    )
    prompts = models.JSONField(_("stikkord"), default=list, blank=True)
    aims = models.JSONField(_("mål"), default=list, blank=True)
    duties = models.JSONField(_("ansvar"), default=list, blank=True)
    notes = models.JSONField(_("merknader"), default=list, blank=True)
    systems = models.JSONField(_("fagsystemer"), default=list, blank=True)

    objects = ProgrammeTemplateQuerySet.as_manager()

    class Meta(VersionedTemplate.Meta):
        verbose_name, verbose_name_plural = _("programmal"), _("programmaler")

    def get_absolute_url(self) -> str:
        return reverse("templates:programme", args=[self.pk])

    def rows(self) -> list[Row]:
        """The rows as the pure schedule wants them."""
        return [step.row() for step in self.steps.all()]

    def keep_rows(self, rows: Iterable[Row]) -> None:
        """These rows and no others."""
        self.steps.all().delete()
        TemplateStep.objects.bulk_create(
            TemplateStep.from_row(self, position, row) for position, row in enumerate(rows, start=1)
        )

    def put_in_order(self, steps: Sequence[TemplateStep]) -> None:
        """Give the rows their places anew, as they stand here; all of them are pushed aside first."""
        self.steps.update(position=models.F("position") + ASIDE)
        for position, step in enumerate(steps, start=1):
            step.position = position
        TemplateStep.objects.bulk_update(steps, ["position"])

    def to_file(self) -> TemplateFile:
        """All that the template says, as its file does."""
        return TemplateFile(
            slug=self.slug,
            name=self.name,
            description=self.description,
            source=self.source,
            systems=tuple(self.systems),
            aims=tuple(Passage(**each) for each in self.aims),
            duties=tuple(Passage(**each) for each in self.duties),
            notes=tuple(Passage(**each) for each in self.notes),
            prompts=tuple(prompt_of(each) for each in self.prompts),
            rows=tuple(self.rows()),
            length_weeks=self.length_weeks,
        )

    def copy_to(self, municipality: Municipality, name: str) -> ProgrammeTemplate:
        """A draft of that municipality's own, with everything in it."""
        slug = ProgrammeTemplate.objects.free_slug(name, municipality)
        copy = ProgrammeTemplate(slug=slug, municipality=municipality, copied_from=self)
        return ProgrammeTemplate.objects.keep(replace(self.to_file(), name=name), copy)

    def begin_next(self) -> ProgrammeTemplate:
        """The draft of the next edition: the one somebody has begun, or a new one."""
        if draft := self.draft():
            return draft
        following = ProgrammeTemplate(
            slug=self.slug, municipality=self.municipality, edition=self.next_edition(), copied_from=self
        )
        return ProgrammeTemplate.objects.keep(self.to_file(), following)


def prompt_of(kept: dict[str, Any]) -> Prompt:
    return Prompt(**{**kept, "follow_ups": tuple(kept.get("follow_ups", ()))})


class TemplateStep(models.Model):
    """One row of a template."""

    template = models.ForeignKey(ProgrammeTemplate, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("plass"))
    phase = models.CharField(_("fase"), max_length=80, blank=True)
    title = models.CharField(_("tittel"), max_length=300)
    guidance = models.TextField(_("veiledning"), blank=True)
    kind = models.CharField(_("slag"), max_length=20, choices=list(KIND_LABELS.items()))
    rule = models.JSONField(_("regel"))
    responsible = models.CharField(_("ansvarlige"), max_length=40, blank=True)
    minutes_from = models.PositiveSmallIntegerField(_("minutter fra"), null=True, blank=True)
    minutes_to = models.PositiveSmallIntegerField(_("minutter til"), null=True, blank=True)
    prompts = models.JSONField(_("stikkord"), default=list, blank=True)
    themes = models.JSONField(_("temaer"), default=list, blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("rad i programmal"), _("rader i programmal")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"],
                name="template_steps_have_their_place",
                violation_error_message=_("Malen har allerede en rad på denne plassen."),
            ),
            models.CheckConstraint(
                name="template_minutes_stand_together",
                condition=Q(minutes_from=None, minutes_to=None)
                | Q(minutes_from__gt=0, minutes_to__gte=models.F("minutes_from")),
                violation_error_message=_("Skriv både fra og til når raden har en tid."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def row(self) -> Row:
        minutes = (self.minutes_from, self.minutes_to) if self.minutes_from and self.minutes_to else None
        return Row(
            title=self.title,
            kind=Kind(self.kind),
            rule=rule_from(self.rule),
            responsible=tuple(role_names(self.responsible)),
            phase=self.phase,
            guidance=self.guidance,
            minutes=minutes,
            prompts=tuple(self.prompts),
            themes=tuple(self.themes),
            source=self.source,
        )

    @classmethod
    def from_row(cls, template: ProgrammeTemplate, position: int, row: Row) -> Self:
        low, high = row.minutes or (None, None)
        return cls(
            template=template,
            position=position,
            phase=row.phase,
            title=row.title,
            guidance=row.guidance,
            kind=row.kind,
            rule=row.rule.to_dict(),
            responsible=",".join(row.responsible),
            minutes_from=low,
            minutes_to=high,
            prompts=list(row.prompts),
            themes=list(row.themes),
            source=row.source,
        )
