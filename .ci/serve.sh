#!/usr/bin/env bash
# 'make run': sets everything up, fills the demo practice, serves it until Ctrl-C. Settings: PORT, TLS, HOST.
set -euo pipefail
cd "$(dirname "$0")/.."

stop() { echo "$1" >&2; exit 1; }

.ci/environment.sh

[[ ${PORT:=8000} =~ ^[0-9]+$ ]] || stop "PORT must be a number, not '$PORT'."
address=127.0.0.1 phone=app.localhost
if [ -n "${HOST:-}" ]; then
  [ -n "${TLS:-}" ] || stop "A phone keeps entries offline only over HTTPS: run 'make run TLS=1 HOST=$HOST'."
  address=0.0.0.0 phone=$HOST
fi

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

exec .venv/bin/throughline demo --dir var/demo --serve "$address" --port "$PORT" --phone-host "$phone" ${TLS:+--tls}
