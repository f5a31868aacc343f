#!/usr/bin/env bash
# What: the stages of `make test`, what fails fast first, with the time of each.
# Why:  one list, the same for a person and for CI; with CI=true nothing is skipped.
# Usage: tests/gates/run.sh [STAGE...]     all stages without a name
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

stage_source() { tests/gates/source.sh; }
stage_format() { cargo fmt --all --check; }
stage_spelling() { "$(tests/gates/tools.sh typos)"; }
stage_selftest() { tests/gates/selftest.sh; }
stage_clippy() { cargo clippy --workspace --all-targets --locked --quiet -- -D warnings; }
stage_tests() {
  tests/peers/install.sh browser || {
    if [ "${CI:-}" = true ]; then return 1; fi
    export ASSENSO_SKIP_BROWSER=1
    echo "SKIPPED: the tests in a real browser"
  }
  cargo test --workspace --locked
}
stage_bindings() { bindings/generate.sh; }
stage_kotlin() { optional kotlin; }
stage_swift() { optional swift; }
stage_android() { optional android; }
stage_ios() { optional ios; }
# A language whose toolchain a user does not have (exit 3) is left out, loudly; in CI it is a failure.
optional() {
  local code=0
  local run=tests/$1/run.sh
  [ -e "$run" ] || run=$1/run.sh
  tests/peers/install.sh "$1" && "$run" || code=$?
  if [ $code = 3 ] && [ "${CI:-}" != true ]; then
    echo "SKIPPED: the tests in $1"
    return 0
  fi
  return $code
}
# With --examples cargo resolves features as for clippy, and what clippy checked is not checked again.
stage_doc() { RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --lib --bins --examples --locked --quiet; }
stage_deny() { tests/gates/deny.sh && tests/gates/selftest.sh deny; }

if [ "${CI:-}" = true ]; then
  unset ASSENSO_SKIP_BROWSER
  export CARGO_INCREMENTAL=0
fi
stages=("$@")
if [ $# = 0 ]; then stages=(source format spelling selftest clippy doc tests bindings kotlin swift ios android deny); fi
summary=""
for stage in "${stages[@]}"; do
  declare -F "stage_$stage" >/dev/null || { echo "no such stage: $stage" >&2; exit 2; }
  echo "== $stage"
  begun=$SECONDS
  # In a shell of its own and not as a condition: bash would go on after a failure inside one.
  set +e
  (set -e; "stage_$stage")
  code=$?
  set -e
  summary+=$(printf '%5d s  %s' $((SECONDS - begun)) "$stage")$'\n'
  if [ $code != 0 ]; then
    printf '%s== FAILED: %s\n' "$summary" "$stage"
    exit 1
  fi
done
printf '%s== all passed\n' "$summary"
