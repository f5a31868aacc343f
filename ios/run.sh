#!/usr/bin/env bash
# What: builds and tests the iOS app on Linux: style, every module against outlines of Apple's frameworks, tests on the real core.
# Why:  everything above the phone's hardware is proven here on every change, without a Mac or a device.
# Usage: ios/run.sh [lint|build|test|mend] [ARGUMENT...]     without a word: lint, then test
#        test --filter NAME: only some; mend: writes the format anew; ASSENSO_SCRATCH: where it builds (build/ios)
#        needs what `make bindings` and `cargo build --workspace` leave
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=ios
scratch=${ASSENSO_SCRATCH:-$PWD/build/ios}
target=${CARGO_TARGET_DIR:-$PWD/target}

PATH=$(tests/swift/install-swift.sh):$PATH
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
package() { # COMMAND ARGUMENT...
  ASSENSO_LIBRARY_DIR=$target/debug swift "$1" --package-path $here --scratch-path "$scratch" "${@:2}"
}

sources() { echo $here/{Package.swift,Sources,App,NotificationService,LinuxStubs,Tests}; }
lint() { swift format lint --strict --parallel --recursive $(sources) "$@"; }
mend() { swift format format --in-place --parallel --recursive $(sources); }
build() { generated && package build "$@"; }
# There is no XCTest here, and its line about none would be taken for the result.
tests() { generated && package test --disable-xctest "$@"; }

case ${1:-} in
  "") lint && tests ;;
  lint) lint "${@:2}" ;;
  mend) mend ;;
  build) build "${@:2}" ;;
  test) tests "${@:2}" ;;
  *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
esac
