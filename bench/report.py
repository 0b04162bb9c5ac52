"""The figures for people: Markdown to the screen and to docs/PERFORMANCE.md. For machines: var/bench.json."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Row, growth, over_the_limits
from bench.server import ROOT

RESULTS, DOCUMENT = ROOT / "var" / "bench.json", ROOT / "docs" / "PERFORMANCE.md"
BEGIN, END = "<!-- tall: make bench DOC=1 -->\n", "<!-- slutt på tall -->\n"

LABELS = {
    "empty": "Tom side",
    "start: ": "Startsiden, ",
    "overview: first page": "Oversikten, første side",
    "overview: last page": "Oversikten, siste side",
    "overview: sort=-": "Oversikten, baklengs etter ",
    "overview: sort=": "Oversikten, etter ",
    "programme: ": "Programsiden, ",
    "talk: ": "Samtalesiden, ",
    "form: start a programme": "Start et program, skjemaet",
    "save: preview": "Start et program, vise datoene",
    "save: start": "Start et program, lagre",
    "save: talk": "Lagre en samtale",
    "pdf: cold": "Skjemaet som PDF, første i prosessen",
    "pdf: warm": "Skjemaet som PDF, de neste",
    "pdf: bare": "Bare WeasyPrint på samme side",
    "pdf: ours": "Vår utskrift av samme side, uten tjeneren",
    "pdf: start page alone": "Startsiden, mentor, rett før",
    "pdf: start page meanwhile": "Startsiden, mentor, mens tre skjemaer skrives ut",
    "memory: after pages": "Største prosess etter sidene",
    "memory: settled": "Prosess etter de første papirene",
    "memory: many papers": "Prosess etter alle papirene på rad",
    "morning: one run": "Meldingene en mandag morgen, én kjøring",
    "morning: two runs": "De samme, to kjøringer samtidig",
    "alone: one process": "De samme, én prosess alene",
    "memory: after a PDF": "Prosess som har skrevet PDF-er",
}
COLUMNS: dict[str, tuple[str, str]] = {
    "queries": ("Spørringer", "d"),
    "p50_ms": ("p50 ms", ".1f"),
    "p95_ms": ("p95 ms", ".1f"),
    "ratio_to_empty": ("× tom side", ".1f"),
    "ratio_to_bare": ("× bare", ".2f"),
    "ratio_to_settled": ("× de første", ".2f"),
    "requests_per_second": ("Svar/s", ".0f"),
    "cold_kb": ("Kald kB", ".1f"),
    "cold_requests": ("Kalde forespørsler", "d"),
    "second_kb": ("Andre kB", ".1f"),
    "second_requests": ("Andre forespørsler", "d"),
    "memory_mb": ("Minne MB", ".0f"),
    "seconds": ("Sekunder", ".1f"),
    "messages": ("Meldinger", "d"),
}
GROWTH = "Vekst"
WORDS = {name: heading.lower() for name, (heading, _form) in COLUMNS.items()} | {"growth": "vekst"}


def label(page: str) -> str:
    """
    >>> label("overview: sort=-navn"), label("start: mentor"), label("empty")
    ('Oversikten, baklengs etter navn', 'Startsiden, mentor', 'Tom side')
    """
    beginning = next(beginning for beginning in LABELS if page.startswith(beginning))
    return LABELS[beginning] + page.removeprefix(beginning)


def cell(values: Sequence[float | None], form: str) -> str:
    """The figure for each number of programmes, once where they are the same.

    >>> cell([7, 7, 7], "d"), cell([1.24, 1.3, 9.0], ".1f"), cell([None, None], "d")
    ('7', '1,2 · 1,3 · 9,0', '')
    """
    texts = [format(value, form).replace(".", ",") for value in values if value is not None]
    return texts[0] if len(set(texts)) == 1 else " · ".join(texts)


def table(rows: Sequence[Row]) -> str:
    """One line a page; the figures in a cell follow the numbers of programmes."""
    grown = growth(rows)
    headings = ["Side", *(heading for heading, _form in COLUMNS.values()), GROWTH]
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)]]
    for page in dict.fromkeys(row.page for row in rows):
        own = [row for row in rows if row.page == page]
        cells = [cell([getattr(row, name) for row in own], form) for name, (_h, form) in COLUMNS.items()]
        lines.append([label(page), *cells, cell([grown.get(page)], ".2f")])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def verdict(rows: Sequence[Row]) -> str:
    """What is over its limit, or that nothing is."""
    over = over_the_limits(rows)
    if not over:
        return "Alt er innenfor grensene.\n"
    lines = [
        f"- {label(page)}, {programmes} programmer: {WORDS[name]} {decimal(value)}, grensen er {decimal(limit)}\n"
        for page, programmes, name, value, limit in over
    ]
    return "Over grensene:\n\n" + "".join(lines)


def decimal(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def markdown(rows: Sequence[Row]) -> str:
    sizes = dict.fromkeys(row.programmes for row in rows)
    return (
        f"Tallene i hver rute er for {' · '.join(map(str, sizes))} programmer. "
        f"«{GROWTH}» er p50 med flest programmer delt på p50 med færrest.\n\n{table(rows)}\n{verdict(rows)}"
    )


def write(rows: Sequence[Row], *, into_document: bool, tell: Callable[[str], object]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([row.as_dict() for row in rows], indent=1) + "\n", encoding="utf-8")
    tell(f"Skrevet: {RESULTS.relative_to(ROOT)}")
    if into_document:
        replace_figures(DOCUMENT, markdown(rows))
        tell(f"Skrevet: {DOCUMENT.relative_to(ROOT)}")


def replace_figures(document: Path, figures: str) -> None:
    """What stands between the marks, and nothing else."""
    text = document.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    document.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", encoding="utf-8")
