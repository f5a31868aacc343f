#!/usr/bin/env bash
# What: builds the iOS app on a Mac: the core for phones and the simulator as an xcframework, the project by xcodegen, the app by Xcode.
# Why:  this is what a Linux machine can't do. Nobody has run it yet; whoever does first, please tell what it took.
# Usage: ios/build.sh [core|project|app]     without a word: all; exit 3: says what is missing
#        DEVELOPMENT_TEAM signs it for a phone; without one it is built for the simulator
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=ios/generated

need() { # COMMAND WHY
  command -v "$1" >/dev/null || missing+=("$1: $2")
}
missing=()
need xcodebuild "Xcode 16 or newer, from the App Store"
need xcodegen "brew install xcodegen"
need cargo "Rust, from rustup.rs"
need rustup "adds the targets for iOS"
if [ ${#missing[@]} != 0 ]; then
  echo "The iOS app can't be built here. Missing:" >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 3
fi

core() {
  local target
  for target in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios; do
    rustup target add "$target"
    cargo build -p assenso-bindings --release --locked --target "$target"
  done
  bindings/generate.sh
  rm -rf "$out"
  mkdir -p "$out/AssensoFFI" "$out/headers" "$out/simulator"
  cp build/bindings/swift/AssensoFFI.swift "$out/AssensoFFI/"
  cp build/bindings/swift/assenso_bindingsFFI.h "$out/headers/"
  cp build/bindings/swift/assenso_bindingsFFI.modulemap "$out/headers/module.modulemap"
  lipo -create -output "$out/simulator/libassenso_bindings.a" \
    target/{aarch64-apple-ios-sim,x86_64-apple-ios}/release/libassenso_bindings.a
  xcodebuild -create-xcframework -output "$out/Assenso.xcframework" \
    -library target/aarch64-apple-ios/release/libassenso_bindings.a -headers "$out/headers" \
    -library "$out/simulator/libassenso_bindings.a" -headers "$out/headers"
}
project() { xcodegen generate --spec ios/project.yml --project ios; }
app() {
  local destination="generic/platform=iOS Simulator"
  [ -z "${DEVELOPMENT_TEAM:-}" ] || destination="generic/platform=iOS"
  xcodebuild -project ios/Assenso.xcodeproj -scheme Assenso -configuration Release -destination "$destination" \
    -derivedDataPath build/xcode ${DEVELOPMENT_TEAM:+DEVELOPMENT_TEAM=$DEVELOPMENT_TEAM} build
}

case ${1:-} in
  "") core && project && app ;;
  core | project | app) "$1" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
esac
