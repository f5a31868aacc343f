#!/usr/bin/env bash
# What: type-checks the core and the bindings for Android (64-bit ARM), with what only that target compiles.
# Why:  code behind cfg(target_os = "android") is seen by no other build here, and cargo-ndk needs Google's NDK. Nothing is linked and
#       nothing runs: C code is passed over.
# Usage: android/check-rust.sh     some minutes at first, 1.3 GB in build/android-rust; exit 3: no such compiler here, and why
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=aarch64-linux-android
prefix=$PWD/build/android-rust
root=$prefix/root
needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
none() { echo "No check for Android: $*" >&2; exit 3; }

# Debian's compiler for browsers, of which std can be built: rustup is left as it is, and root is not needed.
version=$(apt-cache policy rustc-web 2>/dev/null | sed -n 's/^  Candidate: \([0-9][0-9.]*\).*/\1/p') || true
[ -n "$version" ] || none "apt knows no package rustc-web; Debian 12 with its security archive has it."
[ "$(printf '%s\n' "$needed" "$version" | sort -V | head -1)" = "$needed" ] || none "rustc-web is $version, and the workspace needs $needed."
if [ "$(cat "$prefix/.ready" 2>/dev/null)" != "$version" ]; then
  echo "Rust $version is laid out in build/android-rust" >&2
  rm -rf "$prefix"
  mkdir -p "$prefix/archives/partial" "$root"
  apt-get -qq install -y --download-only --no-install-recommends -o Debug::NoLocking=1 -o APT::Sandbox::User= \
    -o Dir::Cache::archives="$prefix/archives" rustc-web cargo-web rust-web-src >"$prefix/apt.log" 2>&1 \
    || { cat "$prefix/apt.log" >&2; none "its packages could not be fetched."; }
  for package in "$prefix"/archives/*.deb; do dpkg-deb -x "$package" "$root"; done
  [ -x "$root/usr/bin/cargo" ] && [ -x "$root/usr/bin/rustc" ] || none "rustc-web and cargo-web are installed here already: this lays out its own."
  rm -r "$prefix/archives"
  # There is no C library for Android either: what asks for a compiler gets empty files.
  cat >"$prefix/cc" <<'CC'
#!/usr/bin/env bash
for argument; do
  case $argument in
    *.o | *.a) : >"$argument" ;;
  esac
done
CC
  chmod +x "$prefix/cc"
  echo "$version" >"$prefix/.ready"
fi

export LD_LIBRARY_PATH=$root/usr/lib/$(uname -m)-linux-gnu:$root/usr/lib RUSTC=$root/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$prefix/target
export CC_aarch64_linux_android=$prefix/cc AR_aarch64_linux_android=$prefix/cc RUSTFLAGS=-Dwarnings
"$root/usr/bin/cargo" check --locked --package assenso-core --package assenso-bindings --target $target -Zbuild-std=std,panic_unwind
echo "The core and the bindings type-check for $target."
