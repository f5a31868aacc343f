#!/usr/bin/env bash
# What: plants a violation of every gate in a copy of the tree and expects the gate to name it; near misses must pass.
# Why:  a gate that cannot fail guards nothing, and a regular expression rots unseen.
# Usage: tests/gates/selftest.sh [deny]     deny: only what cargo-deny decides, since that takes minutes to install
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
touch "$work/found" "$work/passed"
mkdir "$tree"
tar -c --exclude ./target --exclude ./build --exclude ./.git . | tar -x -C "$tree"

wrong() { printf 'selftest: %s\n' "$1" >&2; exit 1; }

finish() { echo "selftest: $(wc -l <"$work/found" | tr -d ' ') violations found, $(wc -l <"$work/passed" | tr -d ' ') near misses let pass"; }

denies() { # WHAT SED: deny.toml, changed so that what we have breaks it
  local said code=0
  sed "$2" deny.toml >"$tree/deny.toml"
  ! cmp -s deny.toml "$tree/deny.toml" || wrong "deny.toml has no line for: $2"
  said=$("$here/deny.sh" "$tree" 2>&1) || code=$?
  { [ "$code" != 0 ] && grep -q "$1 FAILED" <<<"$said"; } || wrong "deny ($1) let a violation pass:"$'\n'"$said"
  echo >>"$work/found"
}
if [ "${1:-}" = deny ]; then
  denies bans 's/crate = "keyring"/crate = "keyring-core"/'
  denies licenses 's/"ISC", //'
  denies sources 's/^allow-registry = .*/allow-registry = []/'
  finish
  exit
fi

# Writes standard input to a file of the copy, runs one gate, takes the file out again. Whether the gate named the file.
named() { # GATE PATH
  local path=$tree/$2 kept=""
  mkdir -p "$(dirname "$path")"
  if [ -e "$path" ]; then kept=$work/kept; mv "$path" "$kept"; fi
  cat >"$path"
  local said code=0
  said=$("$here/source.sh" --root "$tree" "$1" 2>&1) || code=$?
  rm "$path"
  if [ -n "$kept" ]; then mv "$kept" "$path"; fi
  [ "$code" != 0 ] && grep -qF "$2:" <<<"$said"
}
refuses() { named "$@" || wrong "the gate '$1' let a violation in $2 pass"; echo >>"$work/found"; }
accepts() { if named "$@"; then wrong "the gate '$1' refused $2, which breaks no rule"; fi; echo >>"$work/passed"; }
lines() { local n; for ((n = 0; n < $1; n++)); do echo '//! line'; done; }

# The gates of source.sh.
echo 'use uniffi::Object;' | refuses layers core/src/planted.rs
echo '#[cfg(target_os = "android")]' | refuses layers core/src/planted.rs
echo 'jni = "1"' | refuses layers core/planted.toml
echo '//! No unsafe here.' | refuses layers core/src/lib.rs
echo '//! This crate knows nothing about FFI.' | accepts layers core/src/planted.rs
echo 'runtime.block_on(work);' | refuses bindings bindings/src/planted.rs
echo 'std::thread::spawn(|| ());' | refuses bindings bindings/src/planted.rs
echo 'tokio::spawn(work);' | refuses bindings bindings/src/planted.rs
echo '#[uniffi::export(Debug)]' | refuses bindings bindings/src/planted.rs
echo '#[derive(Debug, uniffi::Record)]' | refuses bindings bindings/src/planted.rs
printf '%s\n' '#[uniffi::export]' 'impl Planted {' '    pub async fn planted(&self) {}' '}' | refuses bindings bindings/src/planted.rs
printf '%s\n' '#[uniffi::export(async_runtime = "tokio")]' 'impl Planted {' '    pub async fn planted(&self) {}' '}' | accepts bindings bindings/src/planted.rs
echo '#[derive(Clone, uniffi::Record)]' | accepts bindings bindings/src/planted.rs
echo 'import org.assenso.ffi.Authenticator' | refuses android android/app/src/main/kotlin/Planted.kt
echo 'import org.assenso.ffi.Authenticator' | accepts android android/bridge/src/main/kotlin/Planted.kt
echo 'import android.content.Context' | refuses android android/bridge/src/main/kotlin/Planted.kt
echo 'import android.content.Context' | refuses android android/ui/src/main/kotlin/Planted.kt
echo 'val title = stringResource(R.string.title)' | refuses android android/ui/src/main/kotlin/Planted.kt
echo 'import androidx.compose.runtime.Composable' | accepts android android/ui/src/main/kotlin/Planted.kt
echo 'Log.d("tag", "text")' | refuses android android/app/src/main/kotlin/Planted.kt
echo 'val options = Development(loopbackHttp = true)' | refuses android android/app/src/main/kotlin/Planted.kt
echo 'val options = Development(loopbackHttp = true)' | accepts android android/app/src/test/kotlin/Planted.kt
catalog=android/gradle/libs.versions.toml
sed 's/^compose = .*/compose = "1.12.0"/' $catalog | refuses versions $catalog
sed 's/^agp = .*/agp = "9.0.0"/' $catalog | accepts versions $catalog
echo 'use crate::ports::Clock;' | refuses machines core/src/planted/machine.rs
echo 'let timer = tokio::time::sleep(left);' | refuses machines core/src/planted/machine.rs
echo 'use crate::{ports, secret};' | refuses machines core/src/planted/machine/step.rs
echo 'async fn step() {}' | refuses machines core/src/planted/machine.rs
echo '//! Imports neither tokio nor ports.' | accepts machines core/src/planted/machine.rs
echo 'use crate::ports::Clock;' | accepts machines core/src/planted/driver.rs
echo 'use crate::provider::assenso::wire::Inbox;' | refuses wire core/src/planted.rs
echo 'use crate::provider::assenso::wire;' | refuses wire core/src/planted.rs
echo '    let body: wire::Inbox = body;' | refuses wire core/src/planted.rs
echo 'pub mod wire;' | refuses wire core/src/provider/planted.rs
echo 'pub(crate) use assenso::wire::Inbox;' | refuses wire core/src/provider/planted.rs
echo 'mod wire;' | accepts wire core/src/provider/planted.rs
echo 'use wiremock::MockServer;' | accepts wire core/src/planted.rs
echo 'use assenso_core::approval::Answer;' | refuses service tests/service/src/planted.rs
echo 'use assenso_core::{crypto::PublicKey, pairing::Machine};' | refuses service tests/service/src/planted.rs
echo 'use assenso_core::protocol::pairing::Claims;' | accepts service tests/service/src/planted.rs
echo 'use assenso_core::ports::{DeviceKey, KeyRole};' | refuses service tests/service/src/planted.rs
echo 'use assenso_core::ports::{HardwareLevel, KeyRole};' | accepts service tests/service/src/planted.rs
echo 'use assenso_core::approval::Answer;' | accepts service tests/phone/src/planted.rs
echo 'let now = SystemTime::now();' | refuses clock core/src/planted.rs
echo 'let now = tokio::time::Instant::now();' | refuses clock core/src/planted.rs
echo 'std::thread::spawn(|| ());' | refuses clock core/src/planted.rs
echo 'let home = std::env::var("HOME");' | refuses clock core/src/planted.rs
echo 'static CACHE: OnceLock<String> = OnceLock::new();' | refuses clock core/src/planted.rs
echo 'let now = SystemTime::now(); // the shell has a clock' | accepts clock tests/phone/src/planted.rs
echo 'static MIGRATIONS: LazyLock<Migrations> = LazyLock::new(read);' | accepts clock core/src/planted.rs
echo 'static COUNT: LazyLock<Mutex<u8>> = LazyLock::new(none);' | refuses clock core/src/planted.rs
echo 'static NAMES: [&str; 2] = ["chrome", "edge"];' | accepts clock core/src/planted.rs
printf '%s\n' '#[cfg(test)]' 'mod tests {' '    let now = SystemTime::now();' | accepts clock core/src/planted.rs
echo 'let key = secret.expose();' | refuses expose core/src/planted.rs
printf '%s\n' '// EXPOSE: too far away' '' '' '' 'let key = secret.expose();' | refuses expose core/src/planted.rs
printf '%s\n' '// EXPOSE:' 'let key = secret.expose();' | refuses expose tests/phone/src/planted.rs
echo 'secret.as_ref().map(SecretBytes::expose)' | refuses expose tests/service/src/planted.rs
printf '%s\n' '#[cfg(test)]' 'use x::Y;' 'let key = secret.expose();' | refuses expose core/src/planted.rs
printf '%s\n' '// EXPOSE: ring takes bytes.' '' '' 'let key = secret.expose();' | accepts expose core/src/planted.rs
printf '%s\n' '#[cfg(test)]' 'mod tests {' '    let key = secret.expose();' | accepts expose core/src/planted.rs
echo 'let key = secret.expose();' | accepts expose core/src/planted/tests.rs
echo 'let key = secret.expose();' | accepts expose core/src/planted/contract.rs
echo 'use std::fmt;' | refuses headers core/src/planted.rs
echo '//! What it is.' | accepts headers core/src/planted.rs
lines 501 | refuses sizes core/src/planted.rs
lines 501 | refuses sizes tests/service/src/planted.rs
lines 501 | refuses sizes android/ui/src/main/kotlin/Planted.kt
lines 501 | refuses sizes ios/Sources/Features/Planted.swift
lines 501 | accepts sizes ios/Tests/FeaturesTests/Planted.swift
lines 500 | accepts sizes core/src/planted.rs
lines 501 | accepts sizes core/src/planted/tests.rs
lines 501 | accepts sizes tests/tests/planted.rs
echo '// TO''DO: later' | refuses unfinished core/src/planted.rs
echo '# FIX''ME' | refuses unfinished tests/planted.sh
echo '    @Disabled' | refuses unfinished tests/kotlin/planted.kt
echo '@Test(.disabled("slow")) func planted() {}' | refuses unfinished tests/swift/planted.swift
echo '@Test(.disabled("slow")) func planted() {}' | refuses unfinished ios/Tests/WholeTests/Planted.swift
echo 'Button(action: act) { label }.disabled(isBusy)' | accepts unfinished ios/Sources/Features/Planted.swift
echo '    #[ignore = "slow"]' | refuses unfinished tests/tests/planted.rs
echo '#[ignore = "a child of a_killed_process_resumes"]' | accepts unfinished core/tests/planted.rs
echo '    unimplemented!()' | refuses unfinished core/src/planted.rs
echo 'const TO''DOS: u8 = 0;' | accepts unfinished core/src/planted.rs
echo 'CREATE TABLE planted (id INTEGER) STRICT;' | refuses migrations planted/migrations/002_planted.sql
echo 'CREATE TABLE planted (id INTEGER) STRICT;' | refuses migrations planted/migrations/planted.sql
echo 'CREATE TABLE planted (id INTEGER) STRICT;' | accepts migrations planted/migrations/001_planted.sql

# The gates that are programs, on a crate of its own under this workspace's lints.
crate=$work/crate
mkdir -p "$crate/src"
cp clippy.toml rustfmt.toml typos.toml "$crate"
{
  printf '[package]\nname = "planted"\nversion = "0.1.0"\nedition = "2024"\n[lints]\nworkspace = true\n[workspace]\n'
  sed -n '/^\[workspace\.lints/,/^\[[^w]/{/^\[[^w]/d;p;}' Cargo.toml
} >"$crate/Cargo.toml"
fails() { # WHAT EXPECTED COMMAND...: in the crate, whose lib.rs is standard input
  local said code=0
  cat >"$crate/src/lib.rs"
  said=$(cd "$crate" && CARGO_TARGET_DIR=$work/target "${@:3}" 2>&1) || code=$?
  [ "$code" != 0 ] && grep -qE "$2" <<<"$said" || wrong "$1 let a violation pass, or failed for another reason:"$'\n'"$said"
  echo >>"$work/found"
}
clippy=(cargo clippy --quiet -- -D warnings)
rule() { fails "clippy ($1)" "$1" "${clippy[@]}"; }
item() { printf '//! Planted.\n\n/// Planted.\npub fn planted() {\n    %s\n}\n' "$1"; }

printf '//! Planted.\n\npub fn planted() {}\n' | rule 'missing documentation'
item 'Some(1).unwrap();' | rule unwrap_used
item 'Some(1).expect("one");' | rule expect_used
item 'panic!();' | rule 'clippy::panic'
item 'println!();' | rule print_stdout
item 'let a = [1, 2]; let n = a.len(); let _ = a[n / 2];' | rule indexing_slicing
item 'let _ = std::time::SystemTime::now();' | rule 'disallowed.methods'
item 'std::thread::sleep(std::time::Duration::ZERO);' | rule 'disallowed.methods'
item "$(for _ in {1..61}; do echo '    drop(1);'; done)" | rule 'too_many_lines'
printf '//! [`Planted`] is nowhere.\n' | fails doc 'unresolved link' env RUSTDOCFLAGS='-D warnings' cargo doc --quiet
printf '//! Planted.\nfn   planted( ) { }\n' | fails format 'Diff in' cargo fmt --check
printf '//! Planted: to reci''eve.\n' | fails spelling 'should be' "$(tests/gates/tools.sh typos)"
printf '//! Planted.\n#[test]\nfn planted() {\n    assert!(false);\n}\n' | fails tests 'FAILED' cargo test --quiet

# A stage that fails fails the run, and ends it.
code=0
echo 'use std::fmt;' >"$tree/core/src/planted.rs"
said=$("$tree/tests/gates/run.sh" source format 2>&1) || code=$?
{ [ "$code" = 1 ] && grep -q 'FAILED: source' <<<"$said" && ! grep -q '^== format' <<<"$said"; } || wrong "run.sh went on: $said"
finish
