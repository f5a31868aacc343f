#!/usr/bin/env bash
# What: the tests of the core's Swift surface against a real provider, the format of their sources, and the benchmark's program.
# Why:  the iPhone app stands on this surface; here it is proven on every change, on Linux too.
# Usage: tests/swift/run.sh [test|lint|bench] [ARGUMENT...]     without a word: lint, then test
#        needs what `make bindings` and `cargo build --workspace` leave; `bench` takes the release library
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
here=tests/swift
scratch=$PWD/build/swift-tests
target=${CARGO_TARGET_DIR:-$PWD/target}

PATH=$("$here/install-swift.sh"):$PATH
export PATH

# Copied only when changed: SwiftPM builds anew what is newer. The package can't reach outside its folder.
take() { # FROM TO
  cmp -s "$1" "$2" || { mkdir -p "$(dirname "$2")" && cp "$1" "$2"; }
}
generated() {
  local from=build/bindings/swift to=$here/generated
  take $from/AssensoFFI.swift $to/AssensoFFI/AssensoFFI.swift
  take $from/assenso_bindingsFFI.h $to/assenso_bindingsFFI/assenso_bindingsFFI.h
  take $from/assenso_bindingsFFI.modulemap $to/assenso_bindingsFFI/module.modulemap
}
package() { # COMMAND LIBRARIES ARGUMENT...
  export ASSENSO_LIBRARY_DIR=$2
  swift "$1" --package-path "$here" --scratch-path "$scratch" "${@:3}"
}

lint() { swift format lint --strict --parallel --recursive $here/Package.swift $here/Harness $here/Sources $here/Tests "$@"; }
# There is no XCTest here, and its line about none would be taken for the result.
tests() { generated && package test "$target/debug" --disable-xctest "$@"; }
bench() { generated && package run "$target/release" -c release Bench "$@"; }

case ${1:-} in
  "") lint && tests ;;
  test) tests "${@:2}" ;;
  lint) lint "${@:2}" ;;
  bench) bench "${@:2}" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
esac
