"""Writing a referat of the first review, which is held, and reading what the pages answer."""

from datetime import date

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import ProbationReview, ReviewRecord
from tests.cast import Cast, make_cast
from tests.conftest import NOON
from tests.remembered import remembered

TELLING = "Hun vurderer å slutte"


@remembered
def make_reviewed_cast() -> Cast:
    """The first review is held, nothing is written."""
    cast = make_cast()
    cast.programme.reviews.filter(number=1).update(held_on=date(2026, 9, 14))
    return cast


def review_of(cast: Cast) -> ProbationReview:
    return cast.programme.reviews.get(number=1)


def make_record(cast: Cast, writer: str = "leader", **fields: object) -> ReviewRecord:
    user = cast.of(writer)
    values = {"text": TELLING, "written_at": NOON, "version": 1} | fields
    return ReviewRecord.objects.create(
        review=review_of(cast), written_by=user, writer_name=user.name, **values
    )


def page(cast: Cast, name: str = "record_write") -> str:
    return reverse(f"programmes:{name}", args=[cast.programme.pk, 1])


def write(client: Client, cast: Cast, user: User, text: str, *, version: int = 0, share: bool = False) -> str:
    """What the page says after a referat was saved; fails unless it was."""
    client.force_login(user)
    data = {"text": text, "version": version, "handling": "del" if share else "lagre"}
    response = client.post(page(cast), data)
    assert (response.status_code, response.headers.get("Location")) == (302, page(cast, "review"))
    *_earlier, last = get_messages(response.wsgi_request)
    return str(last)


def refused(
    client: Client, cast: Cast, user: User, data: dict[str, object], *, name: str = "record_write"
) -> tuple[int, dict[str, list[str]]]:
    client.force_login(user)
    response = client.post(page(cast, name), data)
    return response.status_code, dict(response.context["form"].errors)
