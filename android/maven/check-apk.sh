#!/usr/bin/env bash
# What: what must hold of the release APK: size without native libraries, one dex, no class of tests, permissions, SDKs, languages, names
#       that native code and the system look for.
# Why:  a rule that keeps everything, a permission that a library brings, a test double that slips in: nobody would see it.
# Usage: maven/check-apk.sh OUT
set -euo pipefail
out=$1
apk=$out/assenso.apk
failed=0
fail() { echo "$apk: $*" >&2; failed=1; }

size=$(unzip -l "$apk" | awk '{ total = $1 } END { print total }')
packed=$(stat -c %s "$apk")
native=$(unzip -v "$apk" 'lib/*' | awk 'NF == 8 && $8 ~ /\.so$/ { sum += $3 } END { print sum + 0 }')
echo "APK: $packed bytes, $((packed - native)) without native libraries ($size unpacked)"
[ $((packed - native)) -le 2000000 ] || fail "is larger than 2 MB without native libraries"

[ "$(unzip -l "$apk" | grep -c 'classes[0-9]*\.dex$')" = 1 ] || fail "has not one dex"
# The mapping names every class that is left, as it was called.
classes=$(sed -n 's/^\([^ #].*\) -> \(.*\):$/\1/p' "$out/apk/mapping.txt")
tests=$(cd "$out/assenso-app/test-classes" && find org -name '*.class' | sed 's|/|.|g; s|\.class$||' | sort)
both=$(comm -12 <(sort <<<"$classes") - <<<"$tests")
[ -z "$both" ] || fail "has classes of the tests: $both"
grep -qE '^(org\.junit|org\.robolectric|androidx\.test)\.' <<<"$classes" && fail "has a test library"
for class in org.assenso.app.MainActivity org.assenso.app.AssensoApplication org.assenso.app.notify.AnswerReceiver com.sun.jna.Native org.assenso.ffi.RustBuffer \
  org.assenso.app.Tls org.rustls.platformverifier.CertificateVerifier org.rustls.platformverifier.VerificationResult; do
  grep -qF "$class -> $class:" "$out/apk/mapping.txt" || fail "does not keep the name of $class"
done

# Only Rust looks for these, by their names.
strings=$(unzip -p "$apk" classes.dex | grep -aoE 'Lorg/rustls/platformverifier/CertificateVerifier;|verifyCertificateChain|startVerifier' | sort -u)
[ "$(wc -l <<<"$strings")" = 3 ] || fail "has not all that Rust calls for TLS in its dex: $strings"

badging=$(aapt2 dump badging "$apk" 2>/dev/null)
expect() { grep -qF "$1" <<<"$badging" || fail "does not say $1"; }
expect "package: name='org.assenso.app'"
expect "targetSdkVersion:'36'"
grep -qE "^(sdkVersion|minSdkVersion):'30'" <<<"$badging" || fail "is not for Android 11 and newer"
# English is what stands without a language.
expect "locales: '--_--' 'it'"
permissions=$(sed -n "s/^uses-permission: name='\([^']*\)'.*/\1/p" <<<"$badging" | sort)
wanted=$(sort <<'LIST'
android.permission.ACCESS_NETWORK_STATE
android.permission.CAMERA
android.permission.HIDE_OVERLAY_WINDOWS
android.permission.INTERNET
android.permission.POST_NOTIFICATIONS
android.permission.USE_BIOMETRIC
org.assenso.app.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION
LIST
)
[ "$permissions" = "$wanted" ] || { diff <(echo "$wanted") <(echo "$permissions") >&2 || true; fail "asks for other permissions than it should"; }
exit $failed
