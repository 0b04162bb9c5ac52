"""What stands on every page of each reader's copy of the form: these are laid out."""

import pytest
from django.test import Client

from tests.cast import LEADERS, make_cast
from tests.factories import STARTED_AT, make_comment, make_position, make_programme, make_user
from tests.papers import form_pdf, pages_of, talk_of, words_of
from tests.test_form_copy import KEPT, SECRET, hand_over, with_one_comment

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("role", ["new_hire", "mentor"])
def test_the_pairs_copy_says_on_every_page_who_may_read_it(client: Client, role: str) -> None:
    cast = make_cast()
    with_one_comment(cast)
    pages = pages_of(form_pdf(client, cast.programme, cast.of(role)))
    assert SECRET in pages[1]
    for page in pages:
        assert (
            "Foreløpig. Denne utgaven er for Kari Ny (nytilsatt) og Ola Mentor (mentor). "
            "Den inneholder kommentarer som ikke er delt med andre."
        ) in page
        assert "Kommentarer er ikke med" not in page


@pytest.mark.parametrize("role", LEADERS)
def test_a_leaders_copy_has_no_comments_and_says_so_on_every_page(client: Client, role: str) -> None:
    cast = make_cast()
    with_one_comment(cast, **KEPT)
    pages = pages_of(form_pdf(client, cast.programme, cast.of(role)))
    for page in pages:
        assert "Foreløpig. Kommentarer er ikke med i denne utgaven." in page
        assert "Fortrolig" not in page


def test_once_handed_over_all_have_the_same_form_with_what_was_kept(client: Client) -> None:
    programme = make_programme()
    leader = make_user(municipality=programme.department.unit.municipality)
    make_position(kind="leader", holder=leader, place=programme.department)
    make_comment(talk_of(programme, 1), "Beholdt av begge", **KEPT)
    make_comment(talk_of(programme, 2), "Bare den ene", kept_by_new_hire_at=STARTED_AT)
    make_comment(talk_of(programme, 3), "Ingen av dem")
    hand_over(programme)

    final = form_pdf(client, programme, leader)
    assert final == form_pdf(client, programme, programme.new_hire)
    assert final == form_pdf(client, programme, programme.mentorships.get().mentor)
    for page in pages_of(final):
        assert "Endelig utgave, overlevert 15. september 2026." in page
    text = words_of(final)
    assert "Beholdt av begge" in text
    assert ("Bare den" in text, "Ingen av" in text) == (False, False)
    assert ("Foreløpig" in text, "Denne utgaven er for" in text) == (False, False)
    assert "Kommentarer er ikke med" in words_of(form_pdf(client, programme, leader, kommentarer="nei"))
