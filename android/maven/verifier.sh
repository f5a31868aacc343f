#!/usr/bin/env bash
# What: finds the Kotlin half of the core's certificate verifier, an AAR in a Maven repository inside of its crate: prints that
#       repository's folder, or copies the AAR into a folder.
# Why:  only cargo knows where crates lie; and the half that is packaged is the one that the lock file names, by its checksum.
# Usage: maven/verifier.sh [FOLDER]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

manifest=$(cargo metadata --format-version 1 --locked --filter-platform aarch64-linux-android \
  | grep -oE '"manifest_path":"[^"]*/rustls-platform-verifier-android[^"/]*/Cargo\.toml"' | cut -d '"' -f 4)
repository=${manifest%/*}/maven
aars=("$repository"/rustls/rustls-platform-verifier/*/*.aar)
[ ${#aars[@]} = 1 ] && [ -f "${aars[0]}" ] || { echo "$manifest does not come with the one AAR that it should" >&2; exit 1; }
if [ $# = 0 ]; then
  echo "$repository"
else
  mkdir -p "$1"
  cp "${aars[0]}" "$1/rustls.${aars[0]##*/}"
fi
