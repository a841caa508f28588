#!/usr/bin/env bash
# Makes the virtual environment $2 with the Python $1, from hashed pins, with ccmdesk in it.
# The pins name every package, so nothing is resolved anew (--no-deps): a newer release cannot get in the way.
set -eu
python=$1 venv=$2
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "ccmdesk needs Python 3.11 or newer; this is $("$python" --version)."
  exit 1
}
echo "Setting up $venv (the first time takes a minute or two)"
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
"$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
"$venv/bin/python" -m pip check --disable-pip-version-check
