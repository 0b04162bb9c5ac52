"""Asking for the form as PDF, and reading what came."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from documents import paper
from documents.paper import Paper
from people.models import User
from programmes.models import Conversation, Programme


def form_url(programme: Programme) -> str:
    return reverse("documents:form", args=[programme.pk])


def form_pdf(client: Client, programme: Programme, reader: User, **query: str) -> bytes:
    client.force_login(reader)
    response = client.get(form_url(programme), query_params=query)
    assert response.status_code == 200
    content: bytes = response.getvalue()
    return content


@pytest.fixture(scope="module")
def words_before_layout() -> Iterator[None]:
    """The page that a paper is laid out from, for whoever asks only what it says. `test_every_paper.py` lays out each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "pdf_of", str.encode)
        yield


@cache
def pages_of(paper: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(paper)).pages]


def words_of(paper: bytes) -> str:
    """The whole text without the page edges, as one line; of a paper that is not laid out, too."""
    return " ".join(pages_of(paper)) if paper.startswith(b"%PDF") else words_in(paper.decode())


def words_in(page: str) -> str:
    return " ".join(unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).split())


def talk_of(programme: Programme, number: int) -> Conversation:
    return programme.conversations.get(number=number)


def structure(node: Any) -> Iterator[Any]:
    """The tags of a paper, in the order a screen reader meets them."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


def drawn(paper: Paper) -> str:
    """The words of a paper before it is laid out, as one line."""
    return words_in(paper.content)
