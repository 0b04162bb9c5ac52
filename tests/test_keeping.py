"""«Før skjemaet leveres»: each of the two says keep or leave, and that they are ready."""

import pytest
from django.test import Client

from programmes.models import Comment, Programme
from tests.cast import OUTSIDERS, Cast
from tests.closing import (
    SECRET,
    comment_of,
    get_ready,
    make_ended_cast,
    page,
    refreshed,
    send,
    talk_of,
    told,
)
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
PAGE = "programmes:before_handover"


@pytest.fixture
def cast() -> Cast:
    return make_ended_cast()


def choice(comment: Comment, *, keep: bool, **more: object) -> dict[str, object]:
    data: dict[str, object] = {f"sett-{comment.pk}": comment.stamp, "handling": "lagre"} | more
    return data | ({"behold": [comment.pk]} if keep else {})


def said(comment: Comment) -> tuple[bool, bool]:
    comment.refresh_from_db()
    return comment.kept_by_new_hire_at is not None, comment.kept_by_mentor_at is not None


def on_form(cast: Cast) -> list[str]:
    """What would stand on the form if it were handed over today."""
    Programme.objects.filter(pk=cast.programme.pk).update(handed_over_on="2026-09-16")
    texts = list(Comment.objects.handed_over(NOON.date()).values_list("text", flat=True))
    Programme.objects.filter(pk=cast.programme.pk).update(handed_over_on=None)
    return texts


def test_each_decides_for_themselves(client: Client, cast: Cast) -> None:
    comment = comment_of(cast)
    assert told(send(client, cast, "mentor", PAGE, choice(comment, keep=True))) == ["Valgene er lagret."]
    assert (said(comment), on_form(cast)) == ((False, True), [])
    send(client, cast, "new_hire", PAGE, choice(comment, keep=True))
    assert (said(comment), on_form(cast)) == ((True, True), [SECRET])
    send(client, cast, "mentor", PAGE, choice(comment, keep=False))
    assert (said(comment), on_form(cast)) == ((True, False), [])


def test_of_a_former_mentorship_the_new_hire_decides_alone(client: Client, cast: Cast) -> None:
    comment = comment_of(cast, "former_mentor")
    send(client, cast, "mentor", PAGE, choice(comment, keep=True))
    assert (said(comment), on_form(cast)) == ((False, False), [])
    send(client, cast, "new_hire", PAGE, choice(comment, keep=True))
    assert (said(comment), on_form(cast)) == ((True, False), [SECRET])


def test_what_is_shown_is_what_the_reader_may_read(client: Client, cast: Cast) -> None:
    comment_of(cast, text="Fra hovedmentor")
    comment_of(cast, "substitute", "Fra vikar", number=2)
    comment_of(cast, "former_mentor", "Fra tidligere", number=3)
    seen = {}
    for role in ("new_hire", "mentor", "substitute"):
        client.force_login(cast.of(role))
        text = client.get(page(cast, PAGE)).content.decode()
        seen[role] = [word for word in ("hovedmentor", "vikar", "tidligere") if f"Fra {word}" in text]
    assert seen == {
        "new_hire": ["hovedmentor", "vikar", "tidligere"],
        "mentor": ["hovedmentor"],
        "substitute": ["vikar"],
    }


@pytest.mark.parametrize("role", [*OUTSIDERS, "leader", "head"])
def test_outside_the_pair_there_is_no_such_page(client: Client, cast: Cast, role: str) -> None:
    comment = comment_of(cast)
    client.force_login(cast.of(role))
    assert client.get(page(cast, PAGE)).status_code == 404
    answer = send(client, cast, role, PAGE, choice(comment, keep=True, handling="ferdig"))
    assert (answer.status_code, said(comment)) == (404, (False, False))
    assert Programme.objects.get(pk=cast.programme.pk).ready_by_new_hire_at is None


def test_an_edit_asks_both_again(client: Client, cast: Cast) -> None:
    comment = comment_of(cast, new_hire=NOON, mentor=NOON)
    get_ready(cast)
    talk = talk_of(cast)
    Comment.objects.write(talk, comment.mentorship, "Andre ord", by=cast.mentor, at=NOON)
    assert said(comment) == (False, False)
    assert Programme.objects.get(pk=cast.programme.pk).ready_by_new_hire_at is None
    assert cast.programme.mentorships.filter(ready_at__isnull=False).count() == 0


def test_one_says_yes_to_the_words_one_saw(client: Client, cast: Cast) -> None:
    comment = comment_of(cast)
    data = choice(comment, keep=True, handling="ferdig")
    Comment.objects.write(talk_of(cast), comment.mentorship, "Andre ord", by=cast.mentor, at=NOON)
    answer = send(client, cast, "new_hire", PAGE, data)
    assert (answer.status_code, said(comment)) == (409, (False, False))
    assert "En kommentar er endret siden du åpnet siden." in answer.content.decode()
    assert refreshed(cast).programme.ready_by_new_hire_at is None


def test_a_comment_that_came_meanwhile_is_left_alone(client: Client, cast: Cast) -> None:
    first, late = comment_of(cast), comment_of(cast, number=2, text="Nytt", new_hire=NOON)
    send(client, cast, "new_hire", PAGE, choice(first, keep=True))
    assert (said(first), said(late)) == ((True, False), (True, False))


def test_being_ready_is_said_with_and_without_comments(client: Client, cast: Cast) -> None:
    send(client, cast, "new_hire", PAGE, {"handling": "ferdig"})
    assert refreshed(cast).programme.ready_by_new_hire_at == NOON
    send(client, cast, "mentor", PAGE, {"handling": "ferdig"})
    assert cast.programme.mentorships.get(mentor=cast.mentor).ready_at == NOON
    assert cast.programme.mentorships.filter(ready_at__isnull=False).count() == 1


@pytest.mark.parametrize("role", ["new_hire", "mentor"])
def test_thinking_again_takes_both_back(client: Client, cast: Cast, role: str) -> None:
    """As an edit does, so that a leader who waits cannot tell the one from the other."""
    get_ready(cast)
    send(client, cast, role, PAGE, {"handling": "ikke-ferdig"})
    assert refreshed(cast).programme.ready_by_new_hire_at is None
    assert cast.programme.mentorships.filter(ready_at__isnull=False).count() == 0


def test_before_the_end_one_can_only_look(client: Client, cast: Cast) -> None:
    comment = comment_of(cast)
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=None, ended_because="")
    answer = send(client, cast, "new_hire", PAGE, choice(comment, keep=True, handling="ferdig"))
    assert (answer.status_code, said(comment)) == (409, (False, False))
    assert "Programmet er ikke avsluttet ennå." in answer.content.decode()
    text = client.get(page(cast, PAGE)).content.decode()
    assert SECRET in text
    assert "Behold på skjemaet" not in text


def test_another_programmes_comment_is_not_kept(client: Client, cast: Cast) -> None:
    other = make_ended_cast()
    foreign = comment_of(other)
    send(client, cast, "new_hire", PAGE, choice(foreign, keep=True))
    assert said(foreign) == (False, False)


def test_after_the_handing_over_the_page_is_gone(client: Client, cast: Cast) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(handed_over_on="2026-09-16")
    comment = comment_of(cast, new_hire=NOON, mentor=NOON)
    answer = send(client, cast, "new_hire", PAGE, choice(comment, keep=False))
    assert (answer.status_code, said(comment)) == (404, (True, True))


@pytest.mark.parametrize("comments", [1, 30])
def test_as_many_queries_for_one_as_for_thirty(
    client: Client, cast: Cast, django_assert_num_queries: object, comments: int
) -> None:
    for number in range(1, min(comments, 19) + 1):
        comment_of(cast, number=number)
        if comments > 19:
            comment_of(cast, "substitute", number=number)
    client.force_login(cast.new_hire)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get(page(cast, PAGE))
