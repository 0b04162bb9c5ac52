#!/usr/bin/env bash
# Everything that must hold, what fails soonest first. Needs scripts/setup.sh --tests.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
unset PYTHONDONTWRITEBYTECODE DEBUG DEMO DEMO_PASSWORD DATABASE_URL SECRET_KEY ALLOWED_HOSTS BEHIND_PROXY EMAIL_HOST SITE_URL DJANGO_SETTINGS_MODULE
heading() { printf '\n== %s\n' "$*"; }

heading "Stil (ruff)"
$python -m ruff check .
$python -m ruff format --check .

# On one core while the rest begin; what it says comes after the unit tests.
types=$(mktemp)
$python -m mypy . >"$types" 2>&1 &
mypy=$!
trap 'kill "$mypy" 2>/dev/null || true; rm -f "$types"' EXIT

heading "Databaseskjemaet følger modellene"
export DATABASE_URL=sqlite://:memory:
$python manage.py makemigrations --check --dry-run
$python manage.py migrate --verbosity 0 # once here and in each PostgreSQL below; the other tests build the tables at once
unset DATABASE_URL

heading "Innstillinger i drift (check --deploy)"
SECRET_KEY=$($python -c 'import secrets; print(secrets.token_urlsafe(50))') \
  ALLOWED_HOSTS=mentorprogram.example EMAIL_HOST=mail.mentorprogram.example SITE_URL=https://mentorprogram.example \
  DATABASE_URL=postgres://mentorprogram@localhost/mentorprogram \
  $python manage.py check --deploy --fail-level WARNING

heading "Enhetstester på SQLite"
questions=$PWD/build/questions # what is asked here, PostgreSQL is asked below
rm -rf "$questions"
QUESTIONS=$questions $python -m pytest -n 2 --dist worksteal --no-migrations -m "not browser"

heading "Typer (mypy)"
wait "$mypy" && typed=0 || typed=$?
cat "$types"
[ "$typed" = 0 ]

heading "Nettlesertester med tilgjengelighet (axe) på SQLite"
$python -m pytest -n 2 --dist load --maxschedchunk 1 --no-migrations tests/browser # the walks, which take long, begin first

heading "Enhetstester på PostgreSQL"
QUESTIONS=$questions scripts/with_postgres.sh $python -m pytest -n 2 --dist worksteal tests --ignore=tests/browser
