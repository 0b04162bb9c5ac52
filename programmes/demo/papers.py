"""What has been written and ticked: checklist, comments, referat."""

from datetime import timedelta

from checklists.models import Checklist, Level, Signature
from people.models import User
from programmes.demo.clock import Clock
from programmes.demo.files import Record, Story
from programmes.models import (
    Comment,
    Conversation,
    Mentorship,
    Note,
    Programme,
    ProgrammeChecklist,
    ReviewRecord,
    Topic,
)

NOTES = {4: "Viste to ganger", 9: "Tas igjen på neste vakt"}
NOT_RELEVANT = 8
TICKS_A_DAY = 2


def write_papers(programme: Programme, story: Story, leader: User, clock: Clock) -> None:
    mentorship = programme.mentorships.filter(is_substitute=False).last()
    mentor = mentorship.mentor if mentorship else leader
    links = ProgrammeChecklist.objects.filter(programme=programme).select_related("checklist")
    checklist, *procedures = [link.checklist for link in links.order_by("pk")]
    tick(checklist, programme, story, mentor, clock)
    for with_levels in procedures:
        practise(with_levels, programme, story, mentor, clock)
    if story.signed:
        at = clock.at(programme.starts_on + timedelta(weeks=6))
        checklist.sign(by=programme.new_hire, side=Signature.Side.NEW_HIRE, at=at)
        checklist.sign(by=mentor, side=Signature.Side.WITNESS, at=at)
    comment(programme, story, clock)
    note(programme, story, clock)
    for record in story.records:
        write_record(programme, record, leader, clock)


def tick(checklist: Checklist, programme: Programme, story: Story, mentor: User, clock: Clock) -> None:
    """A few rows a day from the first one on, shown by the mentor or the new hire's own hand."""
    for item in checklist.items.all()[: story.ticked]:
        day = min(programme.starts_on + timedelta(days=item.position // TICKS_A_DAY), clock.today)
        by = mentor if item.position % 3 else programme.new_hire
        if item.position == NOT_RELEVANT:
            item.not_relevant, item.ticked_by, item.ticked_at = True, by, clock.at(day)
        else:
            item.tick(by=by, at=clock.at(day), on=day)
            item.shown_by = mentor.name
        item.note = NOTES.get(item.position, "")
        item.save()


def practise(checklist: Checklist, programme: Programme, story: Story, mentor: User, clock: Clock) -> None:
    """The first rows have come the farthest."""
    levels = [Level.ALONE, Level.ALONE, Level.TOGETHER, Level.SHOWN, Level.SHOWN]
    for item, level in zip(checklist.items.all()[: story.procedures], levels, strict=False):
        day = min(programme.starts_on + timedelta(days=7 + item.position), clock.today)
        item.tick(by=programme.new_hire, at=clock.at(day), on=day, level=level)
        item.shown_by = mentor.name
        item.save()


def comment(programme: Programme, story: Story, clock: Clock) -> None:
    """Beside held talks, by the mentor of that time; some are to be kept on the form."""
    Comment.objects.bulk_create(
        written(talk, story, clock)
        for talk in programme.conversations.filter(number__in=story.comments, held_on__isnull=False)
    )


def note(programme: Programme, story: Story, clock: Clock) -> None:
    """Våre avtaler of held talks, by the mentor of that time; what the new hire wants to bring up next."""
    for talk in programme.conversations.filter(number__in=story.notes, held_on__isnull=False):
        main, at = mentorship_at(talk), clock.at(talk.held_on or clock.today, 15)
        Note.objects.create(
            conversation=talk,
            mentorship=main,
            text=story.notes[talk.number],
            next_time=story.next_time.get(talk.number, ""),
            written_by=main.mentor,
            written_at=at,
        )
    for text in story.topics:
        main = programme.mentorships.get(is_substitute=False, to_on=None)
        at = clock.at(clock.today - timedelta(days=1), 20)
        Topic.objects.bring(main, text, by=programme.new_hire, at=at)


def mentorship_at(talk: Conversation) -> Mentorship:
    """Whose time it was when the talk was held."""
    held = talk.programme.mentorships.filter(is_substitute=False, assigned_on__lte=talk.held_on)
    main = held.last()
    assert main is not None  # a talk that was held had a mentor
    return main


def written(talk: Conversation, story: Story, clock: Clock) -> Comment:
    day = talk.held_on
    assert day is not None  # the filter says so
    main = mentorship_at(talk)
    at = clock.at(day, 15)
    kept_at = clock.at(clock.today - timedelta(days=30), 10) if talk.number in story.kept else None
    return Comment(
        conversation=talk,
        mentorship=main,
        text=story.comments[talk.number],
        written_at=at,
        written_by=main.mentor,
        kept_by_new_hire_at=kept_at,
        kept_by_mentor_at=kept_at,
    )


def write_record(programme: Programme, record: Record, leader: User, clock: Clock) -> None:
    review = programme.reviews.get(number=record.review)
    day = review.held_on
    assert day is not None, "et referat skrives etter at samtalen er holdt"
    shared_at = None if record.draft else clock.at(day + timedelta(days=1), 9)
    ReviewRecord.objects.create(
        review=review,
        text=record.text.strip(),
        written_by=leader,
        writer_name=leader.name,
        written_at=clock.at(day, 15),
        shared_at=shared_at,
        read_at=clock.at(day + timedelta(days=2), 11) if record.read else None,
        remark=record.remark,
    )
