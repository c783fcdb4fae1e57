#!/usr/bin/env bash
# 'make run': sets everything up, fills the demo practice, serves it until Ctrl-C. Settings: PORT, TLS, HOST.
set -euo pipefail
cd "$(dirname "$0")/.."

stop() { echo "$1" >&2; exit 1; }

.ci/environment.sh

[[ ${PORT:=8000} =~ ^[0-9]+$ ]] || stop "PORT must be a number, not '$PORT'."
scheme=http address=127.0.0.1 phone=app.localhost
if [ -n "${HOST:-}" ]; then
  [ -n "${TLS:-}" ] || stop "A phone keeps entries offline only over HTTPS: run 'make run TLS=1 HOST=$HOST'."
  address=0.0.0.0 phone=$HOST
fi
[ -z "${TLS:-}" ] || scheme=https

.venv/bin/python - "$address" "$PORT" <<'PROBE' || stop "Port $PORT is in use: stop what listens there, or run 'make run PORT=$((PORT + 1))'."
import socket, sys
probe = socket.socket()
probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    probe.bind((sys.argv[1], int(sys.argv[2])))
except (OSError, OverflowError):
    sys.exit(1)
PROBE

.ci/phone.sh build

demo=$PWD/var/demo
export THROUGHLINE_DEMO=1 THROUGHLINE_PHONE_BUILD=$PWD/pwa/dist
export THROUGHLINE_MAIN_URL=sqlite:///$demo/main.db THROUGHLINE_KEYS_URL=sqlite:///$demo/keys.db
export THROUGHLINE_SECRETS=$demo/secrets THROUGHLINE_LEDGER=$demo/ledger
export THROUGHLINE_PHONE_ORIGIN=$scheme://$phone:$PORT THROUGHLINE_DESK_ORIGIN=$scheme://localhost:$PORT

.venv/bin/throughline demo
exec .venv/bin/throughline serve --host "$address" --port "$PORT" ${TLS:+--tls}
