#!/usr/bin/env bash
# What: sees to the Debian packages that the tests' real peers need; today the browser.
# Why:  what a test needs is said in one place, and CI starts from a machine that has none of it.
# Usage: tests/peers/install.sh     CI=true and root: installs what is missing. Otherwise: prints the line to run, exit 3.
set -euo pipefail

missing=()
need() { # PACKAGE COMMAND...: one of the commands is there, or the package is missing
  local command
  for command in "${@:2}"; do
    if command -v "$command" >/dev/null; then return; fi
  done
  missing+=("$1")
}
need chromium chromium chromium-browser google-chrome
need chromium-driver chromedriver
# Without a font that has them, a screenshot shows boxes instead of letters.
if [ "$(uname)" = Linux ] && [ -z "$(find /usr/share/fonts "$HOME/.local/share/fonts" -name '*.ttf' -print -quit 2>/dev/null)" ]; then
  missing+=(fonts-dejavu-core)
fi

if [ ${#missing[@]} = 0 ]; then exit 0; fi
if [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  exec apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi
echo "The tests' peers are not all here. On Debian: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
exit 3
