"""Pages in a real browser: a phone that speaks Norwegian, and axe, which must find nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

HERE = Path(__file__).parent
BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]  # quickest first
AxeSilent = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's own Chromium; where there is none, the one that Playwright keeps."""
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    found = next(filter(None, map(shutil.which, names)), None)
    quiet = [
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return browser_type_launch_args | {
        **({"executable_path": found} if found else {}),
        # Without a sandbox, since tests may run as root; the only pages it opens are our own.
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--lang=nb-NO", *quiet],
        "env": {**os.environ, "LANG": "nb_NO.UTF-8", "LANGUAGE": "nb"},
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "locale": "nb-NO",
        "timezone_id": "Europe/Oslo",
        "reduced_motion": "reduce",  # axe must not measure colours halfway through a fade
    }


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
