"""The form as a PDF: the first in a fresh process, the next ones, and what WeasyPrint alone takes."""

import json
import subprocess
import sys

from django.urls import reverse

from bench.client import Line
from bench.databases import url_of
from bench.figures import Row, percentile
from bench.rounds import row_of
from bench.server import Server
from bench.site import Site

WARM = 10
BARE = "import django; django.setup(); from bench.bare_paper import main; main()"


def pdf_rows(site: Site) -> list[Row]:
    """The demo's own programme, as its mentor prints it."""
    path = reverse("documents:form", args=[site.talk.programme_id])
    mentor = site.people["mentor"]
    with Server(url_of(site.programmes), processes=1) as fresh:
        line = Line(fresh.address)
        cold = line.get(path, mentor).expect(200)
        warm = [line.get(path, mentor).expect(200) for _ in range(WARM)]
        memory = Row("memory: after a PDF", site.programmes, memory_mb=fresh.memory_mb())
    bare = bare_times(site)
    return [
        row_of("pdf: cold", site.programmes, [cold]),
        row_of("pdf: warm", site.programmes, warm),
        Row("pdf: bare", site.programmes, p50_ms=percentile(bare, 50), p95_ms=percentile(bare, 95)),
        memory,
    ]


def bare_times(site: Site) -> list[float]:
    """Milliseconds of each, in a process of its own that is warm."""
    environment = site.server.environment
    mentor = site.people["mentor"].email
    arguments = [sys.executable, "-c", BARE, str(site.talk.programme_id), mentor]
    said = subprocess.run(arguments, env=environment, check=True, capture_output=True, text=True).stdout
    times: list[float] = json.loads(said)
    return times
