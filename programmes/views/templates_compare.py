"""Two programme templates side by side."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklists.versions import municipalities_read_by
from people.forms import UserRequest, status_of
from programmes.forms.template_files import CompareForm, full_name
from programmes.models import ProgrammeTemplate
from programmes.models.templates import KIND_LABELS, role_words
from programmes.rule_words import minutes_words, rule_words
from programmes.schedule import Row
from programmes.template_compare import Pair, pairs
from programmes.template_lines import Mark
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

    pair: Pair[Row]

    @property
    def state(self) -> Mark:
        if self.pair.left is None or self.pair.right is None:
            return ONLY_ONE
        return SAME if self.pair.is_same else CHANGED

    @property
    def sides(self) -> list[dict[str, str] | None]:
        return [words_of(self.pair.left), words_of(self.pair.right)]

    @property
    def differs(self) -> str:
        return ", ".join(str(DIFFERENCES[name]) for name in self.pair.differs)


def words_of(row: Row | None) -> dict[str, str] | None:
    if row is None:
        return None
    who = ", ".join(role_words(",".join(row.responsible)))
    parts = [str(KIND_LABELS[row.kind]), rule_words(row.rule), who, minutes_words(row.minutes)]
    return {"title": row.title, "words": " · ".join(part for part in parts if part)}


def template_compare(request: UserRequest) -> HttpResponse:
    """Any two that the reader may read; `a` and `b` in the address."""
    on = timezone.localdate()
    if not municipalities_read_by(request.user, on).exists():
        raise Http404
    readable = ProgrammeTemplate.objects.readable_by(request.user, on)
    is_asked = bool(request.GET.get("a") and request.GET.get("b"))
    form = CompareForm(request.GET if is_asked else None, readable=readable, initial=request.GET.dict())
    context: dict[str, Any] = {"form": form, "breadcrumbs": crumbs((_("Sammenlign"), request.path))}
    if is_asked and form.is_valid():
        a, b = form.cleaned_data["a"], form.cleaned_data["b"]
        left, right = a.to_file(), b.to_file()
        besides = [
            str(word) for name, word in BESIDE_THE_ROWS.items() if getattr(left, name) != getattr(right, name)
        ]
        context |= {
            "names": [full_name(a), full_name(b)],
            "lines": [ComparedLine(pair) for pair in pairs(left.rows, right.rows)],
            "besides": ", ".join(besides) or _("ingenting"),
        }
    return render(request, "programmes/template_compare.html", context, status=status_of(form))
