#!/usr/bin/env bash
# What: the rules of the source tree that no compiler checks, each a gate below.
# Why:  layers and habits hold only if breaking one fails a build; selftest.sh shows that breaking one does.
# Usage: tests/gates/source.sh [--root DIR] [GATE...]     all gates without a name; prints path:line of each violation
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if [ "${1:-}" = --root ]; then root=$2; shift 2; fi
cd "$root"

# Every file of the tree that somebody wrote, by name pattern.
files() {
  find . \( -path ./target -o -path ./build -o -name .git -o -name generated \) -prune -o -type f "$@" -print \
    | sed 's|^\./||' | LC_ALL=C sort
}
rust() { files -name '*.rs'; }
core() { rust | only '^core/src/'; }
only() { grep -E "$1" || true; }
except() { grep -vE "$1" || true; }
# Tests are files named tests.rs or contract.rs, folders named tests inside a crate, and the end-to-end tests.
no_tests() { except '/(tests|contract)\.rs$|^[a-z]+/tests/|/src/(.*/)?tests/|^tests/[a-z]+/tests/'; }
# The code of the files on standard input as path:line:code, without comments and the test module at a file's end.
code() {
  no_tests | xargs -r awk '
    FNR == 1 { over = held = 0 }
    /^[[:space:]]*#\[cfg\(test\)\]/ { held = 1; next }
    held && /^[[:space:]]*mod [a-z_]+ \{/ { over = 1 }
    { held = 0; sub(/(^|[[:space:]])\/\/.*/, "") }
    !over && NF { print FILENAME ":" FNR ":" $0 }'
}
# The lines of code in which the pattern stands as whole words.
code_with() { code | only "^[^:]*:[0-9]+:(.*[^A-Za-z0-9_])?($1)([^A-Za-z0-9_]|\$)"; }

gate_layers() { # core/ knows no FFI and no platform, and forbids unsafe code
  files \( -name '*.rs' -o -name '*.toml' -o -name '*.sql' \) | only '^core/' \
    | xargs -r grep -HnE 'uniffi|jni|target_os' || true
  grep -q '^#!\[forbid(unsafe_code)\]' core/src/lib.rs || echo "core/src/lib.rs:1: does not forbid unsafe_code"
}
gate_bindings() { # bindings/ translates: no runtime, no thread and no waiting of its own, one place that spawns, checksums on
  rust | only '^bindings/src/' | code_with 'block_on|block_in_place|thread::spawn|Runtime::new|Builder::new_.*'
  rust | only '^bindings/src/' | except '^bindings/src/subscription\.rs$' | code_with 'spawn|spawn_blocking|spawn_local'
  files -name '*.rs' | only '^bindings/src/' | xargs -r grep -HnE 'uniffi::export\((.*, *)?Debug' || true
  rust | only '^bindings/src/' | xargs -r grep -HnE -A1 'uniffi::(Record|Enum|Object)' | only 'Debug|Display'
  # Every impl block with an async call in it runs on tokio.
  rust | only '^bindings/src/' | xargs -r awk '
    /^#\[uniffi::export/ { plain = $0 !~ /tokio|foreign/ } /^}/ { plain = 0 }
    plain && /^    pub async fn/ { print FILENAME ":" FNR ":" $0 }'
}
gate_android() { # only bridge/ knows the bindings, ui/ knows no Android, nobody logs by himself, no release makes a Development
  kotlin() { files -name '*.kt' | only "^android/$1/src/main/" | xargs -r grep -HnE "$2" || true; }
  kotlin '(ui|app)' 'org\.assenso\.ffi|com\.sun\.jna'
  kotlin bridge 'import (android|androidx)\.'
  kotlin ui 'import android\.|androidx\.(activity|core|lifecycle)\.|[^A-Za-z.]R\.(string|drawable)|stringResource|painterResource'
  kotlin '(bridge|ui|app)' 'android\.util\.Log|Log\.[diwev]\(|printStackTrace|println\(' | except '^android/app/src/main/kotlin/CoreLog\.kt:'
  kotlin '(ui|app)' 'Development\('
}
gate_machines() { # a machine is pure: no tokio, no ports, nothing to wait for
  core | only '/machine(\.rs$|/)' | code_with 'tokio|ports|async|await'
}
gate_wire() { # unsigned bodies stay in provider/
  core | except '^core/src/provider/' | code_with '(mod|use) wire|[A-Za-z_]+::wire|wire::.*'
  core | only '^core/src/provider/' | code_with 'pub(\(crate\))? (mod|use) ([a-z_]+::)*wire'
}
gate_service() { # the stand-in provider verifies with its own policy, not with the phone's
  local phone='(authenticator|pairing|approval|account|codes|store|ports|provider|activity|push)'
  # The claims of a pairing name a key's role, class and level as the port does.
  local claims='use assenso_core::ports::\{?((HardwareLevel|KeyClass|KeyRole)(, )?)+\}?;'
  rust | only '^tests/service/' | code_with "assenso_core::$phone|assenso_core::\{(.*[^A-Za-z0-9_:])?$phone" | except "$claims"
}
gate_clock() { # core/ has no clock, no thread, no runtime, no environment and no global state of its own
  core | code_with 'SystemTime::now|Instant::now|UNIX_EPOCH\.elapsed|thread::spawn|block_on|block_in_place|Runtime::new'
  core | code_with 'env::vars?(_os)?|static mut|thread_local!|static +[A-Z0-9_]+ *:.*(Mutex|RwLock|Once|Atomic|Cell).*'
}
gate_expose() { # whoever reads a secret says why, at most three lines above
  rust | no_tests | xargs -r awk '
    FNR == 1 { over = held = said = 0 }
    /EXPOSE: [^ ]/ { said = FNR }
    /^[[:space:]]*#\[cfg\(test\)\]/ { held = 1; next }
    held && /^[[:space:]]*mod [a-z_]+ \{/ { over = 1 }
    { held = 0; line = $0; sub(/(^|[[:space:]])\/\/.*/, "", line) }
    !over && line ~ /\.expose\(\)|::expose([^A-Za-z0-9_]|$)/ {
      if (!said || FNR - said > 3) print FILENAME ":" FNR ":" $0
    }'
}
gate_headers() { # every file says what it is
  rust | xargs -r awk 'FNR == 1 && !/^\/\/! [^ ]/ { print FILENAME ":1: does not begin with a //! header" }'
}
gate_sizes() { # 500 lines, tests apart
  { rust | no_tests; files \( -name '*.kt' -o -name '*.swift' \) | except '/test/|/Tests/|^tests/'; } | xargs -r awk 'FNR == 501 { print FILENAME ":501: over 500 lines" }'
}
gate_unfinished() { # nothing is left for later in a comment, and no test is switched off
  files \( -name '*.rs' -o -name '*.sh' -o -name '*.toml' -o -name '*.sql' -o -name '*.html' -o -name '*.css' -o -name '*.kt' -o -name '*.swift' \
    -o -name '*.js' -o -name '*.md' -o -name Makefile \) | xargs -r grep -HnwE 'TO''DO|FIX''ME|omit_''checksums' || true
  files \( -name '*.kt' -o -name '*.swift' \) | xargs -r grep -HnE '@(Disabled|Ignore)|XCTSkip' || true
  # On a screen it switches a button off.
  files -name '*.swift' | only '(^|/)[Tt]ests/' | xargs -r grep -HnE '\.disabled\(' || true
  # Not switched off: what another test starts as a process of its own, and what once made a fixture.
  rust | xargs -r grep -HnE '^[[:space:]]*#\[ignore|unimplemented!' | except '#\[ignore = "(a child of|made) ' || true
}
gate_migrations() { # numbers are dense: two branches cannot both add the next one unseen
  files -name '*.sql' | only '/migrations/' | awk '{
    folder = name = $0; sub(/[^\/]*$/, "", folder); sub(/.*\//, "", name)
    if (name !~ /^[0-9][0-9][0-9]_[a-z0-9_]+\.sql$/ || name + 0 != ++seen[folder])
      print $0 ":1: migrations are NNN_what.sql without a gap"
  }'
}

gate_versions() { # the build by Gradle takes what the build by Maven was tested with
  local catalog=android/gradle/libs.versions.toml name version
  sed -nE '/^\[versions\]/,/^\[libraries\]/s/^([a-z0-9]+) = "(.*)"$/\1 \2/p' $catalog | while read -r name version; do
    # Maven has no Android plugin.
    if [ "$name" = agp ] || grep -qF "<$name.version>$version</$name.version>" android/pom.xml \
      || grep -qF "<artifactId>$name</artifactId><version>$version</version>" android/maven/aar/pom.xml; then continue; fi
    echo "$catalog:1: Maven takes another version of $name than $version"
  done
}

gates=("$@")
if [ $# = 0 ]; then gates=(layers bindings android machines wire service clock expose headers sizes unfinished migrations versions); fi
failed=0
for gate in "${gates[@]}"; do
  declare -F "gate_$gate" >/dev/null || { echo "no such gate: $gate" >&2; exit 2; }
  found=$("gate_$gate")
  if [ -n "$found" ]; then
    failed=1
    printf 'gate %s: FAILED\n%s\n' "$gate" "$found"
  elif [ "$gate" = expose ]; then
    echo "gate expose: ok ($(rust | code_with 'expose' | except 'fn expose' | wc -l | tr -d ' ') secrets read)"
  else
    echo "gate $gate: ok"
  fi
done
exit "$failed"
