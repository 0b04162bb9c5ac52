"""Our printing beside WeasyPrint alone, on the very page that the form is printed from. Started by `paper.py`."""

import gc
import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from django.utils import timezone
from weasyprint import HTML

from documents.form_copy import FormCopy
from documents.letters import printable
from documents.pdf import pdf_of, print_style
from people.models import User
from programmes.models import Programme

WARM_UP, SAMPLES = 2, 10
SETTLED = 20  # documents, after which what is kept for the next ones is there


def page_of(pk: int, email: str) -> str:
    programme = Programme.objects.get(pk=pk)
    return FormCopy.of(programme, User.objects.get(email=email), timezone.localdate()).paper().html()


def bare(html: str) -> None:
    css, fonts, fetcher = print_style()
    HTML(string=printable(html), url_fetcher=fetcher).write_pdf(
        stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-2a"
    )


def milliseconds(html: str) -> dict[str, list[float]]:
    """Of each, turn by turn, so that a busy moment meets both."""
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    for _round in range(WARM_UP + SAMPLES):
        for name, act in (("bare", bare), ("ours", pdf_of)):
            begun = perf_counter()
            act(html)
            times[name].append((perf_counter() - begun) * 1000)
    return {name: taken[WARM_UP:] for name, taken in times.items()}


def memory_mb() -> float:
    """What the process holds now; where the system does not say, the most it has held."""
    gc.collect()
    held = Path("/proc/self/statm")
    if held.exists():
        return int(held.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth(html: str, documents: int) -> list[float]:
    """Megabytes when things have settled, and after so many documents, each unlike the one before."""
    held = []
    for number in range(1, documents + 1):
        pdf_of(html.replace("</h1>", f" {number}</h1>", 1))
        if number in (min(SETTLED, documents), documents):
            held.append(memory_mb())
    return held


def main() -> None:
    """`python -c` with the programme, the reader's address and how many documents: figures as JSON."""
    html = page_of(int(sys.argv[1]), sys.argv[2])
    print(json.dumps({**milliseconds(html), "memory": growth(html, int(sys.argv[3]))}))
