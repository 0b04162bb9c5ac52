"""A programme that has ended, and the acts from there to the archive."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.contrib.auth.hashers import make_password
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from documents.models import Package
from documents.package import hand_over, make
from people.models import User
from programmes.models import Comment, Conversation, Programme
from tests.cast import Cast, make_cast
from tests.conftest import NOON
from tests.factories import STARTED_AT, make_note, make_topic
from tests.remembered import remembered

TODAY = date(2026, 9, 16)
ENDED_ON = date(2026, 9, 14)
SECRET = "Fortrolig om nattevaktene"
AGREED = "Vi øver på medisinlista"


@remembered
def make_ended_cast() -> Cast:
    """Ended on Monday; the pair have accounts, and nobody has said anything."""
    cast = make_cast()
    Programme.objects.filter(pk=cast.programme.pk).update(ended_on=ENDED_ON, ended_because="completed")
    User.objects.update(password=make_password("pass"))
    return refreshed(cast)


def refreshed(cast: Cast) -> Cast:
    cast.programme = Programme.objects.get(pk=cast.programme.pk)
    for person in vars(cast).values():
        if isinstance(person, User):
            person.refresh_from_db()
    return cast


def talk_of(cast: Cast, number: int = 1) -> Conversation:
    return cast.programme.conversations.get(number=number)


def comment_of(
    cast: Cast, role: str = "mentor", text: str = SECRET, *, number: int = 1, **kept: object
) -> Comment:
    """What that mentor wrote, in their own time; `kept` names who has said keep."""
    return Comment.objects.create(
        conversation=talk_of(cast, number),
        mentorship=cast.programme.mentorships.get(mentor=cast.of(role)),
        text=text,
        written_by=cast.of(role),
        written_at=STARTED_AT,
        **{f"kept_by_{side}_at": at for side, at in kept.items()},
    )


def page(cast: Cast, name: str, *args: object) -> str:
    return reverse(name, args=[cast.programme.pk, *args])


def send(client: Client, cast: Cast, role: str, name: str, data: dict[str, object] | None = None) -> Any:
    client.force_login(cast.of(role))
    return client.post(page(cast, name), data or {})


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def get_ready(cast: Cast) -> Cast:
    Programme.objects.filter(pk=cast.programme.pk).update(ready_by_new_hire_at=NOON)
    cast.programme.mentorships.filter(mentor=cast.mentor).update(ready_at=NOON)
    return refreshed(cast)


def handed_over(cast: Cast) -> Package:
    """Handed over by the leader, and packed."""
    get_ready(cast)
    package = hand_over(cast.programme, by=cast.leader, at=timezone.now())
    assert make(package, timezone.now())
    refreshed(cast)
    return package


@remembered
def packed() -> Cast:
    """Handed over and packed, with words of every sort; the papers themselves are read elsewhere."""
    cast = get_ready(make_ended_cast())
    Programme.objects.filter(pk=cast.programme.pk).update(
        starts_on=date(2026, 8, 1), handed_over_on=TODAY, handed_over_by=cast.leader
    )
    Package.objects.ask(cast.programme, by=cast.leader, at=NOON).freeze(b"pakken", NOON)
    comment_of(cast, new_hire=NOON)
    make_note(cast.programme.conversations.get(number=1), AGREED)
    make_topic(cast.programme, "Nattevakter alene")
    return refreshed(cast)


def let_go(cast: Cast) -> Cast:
    Programme.objects.filter(pk=cast.programme.pk).update(let_go_by_new_hire_at=NOON)
    return refreshed(cast)


def files_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of_zip(content: bytes) -> str:
    """Every word in a package: of its papers, their properties, and the sidecar."""
    texts = []
    for name, data in files_of(content).items():
        if name.endswith(".pdf"):
            reader = PdfReader(BytesIO(data))
            texts += [*(page.extract_text() for page in reader.pages), str(reader.metadata)]
        else:
            texts.append(data.decode())
    return "\n".join(texts)
