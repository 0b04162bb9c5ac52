"""Asking for the form as PDF, and reading what came."""

import re
from io import BytesIO

from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

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


def pages_of(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def words_of(pdf: bytes) -> str:
    """The whole text without the page edges, as one line."""
    return " ".join(pages_of(pdf))


def talk_of(programme: Programme, number: int) -> Conversation:
    return programme.conversations.get(number=number)
