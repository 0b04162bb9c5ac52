"""The rules without dates: what is copied when a programme starts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Municipality
from programmes.rules import rule_from
from programmes.schedule import Kind, Role, Row
from programmes.template_files import TemplateFile

ROLE_LABELS = {
    Role.HEAD: _("enhetsleder"),
    Role.LEADER: _("avdelingsleder"),
    Role.MENTOR: _("mentor"),
    Role.NEW_HIRE: _("nytilsatt"),
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


class ProgrammeTemplateQuerySet(models.QuerySet["ProgrammeTemplate"]):
    def open_to(self, municipality: Municipality) -> Self:
        """What that municipality can start from: its own templates and the shared ones."""
        return self.filter(Q(municipality=None) | Q(municipality=municipality))

    @transaction.atomic
    def load(self, file: TemplateFile) -> ProgrammeTemplate:
        """Keep a shipped file as a shared template. Running programmes have their own copies."""
        values = asdict(file)
        del values["rows"]
        template, _created = self.update_or_create(
            slug=values.pop("slug"), municipality=None, defaults=values
        )
        template.steps.all().delete()
        TemplateStep.objects.bulk_create(
            TemplateStep.from_row(template, position, row) for position, row in enumerate(file.rows, start=1)
        )
        return template


class ProgrammeTemplate(models.Model):
    """A municipality's way of doing it, or one that all share."""

    slug = models.SlugField(_("kortnavn"), max_length=60)
    name = models.CharField(_("navn"), max_length=120)
    description = models.TextField(_("beskrivelse"), blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, verbose_name=_("kommune")
    )
    prompts = models.JSONField(_("stikkord"), default=list, blank=True)
    aims = models.JSONField(_("mål"), default=list, blank=True)
    duties = models.JSONField(_("ansvar"), default=list, blank=True)
    notes = models.JSONField(_("merknader"), default=list, blank=True)
    systems = models.JSONField(_("fagsystemer"), default=list, blank=True)

    objects = ProgrammeTemplateQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("programmal"), _("programmaler")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"],
                name="programme_template_slugs_are_unique",
                violation_error_message=_("Det finnes allerede en programmal med dette kortnavnet."),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(municipality=None),
                name="shared_programme_template_slugs_are_unique",
                violation_error_message=_("Det finnes allerede en programmal med dette kortnavnet."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def rows(self) -> list[Row]:
        """The rows as the pure schedule wants them."""
        return [step.row() for step in self.steps.all()]


class TemplateStep(models.Model):
    """One row of a template."""

    template = models.ForeignKey(ProgrammeTemplate, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("plass"))
    phase = models.CharField(_("fase"), max_length=80, blank=True)
    title = models.CharField(_("tittel"), max_length=300)
    guidance = models.TextField(_("veiledning"), blank=True)
    kind = models.CharField(_("slag"), max_length=20, choices=[(kind, kind) for kind in Kind])
    rule = models.JSONField(_("regel"))
    responsible = models.CharField(_("ansvarlige"), max_length=40, blank=True)
    minutes_from = models.PositiveSmallIntegerField(_("minutter fra"), null=True, blank=True)
    minutes_to = models.PositiveSmallIntegerField(_("minutter til"), null=True, blank=True)
    prompts = models.JSONField(_("stikkord"), default=list, blank=True)
    themes = models.JSONField(_("temaer"), default=list, blank=True)

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
        )
