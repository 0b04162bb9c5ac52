#!/usr/bin/env bash
# Runs a command with DATABASE_URL leading to a PostgreSQL of its own, thrown away afterwards.
# Usage: scripts/with_postgres.sh COMMAND...
set -euo pipefail
root=$PWD
bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
bin=${bin:-$(dirname "$(command -v initdb)")}
port=$("$root/.venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
dir=$(mktemp -d)

as_postgres() { # which refuses to run as root
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
stop() {
  cd "$root"
  (cd "$dir" && as_postgres "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

cd "$dir"
[ "$(id -u)" != 0 ] || chown postgres "$dir"
# Sorts by bytes: what sorts in Norwegian here does so because our columns say it.
as_postgres "$bin/initdb" -D "$dir/data" -U app --auth=trust --encoding=UTF8 --locale=C >/dev/null
as_postgres "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" start >/dev/null -o \
  "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ||
  { cat "$dir/log" >&2 && exit 1; }
cd "$root"
DATABASE_URL="postgres://app@127.0.0.1:$port/postgres" "$@"
