"""The form as a PDF: the first in a fresh process, the next ones, and what WeasyPrint alone takes."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from django.urls import reverse

from bench.client import Answer, Line
from bench.databases import url_of
from bench.figures import Row, percentile, ratio
from bench.rounds import row_of
from bench.server import Server
from bench.site import Site

WARM = 10
AT_ONCE, ROUNDS = 3, 4
BARE = "import django; django.setup(); from bench.bare_paper import main; main()"


def pdf_rows(site: Site, documents: int) -> list[Row]:
    """The demo's own programme, as its mentor prints it; and so many of it in a row, for the memory."""
    path = reverse("documents:form", args=[site.talk.programme_id])
    mentor = site.people["mentor"]
    with Server(url_of(site.programmes), processes=1) as fresh:
        line = Line(fresh.address)
        cold = line.get(path, mentor).expect(200)
        warm = [line.get(path, mentor).expect(200) for _ in range(WARM)]
        memory = Row("memory: after a PDF", site.programmes, memory_mb=fresh.memory_mb())
    beside = side_by_side(site, documents)
    bare, ours = (percentile(beside[name], 50) for name in ("bare", "ours"))
    return [
        row_of("pdf: cold", site.programmes, [cold]),
        row_of("pdf: warm", site.programmes, warm),
        Row("pdf: bare", site.programmes, p50_ms=bare, p95_ms=percentile(beside["bare"], 95)),
        Row(
            "pdf: ours",
            site.programmes,
            p50_ms=ours,
            p95_ms=percentile(beside["ours"], 95),
            ratio_to_bare=ratio(ours, bare),
        ),
        memory,
        *meanwhile_rows(site),
        *many_rows(site, beside["memory"]),
    ]


def meanwhile_rows(site: Site) -> list[Row]:
    """The mentor's start page with nothing else going on, and while so many papers are printed at once."""
    path, mentor = reverse("start"), site.people["mentor"]
    alone = [site.line.get(path, mentor).expect(200) for _ in range(WARM)]
    meanwhile: list[Answer] = []
    with ThreadPoolExecutor(AT_ONCE) as printers:
        for number in range(ROUNDS):
            prints = [printers.submit(print_form, site) for _ in range(AT_ONCE)]
            answers = []
            while not all(each.done() for each in prints):
                answers.append(site.line.get(path, mentor).expect(200))
            for each in prints:
                each.result()
            meanwhile += answers if number else []  # the first paper of a process takes longer
    return [
        row_of("pdf: start page alone", site.programmes, alone),
        row_of("pdf: start page meanwhile", site.programmes, meanwhile),
    ]


def print_form(site: Site) -> Answer:
    path = reverse("documents:form", args=[site.talk.programme_id])
    return Line(site.server.address).get(path, site.people["mentor"]).expect(200)


def many_rows(site: Site, held: list[float]) -> list[Row]:
    if not held:
        return []
    settled, after = held[0], held[-1]
    return [
        Row("memory: settled", site.programmes, memory_mb=settled),
        Row("memory: many papers", site.programmes, memory_mb=after, ratio_to_settled=ratio(after, settled)),
    ]


def side_by_side(site: Site, documents: int) -> dict[str, list[float]]:
    """Milliseconds of each and megabytes, in a process of its own that is warm."""
    environment = site.server.environment
    mentor = site.people["mentor"].email
    arguments = [sys.executable, "-c", BARE, str(site.talk.programme_id), mentor, str(documents)]
    said = subprocess.run(arguments, env=environment, check=True, capture_output=True, text=True).stdout
    figures: dict[str, list[float]] = json.loads(said)
    return figures
