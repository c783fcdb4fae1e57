#!/usr/bin/env bash
# The phone app. 'parts' installs its npm packages when the lock file changed; 'build' also builds it when a source did.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/node:$PATH"

stop() { echo "$1" >&2; exit 1; }

parts=pwa/node_modules/.installed
if [ ! -e "$parts" ] || [ pwa/package-lock.json -nt "$parts" ]; then
  echo "Installing the phone app's packages ..."
  (cd pwa && npm ci --no-audit --no-fund --loglevel=error) \
    || stop "The npm packages could not be installed (see above): check the network, then run the command again."
  touch "$parts"
fi
[ "${1:-parts}" = build ] || exit 0

# A folder's own time changes when a file in it is added or removed, so folders count as sources too.
built=pwa/node_modules/.built
changed() {
  find pwa -mindepth 1 \( -name node_modules -o -name 'dist*' -o -name tests -o -name test-results \) -prune \
    -o -newer "$built" -print -quit
}
if [ ! -e pwa/dist/index.html ] || [ ! -e "$built" ] || [ -n "$(changed)" ]; then
  echo "Building the phone app ..."
  # The server goes on handing out the files of the build before, for pages that are still open.
  if [ -e pwa/dist/index.html ]; then rm -rf pwa/dist-before && mv pwa/dist pwa/dist-before; fi
  (cd pwa && npm run --silent build) || stop "The phone app could not be built: see the messages above."
  touch "$built"
fi
