#!/bin/bash
# with-postgres.sh - runs a command with an empty database of a throwaway cluster
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: with-postgres.sh COMMAND [ARG...]
#
# The cluster listens on a socket in a temporary folder and on no port, writes as safely as a real one
# (else the server would refuse to write), and is gone afterwards. The command finds its database in
# LAUREL_TEST_DATABASE, a libpq connection string. Exits 77 where there is no PostgreSQL to run.
set -euo pipefail

bin=/usr/lib/postgresql/15/bin
[ -x "$bin/postgres" ] || { echo 'PostgreSQL 15 is not installed' >&2; exit 77; }

dir=$(mktemp -d /tmp/laurel-test-XXXXXX)
caller=$(id -un)
as=()
user=$caller

# PostgreSQL refuses to be root.
if [ "$(id -u)" = 0 ]; then
  user=nobody
  as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
  chown nobody "$dir"
fi

postmaster=
finish ()
{
  if [ -n "$postmaster" ]; then
    kill -QUIT "$postmaster" 2>/dev/null || true
    wait "$postmaster" 2>/dev/null || true
  fi
  rm -rf "$dir"
}
trap finish EXIT
trap 'exit 143' TERM INT HUP

cd "$dir"
export LC_ALL=C.UTF-8
"${as[@]}" "$bin/initdb" -D "$dir/data" -U test -N -k -E UTF8 --locale=C.UTF-8 --locale-provider=icu \
  --icu-locale=ru --auth-local=peer --auth-host=reject --no-instructions >/dev/null
printf 'local all all peer map=test\n' >"$dir/data/pg_hba.conf"
printf 'test %s test\n' "$user" "$caller" >"$dir/data/pg_ident.conf"

"${as[@]}" setpriv --pdeathsig INT "$bin/postgres" -D "$dir/data" -c listen_addresses= \
  -c unix_socket_directories="$dir" -c max_connections=50 >"$dir/log" 2>&1 &
postmaster=$!

for _ in $(seq 200); do
  "$bin/pg_isready" -q -h "$dir" -U test -d postgres && break
  sleep 0.05
done
psql -q -h "$dir" -U test -d postgres -c 'create database test'

export LAUREL_TEST_DATABASE="host=$dir user=test dbname=test"
"$@"
