"""The house rules that a machine can check: which way imports go, how long a file is, what a template holds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = [
    "people",
    "checklists",
    "programmes",
    "documents",
    "reminders",
    "insights",
    "privacy",
    "mentorprogram",
]
PYTHON = sorted(
    path
    for app in [*(app for app in APPS if (ROOT / app).is_dir()), "tests", "bench"]
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")])


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


# --- imports ------------------------------------------------------------------------------------------

BELOW = {
    "people": set(),
    "checklists": {"people"},
    "programmes": {"people", "checklists"},
    "documents": {"people", "checklists", "programmes"},
    "reminders": {"people", "checklists", "programmes", "documents"},
    "insights": {"people", "checklists", "programmes", "documents"},
    "privacy": {"people", "checklists", "programmes", "documents"},
    "mentorprogram": set(APPS) - {"mentorprogram"},
}
"""What each app may import of the others."""

PURE = [
    "programmes/workdays.py",
    "programmes/schedule.py",
    "programmes/proposals.py",
    "programmes/replanning.py",
    "programmes/probation.py",
    "programmes/rules.py",
    "programmes/template_files.py",
    "programmes/template_faults.py",
    "checklists/template_files.py",
    "people/identity_numbers.py",
    "checklists/toml_fields.py",
    "checklists/toml_limits.py",
    "checklists/toml_writer.py",
]
"""Dates and files: the standard library, each other, and the package of holidays."""
PURE_MODULES = {name.removesuffix(".py").replace("/", ".") for name in PURE}

SLOW = {
    "documents/pdf.py": {"weasyprint", "weasyprint.text.fonts", "weasyprint.urls"},
    "documents/letters.py": {"fontTools.ttLib"},
    "documents/calendar.py": {"icalendar"},
    "reminders/rota_files.py": {"xlsxwriter"},
}
"""Imported inside a function because they take a second and only papers need them."""


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("app", [app for app in APPS if (ROOT / app).is_dir()])
def test_no_import_points_back(app: str) -> None:
    back = {
        (name_of(path), module)
        for path in PYTHON
        if path.relative_to(ROOT).parts[0] == app
        for module in imports(tree_of(path))
        if module.split(".")[0] in set(APPS) - {app} - BELOW[app]
    }
    assert back == set()


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_know_no_framework(name: str) -> None:
    ours = {module for module in imports(tree_of(ROOT / name)) if module.split(".")[0] in APPS}
    others = {module.split(".")[0] for module in imports(tree_of(ROOT / name))} - set(APPS)
    assert ours - PURE_MODULES == set()
    assert others & {"django", "allauth", "crispy_forms", "weasyprint"} == set()


def test_nothing_is_imported_inside_a_function_but_what_is_slow() -> None:
    found: dict[str, set[str]] = {}
    for path in PYTHON:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (inside := set(imports(node))):
                found.setdefault(name_of(path), set()).update(inside)
    assert found == SLOW


# --- length -------------------------------------------------------------------------------------------

LONGEST_FILE, LONGEST_MODELS, LONGEST_TEMPLATE = 300, 400, 80
LONGEST_FUNCTION = 35  # «about 30»

TO_BE_SPLIT = {
    "tests/test_checklists.py",
    "tests/test_people.py",
}
"""Too long already. The list only ever gets shorter."""


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def limit(path: Path) -> int:
    return LONGEST_MODELS if path.parent.name == "models" or path.name == "models.py" else LONGEST_FILE


def test_no_file_is_too_long() -> None:
    too_long = {name_of(path) for path in PYTHON if length(path) > limit(path)}
    too_long |= {name_of(path) for path in TEMPLATES if length(path) > LONGEST_TEMPLATE}
    assert too_long == TO_BE_SPLIT


def body_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last, without decorators and docstring."""
    docstring = ast.get_docstring(node, clean=False)
    return (node.end_lineno or 0) - node.lineno + 1 - (len(docstring.splitlines()) if docstring else 0)


def test_no_function_is_too_long() -> None:
    too_long = {
        f"{name_of(path)}:{node.name}": body_length(node)
        for path in PYTHON
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_length(node) > LONGEST_FUNCTION
    }
    assert too_long == {}


# --- templates ----------------------------------------------------------------------------------------

OWN_NAME = "Mentorprogram"
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", re.DOTALL)
CLASSES = re.compile(r"{% block main_class %}.*?{% endblock %}")
TRANSLATED = re.compile(r"{% blocktranslate.*?%}.*?{% endblocktranslate %}", re.DOTALL)
DJANGO = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>|&\w+;", re.DOTALL)
READ_ALOUD = re.compile(r'\s(?:alt|title|placeholder|aria-label)="([^"]*)"')


def visible_texts(source: str) -> list[str]:
    """What a reader sees or hears of a template that no translation tag covers.

    >>> visible_texts('<p>{% translate "Hei" %} {{ name }}</p>')
    []
    >>> visible_texts('<p aria-label="Navn">Hei {{ name }} <b>du</b></p>')
    ['Navn', 'Hei', 'du']
    """
    source = DJANGO.sub("\0", TRANSLATED.sub("", CLASSES.sub("", COMMENT.sub("", source))))
    texts = [*READ_ALOUD.findall(source), *MARKUP.sub("\0", source).split("\0")]
    return [text.strip() for text in texts if re.search(r"[^\W\d_]{2,}", text.replace(OWN_NAME, ""))]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_visible_text_is_marked_for_translation(path: Path) -> None:
    assert visible_texts(path.read_text(encoding="utf-8")) == []


def test_templates_hold_neither_style_nor_script() -> None:
    """The content security policy would stop it in the browser; here it is stopped before."""
    forbidden = re.compile(
        r"\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:", re.IGNORECASE
    )
    found = {name_of(path) for path in TEMPLATES if forbidden.search(path.read_text(encoding="utf-8"))}
    assert found == {"templates/reminders/email/message.html"}  # a mail has no style but its own


def test_no_link_in_a_template_is_written_by_hand() -> None:
    """Addresses come from `{% url %}`, so that a changed one breaks a test and not a link."""
    found = {
        name_of(path): re.findall(r'(?:href|action)="/[^"]*"', path.read_text(encoding="utf-8"))
        for path in TEMPLATES
    }
    by_hand = {name for name, links in found.items() if links}
    assert by_hand == {"templates/500.html"}  # drawn when nothing else may work


def test_nothing_is_left_to_be_done() -> None:
    unfinished = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
    found = {name_of(p) for p in [*PYTHON, *TEMPLATES] if unfinished.search(p.read_text(encoding="utf-8"))}
    assert found == set()
