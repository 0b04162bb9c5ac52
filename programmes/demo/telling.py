"""A story of the file becomes a programme: started as the page starts it, then lived until today."""

from dataclasses import dataclass
from datetime import timedelta

from people.models import User
from programmes.demo.appointments import Diary
from programmes.demo.clock import WEEK, Clock
from programmes.demo.files import PROCEDURES, Story
from programmes.demo.papers import write_papers
from programmes.demo.places import Cast
from programmes.demo.probation import enter_probation
from programmes.models import Mentorship, Programme, RaisedHand, Step
from programmes.models.start import Order
from programmes.models.templates import role_names
from programmes.raising import ways_of
from programmes.schedule import Role, week_monday
from programmes.workdays import next_workday

SHIFTS = [  # day of the programme, type, with the mentor
    (0, "Dag", True), (1, "Dag", True), (2, "Dag", False), (3, "Kveld", True), (6, "Dag", False),
    (7, "Kveld", True), (8, "Dag", False), (9, "Helg", False), (10, "Kveld", False), (11, "Dag", True),
]  # fmt: skip
COLLEAGUES = ["Tuva Tenkeeksempel", "Roar Råutkast", "Lone Løselig"]


def lists_of(story: Story) -> list[str]:
    return [story.checklist, *([PROCEDURES] if story.procedures else [])]


def order_for(story: Story, cast: Cast, clock: Clock) -> Order:
    starts_on = clock.start_of(story.week)
    first_mentor = story.former_mentor or story.mentor
    return Order(
        new_hire=cast.people[story.new_hire],
        mentor=cast.people[first_mentor] if first_mentor else None,
        department=cast.departments[story.department],
        template=cast.templates[story.template],
        starts_on=starts_on,
        started_by=cast.leaders[story.department],
        started_at=clock.at(min(starts_on - 4 * WEEK, clock.today - timedelta(days=3)), 9),
        title=story.title,
        ident=story.ident,
        private_email=story.private_email,
        private_phone=story.private_phone,
        weekday=min(clock.today.isoweekday(), 5) if story.talk_today else story.weekday,
        systems=cast.municipality.systems,
        checklists=[cast.checklists[slug] for slug in lists_of(story)],
        taken_over_on=clock.weeks_ago(story.taken_over_weeks_ago),
    )


@dataclass
class Telling:
    """One story with the people who live it."""

    programme: Programme
    story: Story
    cast: Cast
    clock: Clock

    def tell(self) -> None:
        if self.story.mentor:
            self.change_mentor()
            self.set_shifts()
        self.grant_accesses()
        Diary(self.programme, self.story, self.leader, self.mentor, self.clock).keep()
        self.tick_steps()
        write_papers(self.programme, self.story, self.leader, self.clock)
        enter_probation(self.programme, self.story, self.leader, self.clock)
        self.programme.ended_on = self.clock.weeks_ago(self.story.ended_weeks_ago)
        self.programme.handed_over_on = self.clock.weeks_ago(self.story.handed_over_weeks_ago)
        self.programme.save(update_fields=["ended_on", "handed_over_on"])
        if self.story.asks_for_contact:
            self.ask_for_contact()

    def ask_for_contact(self) -> None:
        """Yesterday, of whoever the page would have named."""
        programme = Programme.objects.with_people().get(pk=self.programme.pk)
        yesterday = self.clock.today - timedelta(days=1)
        for way in ways_of(programme, self.clock.today):
            if way.to in self.story.asks_for_contact:
                RaisedHand.objects.raise_to(programme.pk, way.to, way.people, self.clock.at(yesterday, 14))

    @property
    def leader(self) -> User:
        return self.cast.leaders[self.story.department]

    @property
    def mentor(self) -> User | None:
        return self.cast.people.get(self.story.mentor)

    def change_mentor(self) -> None:
        """A mentor who left midway, and someone who stands in for the present one."""
        story = self.story
        if story.former_mentor:
            begins = week_monday(self.programme.starts_on, story.mentor_since_week)
            self.programme.mentorships.update(to_on=begins - timedelta(days=1))
            self.programme.mentorships.create(
                mentor=self.cast.people[story.mentor], assigned_on=begins, from_on=begins
            )
        if story.substitute:
            today = self.clock.today
            Mentorship.objects.create(
                programme=self.programme,
                mentor=self.cast.people[story.substitute],
                assigned_on=today,
                from_on=today,
                to_on=today + 2 * WEEK,
                is_substitute=True,
            )

    def set_shifts(self) -> None:
        shifts = list(self.programme.shifts.all())
        for shift, (day, shift_type, with_mentor) in zip(shifts, SHIFTS, strict=True):
            shift.on = self.programme.starts_on + timedelta(days=day)
            shift.shift_type, shift.with_mentor = shift_type, with_mentor
            shift.companion = self.first_mentor if with_mentor else COLLEAGUES[shift.number % 3]
        shifts[0].remark = "Møt i resepsjonen klokken 07.30"
        for shift in shifts:
            shift.save()
        self.programme.refresh_shift_steps()

    @property
    def first_mentor(self) -> str:
        return self.story.former_mentor or self.story.mentor

    def grant_accesses(self) -> None:
        ready_on = self.programme.starts_on - WEEK
        if ready_on <= self.clock.today:
            accesses = self.programme.accesses.all()
            if self.story.week <= 1:  # one of them is still on its way
                accesses = accesses.exclude(position=len(self.cast.municipality.systems))
            accesses.update(granted_on=ready_on, granted_by=self.leader)

    def tick_steps(self) -> None:
        """What is past is done by whoever the row names first; some of the last are left."""
        self.date_the_event()
        past = self.programme.steps.open().filter(due_on__lt=self.clock.today)
        due = list(past.order_by("due_on", "position"))
        done = due[: len(due) - self.story.overdue_steps]
        for step in done:
            assert step.due_on is not None  # the filter says so
            step.tick(by=self.doer(step), at=self.clock.at(step.due_on), on=step.due_on)
            step.save()

    def date_the_event(self) -> None:
        """The first shift in charge comes some weeks in."""
        day = next_workday(self.programme.starts_on + 7 * WEEK)
        if self.story.week >= 6:
            self.programme.steps.filter(rule__when="event").update(due_on=day)

    def doer(self, step: Step) -> User:
        head = self.cast.heads[self.story.department]
        people = {Role.HEAD: head, Role.LEADER: self.leader, Role.MENTOR: self.mentor}
        return people.get(role_names(step.responsible)[0]) or self.programme.new_hire
