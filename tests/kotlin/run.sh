#!/usr/bin/env bash
# What: the tests of the core's Kotlin surface on the JVM against a real provider, and the style of their sources.
# Why:  the Android app stands on this surface; here it is proven on every change.
# Usage: tests/kotlin/run.sh [test|lint|bench] [ARGUMENT...]     without a word: lint, then test
#        needs what `make bindings` and `cargo build --workspace` leave; `bench` takes the release library
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

target=${CARGO_TARGET_DIR:-$PWD/../../target}
# Its own chatter of downloads is left out; the tests' closing line is not.
maven() { mvn -B -ntp -Dassenso.service="$target/debug/assenso-service" "$@"; }

lint() { ./lint.sh "$@"; }
tests() { maven -Dassenso.library="$target/debug" test "$@"; }
bench() { maven -q -Pbench -Dassenso.library="$target/release" test "$@"; }

case ${1:-} in
  "") lint && tests ;;
  test) tests "${@:2}" ;;
  lint) lint "${@:2}" ;;
  bench) bench "${@:2}" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
esac
