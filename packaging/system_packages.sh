#!/usr/bin/env bash
# Installs what Debian must bring for Qt's window and for the tests, where that is allowed;
# otherwise says the exact command to type. Does nothing when all of it is there. The packages that
# CCMDESK_PACKAGES names are installed instead, when it is set.
set -eu
packages=(
  python3-venv libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0
  libgssapi-krb5-2
  poppler-utils
)
[ -n "${CCMDESK_PACKAGES:-}" ] && read -r -a packages <<<"$CCMDESK_PACKAGES"
command -v dpkg-query >/dev/null || exit 0
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ]; then
  install=(apt-get)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  install=(sudo apt-get)
else
  echo "ccmdesk needs these packages of Debian. Type this, then run make again:"
  echo "  sudo apt-get update && sudo apt-get install -y ${missing[*]}"
  exit 1
fi
echo "Installing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${install[@]}" update -qq
"${install[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
