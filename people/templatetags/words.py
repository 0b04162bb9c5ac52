"""What people have written, as paragraphs that each run the way their letters do."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
FROM_THE_RIGHT = ("R", "AL")


@register.filter
def own_words(text: str) -> SafeString:
    """As `linebreaks`, and a paragraph in Arabic or Hebrew says so: as `dir="auto"` does, but on paper too.

    >>> own_words("Hei & hå\\nto\\n\\nשלום, Kari")
    '<p>Hei &amp; hå<br>to</p>\\n\\n<p dir="rtl">שלום, Kari</p>'
    """
    paragraphs = re.split(r"\n{2,}", re.sub(r"\r\n|\r", "\n", str(text).strip()))
    return format_html_join(
        SafeString("\n\n"), "<p{}>{}</p>", ((_side(words), _lines(words)) for words in paragraphs)
    )


def _lines(words: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in words.split("\n")))


def _side(words: str) -> SafeString:
    """By the first letter that has a direction of its own."""
    strong = next((way for way in map(bidirectional, words) if way in ("L", *FROM_THE_RIGHT)), "L")
    return format_html(' dir="{}"', "rtl") if strong in FROM_THE_RIGHT else SafeString("")
