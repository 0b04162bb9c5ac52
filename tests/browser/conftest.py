"""Pages in a real browser: a phone that speaks Norwegian, and axe, which must find nothing."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Page, ViewportSize

from tests.browser.chromium import PHONE, launch_args
from tests.browser.shapes import Shapes, shapes_in

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

HERE = Path(__file__).parent
AxeSilent = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: item.path.name != "test_every_page.py")  # what takes long begins first


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | launch_args()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone, in which axe does not measure colours halfway through a fade."""
    return browser_context_args | PHONE | {"reduced_motion": "reduce"}


@pytest.fixture(scope="session", autouse=True)
def files_kept_by_the_browser() -> Iterator[None]:
    """As in production, where each file's name changes with what is in it."""
    serve = StaticFilesHandlerMixin.serve

    def served_for_long(self: StaticFilesHandlerMixin, request: HttpRequest) -> HttpResponseBase:
        response = serve(self, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandlerMixin, "serve", served_for_long)
        yield


VIOLATIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
}
COLOURS = VIOLATIONS | {"runOnly": ["color-contrast", "link-in-text-block"]}
WITHOUT_COLOURS = VIOLATIONS | {"rules": VIOLATIONS["rules"] | {"color-contrast": {"enabled": False}}}
SMALL, SCREEN = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)
ZOOMED = ViewportSize(width=320, height=256)  # a screen of 1280 × 1024 at 400 %
CHECKS = (HERE / "checks.js").read_text(encoding="utf-8").strip()


class Looks:
    """The ways that text has looked, in light and in dark, and how often axe has judged each."""

    ENOUGH = 3  # twice more, elsewhere, should something have stood in the way the first time

    def __init__(self) -> None:
        self.seen: Counter[tuple[str, str]] = Counter()

    def not_yet_known(self, theme: str, looks: list[str]) -> list[str]:
        wanted = [look for look in looks if self.seen[theme, look] < self.ENOUGH]
        self.seen.update((theme, look) for look in wanted)
        return wanted


@pytest.fixture(scope="session")
def looks() -> Looks:
    return Looks()


@pytest.fixture
def axe_silent(looks: Looks) -> AxeSilent:
    """Calls axe on the page as it stands, in light and in dark, and fails with what it found."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        page.evaluate(AXE_SCRIPT)
        findings = axe_findings(page, looks)
        assert not findings, f"axe på {page.url}:\n" + "\n".join(findings)

    return check


@pytest.fixture
def with_axe(page: Page) -> None:
    """In every page that is opened from now on: half a megabyte, told once."""
    page.add_init_script(AXE_SCRIPT)


@pytest.fixture
def shapes(testrun_uid: str, tmp_path_factory: pytest.TempPathFactory) -> Shapes:
    kept = tmp_path_factory.getbasetemp().parent / f"shapes-{testrun_uid}"
    kept.mkdir(exist_ok=True)
    return shapes_in(kept)


@pytest.fixture
def accessible(looks: Looks, with_axe: None) -> AxeSilent:
    """All that a machine can see of one page: axe on phone and screen, 400 %, wide letters and where the focus is."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a text may be seen before the style sheets are there
        findings = axe_findings(page, looks)
        page.keyboard.press("Tab")  # from here on focus is the keyboard's
        findings += ask(page, "lostFocus()")
        page.set_viewport_size(SCREEN)
        findings += axe_findings(page, looks) + ask(page, "tooWide()")
        page.set_viewport_size(ZOOMED)
        findings += ask(page, "tooWide()", "withWideLetters(tooWide)", "withWideLetters(cutOff)")
        page.set_viewport_size(SMALL)
        findings += ask(page, "tooWide()")
        assert not findings, f"{page.url}:\n" + "\n".join(findings)

    return check


@pytest.fixture
def looks_well(with_axe: None) -> AxeSilent:
    """The quick look at a page that another reader's walk goes through in full: axe but for colours, on a phone."""

    def check(page: Page) -> None:
        findings = axe(page, "quick look", WITHOUT_COLOURS) + ask(page, "tooWide()")
        assert not findings, f"{page.url}:\n" + "\n".join(findings)

    return check


def axe_findings(page: Page, looks: Looks) -> list[str]:
    """Colours in dark and in light, each way that text looks; and in light, where all stands as in dark, the rest."""
    page.emulate_media(color_scheme="dark")
    findings = colour_findings(page, "dark", looks)
    page.emulate_media(color_scheme="light")
    findings += colour_findings(page, "light", looks)
    return findings + axe(page, f"light, {width_of(page)}", WITHOUT_COLOURS)


def colour_findings(page: Page, theme: str, looks: Looks) -> list[str]:
    wanted = looks.not_yet_known(theme, page.evaluate(with_checks("[...eachLook().keys()]")))
    return axe(page, f"{theme}, {width_of(page)}", COLOURS, looks=wanted) if wanted else []


def axe(page: Page, where: str, options: dict[str, Any], looks: list[str] | None = None) -> list[str]:
    """Of the whole page, or of one text for each of these looks."""
    context = "document" if looks is None else "{ include: textsThatLook(given.looks) }"
    run = f"axe.run({context}, given.options).then((found) => found.violations)"
    given = {"options": options, "looks": looks}
    return [readable(where, violation) for violation in page.evaluate(with_checks(run), given)]


def width_of(page: Page) -> int:
    return page.viewport_size["width"] if page.viewport_size else 0


def ask(page: Page, *questions: str) -> list[str]:
    """Of `checks.js`, at the page's present width."""
    asked = ", ".join(f"...{question}" for question in questions)
    return [f"[{width_of(page)}] {line}" for line in page.evaluate(with_checks(f"[{asked}]"))]


def with_checks(answer: str) -> str:
    """A function for the page to run, that knows `checks.js`."""
    names = "{ cutOff, eachLook, lostFocus, textsThatLook, tooWide, withWideLetters }"
    return f"(given) => {{ const {names} = {CHECKS}; return {answer}; }}"


def readable(where: str, violation: dict[str, Any]) -> str:
    lines = [f"[{where}] {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines.append(f"    {' '.join(map(str, node['target']))}: {node['html'][:200]}")
        lines += [f"        {check['message']}" for check in node["any"] + node["all"] + node["none"]]
    return "\n".join(lines)
