"""Readies files and database, and with --serve goes on to serve them: Django takes its second only once."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections
from gunicorn.app import wsgiapp

ROOT = Path(__file__).resolve().parent.parent
NEVER_SERVED = ["django_tables2", "jquery.js", "select2.full.js", "xregexp.js"]
"""Themes that we do not use, and what the admin has in a minified twin."""


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
        call_command(
            "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NEVER_SERVED
        )
        stamp.write_text(digest)


def prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorprogram.settings")
    django.setup()
    if not os.environ.get("DEBUG"):
        collect_static()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_templates")
    call_command("demo", "--if-empty")
    call_command("demo_papers")
    connections.close_all()


def make_packages() -> None:
    """Beside, the first time: the pages need not wait for the demo's packages."""
    from documents.models import Package  # noqa: PLC0415 - after the setup

    if Package.objects.to_be_made().exists():
        subprocess.Popen([sys.executable, "manage.py", "demo_papers", "--packages"], cwd=ROOT)
    connections.close_all()


if __name__ == "__main__":
    prepare()
    if "--serve" in sys.argv:
        make_packages()
        sys.argv = ["gunicorn"]
        wsgiapp.run()
