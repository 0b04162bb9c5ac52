"""Sending the forms of a talk, and reading what comes back."""

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from people.models import User
from programmes.models import Comment, Conversation, Programme


def talk_of(programme: Programme, number: int = 1) -> Conversation:
    """The first talk is proposed for Monday 14 September 2026, two days ago, in the programme's week 3."""
    return programme.conversations.get(number=number)


def url_of(talk: Conversation, page: str = "conversation") -> str:
    return reverse(f"programmes:{page}", args=[talk.programme_id, talk.number])


def as_held(
    talk: Conversation,
    *,
    held_on: str = "2026-09-14",
    length: str = "45",
    other_minutes: object = "",
    comment: str = "",
    version: int | None = None,
) -> dict[str, object]:
    """What the page sends when nothing but the button is touched."""
    return {
        "held_on": held_on,
        "length": length,
        "other_minutes": other_minutes,
        "comment": comment,
        "version": talk.version if version is None else version,
    }


def said(client: Client, talk: Conversation, user: User, data: dict[str, object], page: str) -> str:
    """What is said last after saving; fails unless it was saved and led back to the programme."""
    client.force_login(user)
    response = client.post(url_of(talk, page), data)
    assert response.status_code == 302, dict(response.context["form"].errors)
    assert response.headers["Location"] == talk.programme.get_absolute_url()
    *_earlier, last = get_messages(response.wsgi_request)
    return str(last)


def log(client: Client, talk: Conversation, user: User, **fields: object) -> str:
    """Log it as held, and leave the row at hand as it was saved."""
    text = said(client, talk, user, as_held(talk, **fields), "conversation")  # type: ignore[arg-type]
    talk.refresh_from_db()
    return text


def refused(
    client: Client, talk: Conversation, user: User, data: dict[str, object], *, page: str = "conversation"
) -> tuple[int, dict[str, list[str]], str]:
    """Status, sentences by field, and the page; fails when anything was saved or typed words are gone."""
    before = kept(talk)
    client.force_login(user)
    response = client.post(url_of(talk, page), data)
    assert kept(talk) == before
    form = response.context["form"]
    assert {name: form[name].value() for name in data if name in form.fields and name != "version"} == {
        name: value for name, value in data.items() if name in form.fields and name != "version"
    }
    return response.status_code, dict(form.errors), response.content.decode()


def kept(talk: Conversation) -> tuple[list[object], list[object]]:
    """Every stored value of the talk and its comments."""
    rows = Conversation.objects.filter(programme=talk.programme_id).order_by("pk")
    comments = Comment.objects.filter(conversation__programme=talk.programme_id).order_by("pk")
    return list(rows.values_list()), list(comments.values_list())
