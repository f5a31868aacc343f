#!/usr/bin/env bash
# What: finds a Swift of at least 6.0, or lays Debian trixie's out in a folder of its own; prints the folder to put on PATH.
# Why:  no Debian release before 13 has Swift; and a clone must not change the machine that it is on: packages, sources and
#       libraries of the host stay as they are, and root is not needed.
# Usage: PATH=$(tests/swift/install-swift.sh):$PATH     SWIFT_PREFIX: where (build/swift); exit 3: the line that says what to do
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

suite=trixie
recipe=1 # raise it when what is laid down changes
stamp=.ready-$suite-$recipe

# The folder is baked into the programs: one that was moved is not ready.
ready() { [ -e "$1/$stamp" ] && { [ ! -s "$1/$stamp" ] || [ "$(cat "$1/$stamp")" = "$1" ]; }; }

if [ -z "${SWIFT_PREFIX:-}" ]; then
  if [[ "$(swift --version 2>/dev/null || true)" =~ Swift\ version\ ([0-9]+)\. ]] && [ "${BASH_REMATCH[1]}" -ge 6 ]; then
    dirname "$(command -v swift)"
    exit
  fi
  if ready "/opt/swift-$suite"; then SWIFT_PREFIX=/opt/swift-$suite; fi
fi
prefix=${SWIFT_PREFIX:-$PWD/build/swift}
if ready "$prefix"; then
  echo "$prefix/cmd"
  exit
fi
if [ "$(uname -sm)" != "Linux x86_64" ] || [ ! -e /etc/debian_version ] || ! command -v apt-get >/dev/null; then
  echo "Swift 6.0 or newer is not on PATH: install it from your system or from swift.org (this script can on Debian x86-64)." >&2
  exit 3
fi

mkdir -p "$(dirname "$prefix")"
exec 9>"$prefix.lock"
flock 9 # of two runs at once, the second waits and finds the stamp
if ready "$prefix"; then
  echo "$prefix/cmd"
  exit
fi
echo "Swift is laid out in $prefix: some minutes, 1.2 GB" >&2
work=$prefix.apt
trap 'rm -rf "$work"' EXIT
# The stamp is the last thing written, so whatever a broken-off run left is swept away here.
rm -rf "$prefix" "$work"
mkdir -p "$prefix" "$work"/{lists/partial,archives/partial,empty,bin}

# An apt of its own: lists, archives and an almost empty package database. The stand-ins are what swiftlang depends on and the
# compiler does not run: gcc and binutils (it has its own clang and lld), debconf (its scripts do not run), libpython (lldb).
for package in gcc binutils debconf libpython3.13 libpython3.14; do
  printf 'Package: %s\nStatus: install ok installed\nArchitecture: amd64\nMulti-Arch: allowed\nMaintainer: none\n' "$package"
  printf 'Version: 99:1\nDescription: stand-in\n\n'
done > "$work/status"
# The mirror that this machine uses, whichever form its sources are written in.
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk '$2 !~ /-security/ { print $1; exit }')
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:?no Debian mirror in apt\'s sources} $suite main" \
  > "$work/sources.list"
cat > "$work/apt.conf" <<CONF
APT::Architecture "amd64"; APT::Architectures { "amd64"; };
APT::Install-Recommends "0"; APT::Sandbox::User ""; APT::Keep-Downloaded-Packages "1";
Acquire::Retries "5"; Acquire::Languages "none"; Debug::NoLocking "1";
Dir::Etc::SourceList "$work/sources.list"; Dir::Etc::SourceParts "$work/empty";
Dir::Etc::Preferences "$work/none"; Dir::Etc::PreferencesParts "$work/empty";
Dir::State::Lists "$work/lists"; Dir::State::status "$work/status"; Dir::State::extended_states "$work/ext";
Dir::Cache::archives "$work/archives"; Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";
CONF
apt() { APT_CONFIG=$work/apt.conf apt-get -qq "$@" > "$work/log" 2>&1 || { tail -20 "$work/log" >&2; return 1; }; }
apt update
apt install -y --download-only swiftlang libc6-dev libstdc++-14-dev patchelf # apt verifies signatures and checksums

mkdir -p "$prefix"/usr/{bin,sbin,lib,lib64} # merged /usr, as trixie has it
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$prefix/$folder"; done
x=./usr/libexec/swift
for package in "$work"/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$prefix" --keep-directory-symlink --no-same-owner --anchored \
    --no-wildcards-match-slash --exclude=./usr/share/{doc,man,locale,lintian} --exclude=./etc --exclude=./var \
    --exclude=$x/lib/swift_static --exclude=$x/lib/swift/embedded --exclude=$x/lib/swift/FrameworkABIBaseline \
    --exclude="$x/bin/*lldb*" --exclude="$x/lib/liblldb*" --exclude="$x/lib/libLTO*" \
    --exclude=$x/bin/clangd --exclude=$x/bin/sourcekit-lsp --exclude="$x/lib/libsourcekitd*"
done

# Everything under the prefix is made to use the prefix's loader and libraries, never the host's older ones; by trixie's
# patchelf, run from copies, so that it does not write to the libraries that it runs on.
swift=$prefix/usr/libexec/swift
libraries=$prefix/usr/lib/x86_64-linux-gnu
loader=$prefix/usr/lib64/ld-linux-x86-64.so.2
cp -L "$loader" "$prefix/usr/bin/patchelf" "$libraries"/{libc.so.6,libm.so.6,libstdc++.so.6,libgcc_s.so.1} "$work/bin/"
patch() { "$work/bin/ld-linux-x86-64.so.2" --library-path "$work/bin" "$work/bin/patchelf" "$@"; }
is_elf() { [ "$(head -c4 "$1" | tail -c3)" = ELF ]; }
add_path() {
  local path
  path=$(patch --print-rpath "$1" 2>/dev/null) || return 0
  patch --set-rpath "${path:+$path:}$2" "$1"
}
while IFS= read -r -d '' file; do
  if is_elf "$file" && patch --print-interpreter "$file" >/dev/null 2>&1; then
    patch --set-interpreter "$loader" "$file"
    add_path "$file" "$libraries"
  fi
done < <(find "$swift/bin" "$swift/libexec" -type f -print0)
while IFS= read -r -d '' file; do
  if is_elf "$file"; then add_path "$file" "$libraries"; fi
done < <(find "$swift/lib" -name '*.so*' -type f -not -path '*/clang/*' -print0)
while IFS= read -r -d '' file; do
  case "${file##*/}" in ld-linux* | libc.so*) continue ;; esac
  if is_elf "$file"; then add_path "$file" '$ORIGIN'; fi
done < <(find "$libraries" -maxdepth 1 -name '*.so*' -type f -print0)

# What it builds: against the prefix's headers and libc, linked by its own lld, run by the prefix's loader.
cat > "$swift/bin/clang.cfg" <<CFG
--sysroot=$prefix
-fuse-ld=lld
-Wl,--dynamic-linker=$loader
-Wl,-rpath,$libraries
CFG
echo '{"CanonicalName":"linux13.0","DisplayName":"Debian","Version":"13.0","VersionMap":{"macOS_iOSMac":{},"iOSMac_macOS":{}}}' \
  > "$prefix/SDKSettings.json"
mkdir -p "$prefix/cmd" # all that goes on PATH: cargo and cc never see this clang and lld
for command in swift swiftc swift-format; do
  printf '#!/bin/sh\nSDKROOT=%s exec %s/bin/%s "$@"\n' "$prefix" "$swift" "$command" > "$prefix/cmd/$command"
  chmod +x "$prefix/cmd/$command"
done

cat > "$work/check.swift" <<'SWIFT'
import Dispatch
import Foundation
print("swift works", try JSONEncoder().encode([1]).count, DispatchQueue.main.label.isEmpty)
SWIFT
"$prefix/cmd/swiftc" "$work/check.swift" -o "$work/check"
[ "$("$work/check")" = "swift works 3 false" ]
echo "$prefix" > "$prefix/$stamp"
echo "$prefix/cmd"
