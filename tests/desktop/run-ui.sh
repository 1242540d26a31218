#!/bin/bash
# run-ui.sh COMMAND... - runs a command with a private X server and a private D-Bus session
#
# The server picks a free display itself, so that any number of runs can go on at once, and all of
# it is gone when the command ends, however it ends.
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu

dir=$(mktemp -d)
xvfb=

finish() {
  if [ -n "$xvfb" ]; then
    kill "$xvfb" 2>/dev/null || true
    wait "$xvfb" 2>/dev/null || true
  fi
  rm -rf "$dir"
}
trap finish EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

exec 9>"$dir/display"
Xvfb -displayfd 9 -screen 0 "${LAUREL_TEST_SCREEN:-1600x1200}x24" -nolisten tcp -noreset \
  >"$dir/xvfb.log" 2>&1 &
xvfb=$!

for _ in $(seq 500); do
  [ -s "$dir/display" ] && break
  if ! kill -0 "$xvfb" 2>/dev/null; then
    cat "$dir/xvfb.log" >&2
    exit 1
  fi
  sleep 0.02
done
[ -s "$dir/display" ] || { echo 'run-ui.sh: Xvfb named no display within 10 s' >&2; exit 1; }

DISPLAY=:$(cat "$dir/display")
mkdir -m 700 "$dir/run" "$dir/home" "$dir/data" "$dir/cache"
export DISPLAY XDG_RUNTIME_DIR="$dir/run"

# Nothing of the person who runs the tests is read or written.
export HOME="$dir/home" XDG_DATA_HOME="$dir/data" XDG_CACHE_HOME="$dir/cache"
unset WAYLAND_DISPLAY

status=0
dbus-run-session -- "$@" || status=$?
exit "$status"
