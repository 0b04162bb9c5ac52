"""One database for each number of programmes, filled by the demo's own command."""

import os
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

import psycopg

from bench.server import ROOT

SEED = "1"


def name_of(programmes: int) -> str:
    return f"bench_{programmes}"


def url_of(programmes: int) -> str:
    """Beside the database that DATABASE_URL leads to."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name_of(programmes)}").geturl()


def fill(programmes: int, tell: Callable[[str], object]) -> None:
    """The demo and so many programmes more; one that is there already is used again."""
    name = name_of(programmes)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        tell(f"Lager {programmes} programmer …")
        server.execute(f'CREATE DATABASE "{name}"')
    run("-m", "scripts.start", programmes=programmes)
    run("manage.py", "demo", "--programmes", str(programmes), "--seed", SEED, programmes=programmes)
    with psycopg.connect(url_of(programmes), autocommit=True) as database:
        database.execute("VACUUM ANALYZE")  # a database in use has been swept many times


def run(*arguments: str, programmes: int) -> None:
    environment = os.environ | {"DATABASE_URL": url_of(programmes), "DEMO": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "mentorprogram.settings"
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
