#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the environment of the neighbours' Python clients (PyPI) unless it is there already, and prints its Python.
# What PyPI does not give is left out and named in FOLDER/missing.txt: the suite skips it. Without Python or PyPI at all
# one line on standard error says so; the exit code is then 3.
#   prepare.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:?"usage: prepare.sh FOLDER"}
python=${NIGHTJAR_PYTHON:-python3}
log="$folder.log"

missing() { printf 'the interop suite needs %s\n' "$*" >&2; exit 3; }

pip_install() { "$folder/bin/python" -m pip install --disable-pip-version-check "$@" >>"$log" 2>&1; }

one_by_one() { # what can be had, with a line for each that cannot
  local wanted
  while read -r wanted; do
    case "$wanted" in ''|\#*) continue ;; esac
    pip_install "$wanted" ||
      printf '%s %s\n' "$wanted" "$(grep '^ERROR: ' "$log" | tail -n 1 | cut -c 8-)" >>"$folder/missing.txt"
  done <"$here/requirements.txt"
  "$folder/bin/python" -c 'import astropy' >/dev/null 2>&1 ||
    missing "packages from PyPI, which cannot be had; what pip said is in $log"
}

if ! cmp -s "$here/requirements.txt" "$folder/made-of.txt"; then
  command -v "$python" >/dev/null 2>&1 ||
    missing "Python 3.11 or newer, and there is no '$python' on the path (NIGHTJAR_PYTHON names another)"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    missing "Python 3.11 or newer, not $("$python" --version 2>&1) (NIGHTJAR_PYTHON names another)"
  mkdir -p "$(dirname "$folder")"
  "$python" -m venv --clear "$folder" >"$log" 2>&1 ||
    missing "Python's venv module (Debian: apt install python3-venv); what it said is in $log"
  pip_install -r "$here/requirements.txt" || one_by_one
  cp "$here/requirements.txt" "$folder/made-of.txt"
fi
printf '%s\n' "$folder/bin/python"
