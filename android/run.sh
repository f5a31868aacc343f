#!/usr/bin/env bash
# What: builds and tests the Android shell with Maven: style, tests under Robolectric on the real core, the APK.
# Why:  everything above the phone's hardware is proven here on every change, without Google's SDK or a device.
# Usage: android/run.sh [lint|test|one CLASS|apk|bench FILE] [MAVEN-ARGUMENT...]     without a word: lint, test, apk
#        `bench` takes the release library and adds `NAME MILLISECONDS` to FILE
#        needs what `make bindings` and `cargo build --workspace` leave
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=$PWD/..
out=$root/build/android
target=${CARGO_TARGET_DIR:-$root/target}

maven() { mvn -Dassenso.library="$target/debug" -Dassenso.service="$target/debug/assenso-service" "$@"; }
property() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" pom.xml; }

lint() { "$root/tests/kotlin/lint.sh" "$@" "$PWD/*/src/**/*.kt"; }
tests() { maven test "$@"; }
one() { maven test -Dassenso.need.tests=false -Dsurefire.failIfNoSpecifiedTests=false -Dtest="$1" "${@:2}"; }
bench() { one StartBench -q -Dassenso.library="$target/release" -Dassenso.prepare="$target/debug/bench-prepare" -Dassenso.times="$1" "${@:2}"; }
apk() {
  local api
  api=$(property android.api)
  maven/apk.sh "$out" "${M2:-$HOME/.m2/repository}/org/robolectric/android-all/$api/android-all-$api.jar" "$(property min.sdk)"
}

case ${1:-} in
  "") lint && tests && apk ;;
  lint) lint "${@:2}" ;;
  test) tests "${@:2}" ;;
  one) one "${@:2}" ;;
  apk) apk ;;
  bench) bench "${@:2}" ;;
  *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
esac
