"""What a page is made of, read from what the server sends: a page with nothing new in it need not be looked at again."""

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

SHAPING = re.compile("id|class|type|role|scope|for|lang|colspan|tabindex|aria-(?!label$)[a-z]+")
CONTENT = re.compile(r"<!--.*?-->|(?<=>)[^<>]*(?=</(?:script|style)>)", re.DOTALL)
TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>([^<]*)""", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w:-]+)(?:="([^"]*)")?""")
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
Shapes = Callable[[str, str], bool]


def parts_of(html: str) -> set[str]:
    """Each sort of element and in what it stands; «ord» for every text, name and address, «0» for every number.

    A heading is also told by the heading before it, so that none is left out unseen.

    >>> two, three = (parts_of("<ul>" + "<li>Kari</li>" * n + "</ul>") for n in (2, 3))
    >>> two == three, two < parts_of("<ul><li>Kari</li><li></li></ul>")
    (True, True)
    """
    parts: set[str] = set()
    around, heading = [("", "")], ""
    for closing, name, attributes, words in TAG.findall(CONTENT.sub("", html)):
        tag = name.lower()
        if closing:
            while len(around) > 1 and around.pop()[0] != tag:
                pass
            if words.strip():
                parts.add(f"{around[-1][1]} med ord etter")
        else:
            before = heading if tag in HEADINGS else ""
            path = digest(f"{around[-1][1]} {before} {tag} {' '.join(shaped(attributes))}")
            if tag in HEADINGS:
                heading = tag
            parts.add(path if words.strip() or tag in EMPTY else f"{path} uten ord")
            if tag not in EMPTY and not attributes.endswith("/"):
                around.append((tag, path))
    return parts


def shaped(attributes: str) -> Iterator[str]:
    """What shapes an element, as it is; of the rest whether there is something in it."""
    for name, value in ATTRIBUTE.findall(attributes):
        yield f"{name}={re.sub(r'\d+', '0', value) if SHAPING.fullmatch(name) else 'ord' if value else ''}"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def shapes_in(folder: Path) -> Shapes:
    """The pages that a run has looked at, in all its processes; its answers are kept in the folder."""

    def has_new_parts(kind: str, html: str) -> bool:
        """Whether it is made of something that no page of that address has had, whatever words stand in it."""
        file = folder / kind.replace(":", "-")
        known = set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
        new = parts_of(html) - known
        with file.open("a", encoding="utf-8") as lines:
            lines.writelines(f"{part}\n" for part in sorted(new))
        return bool(new)

    return has_new_parts
