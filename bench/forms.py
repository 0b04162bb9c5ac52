"""What a page holds for the one who uses it: the fields a browser would send, and the links in the overview."""

from collections.abc import Iterator
from html.parser import HTMLParser

Attributes = dict[str, str | None]
Sent = dict[str, str | list[str]]
SILENT = {"submit", "button", "image", "reset", "file"}
EMPTY_TAGS = {"input", "img", "br", "meta", "link", "hr"}


class Element(HTMLParser):
    """Every opening tag with its attributes, the tags it stands inside, and the text that follows it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, Attributes]] = []
        self.found: list[tuple[str, Attributes, list[tuple[str, Attributes]], list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), list(self.open), []))
        if tag not in EMPTY_TAGS:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][3].append(data)


def sent_by(html: str, action: str | None = None) -> Sent:
    """What the form with that action sends when nothing is touched; None is the form without one.

    >>> sent_by('<form method="post"><input name="a" value="1"><input type="radio" name="b" value="2">'
    ...         '<select name="c"><option value="3"><option value="4" selected></select>'
    ...         '<textarea name="d">5</textarea><button name="e" value="6"></form>')
    {'a': '1', 'c': '4', 'd': '5'}
    """
    sent: Sent = {}
    for name, value in fields_of(html, action):
        kept = sent.get(name)
        sent[name] = value if kept is None else [*([kept] if isinstance(kept, str) else kept), value]
    return sent


def fields_of(html: str, action: str | None) -> Iterator[tuple[str, str]]:
    for tag, given, inside, text in Element(html).found:
        forms = [attributes for name, attributes in inside if name == "form"]
        if not forms or forms[-1].get("method") != "post" or forms[-1].get("action") != action:
            continue
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in SILENT:
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                yield name, given.get("value") or ""
        elif tag == "textarea" and name:
            yield name, "".join(text).removeprefix("\n")
        elif tag == "option" and "selected" in given:
            select = next(attributes for name, attributes in reversed(inside) if name == "select")
            yield select.get("name") or "", given.get("value") or ""


def sort_links(html: str) -> dict[str, str]:
    """The overview's headers: the address behind each, by what it sorts on.

    >>> sort_links('<table><tr><th><a href="?sort=-navn">Navn</a></th><th>Status</th></tr></table>')
    {'-navn': '?sort=-navn'}
    """
    links = [
        given.get("href") or ""
        for tag, given, inside, _text in Element(html).found
        if tag == "a" and any(name == "th" for name, _attributes in inside)
    ]
    return {link.partition("sort=")[2].partition("&")[0]: link for link in links if "sort=" in link}


def last_page_link(html: str) -> str:
    """The overview's way to its last page: the link that says so, else the highest number; "" for one page.

    >>> last_page_link('<nav class="ds-pagination"><a href="?page=2">2</a><a rel="next" href="?page=2">Neste</a>'
    ...                '<a href="?page=9">9</a></nav>')
    '?page=9'
    """
    links = [
        (given, "".join(text).strip())
        for tag, given, inside, text in Element(html).found
        if tag == "a" and any(attributes.get("class") == "ds-pagination" for _name, attributes in inside)
    ]
    named = [
        given.get("href") or "" for given, text in links if given.get("rel") == "last" or text == "Siste"
    ]
    numbered = sorted((int(text), given.get("href") or "") for given, text in links if text.isdecimal())
    return named[0] if named else numbered[-1][1] if numbered else ""
