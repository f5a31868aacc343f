#!/usr/bin/env bash
# What: what a crossing of the bindings costs, measured from Rust, Kotlin and Swift in one run, what the release library weighs
#       and why, and how long a person waits for the Android app. Prints Markdown; the folders of a run and what each language said
#       are in build/bench.
# Why:  two apps stand on the bindings: a list may take twice what Rust takes, the library 6 MB. It reports and is no gate: times
#       on a shared machine would fail at random.
# Usage: tests/bench/run.sh [speed|size|android]...     all without a word; BENCH_CODES=N: how many codes are listed (1000)
#        a language whose toolchain is not here is left out, loudly
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=build/bench
target=${CARGO_TARGET_DIR:-target}
limit=6000000 # bytes
list_ratio=2  # times Rust

# Fixed: they keep nothing secret.
export ASSENSO_BENCH_BASE_KEY=b0b1b2b3b4b5b6b7b8b9babbbcbdbebfb0b1b2b3b4b5b6b7b8b9babbbcbdbebf
export ASSENSO_BENCH_CODES_KEY=c0c1c2c3c4c5c6c7c8c9cacbcccdcecfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf
export ASSENSO_BENCH_CODES=${BENCH_CODES:-1000}

library() { cargo build --release --locked --quiet -p assenso-bindings; }

prepare() { # NAME COUNT
  rm -rf "${out:?}/$1" && mkdir -p "$out/$1"
  "$target/debug/bench-prepare" --db "$out/$1/assenso.db" --count "$2" \
    --base-key $ASSENSO_BENCH_BASE_KEY --codes-key $ASSENSO_BENCH_CODES_KEY
}

# Runs a program over a copy of the folders; its lines of JSON become `LANGUAGE NAME NANOSECONDS`.
measure() { # LANGUAGE COMMAND...
  local language=$1 code=0
  rm -rf "${out:?}/$language" && mkdir -p "$out/$language"
  cp -r "$out/codes" "$out/empty" "$out/$language"
  echo "== $language" >&2
  ASSENSO_BENCH_DB=$PWD/$out/$language/codes/assenso.db ASSENSO_BENCH_EMPTY_DB=$PWD/$out/$language/empty/assenso.db \
    "${@:2}" >"$out/$language/said" || code=$?
  if [ $code = 0 ]; then
    sed -nE 's/^\{"name": ?"([a-z]+)", ?"ns": ?([0-9.eE+]+)\}$/'"$language"' \1 \2/p' "$out/$language/said" >>"$out/times"
  elif [ $code = 3 ]; then
    echo "SKIPPED: $language, its toolchain is not here" | tee -a "$out/notes" >&2
  else
    cat "$out/$language/said" >&2
    echo "FAILED: $language, exit $code" | tee -a "$out/notes" >&2
    failed=1
  fi
}
peer() { # LANGUAGE
  if [ ! -x "tests/$1/run.sh" ]; then return 3; fi
  tests/peers/install.sh "$1" && "tests/$1/run.sh" bench
}

speed() {
  bindings/generate.sh >&2
  library
  cargo build --release --locked --quiet -p assenso-tests --bin bench
  mkdir -p "$out"
  : >"$out/times"
  : >"$out/notes"
  prepare codes "$ASSENSO_BENCH_CODES"
  prepare empty 0
  measure rust "$target/release/bench"
  measure kotlin peer kotlin
  measure swift peer swift
  awk -v most=$list_ratio -v codes="$ASSENSO_BENCH_CODES" '
    { ns[$1, $2] = $3 }
    function cell(language, name,   time, ratio) {
      if (!((language, name) in ns)) return " not measured |"
      time = ns[language, name]
      if (language == "rust") return sprintf(" %.0f |", time)
      ratio = time / ns["rust", name]
      return sprintf(" %.0f (%.1f ×)%s |", time, ratio, name != "list" ? "" : ratio <= most ? " PASS" : " MISS")
    }
    function row(name, what) { print "| " what " |" cell("rust", name) cell("kotlin", name) cell("swift", name) }
    END {
      print "| median in ns (times Rust) | Rust | Kotlin | Swift |\n|---|--:|--:|--:|"
      row("sync", "one call that does next to nothing: `Codes.lock()`")
      row("async", "one async call: `Authenticator.accounts()` of an empty store")
      row("list", sprintf("`Codes.list()` of %d; at most %d × Rust", codes, most))
    }' "$out/times"
  cat "$out/notes"
}

# A copy is stripped: bindgen reads the symbols of the library, and so does the table.
size() {
  if [ "$(uname -sm)" != "Linux x86_64" ]; then
    echo "SKIPPED: the size, which has its limit on x86-64 Linux"
    return
  fi
  library
  mkdir -p "$out"
  local library=$target/release/libassenso_bindings.so bytes verdict=PASS
  strip -o "$out/stripped.so" "$library"
  bytes=$(wc -c <"$out/stripped.so")
  if [ "$bytes" -gt $limit ]; then verdict=MISS; fi
  printf '\nStripped release library: %d bytes, at most %d: %s\n\n' "$bytes" $limit $verdict
  # By the crate that a function or a constant was written in. cargo-bloat says the same, but knows no C, and builds everything anew.
  nm -S -t d --size-sort --demangle "$library" | awk -v file="$bytes" '
    $3 !~ /[bB]/ {
      size = $2; name = $0; sub(/^[^ ]* [^ ]* [^ ]* /, "", name)
      if (name !~ /::/) crate = name ~ /^(ring_|ecp_|fe_|x25519_|p256_|p384_|sha|aes|gcm|ghash|bn_|chacha|poly1305|vpaes|k25519)/ ? "ring (C)" \
        : name ~ /^(uniffi|ffi)_/ ? "assenso_bindings" : "libsqlite3_sys (C)"
      else {
        crate = name
        sub(/^[^A-Za-z_]*((mut|dyn|const|impl) )*/, "", crate)
        sub(/[^A-Za-z0-9_].*/, "", crate)
        if (crate ~ /^(core|alloc|std|hashbrown|gimli|addr2line|rustc_demangle|miniz_oxide)$/) crate = "std"
      }
      bytes[crate] += size; sum += size
    }
    END {
      for (crate in bytes) printf "%d\t%s\n", bytes[crate], crate
      printf "%d\tunwind tables, relocations, literals\n", file - sum
    }' | sort -rn | awk -F '\t' '
    BEGIN { print "| bytes | what |\n|--:|---|" }
    NR <= 24 { printf "| %d | %s |\n", $1, $2; next }
    { rest += $1; crates++ }
    END { printf "| %d | %d more crates |\n", rest, crates }'
}

# Under Robolectric, with the release library: what a person waits for on a phone is of the same kind, not of the same length.
android() {
  if ! tests/peers/install.sh android; then
    echo "SKIPPED: the Android app, its tools are not here"
    return
  fi
  bindings/generate.sh >&2
  library
  mkdir -p "$out"
  rm -f "$out/android"
  android/run.sh bench "$PWD/$out/android" >&2
  printf '\n| the Android app under Robolectric, median | ms |\n|---|--:|\n'
  sed -n 's/^tapped /| a notification is tapped in a process that runs → the request is on the screen | /p; s/^codes /| cold start with 200 accounts, two prompts confirmed at once → their codes are on the screen | /p' "$out/android" | sed 's/$/ |/'
}

failed=0
stages=("$@")
if [ $# = 0 ]; then stages=(speed size android); fi
for stage in "${stages[@]}"; do
  case $stage in
    speed | size | android) "$stage" ;;
    *) sed -n '2,8s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
exit $failed
