"""From empty databases to one table."""

import sys
from contextlib import ExitStack
from dataclasses import replace

from bench.arguments import Chosen
from bench.databases import fill, url_of
from bench.figures import CERTAIN, Row, over_the_limits, ratio
from bench.morning import morning_rows
from bench.paper import pdf_rows
from bench.phone import browser, loads
from bench.report import markdown, write
from bench.rounds import measured, requests_a_second
from bench.server import Server
from bench.site import EMPTY_PAGE, Site

type Figures = dict[tuple[str, int], Row]


def run(chosen: Chosen) -> int:
    """1 when something is over a limit that no clock decides, else 0."""
    for size in chosen.sizes:
        fill(size, tell)
    with ExitStack() as servers:
        sites = [Site(size, servers.enter_context(Server(url_of(size)))) for size in chosen.sizes]
        rows = {(row.page, row.programmes): row for row in measured(sites, chosen.rounds, tell)}
        add_ratios(rows)
        add_requests_a_second(rows, sites)
        memory = [
            Row("memory: after pages", site.programmes, memory_mb=site.server.memory_mb()) for site in sites
        ]
        add_phone_loads(rows, sites)
        tell("Skriver PDF-er")
        # Many in a row take minutes and do not care how many programmes there are: once is enough.
        many = [chosen.papers, *[0] * (len(sites) - 1)]
        papers = [row for site, number in zip(sites, many, strict=True) for row in pdf_rows(site, number)]
    tell("En mandag morgen")
    mornings = [row for size in chosen.sizes for row in morning_rows(size)]
    found = sorted([*rows.values(), *papers, *memory, *mornings], key=lambda row: row.programmes)
    print(markdown(found))
    write(found, into_document=chosen.document, tell=tell)
    return int(any(name in CERTAIN for _page, _size, name, *_values in over_the_limits(found)))


def add_ratios(rows: Figures) -> None:
    for (page, size), row in rows.items():
        rows[page, size] = replace(row, ratio_to_empty=ratio(row.p50_ms, rows[EMPTY_PAGE, size].p50_ms))


def add_requests_a_second(rows: Figures, sites: list[Site]) -> None:
    for site in sites:
        tell(f"Åtte om gangen, {site.programmes} programmer")
        for page in site.pages:
            at = page.name, site.programmes
            rows[at] = replace(rows[at], requests_per_second=requests_a_second(site, page))


def add_phone_loads(rows: Figures, sites: list[Site]) -> None:
    with browser() as chromium:
        for site in sites:
            tell(f"Sider på en telefon, {site.programmes} programmer")
            for page in site.pages:
                cold, second = loads(chromium, site, page)
                at = page.name, site.programmes
                rows[at] = replace(
                    rows[at],
                    cold_kb=cold.kb,
                    cold_requests=cold.requests,
                    second_kb=second.kb,
                    second_requests=second.requests,
                )


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
