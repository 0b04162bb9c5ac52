"""WeasyPrint alone on the very page that the form is printed from, without our finishing. Started by `paper.py`."""

import json
import sys
from time import perf_counter

from django.utils import timezone
from weasyprint import HTML

from documents.form_copy import FormCopy
from documents.letters import printable
from documents.pdf import print_style
from people.models import User
from programmes.models import Programme

WARM_UP, SAMPLES = 2, 10


def page_of(pk: int, email: str) -> str:
    programme = Programme.objects.get(pk=pk)
    copy = FormCopy.of(programme, User.objects.get(email=email), timezone.localdate())
    return printable(copy.paper().html())


def print_once(html: str) -> float:
    css, fonts, fetcher = print_style()
    begun = perf_counter()
    HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-2a"
    )
    return (perf_counter() - begun) * 1000


def main() -> None:
    """`python -c` with the programme and the reader's address: milliseconds of each, as JSON."""
    html = page_of(int(sys.argv[1]), sys.argv[2])
    times = [print_once(html) for _ in range(WARM_UP + SAMPLES)]
    print(json.dumps(times[WARM_UP:]))
