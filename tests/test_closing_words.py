"""A word of its own in every text field around a programme; then it is closed, and every table is read.

The walk finds the fields itself. A new one is in neither list below, and the test asks what becomes of it.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from documents.closing import close
from documents.models import LetterLink, Package
from documents.package import make
from privacy.walk import table_of, tables
from programmes.models import Comment, Need, Programme, ReviewRecord
from tests.access_secrets import bare
from tests.access_world import TODAY, World, world
from tests.closing import text_of_zip
from tests.conftest import NOON

__all__ = ["world"]  # the fixture

pytestmark = pytest.mark.django_db

WRITTEN = (models.CharField, models.TextField)
GONE = {
    *["Note.text", "Note.next_time", "Topic.text", "HandoverNote.text"],
    *["GroundRules.frequency", "GroundRules.channel", "GroundRules.mismatch"],
    *["Conversation.place", "Programme.private_email", "Programme.private_phone"],
    "LetterLink.key_digest",
}
IN_PART = {"Comment.text", "Need.text", "ReviewRecord.text", "ReviewRecord.writer_name"}
"""What was kept and handed over, shown to the leaders, shared with the new hire; the rest goes."""
STAYS = {
    *["Programme.title", "Programme.ident", "SystemAccess.name"],
    *["TrainingShift.shift_type", "TrainingShift.companion", "TrainingShift.remark"],
    *["LeaderTalk.place", "ProbationReview.place", "MentorFollowUp.place"],
    *["ReviewRecord.remark", "ReviewRecordVersion.text", "ReviewRecordVersion.remark"],
    *[
        "Conversation.title",
        "LeaderTalk.title",
        "ProbationReview.title",
        "MentorFollowUp.title",
        "Step.title",
    ],
    *["Conversation.guidance", "LeaderTalk.guidance", "ProbationReview.guidance", "MentorFollowUp.guidance"],
    *["Step.guidance", "Step.phase"],
    *["Conversation.responsible", "LeaderTalk.responsible", "ProbationReview.responsible"],
    *["MentorFollowUp.responsible", "Step.responsible"],
    *["Checklist.name", "Item.section", "Item.text", "Item.note", "Item.shown_by", "Signature.signer_name"],
}
NO_WORDS = {"Package.digest"}
"""Columns of text that nobody writes in."""


def fields_around_a_programme() -> list[tuple[type[models.Model], str]]:
    """Every free text of a row that hangs on a programme, or on a checklist that was handed out in one."""
    found = []
    for table in tables():
        is_outer = table.label == "programmes.Programme" or table.label.startswith("checklists.")
        around = is_outer or bool(table.path_to_programme)
        found += [
            (table.model, column.name)
            for column in table.columns
            if around and isinstance(column, WRITTEN) and not column.choices
        ]
    return found


def name_of(model: type[models.Model], field: str) -> str:
    return f"{model.__name__}.{field}"


def rows_of(model: type[models.Model], programme: Programme) -> Any:
    path = table_of(model).path_to_programme
    lists = programme.checklist_links.values("checklist")
    if model is Programme:
        return model._default_manager.filter(pk=programme.pk)
    if path:
        return model._default_manager.filter(**{path: programme})
    return model._default_manager.filter(
        **{"pk__in" if model.__name__ == "Checklist" else "checklist__in": lists}
    )


def word_in(model: type[models.Model], field: str, pk: int) -> str:
    return f"§{model.__name__}.{field}.{pk}§"


def write_everywhere(programme: Programme) -> dict[str, set[str]]:
    """The words written, by field."""
    written: dict[str, set[str]] = {}
    for model, field in fields_around_a_programme():
        if name_of(model, field) in NO_WORDS:
            continue
        rows = rows_of(model, programme)
        if name_of(model, field) == "ReviewRecord.remark":
            rows = rows.filter(shared_at__isnull=False)  # nobody remarks on a draft
        for row in rows:
            word = word_in(model, field, row.pk)
            model._default_manager.filter(pk=row.pk).update(**{field: word})
            written.setdefault(name_of(model, field), set()).add(word)
    return written


def all_tables() -> str:
    """Every cell of every table, Django's own too; the packages' bytes are read apart."""
    said = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            for row in cursor.fetchall():
                said += [bytes(cell).decode(errors="ignore") if is_bytes(cell) else str(cell) for cell in row]
    return "\n".join(said)


def is_bytes(cell: object) -> bool:
    return isinstance(cell, bytes | memoryview)


def signed(programme: Programme, world: World) -> None:
    """What the world has not got: a signed list, a letter that was sent."""
    LetterLink.objects.make(programme, by=world.people["leader"], at=NOON, by_mail=False)
    checklist = programme.checklist_links.get().checklist
    checklist.sign(by=world.people["leader"], side="witness", at=NOON)


@pytest.fixture
def filled(world: World) -> tuple[Programme, dict[str, set[str]]]:
    programme = Programme.objects.get(pk=world.programmes["finished"].pk)
    signed(programme, world)
    return Programme.objects.get(pk=programme.pk), write_everywhere(programme)


def survivors(programme: Programme) -> set[str]:
    """Of what goes in part, by the rule in words: kept by both, shown, shared."""
    kept = Comment.objects.filter(mentorship__programme=programme, kept_by_new_hire_at__isnull=False)
    shown = Need.objects.filter(mentorship__programme=programme, shared_at__isnull=False)
    shared = ReviewRecord.objects.filter(review__programme=programme, shared_at__isnull=False)
    return {
        *(word_in(Comment, "text", row.pk) for row in kept.filter(kept_by_mentor_at__isnull=False)),
        *(word_in(Need, "text", row.pk) for row in shown),
        *(word_in(ReviewRecord, field, row.pk) for row in shared for field in ("text", "writer_name")),
    }


def test_every_field_is_in_one_of_the_lists() -> None:
    known = [GONE, IN_PART, STAYS, NO_WORDS]
    found = {name_of(model, field) for model, field in fields_around_a_programme()}
    assert found - set().union(*known) == set(), "say here, in closing.py and in RULES.md what becomes of it"
    assert set().union(*known) - found == set(), "no longer a field"
    assert sum(map(len, known)) == len(set().union(*known))


def test_the_world_has_a_word_in_nearly_every_field(filled: tuple[Programme, dict[str, set[str]]]) -> None:
    """The test below could fail: there was something to delete and something to keep of every kind."""
    programme, written = filled
    assert (GONE | IN_PART | STAYS) - set(written) == set()
    in_part = set().union(*(written[name] for name in IN_PART))
    alive = survivors(programme)
    assert {word.split(".")[0] for word in alive} == {word.split(".")[0] for word in in_part - alive}


def test_nothing_is_left_anywhere_but_what_stays(
    world: World, filled: tuple[Programme, dict[str, set[str]]]
) -> None:
    programme, written = filled
    stays = survivors(programme).union(*(written[name] for name in STAYS))
    close(programme, by=world.people["leader"], on=TODAY)
    said = all_tables()
    everything = set().union(*written.values())
    assert {word for word in everything if word in said} == stays


def test_the_package_has_the_kept_words_and_no_others_of_the_pairs(
    filled: tuple[Programme, dict[str, set[str]]],
) -> None:
    programme, written = filled
    Package.objects.filter(programme=programme).delete()
    package = Package.objects.ask(programme, by=programme.new_hire, at=NOON)
    assert make(package, NOON)
    said = bare(text_of_zip(package.file.data))
    of_pair = set().union(*(written.get(name, set()) for name in (*GONE, "Comment.text", "Need.text")))
    kept = {word for word in survivors(programme) if word.startswith("§Comment")}
    assert {word for word in of_pair if bare(word) in said} == kept
    assert kept


@pytest.mark.parametrize("name", ["own", "next_door"])
def test_before_the_handing_over_the_archive_copy_has_no_comment(world: World, name: str) -> None:
    programme = Programme.objects.get(pk=world.programmes[name].pk)
    written = write_everywhere(programme)
    package = Package.objects.ask(programme, by=programme.new_hire, at=NOON)  # no page does that
    assert make(package, NOON)
    said = bare(text_of_zip(package.file.data))
    of_pair = set().union(*(written.get(field, set()) for field in (*GONE, "Comment.text")))
    assert {word for word in of_pair if bare(word) in said} == set()


def test_only_that_programme_is_closed(world: World, filled: tuple[Programme, dict[str, set[str]]]) -> None:
    programme, _written = filled
    others = Programme.objects.exclude(pk=programme.pk)
    before = {
        model.__name__: of_others(model, others) for model in apps.get_app_config("programmes").get_models()
    }
    close(programme, by=world.people["leader"], on=TODAY)
    assert before == {
        model.__name__: of_others(model, others) for model in apps.get_app_config("programmes").get_models()
    }


def of_others(model: type[models.Model], others: Any) -> list[Any]:
    if model is Programme:
        return list(others.order_by("pk").values())
    path = table_of(model).path_to_programme if model in {table.model for table in tables()} else ""
    return (
        list(model._default_manager.filter(**{f"{path}__in": others}).order_by("pk").values()) if path else []
    )
