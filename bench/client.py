"""A browser's share of a request and no more, so that what is measured is the server."""

import gzip
import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from bench.forms import sent_by
from bench.middleware import QUERIES

LOGIN = "/logg-inn/"
IDLE = 1.0  # seconds; gunicorn hangs up after two
Fields = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took from the first byte out to the last byte in."""

    path: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    ms: float

    @property
    def html(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def queries(self) -> int:
        return int(self.headers[QUERIES])

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    def expect(self, status: int) -> "Answer":
        if self.status != status:
            raise SystemExit(f"{self.path} svarte {self.status}, ventet {status}.\n{self.body[:300]!r}")
        return self


@dataclass
class Person:
    """Someone signed in: an address of e-mail and the cookies."""

    email: str
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


class Line:
    """One connection, kept open; opened anew, outside the clock, when the server may have hung up."""

    def __init__(self, address: str) -> None:
        self.http = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.last_used = time.monotonic()

    def get(self, path: str, person: Person) -> Answer:
        return self.ask("GET", path, person, None)

    def post(self, path: str, person: Person, fields: Fields) -> Answer:
        return self.ask("POST", path, person, urlencode(fields, doseq=True))

    def ask(self, method: str, path: str, person: Person, body: str | None) -> Answer:
        headers = {"Accept-Encoding": "gzip, br", "Cookie": person.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self.last_used > IDLE:
            self.http.close()
        if self.http.sock is None:
            self.http.connect()
        begun = time.perf_counter()
        self.http.request(method, path, body, headers)
        response = self.http.getresponse()
        content = response.read()
        ms = (time.perf_counter() - begun) * 1000
        self.last_used = time.monotonic()
        return Answer(path, response.status, response.msg, content, ms)

    def sign_in(self, email: str, password: str) -> Person:
        """Through the page, as everybody; what is said to the person afterwards is left unread."""
        person = Person(email)
        form = self.get(LOGIN, person).expect(200)
        keep_cookies(person, form)
        fields = sent_by(form.html, action=LOGIN) | {"login": email, "password": password}
        keep_cookies(person, self.post(LOGIN, person, fields).expect(302))
        return person


def keep_cookies(person: Person, answer: Answer) -> None:
    for header in answer.headers.get_all("Set-Cookie", []):
        for name, morsel in SimpleCookie(header).items():
            if name in ("sessionid", "csrftoken"):
                person.cookies[name] = morsel.value
