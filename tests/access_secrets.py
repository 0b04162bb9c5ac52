"""Where each telling word comes to the eye: the roles who meet it somewhere on their walk, and nobody else."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from django.http import HttpResponseBase
from django.utils.formats import date_format
from pypdf import PdfReader

from tests.access_probation import TELLING_DAYS, telling_day
from tests.access_roles import (
    ALL_WHO_SEE,
    LEADERS,
    NEW_HIRE,
    NOBODY,
    PAIR,
    Readers,
    finished,
    together,
    while_open,
)
from tests.access_world import word

COMMENT_OF_MENTOR: Readers = {
    "own": "new_hire mentor",
    "next_door": "other_new_hire colleague",
    "finished": "finished_new_hire other_leader",  # in no copy after the handing over, but stored about them
    "abroad": "foreign_new_hire foreign_mentor",
}

NOTES = ("avtale", "neste gang", "tema", "spilleregel")  # the pair's own: on no paper
WRITERS: Readers = {
    "own": "leader",
    "next_door": "other_leader",
    "finished": "leader",
    "abroad": "foreign_leader",
}
OF_THE_NEW_HIRE = NOBODY | {"own": "new_hire"}

OF_PLACE: Readers = {
    "own": "leader second_leader deputy head coordinator",
    "abroad": "foreign_leader foreign_head foreign_coordinator",
}

OF_UNIT: Readers = {**OF_PLACE, "own": f"{OF_PLACE['own']} other_leader"}
"""The department next door is of the same unit."""
LETTER_OF_PLACE = {"own": f"{OF_PLACE['own']} new_hire", "abroad": f"{OF_PLACE['abroad']} foreign_new_hire"}
LETTER_OF_UNIT = {**LETTER_OF_PLACE, "own": f"{OF_UNIT['own']} new_hire other_new_hire"}
"""Whose letter is out and whose programme runs."""

IN_THE_REGISTER: Readers = NOBODY | {
    "own": "leader second_leader deputy head other_leader other_head coordinator",
    "abroad": "foreign_leader foreign_head foreign_coordinator",
}
"""Who chooses mentors, of those who mentor now; one photo of each municipality is opened on the walk."""

SEEN: dict[str, Readers] = {
    "kommentar mentor": COMMENT_OF_MENTOR,
    "kommentar begge beholder": {**COMMENT_OF_MENTOR, "finished": ALL_WHO_SEE["finished"]},
    "samtalested": {**while_open(PAIR), "finished": "finished_new_hire"},
    **{f"{kind} mentor": COMMENT_OF_MENTOR for kind in (*NOTES, "behov")},
    **{f"{kind} vikar": NOBODY | {"own": "new_hire substitute"} for kind in ("kommentar", *NOTES, "behov")},
    **{
        f"{kind} {side} i en annen tid": OF_THE_NEW_HIRE
        for kind in ("kommentar", *NOTES, "behov")
        for side in ("mentor", "vikar")
    },
    "overlevering mentor": COMMENT_OF_MENTOR,
    "overlevering mentor i en annen tid": NOBODY
    | {"own": "new_hire mentor"},  # approved: to the next one too
    "vist behov": together(COMMENT_OF_MENTOR, LEADERS),
    "utkast": WRITERS,
    "utkast fra tidligere leder": NOBODY,
    "referat": together(NEW_HIRE, LEADERS),
    "ulest referat": together(NEW_HIRE, LEADERS),
    **{kind: together(NEW_HIRE, LEADERS) for kind in ("merknad", "tidligere referat", "tidligere merknad")},
    "møtested": together(NEW_HIRE, LEADERS),
    **{kind: together(NEW_HIRE, LEADERS) for kind in TELLING_DAYS},
    "ledersted": ALL_WHO_SEE,
    "ident": ALL_WHO_SEE,
    "telefon": together(NEW_HIRE, while_open(LEADERS)),
    "tilgang": ALL_WHO_SEE,
    "vakttype": ALL_WHO_SEE,
    "følge": ALL_WHO_SEE,
    "annet": ALL_WHO_SEE,
    "notat": ALL_WHO_SEE,
    "vist av": ALL_WHO_SEE,
    "pakke": NOBODY | finished(together(LEADERS, NEW_HIRE)),
    "presentasjon": together(ALL_WHO_SEE, {**IN_THE_REGISTER, "next_door": IN_THE_REGISTER["own"]}),
    "bilde": together(ALL_WHO_SEE, IN_THE_REGISTER),
    **dict.fromkeys(["om enhet", "kontakt enhet", "mentorordning"], LETTER_OF_UNIT),
    **dict.fromkeys(["om avdeling", "kontakt avdeling"], LETTER_OF_PLACE),
    "tillitsvalgt": {
        "own": "new_hire mentor substitute other_new_hire colleague finished_new_hire other_leader head coordinator",
        "abroad": "foreign_new_hire foreign_mentor foreign_head foreign_coordinator",
    },
    "tilbakemelding": {
        "own": "new_hire coordinator administrator",
        "abroad": "foreign_new_hire foreign_coordinator foreign_administrator",
    },
}
"""On «Alt som står om meg» the new hire meets every word of the programme but a draft, also when it is handed over."""

SECRETS: dict[tuple[str, str], set[str]] = {
    (word(kind, name), name): set(roles.split())
    for kind, readers in SEEN.items()
    for name, roles in readers.items()
} | {(f"privat.{name}@epost.example", name): set(roles.split()) for name, roles in SEEN["telefon"].items()}


def bare(text: str) -> str:
    """Without what a narrow column on paper may put inside a word."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


BARE = {bare(secret): secret for secret, _programme in SECRETS} | {
    bare(date_format(telling_day(kind, name), how)): word(kind, name)
    for kind in TELLING_DAYS
    for name in LEADERS
    for how in ("j. F Y", "d.m.Y", "Y-m-d")
}


def secrets_in(texts: Iterable[str]) -> set[str]:
    found = bare("\n".join(texts))
    return {secret for key, secret in BARE.items() if key in found}


def text_of(response: HttpResponseBase) -> str:
    """Everything the answer says: page or paper, and its headers with cookies and redirect."""
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    return "\n".join([text_in(content), *response.headers.values(), response.cookies.output()])


def text_in(content: bytes) -> str:
    """Of a page, a paper, or a package with papers in it."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as package:
            return "\n".join(f"{name}\n{text_in(package.read(name))}" for name in package.namelist())
    return text_of_paper(content) if content.startswith(b"%PDF") else content.decode()


@cache
def text_of_paper(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
