"""Change a year under way: shown row by row before it is saved, and taken back with one press."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import BigIntegerField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from people.undo import confirm
from programmes import timeline
from programmes.adopting import numbered
from programmes.change_words import told
from programmes.changing import ChangedMeanwhile, Year, save
from programmes.forms.adoption import AdoptionForm
from programmes.forms.answers import Answers, mark_of
from programmes.forms.busy import SpreadForm
from programmes.forms.change_rows import RowsForm, groups, typed_shifts
from programmes.forms.changes import ChangeForm, SeriesForm, StartDateForm, WeekdayForm
from programmes.forms.extension import ExtensionForm
from programmes.forms.pauses import PauseForm
from programmes.kept_rows import AnyRow
from programmes.models import Conversation, PlanChange, Programme
from programmes.models.programme_queries import ProgrammeQuerySet
from programmes.readers import told_of_change
from programmes.replanning import Effect
from programmes.taking_back import CannotUndo, undo
from programmes.views.crumbs import crumbs

FORMS: dict[str, type[ChangeForm]] = {
    "startdato": StartDateForm,
    "ukedag": WeekdayForm,
    "samtaleserien": SeriesForm,
    "pause": PauseForm,
    "fordel": SpreadForm,
    "forleng": ExtensionForm,
    "ny-versjon": AdoptionForm,
}
SEEN = 12  # changes in the history
PLAN_CHANGED = gettext_lazy("Planen er endret siden du så den. Se over på nytt, og lagre når det stemmer.")
ASKED_ANEW = gettext_lazy(
    "Du har endret noe siden sist, og forslaget er regnet ut på nytt. Ingenting er lagret. Se over, og lagre når det stemmer."
)


def changeable(request: UserRequest, *, of_leaders: bool) -> ProgrammeQuerySet:
    """Leaders; and for the talks' own rhythm the pair too. Until the form is handed over."""
    on = timezone.localdate()
    if of_leaders:
        return Programme.objects.managed_by(request.user, on).filter(handed_over_on=None)
    return Programme.objects.worked_on_by(request.user, on)


@atomic_post
def change(request: UserRequest, pk: int, what: str, pause: int | None = None) -> HttpResponse:
    """The form, then what it would do, then the saving: what was shown is what is saved."""
    form_class = FORMS.get(what)
    if form_class is None:
        raise Http404
    rule = changeable(request, of_leaders=form_class.of_leaders)
    rule = rule.with_people().select_related("template").prefetch_related("pauses")
    programme = get_object_or_404(locked(rule, request), pk=pk)
    if programme.ended_on:
        messages.info(request, _("Programmet er avsluttet. Ta det opp igjen før du endrer planen."))
        return redirect(programme)
    year, on = Year.of(programme), timezone.localdate()
    kwargs: dict[str, Any] = {"pause": programme.pauses.filter(pk=pause).first()} if pause else {}
    if pause and kwargs["pause"] is None:
        return pause_is_gone(request, programme, pause)
    form = form_class(sent(request), year=year, on=on, initial=asked_for(request, form_class), **kwargs)
    context: dict[str, Any] = {"form": form}
    is_valid = not form.is_pointless and form.is_bound and form.is_valid()
    if form.is_pointless or (is_valid and form.after == year.terms and not form.changes_words):
        messages.info(request, _("Planen er allerede slik."))
        return redirect(programme)
    if is_valid:
        saved, shown = attempt(request, year, form)
        if saved:
            return done(request, saved, shown["remarks"])
        context |= shown
    context |= {
        "programme": programme,
        "unseen": list(Answers(request.POST).unseen(context.get("rows"))),
        "back": programme.get_absolute_url(),
        "breadcrumbs": crumbs(programme, (str(form.heading), request.path)),
    }
    forms = [form, *([context["rows"]] if "rows" in context else [])]
    return render(request, "programmes/change.html", context, status=status_of(*forms))


def pause_is_gone(request: UserRequest, programme: Programme, pause: int) -> HttpResponse:
    """Removed or taken back in the meantime. The days that somebody typed for it are not lost: they may be a new one."""
    if pause > BigIntegerField.MAX_BIGINT:
        raise Http404  # no pause was ever called that
    typed = {name: request.POST[name] for name in ("from_on", "to_on") if request.POST.get(name)}
    if not typed or "remove" in request.POST:
        messages.info(request, _("Pausen er ikke der lenger. Her ser du hva som er endret."))
        return redirect(reverse("programmes:changes", args=[programme.pk]))
    messages.warning(
        request, _("Pausen er ikke der lenger. Datoene du skrev, står her hvis det skal være en ny.")
    )
    return redirect(f"{reverse('programmes:change', args=[programme.pk, 'pause'])}?{urlencode(typed)}")


def asked_for(request: UserRequest, form_class: type[ChangeForm]) -> dict[str, str]:
    """What an offer on another page has filled in."""
    return {name: str(value) for name, value in request.GET.items() if name in form_class.base_fields}


def attempt(request: UserRequest, year: Year, form: ChangeForm) -> tuple[PlanChange | None, dict[str, Any]]:
    """Save what was seen, or show what there is to see."""
    shifts = typed_shifts(request.POST)
    effects = form.effects(
        {key: False for key, day in shifts.items() if day is None},
        {key: day for key, day in shifts.items() if day},
    )
    added, rewrites = form.added(), form.rewrites()
    mark = mark_of(year, effects, added, rewrites)
    warning = why_not_yet(form.cleaned_data["seen"], mark) if "save" in request.POST else ""
    data = (
        request.POST if "save" in request.POST and shows_the_same(form.cleaned_data["seen"], mark) else None
    )
    rows = RowsForm(data, year, effects, added if form.offers_rows else (), form.on)
    if rows.is_bound and rows.is_valid():
        decided = form.effects(rows.choices, rows.days)
        rows.refuse(decided, form.after)
        if rows.is_valid():
            chosen = numbered(year, rows.chosen) if form.offers_rows else added
            decision = form.decision(by=request.user, at=timezone.now())
            try:
                made = save(year, decision, decided, chosen, rewrites)
                return made, {"remarks": form.remarks(decided)}
            except ChangedMeanwhile:
                rows.clashed, warning = True, str(PLAN_CHANGED)
    answers = Answers(request.POST)
    if not rows.is_bound:
        answers.put_on(rows)
    form.remember(mark, answers.offered(rows))
    told_to = told_of_change(year.programme, form.after, form.on, request.user)
    return None, preview(form, rows, effects, added) | {"warning": warning, "told_to": told_to}


def shows_the_same(seen: str, mark: str) -> bool:
    """Whether the rows are as they were shown, whatever else in the plan is another."""
    return seen.partition(".")[2] == mark.partition(".")[2]


def why_not_yet(seen: str, mark: str) -> str:
    """Who changed something since it was shown: somebody else, or the reader."""
    if not seen or shows_the_same(seen, mark):
        return ""
    return str(ASKED_ANEW if seen.partition(".")[0] == mark.partition(".")[0] else PLAN_CHANGED)


def preview(
    form: ChangeForm, rows: RowsForm, effects: Sequence[Effect], added: Sequence[AnyRow]
) -> dict[str, Any]:
    new_talks = [row for row in added if isinstance(row, Conversation)] if not form.offers_rows else []
    shown = [effect for effect in effects if effect.is_shown]
    return {
        "rows": rows,
        "groups": [*form.more_groups(rows), *groups(form.year, shown, rows)],
        "added": [timeline.new_talk(talk) for talk in new_talks],
        "remarks": form.remarks(effects),
    }


def done(request: UserRequest, made: PlanChange, remarks: Iterable[str]) -> HttpResponse:
    if made.is_empty:
        made.delete()  # there is nothing to remember, and nothing to take back
        messages.info(request, _("Ingenting ble endret: alle datoene står som før."))
        return redirect(made.programme)
    moved = ngettext("%(n)d rad har fått ny dato.", "%(n)d rader har fått ny dato.", made.moved)
    undated = ngettext("%(n)d rad venter på en dato.", "%(n)d rader venter på en dato.", made.undated)
    counted = [said % {"n": n} for said, n in ((moved, made.moved), (undated, made.undated)) if n]
    confirm(request, " ".join([_("Endringen er lagret."), *counted]), undo=made.undo_url)
    for remark in remarks:
        messages.warning(request, remark)
    return redirect(made.programme)


@require_safe
def change_list(request: UserRequest, pk: int) -> HttpResponse:
    """Who changed the plan, when, and why."""
    on = timezone.localdate()
    rule = Programme.objects.visible_to(request.user, on).with_rights_for(request.user, on)
    programme = get_object_or_404(rule.with_people().select_related("template"), pk=pk)
    made = programme.plan_changes.select_related("made_by", "undone_by")
    changes = list(made.of_more()[:SEEN])
    of_days = (one for one in changes if one.kind != PlanChange.Kind.PEOPLE)
    last = next((one for one in of_days if one.undone_at is None), None)
    may_undo = last is not None and not programme.ended_on and may_change(programme, last)
    context = {
        "programme": programme,
        "changes": [told(change, reads_reasons=programme.can_read_reviews) for change in changes],
        "moves": [told(move, reads_reasons=False) for move in made.of_one_row()[:SEEN]],
        "last": last if may_undo else None,
        "pauses": programme.pauses.all(),
        "newer": programme.template.newer() if programme.can_manage and not programme.ended_on else None,
        "breadcrumbs": crumbs(programme, (_("Endringer i planen"), request.path)),
    }
    return render(request, "programmes/change_list.html", context)


def may_change(programme: Programme, made: PlanChange) -> bool:
    """`changeable`, of a programme with its rights at hand."""
    is_for_leaders = all(form.of_leaders for form in FORMS.values() if form.kind == made.kind)
    return programme.can_manage if is_for_leaders else programme.can_work


@require_POST
@atomic_post
def change_undo(request: UserRequest, pk: int, change: int) -> HttpResponse:
    """Restore every day as it was, or say why the change stands."""
    of_leaders = {form.kind: form.of_leaders for form in FORMS.values()}
    visible = Programme.objects.visible_to(request.user, timezone.localdate())
    changes = PlanChange.objects.of_days().select_related("programme")
    made = get_object_or_404(changes, programme__in=visible, pk=change)
    get_object_or_404(changeable(request, of_leaders=of_leaders[made.kind]), pk=pk)
    try:
        undo(made, by=request.user, at=timezone.now())
    except CannotUndo as reason:
        messages.warning(request, str(reason))
        return redirect(reverse("programmes:changes", args=[pk]))
    messages.success(request, _("Endringen er tatt tilbake. Datoene er som før."))
    return redirect(made.programme)
