"""The new hire's start page: what happens next, who is around, the checklist, what to bring up."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from checklists.models import Checklist
from people.models import Portrait
from programmes.models import Programme, Topic
from tests.cast import Cast
from tests.factories import (
    make_checklist_template,
    make_department,
    make_leader,
    make_programme,
    make_topic,
    make_user,
)
from tests.start_page import page, part, waiting

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 9, 16), date(2026, 9, 17)


# --- what happens next ----------------------------------------------------------------------------------


def test_what_others_will_do_is_said_with_who_and_never_as_late(client: Client, cast: Cast) -> None:
    cast.programme.steps.all().delete()
    cast.programme.reviews.filter(number=1).update(planned_on=date(2026, 9, 15))
    cast.programme.reviews.filter(number=2).update(planned_on=date(2026, 9, 30))
    cast.programme.shifts.filter(number=1).update(on=TODAY, shift_type="Kveld", companion="Lone")
    cast.programme.shifts.filter(number=2).update(on=date(2026, 9, 15))
    cast.programme.follow_ups.update(planned_on=TOMORROW)
    assert waiting(client, cast.new_hire, "new_hire") == [
        ("Opplæringsvakt 1, kveld", "I dag", "Lone"),
        ("Andre prøvetidssamtale", "Foreslått", "avdelingsleder"),
    ]


def test_the_day_before_the_start(client: Client) -> None:
    department = make_department(name="Sone øst")
    make_leader(department, name="Anne Leder")
    new_hire = make_user(municipality=department.unit.municipality, name="Kari Ny")
    make_programme(new_hire=new_hire, department=department, starts_on=TOMORROW)
    shown = page(client, new_hire)
    assert "Du starter i morgen" in shown
    assert "Torsdag 17. september 2026 · Sone øst" in shown
    first_day = [what for what, _state, _who in waiting(client, new_hire, "new_hire")]
    assert "Sette opp dato for alle prøvetidssamtalene" in first_day
    assert "Sende brev til nytilsatt" not in first_day  # late, and somebody else's


def test_long_before_the_start(client: Client) -> None:
    new_hire = make_user()
    make_programme(new_hire=new_hire, starts_on=date(2026, 12, 1))
    shown = page(client, new_hire)
    assert "Du starter tirsdag 1. desember" in shown
    assert "Ingenting mer den neste uka" in shown


# --- the people -----------------------------------------------------------------------------------------


def test_my_people(client: Client, cast: Cast) -> None:
    cast.mentor.presentation, cast.mentor.title = "Jeg er glad i tur.", "vernepleier"
    cast.mentor.save()
    shown = page(client, cast.new_hire)
    assert "<strong>Ola Mentor</strong><br>mentor, vernepleier" in shown
    assert "Jeg er glad i tur." in shown
    assert "vikar for mentor" in shown
    assert "<li>Anne Leder, avdelingsleder</li><li>Berit Leder, avdelingsleder</li>" in shown
    assert cast.former_mentor.name not in shown
    assert cast.former_leader.name not in shown


def test_a_photo_is_shown_with_its_name(client: Client, cast: Cast) -> None:
    period = cast.programme.mentorships.get(mentor=cast.mentor)
    address = reverse("programmes:portrait", args=[cast.programme.pk, period.pk])
    assert address not in page(client, cast.new_hire)
    Portrait.objects.keep(cast.mentor, b"webp")
    assert f'src="{address}" width="80" height="80" alt="Bilde av Ola Mentor"' in page(client, cast.new_hire)


def test_no_mentor_yet_says_who_appoints_one(client: Client) -> None:
    department = make_department()
    new_hire = make_user(municipality=department.unit.municipality)
    make_programme(new_hire=new_hire, department=department, without_mentor=True)
    assert "Lederen på avdelingen oppnevner en." in page(client, new_hire)
    assert "Koordinatoren i kommunen legger den inn." in page(client, new_hire)
    make_leader(department, name="Anne Leder")
    shown = page(client, new_hire)
    assert "Du har ikke fått mentor ennå. Anne Leder oppnevner en." in shown
    assert "Du kan legge inn temaer når mentoren din er på plass." in shown


# --- the checklist --------------------------------------------------------------------------------------


def test_how_far_the_checklist_has_come(client: Client, cast: Cast) -> None:
    assert "Avdelingslederen deler den ut." in page(client, cast.new_hire)
    (checklist,) = Checklist.objects.hand_out([make_checklist_template()])
    cast.programme.checklist_links.create(checklist=checklist)
    checklist.items.filter(position=1).update(not_relevant=True)
    shown = page(client, cast.new_hire)
    assert "1 av 25 er gjennomgått" in shown
    assert reverse("programmes:checklist", args=[cast.programme.pk, checklist.pk]) in shown


# --- what to bring up -----------------------------------------------------------------------------------


def bring(client: Client, cast: Cast, role: str, text: str) -> tuple[int, str]:
    client.force_login(cast.of(role))
    answer = client.post(
        reverse("programmes:topic_add", args=[cast.programme.pk]), {"text": text}, follow=True
    )
    return answer.status_code, " ".join(answer.content.decode().split())


def test_bring_something_up_from_the_start_page(client: Client, cast: Cast) -> None:
    make_topic(cast.programme, "Noe mentoren skrev", brought_by=cast.mentor)
    status, shown = bring(client, cast, "new_hire", "Nattevakter")
    assert (status, "Lagt til. Det står klart når dere snakker sammen." in shown) == (200, True)
    assert part(client, cast.new_hire, "new_hire").pair.papers.own_topics == ["Nattevakter"]
    topic = Topic.objects.get(text="Nattevakter")
    assert (topic.brought_by, topic.mentorship.mentor) == (cast.new_hire, cast.mentor)
    assert "Leses av Ola Mentor (mentor) og deg. Ikke av Anne Leder (avdelingsleder)" in shown


def test_the_same_words_sent_twice_stand_once(client: Client, cast: Cast) -> None:
    for _time in range(2):
        bring(client, cast, "new_hire", "Nattevakter")
    assert Topic.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Skriv hva du vil ta opp."),
        ("x" * 201, "Temaet er 201 tegn. Skriv høyst 200."),
        ("Ring 01017012345", "Dette ligner et fødselsnummer. Det skal ikke stå her."),
    ],
)
def test_what_is_refused_is_kept_in_the_field(client: Client, cast: Cast, text: str, said: str) -> None:
    status, shown = bring(client, cast, "new_hire", text)
    assert (status, said in shown, f'value="{text}"' in shown) == (422, True, bool(text))
    assert not Topic.objects.exists()


@pytest.mark.parametrize("role", ["leader", "head", "coordinator", "former_mentor", "stranger"])
def test_nobody_else_brings_anything_up(client: Client, cast: Cast, role: str) -> None:
    assert bring(client, cast, role, "Nattevakter")[0] == 404
    assert not Topic.objects.exists()


def test_without_a_mentor_there_is_nobody_to_bring_it_to(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.all().delete()
    assert bring(client, cast, "new_hire", "Nattevakter")[0] == 404


def test_after_the_handing_over_nothing_is_added(client: Client, cast: Cast) -> None:
    Programme.objects.update(ended_on=TODAY, handed_over_on=TODAY)
    assert bring(client, cast, "new_hire", "Nattevakter")[0] == 404
