"""The photo a mentor may show: sent in and removed on Min side, and who sees it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from people.models import Portrait, User
from people.portraits import LARGEST_FILE
from tests.cast import LEADERS, OUTSIDERS, PAIR, Cast, make_cast
from tests.factories import make_user
from tests.test_portrait_files import picture, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# --- on Min side ----------------------------------------------------------------------------------------

ME = "/min-side/"


@pytest.fixture
def user(client: Client) -> User:
    person = make_user(name="Kari Mentor")
    client.force_login(person)
    return person


def upload(client: Client, content: bytes, **data: str) -> tuple[int, str]:
    file = SimpleUploadedFile("bilde.jpg", content, "image/jpeg")
    answer = client.post(ME, {"title": "", "presentation": "", "photo": file} | data, follow=True)
    return answer.status_code, " ".join(answer.content.decode().split())


def test_sent_in_shown_and_removed(client: Client, user: User) -> None:
    status, shown = upload(client, saved(picture()), title="sykepleier", presentation="Hei.")
    assert (status, 'alt="Bilde av Kari Mentor"' in shown) == (200, True)
    user.refresh_from_db()
    assert (user.title, user.presentation) == ("sykepleier", "Hei.")
    answer = client.get("/min-side/bilde/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert Image.open(BytesIO(answer.content)).size == (300, 300)

    data = {"title": "sykepleier", "presentation": "Hei igjen.", "fjern_bilde": "1"}
    shown = client.post(ME, data, follow=True).content.decode()
    assert "Bildet er fjernet." in shown
    assert ("Fjern bildet" in shown, Portrait.objects.exists()) == (False, False)
    user.refresh_from_db()
    assert user.presentation == "Hei igjen."
    assert client.get("/min-side/bilde/").status_code == 404


def test_a_new_one_takes_the_old_ones_place_and_saving_words_keeps_it(client: Client, user: User) -> None:
    upload(client, saved(picture()))
    before = Portrait.objects.get().digest
    client.post(ME, {"title": "", "presentation": "Hei."})
    assert Portrait.objects.get().digest == before
    upload(client, saved(picture((300, 300))))
    assert Portrait.objects.get().digest != before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg></svg>", "Filen er ikke et bilde vi kan lese. Velg et bilde i JPEG, PNG eller WebP."),
        (b"\0" * (LARGEST_FILE + 1), "Bildet er for stort. Velg et på høyst 5 MB."),
        (b"", "Filen er tom. Velg et annet bilde."),
    ],
)
def test_a_refusal_saves_nothing_and_keeps_the_words(
    client: Client, user: User, content: bytes, said: str
) -> None:
    Portrait.objects.keep(user, b"det forrige")
    status, shown = upload(client, content, title="sykepleier", presentation="Mine ord.")
    assert (status, said in shown, "Mine ord." in shown) == (422, True, True)
    user.refresh_from_db()
    assert (user.title, user.presentation) == ("", "")
    assert bytes(Portrait.objects.get().content) == b"det forrige"


def test_refused_words_do_not_save_the_photo(client: Client, user: User) -> None:
    status, _shown = upload(client, saved(picture()), presentation="Ring 01017012345")
    assert (status, Portrait.objects.exists()) == (422, False)


def test_words_in_place_of_a_file_are_no_photo(client: Client, user: User) -> None:
    assert client.post(ME, {"title": "", "presentation": "", "photo": "bilde.jpg"}).status_code == 302
    assert not Portrait.objects.exists()


# --- who sees it ----------------------------------------------------------------------------------------


@pytest.fixture
def cast() -> Cast:
    found = make_cast()
    Portrait.objects.keep(found.mentor, b"bilde av Ola")
    Portrait.objects.keep(found.former_mentor, b"bilde av en annen")
    return found


def address(cast: Cast, role: str = "mentor") -> str:
    period = cast.programme.mentorships.get(mentor=cast.of(role))
    return reverse("programmes:portrait", args=[cast.programme.pk, period.pk])


@pytest.mark.parametrize("role", [*PAIR, *LEADERS])
def test_whoever_meets_the_mentor_sees_the_photo(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    answer = client.get(address(cast))
    assert (answer.status_code, answer.content) == (200, b"bilde av Ola")
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert 'alt="Bilde av Ola Mentor"' in client.get(cast.programme.get_absolute_url()).content.decode()
    assert client.get(address(cast, "former_mentor")).status_code == 404
    assert client.get(address(cast, "substitute")).status_code == 404  # who has none


HEADERS = {
    "Content-Type": "image/webp",
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": 'inline; filename="bilde.webp"',
}


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_else_does(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.of(role))
    assert client.get(address(cast)).status_code == 404


def test_the_mentorship_must_be_of_that_programme(client: Client, cast: Cast) -> None:
    other = make_cast()
    client.force_login(cast.mentor)
    mixed = reverse(
        "programmes:portrait",
        args=[cast.programme.pk, other.programme.mentorships.get(mentor=other.mentor).pk],
    )
    Portrait.objects.keep(other.mentor, b"et tredje")
    assert client.get(mixed).status_code == 404


def test_a_browser_that_has_it_is_told_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.new_hire)
    tag = client.get(address(cast)).headers["ETag"]
    again = client.get(address(cast), headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (
        304,
        b"",
        "private, no-cache",
    )
    Portrait.objects.keep(cast.mentor, b"et nytt bilde")
    assert client.get(address(cast), headers={"If-None-Match": tag}).content == b"et nytt bilde"
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on="2026-09-15")
    assert client.get(address(cast), headers={"If-None-Match": tag}).status_code == 404


def test_the_photo_goes_with_the_person() -> None:
    person = make_user()
    Portrait.objects.keep(person, b"bilde")
    person.delete()
    assert not Portrait.objects.exists()
