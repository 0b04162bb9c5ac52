"""No table and no column is forgotten by «Alt som står om meg»: its words held against the models."""

import pytest
from django.apps import apps
from django.db import models

from privacy.cells import is_shown, label_of, plural
from privacy.walk import Table, all_models, says_whom, tables, walked_models
from privacy.words import (
    COPIED,
    COPIED_HERE,
    LABELS,
    LEFT_BEHIND,
    NAMES,
    NOTHING,
    UNNAMED,
    UNSHARED,
    WITHHELD,
    WITHOUT_A_DAY,
)

WALKED = [pytest.param(table, id=table.label) for table in tables()]
LABELS_OF_ALL = {model._meta.label for model in all_models()}


def full_names() -> set[str]:
    return {f"{table.label}.{column.name}" for table in tables() for column in table.columns}


def test_every_table_is_walked_or_has_its_reason() -> None:
    walked = {table.label for table in tables()}
    stated = NOTHING.keys() | UNNAMED.keys()
    assert LABELS_OF_ALL - walked - stated == set(), "say in privacy/words.py why it is about nobody"
    assert walked & stated == set()
    assert stated - LABELS_OF_ALL == set(), "no longer a table"
    assert walked == {model._meta.label for model in walked_models()}


@pytest.mark.parametrize("label", NOTHING)
def test_what_is_said_to_be_about_nobody_points_at_nobody(label: str) -> None:
    model = apps.get_model(label) if label != "auth.Group_permissions" else None
    links = [field for field in model._meta.fields if field.is_relation] if model else []
    assert not [link for link in links if link.related_model in walked_models()]


def test_whom_a_row_is_about_and_who_did_something() -> None:
    """By their names; a new column is read here by a person too."""
    about = {f"{table.label}.{link.name}" for table in tables() for link in table.about}
    assert about == {
        "people.Position.holder",
        "people.Sending.by",
        "people.Portrait.user",
        "people.User_groups.user",
        "people.User_user_permissions.user",
        "programmes.Programme.new_hire",
        "programmes.Mentorship.mentor",
        "programmes.BusyPeriod.person",
        "programmes.MentorProfile.user",
        "privacy.Feedback.sender",
        *["reminders.Message.recipient", "reminders.ReminderChoice.user"],
        "programmes.HandReceiver.person",
        *["reminders.CalendarFeed.holder", "reminders.RotaMark.mentor"],
        "account.EmailAddress.user",
        "admin.LogEntry.user",
    }
    assert {link.name for table in tables() for link in table.acts} == {
        *["changed_by", "created_by", "started_by", "agreed_by", "logged_by", "done_by", "left_by"],
        *["handed_over_by", "seen_by", "revoked_by", "closed_by", "asked_by", "received_by"],
        *[
            "made_by",
            "undone_by",
            "granted_by",
            "written_by",
            "brought_by",
            "ticked_by",
            "signed_by",
            "entered_by",
        ],
    }
    assert not [link for table in tables() for link in table.acts if says_whom(link)]


def test_what_hangs_on_a_mentors_period_has_a_rule_of_its_own() -> None:
    """Through a period the walk comes to words of the new hire's: only a rule may open those."""
    under = [table for table in tables() if any(link.name == "mentorship" for link in table.parents)]
    assert {table.label for table in under} == {
        f"programmes.{name}" for name in ("Comment", "Note", "Topic", "GroundRules", "Need", "HandoverNote")
    }
    assert all(table.has_rule for table in under)


def test_what_a_rule_may_close_is_told_of() -> None:
    ruled = {table.label for table in tables() if table.has_rule}
    assert set(LEFT_BEHIND) == ruled
    assert set(UNSHARED) == {
        "programmes.ReviewRecord",
        "reminders.Message",
    }  # the new hire reads the rest of the programme's


@pytest.mark.parametrize("table", WALKED)
def test_every_shown_column_has_a_norwegian_name_of_its_own(table: Table) -> None:
    shown = [column for column in table.columns if is_shown(table, column)]
    labels = [label_of(table, column) for column in shown]
    unnamed = [
        column.name
        for column, label in zip(shown, labels, strict=True)
        if label == column.name.replace("_", " ") and label not in NORWEGIAN_TOO
    ]
    assert unnamed == [], "give it a verbose_name, or a label in privacy/words.py"
    assert len(labels) == len(set(labels)), "two columns with one name would be one in the file"
    assert plural(table.model).isprintable()


NORWEGIAN_TOO = {"mentor", "ident", "system"}


@pytest.mark.parametrize("table", WALKED)
def test_every_act_has_its_moment(table: Table) -> None:
    names = {column.name for column in table.columns}
    without = {
        f"{table.label}.{link.name}"
        for link in table.acts
        if not names & {link.name.removesuffix("_by") + end for end in ("_at", "_on")}
    }
    assert without <= WITHOUT_A_DAY


def test_secrets_are_withheld() -> None:
    """Whatever Django or allauth keeps to let somebody in."""
    suspect = {
        name for name in full_names() if any(w in name for w in ("password", "key", "token", "secret"))
    }
    assert suspect - {name for name in suspect if name.endswith("request_key")} == set(WITHHELD)


def test_what_is_left_out_as_copied_is_copied_from_a_template() -> None:
    template = {field.name for field in apps.get_model("programmes.TemplateStep")._meta.fields}
    assert template >= COPIED
    assert full_names() >= COPIED_HERE
    copied = {f"{table.label}.{c.name}" for table in tables() for c in table.columns if c.name in COPIED}
    kinds = ("Conversation", "LeaderTalk", "ProbationReview", "MentorFollowUp", "Step", "Programme")
    assert {name.rsplit(".", 1)[0] for name in copied} == {f"programmes.{kind}" for kind in kinds}


def test_no_word_is_left_over() -> None:
    columns = {column.name for table in tables() for column in table.columns}
    assert {name for name in LABELS if name not in columns | full_names()} == set()
    assert {name for name in [*WITHHELD, *WITHOUT_A_DAY, *COPIED_HERE] if name not in full_names()} == set()
    assert set(NAMES) <= LABELS_OF_ALL


def test_a_forgotten_table_would_be_seen() -> None:
    """The first test can fail: a table that points at a person is walked, one that does not is asked about."""
    assert issubclass(tables()[0].model, models.Model)
    assert tables()[0].label == "people.User"
