#!/usr/bin/env bash
# Installs what the project needs, and nothing twice. Usage: scripts/setup.sh [--tests]
set -euo pipefail
cd "$(dirname "$0")/.."
tests=false
[ "${1:-}" != --tests ] || tests=true
if command -v flock >/dev/null; then # two at once would trip over each other
  exec 9<scripts/setup.sh
  flock 9
fi

say() { echo "$*" >&2; }
digest() { cat "$@" | sha256sum | cut -d ' ' -f 1; }
recorded() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

# --- System packages ------------------------------------------------------------------------------

libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true)
library() { [ -z "$libraries" ] || [[ $libraries == *"$1"* ]]; } # where nobody can tell, WeasyPrint will
any_python() { # one that can make an environment for uv, which then finds the one we run on
  for python in python3 python3.14 python3.13 python3.12 /usr/bin/python3; do
    "$python" -c 'import ensurepip, venv' && return
  done
}
postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb; }
browser() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium-headless-shell || command -v chromium ||
    command -v chromium-browser || command -v google-chrome || compgen -G "${HOME:-}/.cache/ms-playwright/chromium*"
}

need() { # PACKAGE, WHAT FOR, TEST
  "${@:3}" >/dev/null 2>&1 || { packages+=("$1") && reasons+=("$(printf '  %-22s %s' "$1" "$2")"); }
}
look() {
  packages=() reasons=()
  need libpango-1.0-0 "skrift og linjer i PDF-ene" library libpango-1.0.so.0
  need libpangoft2-1.0-0 "skrift i PDF-ene" library libpangoft2-1.0.so.0
  need libharfbuzz-subset0 "små skriftfiler i PDF-ene" library libharfbuzz-subset.so.0
  [ -x .tools/bin/uv ] || need python3-venv "Python med venv" any_python
  $tests || return 0
  need chromium-headless-shell "nettleser for testene; chromium er også godt" browser
  need postgresql "databasetjener for testene" postgresql
}
look
if [ ${#packages[@]} -gt 0 ] && command -v apt-get >/dev/null; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if "${as_root[@]}" true 2>/dev/null; then
    say "Installerer ${packages[*]} …"
    apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" 2>&1 9>&-; }
    said=$(apt_get update && apt_get install "${packages[@]}") || tail -n 20 <<<"$said" >&2
    libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true)
    look
  fi
fi
if [ ${#packages[@]} -gt 0 ]; then
  say "Dette mangler på maskinen (navnene er de som brukes i Debian og Ubuntu):"
  printf '%s\n' "${reasons[@]}" >&2
  say "Be den som styrer maskinen, installere det, og kjør kommandoen på nytt."
  ! command -v apt-get >/dev/null || say "  sudo apt-get install --no-install-recommends ${packages[*]}"
  exit 1
fi

# --- Python packages ------------------------------------------------------------------------------

tool() { # COMMAND LOCK: in an environment of its own, which the project's packages never touch
  local stamp
  stamp=$(digest "$2")
  if ! recorded ".tools/$1.stamp" "$stamp"; then
    if ! .tools/bin/python -m pip --version >/dev/null 2>&1; then
      any_python 2>/dev/null
      rm -rf .tools
      "$python" -m venv .tools
    fi
    .tools/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r "$2"
    echo "$stamp" >".tools/$1.stamp"
  fi
}
new_enough() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; }

# The packages for the tests hold those for running: once there, they stay.
lock=requirements.lock
if $tests || [[ $(cat .venv/installed 2>/dev/null) == requirements-dev.lock* ]]; then lock=requirements-dev.lock; fi
stamp="$lock $(digest "$lock")"
if [ ! -x .tools/bin/uv ] || ! recorded .venv/installed "$stamp" || ! new_enough; then
  say "Henter Python-pakkene …"
  tool uv requirements-uv.lock
  if [ ! -e .venv/installed ] || ! new_enough; then # never made, half made, or its Python is gone
    rm -rf .venv
    if ! .tools/bin/uv venv -q --python '>=3.12' --no-python-downloads .venv 2>/dev/null &&
      ! .tools/bin/uv venv -q --python "$(cat .python-version)" .venv; then
      say "Fant ingen Python 3.12 eller nyere på maskinen, og fikk heller ikke hentet en."
      say "Installer Python 3.12 eller nyere (Debian 13 og Ubuntu 24.04 har det), og kjør kommandoen på nytt."
      exit 1
    fi
  fi
  rm -f .venv/installed
  .tools/bin/uv pip sync -q --require-hashes --python .venv/bin/python "$lock"
  echo "$stamp" >.venv/installed
fi

# --- Style sheets and fonts -----------------------------------------------------------------------

stamp=$(digest package-lock.json .npmrc)
if ! recorded node_modules/installed "$stamp"; then
  say "Henter stilark og skrift …"
  npm_ci() { npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error; }
  if ! { command -v npm && npm_ci; } >/dev/null 2>&1; then
    tool npm requirements-node.lock
    PATH="$PWD/.tools/bin:$PATH" npm_ci >/dev/null
  fi
  echo "$stamp" >node_modules/installed
fi
.venv/bin/python scripts/build_static.py
mkdir -p data # where the database file lies, unless DATABASE_URL says otherwise
