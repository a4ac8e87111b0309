#!/usr/bin/env bash
# Backs the database up. PostgreSQL holds everything that may not be lost; Valkey holds nothing that is needed.
#   deploy/backup.sh dump FOLDER   one file, restorable on any newer PostgreSQL; readers and writers go on meanwhile
#   deploy/backup.sh base FOLDER   a copy of the whole server with the log of its making: the start for point-in-time
# Reads DATABASE_URL. KEEP (default 14) backups of a kind stay. Files of the local store, or the bucket, are backed up by
# their own means: rows name objects that never change, so copy them after the dump.
set -euo pipefail
umask 077
kind=${1:?dump or base} folder=${2:?where to} keep=${KEEP:-14}
: "${DATABASE_URL:?}"
url=${DATABASE_URL/postgres:\/\//postgresql:\/\/}
mkdir -p "$folder"
name="$folder/lectern-$kind-$(date -u +%Y%m%dT%H%M%SZ)"

case $kind in
  dump)
    pg_dump --dbname="$url" --format=custom --no-owner --no-privileges --file="$name.part"
    # A backup that cannot be listed is none.
    pg_restore --list "$name.part" >/dev/null
    mv "$name.part" "$name.pgdump"; made="$name.pgdump" ;;
  base)
    pg_basebackup --dbname="$url" --pgdata="$name.part" --wal-method=stream --checkpoint=fast
    pg_verifybackup --quiet "$name.part"
    mv "$name.part" "$name"; made="$name" ;;
  *) echo "dump or base" >&2; exit 2 ;;
esac
[ -f "$made" ] && (cd "$folder" && sha256sum "$(basename "$made")" >"$(basename "$made").sha256")
find "$folder" -maxdepth 1 -name "lectern-$kind-*" ! -name '*.sha256' ! -name '*.part' | sort -r | tail -n "+$((keep + 1))" \
  | while read -r old; do rm -rf "$old" "$old.sha256"; done
echo "$made"
