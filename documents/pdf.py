"""From a template to an archive PDF: the same style, fonts and care for every paper."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from documents.letters import FONTS, printable
from documents.pdf_finish import finish

PRINT_CSS = Path(__file__).with_name("print.css")

# The fonts are shared, and Pango promises no thread safety for them. Laying out holds the
# interpreter nearly all the time anyway, so one at a time costs next to nothing.
_one_at_a_time = Lock()

# A process has four threads (gunicorn.conf.py): one lays out, two wait, and one is left for pages.
_places = BoundedSemaphore(3)


class TooBusy(Exception):
    """As many papers are being made as the process has room for."""


@contextmanager
def a_place() -> Iterator[None]:
    """For whoever sits and waits: a place in the queue, or `TooBusy` at once."""
    if not _places.acquire(blocking=False):
        raise TooBusy
    try:
        yield
    finally:
        _places.release()


def pdf_of(html: str) -> bytes:
    """The archive PDF of a whole HTML page, for screen readers too (PDF/A-2a, PDF/UA-1). Same page, same bytes."""
    from weasyprint import HTML  # noqa: PLC0415 - takes over a second, and only papers need it

    with _one_at_a_time:
        css, fonts, fetcher = print_style()
        pdf: bytes = HTML(string=printable(html), url_fetcher=fetcher).write_pdf(
            stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-2a"
        )
    return finish(pdf)


@cache
def print_style() -> tuple[Any, Any, Any]:
    """Our style sheet, the fonts it names, and a fetcher that lets no text read a file or an address."""
    from weasyprint import CSS  # noqa: PLC0415 - as above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fonts = FontConfiguration()
    our_files = URLFetcher(allowed_protocols=["file"])
    css = CSS(string=font_faces() + PRINT_CSS.read_text(), font_config=fonts, url_fetcher=our_files)
    atexit.register(print_style.cache_clear)  # let go of them while Pango is still there
    return css, fonts, URLFetcher(allowed_protocols=["data"])


def font_faces() -> str:
    """With figures of one width, so that columns of days stand straight. Said here and never in print.css: for every
    line with a `font-variant` of its own, WeasyPrint 70 makes Pango attributes that it does not let go of (0,2 MB a paper).
    """
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
        f'font-feature-settings: "tnum"; src: url("{font.path.as_uri()}") }}\n'
        for font in FONTS
    )
