#!/usr/bin/env bash
# The two browsers of the journeys, and the bus on which they show notifications, from the system's packages:
# Playwright's own downloads are not used.
set -euo pipefail

find_first() { for name in "$@"; do command -v "$name" && return; done; return 1; }

missing=()
find_first chromium chromium-browser google-chrome >/dev/null || missing+=(chromium)
find_first firefox-esr firefox >/dev/null || missing+=(firefox-esr)
find_first dbus-daemon >/dev/null || missing+=(dbus-daemon)
# Firefox loads it when it shows its first notification, and shows it nowhere on a desktop without.
PATH="$PATH:/sbin" ldconfig -p 2>/dev/null | grep 'libnotify\.so\.4' >/dev/null || missing+=(libnotify4)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]} ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null && apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null && exit 0
fi
echo "The browser journeys need ${missing[*]}: install from your system's packages ('sudo apt-get install ${missing[*]}' on Debian)." >&2
exit 1
