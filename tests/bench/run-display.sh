#!/bin/bash
# run-display.sh COMMAND...: on a private X server, which picks a free display itself, and a private D-Bus
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

dir=$(mktemp -d)
exec 9>"$dir/display"
setpriv --pdeathsig TERM \
  Xvfb -displayfd 9 -screen 0 1280x800x24 -nolisten tcp -noreset >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true; rm -rf "$dir"' EXIT
for ((tenths = 0; tenths < 100; tenths++)); do
  [ ! -s "$dir/display" ] || break
  sleep 0.1
done

unset WAYLAND_DISPLAY
DISPLAY=:$(cat "$dir/display")
export DISPLAY XDG_RUNTIME_DIR=$dir HOME=$dir GSK_RENDERER=cairo GDK_BACKEND=x11 GDK_DEBUG=gl-disable
export GTK_A11Y=none GSETTINGS_BACKEND=memory NO_AT_BRIDGE=1
dbus-run-session -- "$@" 2>"$dir/errors" || { cat "$dir/errors" >&2; exit 1; }
