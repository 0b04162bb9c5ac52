#!/usr/bin/env bash
# Writes the locks anew: hashes, but no addresses. UPGRADE=1 also takes the newest of everything.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { # LOCK OPTION...
  .tools/bin/uv pip compile -q --generate-hashes --universal --python-version 3.12 --no-header --no-annotate \
    ${UPGRADE:+--upgrade} --output-file "$1" "${@:2}" >/dev/null
}
compile requirements.lock pyproject.toml
compile requirements-dev.lock pyproject.toml --group dev --constraint requirements.lock
compile requirements-uv.lock --group uv
compile requirements-node.lock --group node
PATH="$PATH:$PWD/.tools/bin" npm install --package-lock-only --ignore-scripts --loglevel=error >/dev/null
# Who wants to be sponsored is no business of a lock.
.venv/bin/python - <<'PYTHON'
import json, pathlib

path = pathlib.Path("package-lock.json")
lock = json.loads(path.read_text())
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
PYTHON
