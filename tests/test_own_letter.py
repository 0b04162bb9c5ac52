"""The welcome letter signed in: the one it is written to, once it is out."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from documents.models import LetterLink
from tests.conftest import NOON
from tests.factories import make_coordinator
from tests.letters import NEVER, Sent, make_letter
from tests.papers import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Sent:
    made = make_letter()
    LetterLink.objects.replace(made.link, by=made.leader, at=NOON)
    return made


def own(sent: Sent, name: str = "own_letter") -> str:
    return reverse(f"documents:{name}", args=[sent.programme.pk])


def links_to_it(client: Client, sent: Sent) -> tuple[bool, bool]:
    """From the start page, and from the programme's page."""
    address = f'"{own(sent)}"'
    return address in client.get("/").text, address in client.get(sent.programme.get_absolute_url()).text


def test_the_new_hire_reads_it_until_it_is_taken_back(
    client: Client, sent: Sent, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(sent.programme.new_hire)
    assert links_to_it(client, sent) == (True, True)
    with django_assert_num_queries(8):
        page = client.get(own(sent)).text
    assert "Velkommen, Kari" in page
    assert NEVER not in page
    assert "/velkommen/" not in page
    assert "Velkommen, Kari" in words_of(client.get(own(sent, "own_letter_pdf")).getvalue())
    LetterLink.objects.take_back(sent.programme, by=sent.leader, at=NOON)
    assert client.get(own(sent)).status_code == client.get(own(sent, "own_letter_pdf")).status_code == 404
    assert links_to_it(client, sent) == (False, False)


def test_nobody_else_has_that_page(client: Client, sent: Sent) -> None:
    home = sent.programme.department.unit.municipality
    for user in (sent.leader, sent.mentor, make_coordinator(home)):
        client.force_login(user)
        assert client.get(own(sent)).status_code == 404
        assert links_to_it(client, sent) == (False, False)
