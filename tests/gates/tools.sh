#!/usr/bin/env bash
# What: finds a tool of the gates in its pinned version, or installs it into build/tools; prints its path.
# Why:  a gate must say the same today and tomorrow, and a clone must not change the machine that it is on.
# Usage: tests/gates/tools.sh cargo-deny|typos
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

cargo_deny=0.20.2
typos=1.52.0

# The tool if it is there in this version: installed here before, or by the person.
present() { # NAME VERSION PATH
  local candidate
  for candidate in "$3" "$(command -v "$1" || true)"; do
    if [ -x "$candidate" ] && [[ "$("$candidate" --version 2>/dev/null)" == *" $2" ]]; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

tools=$PWD/build/tools
case ${1:-} in
  cargo-deny)
    present cargo-deny "$cargo_deny" "$tools/bin/cargo-deny" && exit
    # Unoptimized and without debug information: it runs for a second, and is built in every fresh clone.
    CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$tools/target \
      cargo install --quiet --locked --debug --version "$cargo_deny" --root "$tools" cargo-deny >&2
    rm -rf "$tools/target"
    present cargo-deny "$cargo_deny" "$tools/bin/cargo-deny"
    ;;
  typos)
    present typos "$typos" "$tools/typos/bin/typos" && exit
    { command -v python3 >/dev/null && python3 -c 'import venv, ensurepip'; } || {
      echo "typos needs python3 with venv (Debian: apt-get install python3-venv)" >&2
      exit 1
    }
    python3 -m venv "$tools/typos"
    "$tools/typos/bin/pip" install --quiet --disable-pip-version-check "typos==$typos" >&2
    present typos "$typos" "$tools/typos/bin/typos"
    ;;
  *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac
