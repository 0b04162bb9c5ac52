"""How Chromium is started: the system's own, speaking Norwegian, and as a phone."""

import os
import shutil
from typing import Any

BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]  # quickest first
QUIET = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "locale": "nb-NO",
    "timezone_id": "Europe/Oslo",
}


def launch_args() -> dict[str, Any]:
    """The system's own Chromium; where there is none, the one that Playwright keeps."""
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    found = next(filter(None, map(shutil.which, names)), None)
    return {
        **({"executable_path": found} if found else {}),
        # Without a sandbox, since tests may run as root; the only pages it opens are our own.
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--lang=nb-NO", *QUIET],
        "env": {**os.environ, "LANG": "nb_NO.UTF-8", "LANGUAGE": "nb"},
    }
