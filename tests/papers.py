"""Asking for the form as PDF, and reading what came."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from documents import paper
from documents.pdf import pdf_of
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
def same_page_same_paper() -> Iterator[None]:
    """A paper is laid out once, however many read it: `test_form_file.py` holds that it stays the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "pdf_of", cache(pdf_of))
        yield


@cache
def pages_of(paper: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(paper)).pages]


def words_of(paper: bytes) -> str:
    """The whole text without the page edges, as one line."""
    return " ".join(pages_of(paper))


def talk_of(programme: Programme, number: int) -> Conversation:
    return programme.conversations.get(number=number)
