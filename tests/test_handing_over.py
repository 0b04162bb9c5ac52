"""The leader hands the form over: whom it waits for, the ways out, and what the package holds."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from documents import package as packages
from documents.models import Package, PackageFile, Tampered
from documents.package import content_of, make
from people.models import User
from programmes.models import Programme
from tests.cast import LEADERS, Cast
from tests.closing import (
    SECRET,
    TODAY,
    comment_of,
    files_of,
    get_ready,
    handed_over,
    make_ended_cast,
    page,
    refreshed,
    send,
    text_of_zip,
    told,
)
from tests.conftest import NOON
from tests.factories import make_comment, make_programme

pytestmark = pytest.mark.django_db
PAGE = "documents:handing_over"


@pytest.fixture
def cast() -> Cast:
    return make_ended_cast()


def attempt(client: Client, cast: Cast, role: str = "leader") -> tuple[int, bool]:
    answer = send(client, cast, role, PAGE)
    return answer.status_code, refreshed(cast).programme.is_handed_over


def shown(client: Client, cast: Cast, role: str = "leader") -> str:
    client.force_login(cast.of(role))
    answer = client.get(page(cast, PAGE))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# --- whom it waits for ------------------------------------------------------------------------------


def test_when_both_are_ready_it_is_handed_over(client: Client, cast: Cast) -> None:
    get_ready(cast)
    assert "Begge har sagt fra at skjemaet kan leveres." in shown(client, cast)
    assert attempt(client, cast) == (302, True)
    programme = cast.programme
    assert (programme.handed_over_on, programme.handed_over_by) == (TODAY, cast.leader)
    asked = programme.packages.get()
    assert (asked.number, asked.reason, asked.asked_by, asked.made_at) == (1, "", cast.leader, None)


def test_until_then_the_page_names_whom_it_waits_for(client: Client, cast: Cast) -> None:
    wait = "Vi venter på {}. Fra 14. oktober 2026 kan skjemaet leveres uansett."
    assert wait.format("Kari Ny og Ola Mentor") in shown(client, cast)
    Programme.objects.update(ready_by_new_hire_at=NOON)
    assert wait.format("Ola Mentor") in shown(client, cast)
    assert attempt(client, cast) == (409, False)


def test_a_leader_sees_the_same_page_with_and_without_comments(client: Client, cast: Cast) -> None:
    """The token of the form aside, byte for byte."""
    before = shown(client, cast).split("csrfmiddlewaretoken")[0]
    comment_of(cast, new_hire=NOON, mentor=NOON)
    comment_of(cast, "former_mentor", number=2)
    assert shown(client, cast).split("csrfmiddlewaretoken")[0] == before


def test_thirty_days_after_the_end_nobody_is_waited_for(client: Client, cast: Cast) -> None:
    Programme.objects.update(starts_on=date(2026, 8, 1), ended_on=date(2026, 8, 18))
    assert attempt(client, cast) == (409, False)
    Programme.objects.update(ended_on=date(2026, 8, 17))
    assert "ventetiden gikk ut 16. september 2026" in shown(client, cast)
    assert attempt(client, cast) == (302, True)


@pytest.mark.parametrize("gone", [{"ended_because": "left"}, {"ended_because": "moved"}])
def test_a_new_hire_who_has_left_is_not_waited_for(client: Client, cast: Cast, gone: dict[str, Any]) -> None:
    Programme.objects.update(**gone)
    assert "Kari Ny har sluttet eller kan ikke logge inn" in shown(client, cast)
    assert attempt(client, cast) == (302, True)


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": make_password(None)}])
def test_nor_one_who_cannot_sign_in(client: Client, cast: Cast, change: dict[str, Any]) -> None:
    User.objects.filter(pk=cast.new_hire.pk).update(**change)
    assert attempt(client, cast) == (302, True)


def without_mentor(cast: Cast) -> None:
    cast.programme.mentorships.filter(to_on=None).update(to_on=date(2026, 9, 15))
    cast.programme.mentorships.filter(is_substitute=True).delete()


def test_without_mentor_the_new_hire_alone_is_waited_for(client: Client, cast: Cast) -> None:
    """What was written with earlier mentors is theirs to decide about: nobody goes past them at once."""
    without_mentor(cast)
    assert "Vi venter på Kari Ny." in shown(client, cast)
    assert attempt(client, cast) == (409, False)
    Programme.objects.update(ready_by_new_hire_at=NOON)
    assert "Programmet har ingen mentor lenger, og Kari Ny har sagt fra" in shown(client, cast)
    assert attempt(client, cast) == (302, True)


def test_a_mentor_who_cannot_sign_in_is_not_waited_for(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.mentor.pk).update(is_active=False)
    Programme.objects.update(ready_by_new_hire_at=NOON)
    assert attempt(client, cast) == (302, True)


def test_a_substitute_alone_stands_in(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.filter(mentor=cast.mentor).update(to_on=date(2026, 9, 15))
    Programme.objects.update(ready_by_new_hire_at=NOON)
    assert f"Vi venter på {cast.substitute.name}." in shown(client, cast)
    cast.programme.mentorships.filter(mentor=cast.substitute).update(ready_at=NOON)
    assert attempt(client, cast) == (302, True)


def test_with_no_pair_ever_nobody_is_waited_for(client: Client, cast: Cast) -> None:
    cast.programme.mentorships.all().delete()
    assert "Programmet har ikke hatt mentor." in shown(client, cast)
    assert attempt(client, cast) == (302, True)


def test_before_the_end_it_is_refused(client: Client, cast: Cast) -> None:
    get_ready(cast)
    Programme.objects.update(ended_on=None, ended_because="")
    assert attempt(client, cast) == (409, False)


def test_twice_is_said_and_does_nothing(client: Client, cast: Cast) -> None:
    get_ready(cast)
    attempt(client, cast)
    answer = send(client, cast, "second_leader", PAGE)
    assert told(answer)[-1] == "Skjemaet er levert fra før."
    assert (refreshed(cast).programme.handed_over_by, cast.programme.packages.count()) == (cast.leader, 1)


@pytest.mark.parametrize("role", ["new_hire", "mentor", "coordinator", "former_leader", "foreign_leader"])
@pytest.mark.parametrize("name", [PAGE, "documents:package_make"])
def test_leaders_alone_hand_over(client: Client, cast: Cast, role: str, name: str) -> None:
    get_ready(cast)
    assert send(client, cast, role, name).status_code == 404
    assert not refreshed(cast).programme.is_handed_over


# --- the package ------------------------------------------------------------------------------------


def test_it_is_made_when_the_handing_over_is_saved(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    get_ready(cast)
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, cast, "leader", PAGE)
    assert told(answer) == ["Skjemaet er levert, og pakken til personalmappa er laget."]
    made = cast.programme.packages.get()
    assert (made.made_at, made.size, made.digest) == (
        NOON,
        len(made.file.data),
        sha256(made.file.data).hexdigest(),
    )


def test_when_it_cannot_be_made_the_handing_over_stands(
    client: Client,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    comment_of(cast, new_hire=NOON, mentor=NOON)
    get_ready(cast)

    def broken(_package: Package) -> bytes:
        raise RuntimeError(SECRET)

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(packages, "content_of", broken)
        answer = send(client, cast, "leader", PAGE)
    assert told(answer) == ["Skjemaet er levert, men pakken kunne ikke lages nå. Prøv igjen litt senere."]
    assert SECRET not in caplog.text
    assert refreshed(cast).programme.is_handed_over
    assert "Pakken er ikke laget ennå." in shown(client, cast)
    assert told(send(client, cast, "leader", "documents:package_make"))[-1].endswith("er laget.")
    assert cast.programme.packages.get().made_at == NOON


def test_what_was_handed_over_before_there_were_packages_gets_one(client: Client, cast: Cast) -> None:
    Programme.objects.update(handed_over_on=TODAY)
    send(client, cast, "leader", "documents:package_make")
    assert cast.programme.packages.get().made_at == NOON


def test_before_the_handing_over_no_package_is_made(client: Client, cast: Cast) -> None:
    answer = send(client, cast, "leader", "documents:package_make")
    assert told(answer) == ["Lever skjemaet først. Da lages pakken."]
    assert Package.objects.count() == 0


def test_the_form_has_what_was_kept_and_nothing_else(cast: Cast) -> None:
    """Before: in no file, property or sidecar. After: exactly what the two kept, whoever asked for the package."""
    comment_of(cast, text="Begge beholder", new_hire=NOON, mentor=NOON)
    comment_of(cast, text="Bare mentor", number=2, mentor=NOON)
    comment_of(cast, text="Bare nytilsatt", number=3, new_hire=NOON)
    comment_of(cast, "former_mentor", "Tidligere beholdt", number=4, new_hire=NOON)
    comment_of(cast, "former_mentor", "Tidligere utelatt", number=5, mentor=NOON)
    package = handed_over(cast)
    cast.leader.positions.update(to_on=date(2026, 9, 15))  # who leads no more reads nothing, the archive does
    text = text_of_zip(content_of(package))
    words = ["Begge beholder", "Bare mentor", "Bare nytilsatt", "Tidligere beholdt", "Tidligere utelatt"]
    assert [word for word in words if word in text] == ["Begge beholder", "Tidligere beholdt"]
    assert package.file.data == content_of(package)


def test_the_same_bytes_each_time(client: Client, cast: Cast) -> None:
    package = handed_over(cast)
    first, again = (download(client, cast, role) for role in ("leader", "head"))
    assert first.content == again.content == package.file.data
    assert first["ETag"] == f'"{package.digest}"'
    assert sha256(first.content).hexdigest() == package.digest
    assert package.digest in shown(client, cast)


def download(client: Client, cast: Cast, role: str, number: int = 1) -> Any:
    client.force_login(cast.of(role))
    return client.get(page(cast, "documents:package", number), headers={"accept-encoding": "gzip"})


@pytest.mark.parametrize("role", [*LEADERS, "new_hire"])
def test_leaders_and_the_new_hire_have_it(client: Client, cast: Cast, role: str) -> None:
    handed_over(cast)
    assert download(client, cast, role).status_code == 200


@pytest.mark.parametrize(
    "role", ["mentor", "substitute", "former_mentor", "former_leader", "coordinator", "administrator"]
)
def test_nobody_else_has_it(client: Client, cast: Cast, role: str) -> None:
    handed_over(cast)
    assert download(client, cast, role).status_code == 404


def test_it_names_nobody_in_its_file_names(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.new_hire.pk).update(name='Kåre "../../etc" O\'Ny; filename=x')
    package = handed_over(cast)
    assert download(client, cast, "leader")["Content-Disposition"] == (
        f'attachment; filename="personalmappe-{cast.programme.pk}-versjon-1.zip"'
    )
    assert set(files_of(package.file.data)) == {"skjema.pdf", "metadata.json"}


def test_bytes_that_were_changed_are_not_handed_out(client: Client, cast: Cast) -> None:
    package = handed_over(cast)
    PackageFile.objects.filter(package=package).update(content=b"noe annet")
    client.force_login(cast.leader)
    answer = client.get(page(cast, "documents:package", 1))
    assert answer.status_code == 409
    assert "sjekksummen stemmer ikke" in answer.content.decode()
    with pytest.raises(Tampered):
        Package.objects.get(pk=package.pk).file.data  # noqa: B018 - it asks


def test_what_is_frozen_is_not_written_over(cast: Cast) -> None:
    package = handed_over(cast)
    file, digest = package.file, package.digest
    file.content = b"noe annet"
    with pytest.raises(ValueError, match="frozen"):
        file.save()
    package.freeze(b"noe annet", NOON)
    assert (make(package, NOON), package.digest) == (True, digest)
    assert Package.objects.get(pk=package.pk).file.data != b"noe annet"


@pytest.mark.parametrize("programmes", [1, 30])
def test_the_page_asks_the_same_of_the_database(
    client: Client, cast: Cast, django_assert_num_queries: Any, programmes: int
) -> None:
    for _each in range(programmes - 1):
        make_comment(make_programme(department=cast.programme.department).conversations.get(number=1))
    client.force_login(cast.leader)
    with django_assert_num_queries(8):
        client.get(page(cast, PAGE))
