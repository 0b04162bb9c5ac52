"""The register of mentors searched by name or title."""

import pytest
from django.test import Client

from tests.cast import Cast, make_cast
from tests.factories import make_leader, make_programme, make_user

pytestmark = pytest.mark.django_db
REGISTER = "/programmer/mentorer/"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def found(client: Client, q: str) -> list[str]:
    return [row.person.name for row in client.get(REGISTER, {"q": q}).context["table"].data]


def test_by_name_and_by_title_in_any_case(client: Client, cast: Cast) -> None:
    home = cast.programme.department.unit.municipality
    other = make_user(municipality=home, name="Åse Vernepleier", title="Vernepleier")
    make_programme(mentor=other, department=cast.programme.department)
    client.force_login(cast.leader)
    assert found(client, "åse") == found(client, "VERNEPLEIER") == ["Åse Vernepleier"]
    assert found(client, "ola m") == ["Ola Mentor"]
    assert {"Ola Mentor", "Åse Vernepleier"} <= set(found(client, ""))
    nobody = client.get(REGISTER, {"q": "%"})
    assert (nobody.status_code, "0 treff" in nobody.content.decode()) == (200, True)


def test_a_search_finds_nobody_that_the_register_does_not_have(client: Client, cast: Cast) -> None:
    client.force_login(make_leader(make_programme().department))  # of another municipality
    assert found(client, "Ola Mentor") == []
    client.force_login(cast.mentor)
    assert client.get(REGISTER, {"q": "Ola"}).status_code == 404


@pytest.mark.parametrize("q", ["x" * 81, "a\x00b"])
def test_a_search_that_cannot_be(client: Client, cast: Cast, q: str) -> None:
    client.force_login(cast.leader)
    answer = client.get(REGISTER, {"q": q})
    assert (answer.status_code, list(answer.context["search"].errors)) == (422, ["q"])


def test_the_next_page_keeps_the_search(client: Client, cast: Cast) -> None:
    home = cast.programme.department.unit.municipality
    for number in range(26):
        mentor = make_user(municipality=home, name=f"Navn & Navn {number:02}")
        cast.programme.mentorships.create(
            mentor=mentor,
            is_substitute=True,
            assigned_on="2026-09-01",
            from_on="2026-09-01",
            to_on="2026-12-31",
        )
    client.force_login(cast.leader)
    page = client.get(REGISTER, {"q": "Navn &"}).content.decode()
    assert "?side=2&amp;q=Navn+%26" in page
