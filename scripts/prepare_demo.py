"""Readies the demo before the server starts, in one process since each start of Django takes its second."""

import hashlib
import os
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent


def collect_static() -> None:
    """Gather and compress what the browser is served, when it or the packages have changed."""
    inputs = [
        *(ROOT / "build" / "stamps").iterdir(),
        ROOT / "requirements.lock",
        ROOT / "mentorprogram/settings.py",
    ]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(inputs))).hexdigest()
    stamp = ROOT / "build" / "collected.stamp"
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(digest)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorprogram.settings")
    django.setup()
    if not os.environ.get("DEBUG"):
        collect_static()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_templates")
    call_command("demo", "--if-empty")


if __name__ == "__main__":
    main()
