#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes the Python worker's own environment (numpy and sep from PyPI) unless it is there already, and
# prints its Python. What is missing is said in one line on standard error; the exit code is then 3.
#   prepare.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:?"usage: prepare.sh FOLDER"}
python=${NIGHTJAR_PYTHON:-python3}

missing() { printf 'the Python image worker needs %s\n' "$*" >&2; exit 3; }

if ! cmp -s "$here/requirements.txt" "$folder/made-of.txt"; then
  command -v "$python" >/dev/null 2>&1 ||
    missing "Python 3.11 or newer, and there is no '$python' on the path (NIGHTJAR_PYTHON names another)"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    missing "Python 3.11 or newer, not $("$python" --version 2>&1) (NIGHTJAR_PYTHON names another)"
  mkdir -p "$(dirname "$folder")"
  log="$folder.log"
  "$python" -m venv --clear "$folder" >"$log" 2>&1 ||
    missing "Python's venv module (Debian: apt install python3-venv); what it said is in $log"
  "$folder/bin/python" -m pip install --disable-pip-version-check -r "$here/requirements.txt" >>"$log" 2>&1 ||
    missing "numpy and sep from PyPI, which cannot be had; what pip said is in $log"
  cp "$here/requirements.txt" "$folder/made-of.txt"
fi
printf '%s\n' "$folder/bin/python"
