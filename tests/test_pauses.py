"""A pause: shown, saved, taken back, ended and removed."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.models import Conversation, Pause, Programme
from tests.cast import Cast
from tests.changes import PAUSE, address, days, errors, saved, saved_at, shown

pytestmark = pytest.mark.django_db


# --- pause ------------------------------------------------------------------------------------------


def test_a_pause_is_shown_then_saved_then_taken_back_exactly(client: Client, cast: Cast) -> None:
    programme, before = cast.programme, days(cast.programme)
    client.force_login(cast.leader)
    groups = shown(client, programme, "pause", **PAUSE).context["groups"]
    assert [group.heading for group in groups][:2] == ["Trenger en ny dato", "Flyttes"]
    promised = {
        line.field.name.partition("-")[2]: line.field.field.help_text
        for group in groups
        for line in group.lines
        if line.field and group.heading == "Flyttes"
    }
    assert days(programme) == before, "a look saves nothing"
    assert saved(client, programme, "pause", **PAUSE).status_code == 302
    after = days(programme)
    moved = [key for key in promised if after[key] != before[key]]
    assert (len(moved), len(promised)) == (len(promised), len(promised))
    made = programme.plan_changes.get()
    assert (made.made_by, made.kind, made.moved, made.undated) == (cast.leader, "pause", len(moved), 1)
    assert client.post(made.undo_url).status_code == 302
    assert days(programme) == before


def test_a_covered_review_waits_for_a_day_and_takes_the_one_it_is_given(client: Client, cast: Cast) -> None:
    programme = cast.programme
    client.force_login(cast.leader)
    review = programme.reviews.get(number=2)
    page = shown(client, programme, "pause", **PAUSE)
    seen, name = page.context["form"].data["seen"], f"dag-ProbationReview-{review.pk}"
    client.post(address(programme, "pause"), {**PAUSE, "seen": seen, "save": "1", name: "2026-10-30"})
    review.refresh_from_db()
    assert (review.planned_on, review.dated_by_person, review.agreed_at) == (date(2026, 10, 30), True, None)


def test_the_receipt_counts_rows_that_got_another_day_and_not_those_that_were_kept(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.leader)
    form = shown(client, cast.programme, "pause", **PAUSE).context["form"]
    sent = {**PAUSE, "seen": form.data["seen"], "save": "1"}  # no box is ticked
    page = client.post(address(cast.programme, "pause"), sent, follow=True)
    (said,) = page.context["messages"]
    assert str(said) == "Endringen er lagret. 1 rad venter på en dato."
    made = cast.programme.plan_changes.get()
    assert (made.moved, made.undated) == (0, 1)
    assert len(made.after["rows"]) > 10, "remembered as people's own"


def test_the_address_of_a_pause_outlives_every_other_change(client: Client, cast: Cast) -> None:
    """Two tabs: one has the pause open while the other changes the plan."""
    programme = cast.programme
    client.force_login(cast.leader)
    saved(client, programme, "pause", **PAUSE)
    first = programme.pauses.get()
    page = reverse("programmes:pause", args=[programme.pk, first.pk])
    saved(client, programme, "ukedag", weekday="4", why="rota")
    saved(client, programme, "pause", from_on="2027-02-01", to_on="2027-02-07", reason="leave")
    saved_at(client, page, **(PAUSE | {"from_on": "2026-11-09"}))
    first.refresh_from_db()
    assert first.from_on == date(2026, 11, 9)
    for _change in range(3):
        client.post(programme.plan_changes.filter(undone_at=None)[0].undo_url)
        assert client.get(page).status_code == 200
    first.refresh_from_db()
    assert (first.from_on, first.to_on) == (date(2026, 11, 2), date(2026, 12, 6))


def test_a_pause_that_is_gone_says_so_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    programme = cast.programme
    client.force_login(cast.leader)
    saved(client, programme, "pause", **PAUSE)
    page = reverse("programmes:pause", args=[programme.pk, programme.pauses.get().pk])
    client.post(programme.plan_changes.get().undo_url)
    history = reverse("programmes:changes", args=[programme.pk])
    assert client.get(page).headers["Location"] == history
    assert client.post(page, {**PAUSE, "remove": "on", "preview": "1"}).headers["Location"] == history
    shown_anew = client.post(page, {**PAUSE, "to_on": "2026-12-01", "preview": "1"}, follow=True)
    assert "Pausen er ikke der lenger." in shown_anew.content.decode()
    form = shown_anew.context["form"]
    assert [form[name].value() for name in ("from_on", "to_on")] == ["2026-11-02", "2026-12-01"]
    client.force_login(cast.mentor)
    assert client.get(page).status_code == 404


def test_nothing_is_late_in_a_pause(client: Client, cast: Cast) -> None:
    programme, on = cast.programme, timezone.localdate()
    Conversation.objects.filter(programme=programme, number=1).update(planned_on=on - timedelta(days=30))
    rows = Programme.objects.filter(pk=programme.pk)
    assert rows.late(on).exists()
    Pause.objects.create(programme=programme, from_on=on, reason="other")
    assert not rows.late(on).exists()
    client.force_login(cast.leader)
    assert "Forfalt" not in client.get(programme.get_absolute_url()).content.decode()


def test_the_programme_page_shows_every_pause_that_is_not_over(client: Client, cast: Cast) -> None:
    """The first one first, whichever was made first."""
    for first, last in ((12, 18), (3, 9), (28, 30)):
        month = 11 if first != 28 else 8
        days = {"from_on": date(2026, month, first), "to_on": date(2026, month, last)}
        cast.programme.pauses.create(**days, reason="leave")
    for reader in (cast.leader, cast.mentor):
        client.force_login(reader)
        text = client.get(cast.programme.get_absolute_url()).content.decode()
        assert re.findall(r"Pause fra (.*?)\.? Ingenting", text) == [
            "3. november 2026 til 9. november 2026",
            "12. november 2026 til 18. november 2026",
        ]


def test_the_reason_is_for_leaders_and_the_new_hire(client: Client, cast: Cast) -> None:
    Pause.objects.create(programme=cast.programme, from_on=date(2026, 12, 1), reason="leave")
    page = reverse("programmes:changes", args=[cast.programme.pk])
    for reader, reads in ((cast.leader, True), (cast.new_hire, True), (cast.mentor, False)):
        client.force_login(reader)
        text = client.get(page).content.decode()
        assert ("1. desember 2026" in text, "Permisjon" in text) == (True, reads)


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"to_on": "2026-11-01"}, "to_on", "Pausen kan ikke slutte før den begynner."),
        (
            {"from_on": "2026-01-01"},
            "from_on",
            "Pausen kan ikke begynne før startdatoen. Endre startdatoen i stedet.",
        ),
        ({"from_on": "2036-01-01"}, "from_on", "Datoen er mer enn tre år etter starten. Se på årstallet."),
        ({"to_on": "2036-01-01"}, "to_on", "Pausen er lengre enn tre år. Se på årstallet."),
        ({"from_on": ""}, "from_on", "Velg en dato."),
        ({"to_on": "i morgen"}, "to_on", "Skriv datoen som dag, måned og år, for eksempel 16.09.2026."),
        ({"reason": "brukket arm"}, "reason", "Velg en fra listen."),
    ],
)
def test_a_pause_that_cannot_be(
    client: Client, cast: Cast, sent: dict[str, str], field: str, sentence: str
) -> None:
    client.force_login(cast.leader)
    assert errors(client, cast.programme, "pause", **(PAUSE | sent))[field] == [sentence]


def test_two_pauses_do_not_overlap(client: Client, cast: Cast) -> None:
    Pause.objects.create(programme=cast.programme, from_on=date(2026, 12, 1), reason="leave")
    client.force_login(cast.leader)
    said = errors(client, cast.programme, "pause", **PAUSE)
    assert said["from_on"] == ["Det er allerede en pause fra 1. desember 2026, uten sluttdato."]


def test_a_pause_is_ended_and_removed(client: Client, cast: Cast) -> None:
    programme, before = cast.programme, days(cast.programme)
    client.force_login(cast.leader)
    assert saved(client, programme, "pause", **(PAUSE | {"to_on": ""})).status_code == 302
    assert programme.conversations.open().filter(planned_on__gte="2026-11-02").count() == 0
    pause = programme.pauses.get()
    page = reverse("programmes:pause", args=[programme.pk, pause.pk])
    assert client.get(page).context["form"]["from_on"].value() == date(2026, 11, 2)
    sent = PAUSE | {"remove": "on"}
    seen = client.post(page, {**sent, "preview": "1"}).context
    boxes = {name: "on" for name, field in seen["rows"].fields.items() if field.initial}
    client.post(page, {**sent, "seen": seen["form"].data["seen"], "save": "1", **boxes})
    assert not programme.pauses.exists()
    assert days(programme)["terms"] == before["terms"]
    assert [row.planned_on for row in programme.conversations.order_by("number")] == [
        before[f"Conversation-{row.pk}"]["planned_on"] for row in programme.conversations.order_by("number")
    ]
