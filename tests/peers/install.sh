#!/usr/bin/env bash
# What: sees to the Debian packages that the tests' real peers need; the browser, and what the tests of the bindings run on.
# Why:  what a test needs is said in one place, and CI starts from a machine that has none of it.
# Usage: tests/peers/install.sh browser|kotlin|swift|android|ios     CI=true and root: installs what is missing. Otherwise: prints the line to run, exit 3.
set -euo pipefail

missing=()
need() { # PACKAGE COMMAND...: one of the commands is there, or the package is missing
  local command
  for command in "${@:2}"; do
    if command -v "$command" >/dev/null; then return; fi
  done
  missing+=("$1")
}
case ${1:-} in
  kotlin)
    need default-jdk-headless javac
    need maven mvn
    ;;
  android)
    need default-jdk-headless javac
    need maven mvn
    need aapt aapt2
    need zipalign zipalign
    need apksigner apksigner
    need zip zip
    need unzip unzip
    ;;
  swift | ios) need openssl openssl ;; # its toolchain: tests/swift/install-swift.sh
  browser)
    need chromium chromium chromium-browser google-chrome
    need chromium-driver chromedriver
    ;;
  *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac
# Without a font that has them, a screenshot shows boxes instead of letters.
if [ "$1" = browser ] && [ "$(uname)" = Linux ] && [ -z "$(find /usr/share/fonts "$HOME/.local/share/fonts" -name '*.ttf' -print -quit 2>/dev/null)" ]; then
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
