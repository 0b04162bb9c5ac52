"""The clock: every page in turn, with every number of programmes, again and again."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import mode
from time import perf_counter

from bench.acts import save_a_talk, start_a_programme
from bench.client import Answer, Line
from bench.figures import Row, percentile
from bench.site import Page, Site

WARM_UP = 6
AT_ONCE, BURST = 8, 1.0  # visitors, and for how many seconds they ask

type Samples = dict[tuple[str, int], list[Answer]]


def measured(sites: list[Site], rounds: int, tell: Callable[[str], object]) -> list[Row]:
    """Queries and times. What disturbs the machine for a while falls on all pages alike."""
    samples: Samples = defaultdict(list)
    with no_collector():
        for number in range(WARM_UP + rounds):
            one_round(sites, samples if number >= WARM_UP else defaultdict(list))
            if number % 10 == 9:
                tell(f"Runde {number + 1} av {WARM_UP + rounds}")
    rows = {at: row_of(*at, answers) for at, answers in samples.items()}
    return list(rows.values())


def one_round(sites: list[Site], samples: Samples) -> None:
    for pages in zip(*(site.pages for site in sites), strict=True):
        for site, page in zip(sites, pages, strict=True):
            answer = site.line.get(page.path, page.person).expect(200)
            samples[page.name, site.programmes].append(answer)
    for act in (save_a_talk, start_a_programme):
        for site in sites:
            for name, answer in act(site).items():
                samples[name, site.programmes].append(answer)


def row_of(page: str, programmes: int, answers: list[Answer]) -> Row:
    times = [answer.ms for answer in answers]
    return Row(
        page=page,
        programmes=programmes,
        queries=mode(answer.queries for answer in answers),  # once a minute a session notes that it is used
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
    )


def requests_a_second(site: Site, page: Page) -> float:
    """With eight visitors who each have a line of their own and ask again at once, for a second."""
    begun = perf_counter()

    def visit(_visitor: int) -> int:
        line, answered = Line(site.server.address), 0
        while perf_counter() - begun < BURST:
            line.get(page.path, page.person).expect(200)
            answered += 1
        line.http.close()
        return answered

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = sum(pool.map(visit, range(AT_ONCE)))
    return answered / (perf_counter() - begun)


@contextmanager
def no_collector() -> Iterator[None]:
    """Else our own collector stops the clock now and then."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
