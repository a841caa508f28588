#!/usr/bin/env bash
# Installs what is needed to work the window from outside on a screen of its own, where that is
# allowed; otherwise says in one line what is not run. Nobody needs it to run ccmdesk.
set -u
packages=(
  xvfb openbox xdotool x11-xkb-utils imagemagick dbus
  at-spi2-core python3-gi gir1.2-atspi-2.0
)
cd "$(dirname "$0")/.."
CCMDESK_PACKAGES="${packages[*]}" bash packaging/system_packages.sh && exit 0
echo "No window is worked from outside here: these packages of Debian cannot be had: ${packages[*]}"
[ "${1:-}" = --may-lack ]
