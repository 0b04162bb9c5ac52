"""The questions asked of many programmes. Who may see and do what stands here, once each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Case, Count, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from checklists.models import Checklist
from people.models import Department, User
from programmes.models.appointments import Conversation
from programmes.models.changes import Pause
from programmes.models.kept_days import kept_days
from programmes.models.lateness import is_late, late_count
from programmes.models.mentorships import Mentorship, MentorshipQuerySet
from programmes.models.rows import ProgrammeChecklist, SystemAccess, TrainingShift
from programmes.models.start import COPIED, Order, planned_rows

if TYPE_CHECKING:
    from programmes.models.programme import Programme
    from programmes.models.templates import ProgrammeTemplate

SOON = timedelta(weeks=4)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    # --- rules: each takes the reader and the day -------------------------------------------------

    def visible_to(self, user: User, on: date) -> Self:
        """The plan and its papers: the new hire, the mentor and the leaders of that day."""
        return self.filter(_lived_by(user, on) | _led_by(user, on))

    def dates_visible_to(self, user: User, on: date) -> Self:
        """The same, and the municipality's coordinator: names, dates and states only."""
        return self.filter(_lived_by(user, on) | _overseen_by(user, on))

    def managed_by(self, user: User, on: date) -> Self:
        """Leaders: start, dates of reviews and follow-ups, accesses."""
        return self.filter(_led_by(user, on))

    def overseen_by(self, user: User, on: date) -> Self:
        """Who follows how it goes: leaders their own, the coordinator the municipality's dates and states."""
        return self.filter(_overseen_by(user, on))

    def lived_by(self, user: User, on: date) -> Self:
        """The two whose year it is, and nobody else."""
        return self.filter(_lived_by(user, on))

    def own_of(self, user: User, on: date) -> Self:
        """«Mine»: one's own year, one's mentees', and those of the department one leads oneself."""
        return self.filter(
            _lived_by(user, on) | Q(department__in=Department.objects.led_directly_by(user, on))
        )

    def taken_along_by(self, user: User, on: date) -> Self:
        """A copy of what the two wrote: the new hire alone, from the end on."""
        return self.filter(new_hire=user, ended_on__lte=on)

    def reviews_open_to(self, user: User, on: date) -> Self:
        """The pages of the prøvetidssamtaler, where a referat may stand: new hire and leaders, not the mentor."""
        return self.filter(_reviewed_with(user, on))

    def worked_on_by(self, user: User, on: date) -> Self:
        """Training shifts, checklists, signing: pair and leaders, until the form is handed over."""
        return self.visible_to(user, on).filter(handed_over_on=None)

    def talks_logged_by(self, user: User, on: date) -> Self:
        """Agreeing, moving and logging talks: the two who talk, until the form is handed over."""
        return self.lived_by(user, on).filter(handed_over_on=None)

    def hands_raised_by(self, user: User, on: date) -> Self:
        """«Ta kontakt med meg»: the new hire alone, while the programme runs."""
        return self.running(on).filter(new_hire=user, handed_over_on=None)

    def letter_open_to(self, user: User, on: date) -> Self:
        """The welcome letter to oneself, once it is out and while the programme runs: the new hire alone.

        The leaders have a page of theirs, and whoever has the link needs no rule of this kind.
        """
        return self.running(on).filter(new_hire=user, letter_sent_on__isnull=False)

    def with_rights_for(self, user: User, on: date) -> Self:
        """Add where the reader stands, from which `Rights` says what the reader may.

        Asked of the row at hand and not in queries of their own: that took three times as long.
        """
        return self.annotate(
            reader_is_new_hire=ExpressionWrapper(Q(new_hire=user), models.BooleanField()),
            reader_mentors=Mentorship.held_by(user, on, "pk"),
            reader_leads=ExpressionWrapper(_led_by(user, on), models.BooleanField()),
        )

    def with_rights_of_pair(self, user: User) -> Self:
        """The same of `lived_by`, where being new hire or mentor is all there is to ask."""
        is_own = Q(new_hire=user)
        return self.annotate(
            reader_is_new_hire=ExpressionWrapper(is_own, models.BooleanField()),
            reader_mentors=ExpressionWrapper(~is_own, models.BooleanField()),
            reader_leads=Value(False),
        )

    # --- many rows --------------------------------------------------------------------------------

    def with_people(self) -> Self:
        """What nearly every page shows: new hire, place and mentors, in two queries."""
        return self.select_related("new_hire", "department__unit").prefetch_related(
            models.Prefetch("mentorships", _mentors_of_all().all())
        )

    def with_shift_counts(self) -> Self:
        """Add `shift_count` and `dated_shift_count`, for a line that says how far the planning has come."""
        shifts = TrainingShift.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
        return self.annotate(
            shift_count=Coalesce(Subquery(shifts.annotate(n=Count("pk")).values("n")), 0),
            dated_shift_count=Coalesce(Subquery(shifts.annotate(n=Count("on")).values("n")), 0),
        )

    def running(self, on: date) -> Self:
        """Not ended; a programme that starts later counts too."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def following_older(self, template: ProgrammeTemplate, on: date) -> Self:
        """Running on an edition of that template before this one."""
        older = template.line().filter(edition__lt=template.edition)
        return self.running(on).filter(template__in=older)

    def awake(self, on: date) -> Self:
        """Not in a pause: in one nothing is late."""
        return self.filter(~paused(on))

    def with_rest(self, on: date) -> Self:
        """Add `rests_today`: in a pause."""
        return self.annotate(rests_today=ExpressionWrapper(paused(on), models.BooleanField()))

    def starting_soon(self, on: date) -> Self:
        return self.running(on).filter(starts_on__gt=on, starts_on__lte=on + SOON)

    def ending_soon(self, on: date) -> Self:
        """Near the end that is set, else near the last planned talk, or past it and not ended yet."""
        by_plan = Q(ended_on=None, last_planned_on__lte=on + SOON)
        return self.running(on).filter(by_plan | Q(ended_on__lte=on + SOON))

    def late(self, on: date) -> Self:
        """Anything open past its day. Nothing is late after the end."""
        return self.running(on).awake(on).filter(is_late(on))

    def with_lateness(self, on: date) -> Self:
        """Add how many rows are past their day, whether the next talk is agreed, and a pause. For one page."""
        next_talk = Conversation.objects.open().filter(
            programme=OuterRef("pk"), planned_on=OuterRef("next_talk_on"), agreed_at__isnull=False
        )
        return self.annotate(
            late_count=Case(When(Q(ended_on__lte=on) | paused(on), then=0), default=late_count(on)),
            next_is_agreed=Exists(next_talk),
            is_paused=ExpressionWrapper(paused(on), models.BooleanField()),
        )

    def refresh_talk_dates(self) -> int:
        """Write the days that are kept for speed anew: the only place that does."""
        return self.update(**kept_days())

    @transaction.atomic(savepoint=False)
    def start(self, order: Order) -> Programme:
        """Start a programme: everything is copied from the template, or nothing is saved."""
        programme = self.start_many([order])[0]
        programme.refresh_from_db(fields=["next_talk_on", "last_held_on", "last_planned_on"])
        return programme

    @transaction.atomic(savepoint=False)
    def start_many(self, orders: Iterable[Order]) -> list[Programme]:
        """The same builder for one and for thousands, with the same number of queries."""
        orders = list(orders)
        programmes = self.bulk_create([self.model.from_order(order) for order in orders])
        pairs = list(zip(programmes, orders, strict=True))
        Mentorship.objects.bulk_create(
            Mentorship(
                programme=programme,
                mentor=order.mentor,
                assigned_on=timezone.localdate(order.started_at),
                from_on=order.starts_on,
            )
            for programme, order in pairs
            if order.mentor is not None
        )
        SystemAccess.objects.bulk_create(
            SystemAccess(programme=programme, position=place, name=name)
            for programme, order in pairs
            for place, name in enumerate(order.systems, start=1)
        )
        rows = planned_rows(pairs)
        for model in COPIED.values():
            model._default_manager.bulk_create(rows[model], batch_size=2000)  # type: ignore[arg-type]
        self._hand_out_checklists(pairs)
        self.filter(pk__in=[programme.pk for programme in programmes]).refresh_talk_dates()
        return programmes

    def _hand_out_checklists(self, pairs: list[tuple[Programme, Order]]) -> None:
        wanted = [(programme, template) for programme, order in pairs for template in order.checklists]
        lists = Checklist.objects.hand_out(template for _programme, template in wanted)
        ProgrammeChecklist.objects.bulk_create(
            ProgrammeChecklist(programme=programme, checklist=checklist)
            for (programme, _template), checklist in zip(wanted, lists, strict=True)
        )


@cache
def _mentors_of_all() -> MentorshipQuerySet:
    """Never asked itself: nearly every page asks a copy of it, and copies are quickly made."""
    return Mentorship.objects.with_mentor()


def paused(on: date, programme: str = "pk") -> Q:
    return Q((f"{programme}__in", Pause.objects.lasting(on).values("programme")))


def _lived_by(user: User, on: date) -> Q:
    return Q(new_hire=user) | Q(Mentorship.held_by(user, on, "pk"))


def _led_by(user: User, on: date) -> Q:
    return Q(department__in=Department.objects.led_by(user, on))


def _reviewed_with(user: User, on: date) -> Q:
    return Q(new_hire=user) | _led_by(user, on)


def _overseen_by(user: User, on: date) -> Q:
    return Q(department__in=Department.objects.overseen_by(user, on))
