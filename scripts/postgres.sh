#!/bin/sh
# A PostgreSQL of one's own: makes a cluster in a new folder and serves it on a socket there until its input closes.
#   scripts/postgres.sh FOLDER [SETTING=VALUE…]
# Its address is postgres:///postgres?host=FOLDER&user=postgres. PostgreSQL refuses to be run by root. A server that somebody
# killed leaves its cluster behind, and the same call serves it again.
set -e
folder=$1
if [ "$(id -u)" = 0 ]; then
    mkdir -p "$folder"
    chown postgres "$folder"
    script=$(cat "$0")
    exec runuser -u postgres -- sh -c "$script" "$0" "$@"
fi
shift
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$programs/initdb" ] || { echo "expected PostgreSQL in /usr/lib/postgresql: install Debian's postgresql" >&2; exit 1; }
mkdir -p "$folder"
cd "$folder"
[ -d data ] || "$programs/initdb" -D data -U postgres --auth=trust --no-sync >log 2>&1
set -- -c listen_addresses= -c max_connections=200 $(for setting in "$@"; do echo "-c $setting"; done)
"$programs/postgres" -D data -k "$folder" "$@" >>log 2>&1 &
cat >/dev/null
kill -INT $! 2>/dev/null || true
# A server that ended as it was told has nothing more to say; one that was killed leaves everything where it is.
if wait $!; then rm -rf "$folder/data" "$folder/log"; fi
