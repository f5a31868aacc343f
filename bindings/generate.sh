#!/usr/bin/env bash
# What: generates the Kotlin and Swift bindings of the host library into build/bindings, and checks what is exported and which
#       codes errors have against api.txt and codes.txt.
# Why:  generated code is not committed: the two lists are what a review reads. A surface that changed fails until they are written anew.
# Usage: bindings/generate.sh [--write]     --write: takes what is exported now into api.txt and codes.txt
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${CARGO_TARGET_DIR:-target}/debug
library=$target/libassenso_bindings.so
[ "$(uname)" != Darwin ] || library=$target/libassenso_bindings.dylib
out=build/bindings
cargo build --workspace --locked --quiet
bindgen() { "$target/assenso-bindgen" "$@"; }

rm -rf "$out"
bindgen generate "$library" --language kotlin --no-format --config bindings/host.toml --out-dir "$out/kotlin"
bindgen generate "$library" --language swift --no-format --out-dir "$out/swift"

# In uniffi 0.32.2 a java.lang.Error that leaves a port is caught nowhere: the Rust future waits for ever, and a call that does not
# wait reads it as success with 0. Fixed after that release (mozilla/uniffi-rs#2903); this is that fix.
kotlin=$out/kotlin/org/assenso/ffi/assenso_bindings.kt
if [ "$(grep -c 'catch(e: kotlin.Exception)' "$kotlin")" != 4 ]; then
  echo "the generated Kotlin has changed: see whether it still lets an Error through" >&2
  exit 1
fi
sed -i.orig 's/catch(e: kotlin.Exception)/catch(e: kotlin.Throwable)/' "$kotlin"
# An object that was closed and is passed as an argument is cloned from memory that was freed: only its own methods ask whether it
# was closed. Asked here too, by the same function.
if ! grep -q 'return value.uniffiCloneHandle()' "$kotlin"; then
  echo "the generated Kotlin has changed: see whether it still passes an object that was closed" >&2
  exit 1
fi
sed -i.orig 's/return value.uniffiCloneHandle()/return value.callWithHandle { it }/' "$kotlin"
rm "$kotlin.orig"

bindgen api "$library" >"$out/api.txt"
grep -rohE '"(account|action|approval|codes|open|pairing)\.[a-z0-9_]+"' bindings/src --include=*.rs --exclude=tests.rs | tr -d '"' | LC_ALL=C sort -u >"$out/codes.txt"
if grep -E '^\S+ is ' "$out/api.txt"; then
  echo "no Debug, Display or the like is exported: it would print what is inside" >&2
  exit 1
fi
code=0
for list in api.txt codes.txt; do
  if [ "${1:-}" = --write ]; then
    cp "$out/$list" "bindings/$list"
  elif ! diff -u "bindings/$list" "$out/$list"; then
    echo "bindings/$list is not what is exported: read the difference, then run bindings/generate.sh --write" >&2
    code=1
  fi
done
exit $code
