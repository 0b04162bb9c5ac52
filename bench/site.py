"""One number of programmes being served, with the people who visit and the pages they open."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from bench.client import Line, Person
from bench.databases import name_of
from bench.forms import last_page_link, sort_links
from bench.server import Server
from bench.urls import EMPTY
from people.demo import DOMAIN
from programmes.models import Conversation, Programme

POSITIONS = ["avdelingsleder", "enhetsleder", "koordinator", "mentor", "nytilsatt"]
EMPTY_PAGE = "empty"


@dataclass(frozen=True)
class Page:
    """An address and who opens it; the name is the same whatever the number of programmes."""

    name: str
    path: str
    person: Person


class Site:
    """One database with its server and its line, open from first to last."""

    def __init__(self, programmes: int, server: Server) -> None:
        self.programmes, self.server = programmes, server
        self.database = name_of(programmes)
        self.line = Line(server.address)
        self.people = {
            position: self.line.sign_in(f"{position}@{DOMAIN}", settings.DEMO_PASSWORD)
            for position in POSITIONS
        }
        self.talk = self.next_talk()
        self.pages = self.find_pages()

    def next_talk(self) -> Conversation:
        """The first open talk of the demo's mentor in a programme that has begun and is not handed over."""
        mine = Programme.objects.using(self.database).filter(
            mentorships__mentor__email=f"mentor@{DOMAIN}",
            last_held_on__isnull=False,
            ended_on=None,
            new_hire__email=f"nytilsatt@{DOMAIN}",
        )
        talks = Conversation.objects.using(self.database).open().filter(programme__in=mine)
        return talks.select_related("programme").order_by(F("planned_on").asc(nulls_last=True))[0]

    def find_pages(self) -> list[Page]:
        who, programme = self.people, self.talk.programme
        starts = [Page(f"start: {position}", reverse("start"), who[position]) for position in POSITIONS]
        return [
            Page(EMPTY_PAGE, EMPTY, who["avdelingsleder"]),
            *starts,
            *self.overviews(),
            Page("programme: mentor", programme.get_absolute_url(), who["mentor"]),
            Page("programme: avdelingsleder", programme.get_absolute_url(), who["avdelingsleder"]),
            Page("talk: mentor", self.talk.get_absolute_url(), who["mentor"]),
            Page("form: start a programme", reverse("programmes:start"), who["avdelingsleder"]),
        ]

    def overviews(self) -> list[Page]:
        """First and last page, and every order that the headers offer, both ways: read from the page itself."""
        path, reader = reverse("programmes:list"), self.people["koordinator"]
        html = self.line.get(path, reader).expect(200).html
        sorts = {name.lstrip("-"): link for name, link in sort_links(html).items()}
        found = {"overview: first page": path, "overview: last page": urljoin(path, last_page_link(html))}
        for name, link in sorts.items():
            plain = link.replace("sort=-", "sort=")
            found[f"overview: sort={name}"] = urljoin(path, plain)
            found[f"overview: sort=-{name}"] = urljoin(path, plain.replace("sort=", "sort=-"))
        return [Page(name, address, reader) for name, address in found.items()]
