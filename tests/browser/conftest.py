"""Pages in a real browser: a phone that speaks Norwegian, and axe, which must find nothing."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.chromium import PHONE, launch_args

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

HERE = Path(__file__).parent
AxeSilent = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | launch_args()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A phone, in which axe does not measure colours halfway through a fade."""
    return browser_context_args | PHONE | {"reduced_motion": "reduce"}


VIOLATIONS = {"resultTypes": ["violations"]}
SCHEMES: dict[Literal["dark", "light"], dict[str, Any]] = {
    "dark": VIOLATIONS | {"runOnly": ["color-contrast", "link-in-text-block"]},  # what colours can change
    "light": VIOLATIONS,
}


@pytest.fixture
def axe_silent() -> AxeSilent:
    """Calls axe on the page as it stands, in light and in dark, and fails with what it found."""

    def check(page: Page) -> None:
        page.evaluate(AXE_SCRIPT)
        findings = []
        for scheme, options in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            violations = page.evaluate("(o) => axe.run(o).then((found) => found.violations)", options)
            findings += [readable(scheme, violation) for violation in violations]
        assert not findings, f"axe på {page.url}:\n" + "\n".join(findings)

    return check


def readable(scheme: str, violation: dict[str, Any]) -> str:
    lines = [f"[{scheme}] {violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines.append(f"    {' '.join(map(str, node['target']))}: {node['html'][:200]}")
        lines += [f"        {check['message']}" for check in node["any"] + node["all"] + node["none"]]
    return "\n".join(lines)
