#!/usr/bin/env bash
# What: what we may depend on (deny.toml): licences, banned crates, sources; advisories where their database is in reach.
# Why:  a dependency comes in through others, unseen; licences and the choice of crypto are decided here, not there.
# Usage: tests/gates/deny.sh [DIR]     DIR: another tree than this one
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
deny=$("$here/tools.sh" cargo-deny)
cd "${1:-$here/../..}"

"$deny" --locked --log-level warn check --hide-inclusion-graph bans licenses sources
if GIT_TERMINAL_PROMPT=0 git -c http.lowSpeedLimit=1 -c http.lowSpeedTime=10 \
  ls-remote --quiet --exit-code https://github.com/rustsec/advisory-db HEAD >/dev/null 2>&1; then
  "$deny" --locked --log-level warn check --hide-inclusion-graph advisories
else
  echo "advisories NOT CHECKED: their database cannot be reached from this machine"
fi
