#!/usr/bin/env bash
# Restores a backup into a second server of its own and proves it: checksum, migrations, invariants, replay of every
# live session. Touches nothing else; the second server and its folder are gone at the end.
#   deploy/restore_drill.sh BACKUP       (a file of `backup.sh dump`, or a folder of `backup.sh base`)
# Needs PostgreSQL's programs in PATH, of the version that made a base backup. PYTHON: the Python that has Lectern.
set -euo pipefail
backup=$(realpath "${1:?a backup}")
python=${PYTHON:-.venv/bin/python}
cd "$(dirname "$0")/.."
# A short path: a Unix socket's name has room for about 100 bytes.
place=$(mktemp -d /tmp/drill-XXXXXX)
chmod 755 "$place"
as_owner() { if [ "$(id -u)" = 0 ]; then chown -R nobody "$place" && setpriv --reuid=nobody --clear-groups -- "$@"; else "$@"; fi; }
finish() { as_owner pg_ctl -D "$place/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$place"; }
trap finish EXIT
began=$(date +%s)
step() { printf '%4ds  %s\n' "$(($(date +%s) - began))" "$1"; }

if [ -f "$backup" ]; then
  [ ! -f "$backup.sha256" ] || (cd "$(dirname "$backup")" && sha256sum --quiet --check "$(basename "$backup").sha256")
  step "The checksum holds"
  as_owner initdb --pgdata="$place/data" --username=lectern --auth=trust --encoding=UTF8 --locale=C >/dev/null
else
  cp -a "$backup" "$place/data"
  chmod 700 "$place/data"
  # The drill must not archive, and listens for nobody else.
  printf "archive_mode = off\nssl = off\n" >>"$place/data/postgresql.auto.conf"
fi
as_owner pg_ctl -D "$place/data" -w -t 300 -l "$place/log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$place' -c fsync=off" start >/dev/null
step "The second server runs"

user=lectern
[ -f "$backup" ] || user=${DRILL_USER:-lectern}
if [ -f "$backup" ]; then
  psql -qX -h "$place" -U "$user" -d postgres -c 'CREATE DATABASE lectern'
  pg_restore -h "$place" -U "$user" -d lectern --jobs=2 --no-owner --no-privileges --exit-on-error "$backup"
  step "The dump is restored"
fi

export DATABASE_URL="postgresql://$user@/lectern?host=$place" REDIS_URL=redis://127.0.0.1:1 LECTERN_ENV=test
rows=$(psql -qXAt -h "$place" -U "$user" -d lectern -c 'SELECT (SELECT count(*) FROM user_account), (SELECT count(*) FROM live_answer)')
step "Accounts and live answers: ${rows/|/, }"
"$python" -m server migrate
step "The tables are those of this version"
"$python" -m server invariants --resting
step "The invariants hold"
"$python" -m server replay
step "Every live session comes out as it was shown: the backup is good"
