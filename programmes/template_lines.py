"""A template's rows and editions as the pages list them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.versions import VersionedTemplate
from programmes.models.templates import KIND_LABELS, TemplateStep, role_words
from programmes.rule_words import minutes_words, rule_words
from programmes.schedule import Row
from programmes.template_faults import Fault


@dataclass(frozen=True)
class Mark:
    """The word of an edition, as state_tag.html draws it."""

    word: object
    color: str


DRAFT = Mark(gettext_lazy("Utkast"), "warning")
PUBLISHED = Mark(gettext_lazy("Publisert"), "success")
WITHDRAWN = Mark(gettext_lazy("Ute av bruk"), "neutral")
SHARED = Mark(gettext_lazy("Følger med"), "neutral")


def mark_of(template: VersionedTemplate) -> Mark:
    if template.is_shared:
        return SHARED
    if template.withdrawn_at:
        return WITHDRAWN
    return DRAFT if template.is_draft else PUBLISHED


@dataclass(frozen=True)
class TemplateLine:
    """One edition in a list."""

    template: VersionedTemplate

    @property
    def state(self) -> Mark:
        return mark_of(self.template)

    @property
    def when(self) -> str:
        if self.template.is_shared:
            return self.template.source
        edition = _("versjon %d") % self.template.edition
        at = self.template.published_at
        return f"{edition} · {date_format(at, 'd.m.Y')}" if at else edition


def newest_lines[M: VersionedTemplate](templates: Iterable[M]) -> list[TemplateLine]:
    """Of each template the draft, if there is one, and the newest that is published."""
    chosen: list[TemplateLine] = []
    ordered = sorted(templates, key=lambda t: (t.municipality_id or 0, t.slug, -t.edition))
    for _line, editions in groupby(ordered, key=lambda t: (t.municipality_id, t.slug)):
        kept = list(editions)
        drafts = [each for each in kept if each.is_draft]
        published = [each for each in kept if not each.is_draft]
        chosen += map(TemplateLine, [*drafts, *published[:1]])
    return sorted(chosen, key=lambda line: (line.template.is_shared, line.template.name.lower()))


TEXTS = {
    "guidance": gettext_lazy("Veiledning"),
    "prompts": gettext_lazy("Stikkord"),
    "themes": gettext_lazy("Temaer"),
    "phase": gettext_lazy("Fase"),
    "source": gettext_lazy("Kilde"),
}
AT_LENGTH = ("guidance", "prompts", "themes")


def texts_of(row: Row, names: Iterable[str] = AT_LENGTH) -> list[tuple[str, list[str]]]:
    """Those of a row's texts that are there, each with its heading and its lines."""
    kept = {name: getattr(row, name) for name in TEXTS if name in names}
    return [
        (str(TEXTS[name]), [text] if isinstance(text, str) else list(text))
        for name, text in kept.items()
        if text
    ]


@dataclass(frozen=True)
class RowLine:
    """One row of a template, in words, with what is wrong with it."""

    step: TemplateStep
    row: Row
    faults: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return str(KIND_LABELS[self.row.kind])

    @property
    def when(self) -> str:
        return rule_words(self.row.rule)

    @property
    def texts(self) -> list[tuple[str, list[str]]]:
        return texts_of(self.row)

    @property
    def who(self) -> str:
        parts = [", ".join(role_words(self.step.responsible)), minutes_words(self.row.minutes)]
        return " · ".join(part for part in parts if part)


def row_lines(steps: Sequence[TemplateStep], rows: Sequence[Row], faults: Sequence[Fault]) -> list[RowLine]:
    return [
        RowLine(step, row, [said(fault) for fault in faults if fault.row == number])
        for number, (step, row) in enumerate(zip(steps, rows, strict=True), start=1)
    ]


def order_of(steps: Iterable[TemplateStep]) -> str:
    """A mark of which rows stand in which order, so that nobody moves a row on a page that is out of date."""
    return hashlib.sha256(" ".join(str(step.pk) for step in steps).encode()).hexdigest()[:12]


def said(fault: Fault) -> str:
    """The sentence on its own, with a capital letter."""
    return f"{fault.text[0].upper()}{fault.text[1:]}"
