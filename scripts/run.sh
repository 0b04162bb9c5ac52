#!/usr/bin/env bash
# The demo, in a database that is kept in data/. Usage: scripts/run.sh [--dev]
set -euo pipefail
cd "$(dirname "$0")/.."
export PORT=${PORT:-8000} DEMO=1
python=.venv/bin/python

if ! [[ $PORT =~ ^[0-9]+$ ]]; then
  echo "PORT må være et tall, ikke «$PORT»." >&2
  exit 1
fi
if (: <"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
  echo "Porten $PORT er opptatt. Stopp det som bruker den, eller velg en annen: PORT=8080 make run" >&2
  exit 1
fi

if [ ! -s data/secret_key ]; then # kept, so that nobody is signed out by a restart
  (umask 077 && "$python" -c 'import secrets; print(secrets.token_urlsafe(50))' >data/secret_key)
fi
SECRET_KEY=$(cat data/secret_key)
export SECRET_KEY
export SITE_URL=${SITE_URL:-http://127.0.0.1:$PORT}

if [ "${1:-}" = --dev ]; then
  export DEBUG=1
  "$python" -m scripts.start
  exec "$python" manage.py runserver "127.0.0.1:$PORT"
fi
exec "$python" -m scripts.start --serve
