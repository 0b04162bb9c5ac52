"""Two templates side by side: of programmes, or of checklists."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.models import ChecklistTemplate
from checklists.template_files import ChecklistFile
from checklists.versions import municipalities_read_by
from people.forms import UserRequest, status_of
from programmes.forms.template_files import CompareForm, full_name
from programmes.models import ProgrammeTemplate
from programmes.models.templates import KIND_LABELS, role_words
from programmes.rule_words import minutes_words, rule_words
from programmes.schedule import Row
from programmes.template_compare import Item, Pair, item_pairs, pairs
from programmes.template_files import Passage, Prompt, TemplateFile
from programmes.template_lines import TEXTS, Mark, texts_of
from programmes.views.templates_common import crumbs

SAME = Mark(gettext_lazy("Lik"), "neutral")
CHANGED = Mark(gettext_lazy("Ulik"), "warning")
ONLY_ONE = Mark(gettext_lazy("Bare i den ene"), "info")

DIFFERENCES = {
    "title": gettext_lazy("tittel"),
    "kind": gettext_lazy("slag"),
    "rule": gettext_lazy("når"),
    "responsible": gettext_lazy("ansvarlige"),
    "phase": gettext_lazy("fase"),
    "guidance": gettext_lazy("veiledning"),
    "minutes": gettext_lazy("varighet"),
    "prompts": gettext_lazy("stikkord"),
    "themes": gettext_lazy("temaer"),
    "source": gettext_lazy("kilde"),
    "section": gettext_lazy("del"),
    "text": gettext_lazy("ordlyd"),
    "levels": gettext_lazy("nivåer"),
}
BESIDE_THE_ROWS = {
    "name": gettext_lazy("navn"),
    "description": gettext_lazy("beskrivelse"),
    "source": gettext_lazy("kilde"),
    "length_weeks": gettext_lazy("antall uker"),
    "systems": gettext_lazy("fagsystemer"),
    "prompts": gettext_lazy("stikkord"),
    "aims": gettext_lazy("mål"),
    "duties": gettext_lazy("ansvar"),
    "notes": gettext_lazy("merknader"),
}


@dataclass(frozen=True)
class ComparedLine:
    """A pair of rows in words."""

    pair: Pair[Row] | Pair[Item]

    @property
    def state(self) -> Mark:
        if self.pair.left is None or self.pair.right is None:
            return ONLY_ONE
        return SAME if self.pair.is_same else CHANGED

    @property
    def sides(self) -> list[dict[str, Any] | None]:
        """Each with the texts that differ; of a row that only one has, all of them."""
        is_alone = self.pair.left is None or self.pair.right is None
        names = list(TEXTS) if is_alone else self.pair.differs
        return [words_of(self.pair.left, names), words_of(self.pair.right, names)]

    @property
    def differs(self) -> str:
        return ", ".join(str(DIFFERENCES[name]) for name in self.pair.differs)


def words_of(row: Row | Item | None, names: Iterable[str]) -> dict[str, Any] | None:
    if row is None:
        return None
    if isinstance(row, Item):
        levels = _("følges gjennom nivåer") if row.levels else ""
        return {"title": row.text, "words": " · ".join(filter(None, [row.section, levels]))}
    who = ", ".join(role_words(",".join(row.responsible)))
    parts = [str(KIND_LABELS[row.kind]), rule_words(row.rule), who, minutes_words(row.minutes)]
    words = " · ".join(part for part in parts if part)
    return {"title": row.title, "words": words, "texts": texts_of(row, names)}


def items_of(file: ChecklistFile) -> list[Item]:
    return [Item(part.title, text, part.levels) for part in file.sections for text in part.items]


def template_compare(request: UserRequest) -> HttpResponse:
    """Two programme templates."""

    def lines(left: TemplateFile, right: TemplateFile) -> list[ComparedLine]:
        return [ComparedLine(pair) for pair in pairs(left.rows, right.rows)]

    return compared(request, ProgrammeTemplate, lines, _("Sammenlign to programmaler"))


def checklist_compare(request: UserRequest) -> HttpResponse:
    """Two checklist templates."""

    def lines(left: ChecklistFile, right: ChecklistFile) -> list[ComparedLine]:
        return [ComparedLine(pair) for pair in item_pairs(items_of(left), items_of(right))]

    return compared(request, ChecklistTemplate, lines, _("Sammenlign to sjekklistemaler"))


def compared(
    request: UserRequest,
    model: type[ProgrammeTemplate | ChecklistTemplate],
    lines: Callable[[Any, Any], list[ComparedLine]],
    heading: str,
) -> HttpResponse:
    """Any two that the reader may read; `a` and `b` in the address."""
    on = timezone.localdate()
    if not municipalities_read_by(request.user, on).exists():
        raise Http404
    readable = model._default_manager.readable_by(request.user, on)
    is_asked = bool(request.GET.get("a") and request.GET.get("b"))
    form = CompareForm(request.GET if is_asked else None, readable=readable, initial=request.GET.dict())
    context: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "breadcrumbs": crumbs((_("Sammenlign"), request.path)),
    }
    if is_asked and form.is_valid():
        a, b = form.cleaned_data["a"], form.cleaned_data["b"]
        left, right = a.to_file(), b.to_file()
        context |= {
            "names": [full_name(a), full_name(b)],
            "lines": lines(left, right),
            "besides": besides(left, right),
        }
    return render(request, "programmes/template_compare.html", context, status=status_of(form))


def besides(left: object, right: object) -> dict[str, list[list[str]]]:
    """What differs beside the rows, of what this kind of template has: the word, and what each of them says."""
    has = {name: word for name, word in BESIDE_THE_ROWS.items() if hasattr(left, name)}
    return {
        str(word): [said_in(getattr(left, name)), said_in(getattr(right, name))]
        for name, word in has.items()
        if getattr(left, name) != getattr(right, name)
    }


def said_in(value: Any) -> list[str]:
    """A text, a number, or a list of what templates hold, line by line."""
    match value:
        case Passage(title, text):
            return [f"{title}: {text}"]
        case Prompt(text, follow_ups, sensitive, group):
            limits = _("med grensene for fortrolighet") if sensitive else ""
            return [" · ".join(filter(None, [group, " ".join([text, *follow_ups]), limits]))]
        case tuple():
            return [line for each in value for line in said_in(each)]
    return [str(value)] if value else []
