#!/usr/bin/env bash
# What: builds the signed release APK out of what Maven compiled, with R8, and checks what is in it.
# Why:  what people would install is shrunk and renamed; here it is at least built, looked into and measured on every change.
#       It has no core in it: that needs the NDK, which the Gradle build uses. It is signed with a key that is made for the day.
# Usage: maven/apk.sh OUT ANDROID-JAR MIN-SDK       after `mvn test`; writes OUT/assenso.apk
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$1" && pwd) android=$2 min=$3
work=$out/apk
rm -rf "$work"
mkdir -p "$work/stage/lib/arm64-v8a"

java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
inputs=()
for module in aar bridge ui app; do
  jar --create --no-compress --file "$work/$module.jar" -C "$out/assenso-$module/classes" .
  inputs+=("$work/$module.jar")
done
rules=(--pg-conf "$here/proguard.pro" --pg-conf "$out/assenso-app/res/main/rules.txt")
for file in "$out"/assenso-aar/x/*/proguard.txt; do rules+=(--pg-conf "$file"); done
java -Xmx4g -cp "$(echo "$out"/assenso-tools/lib/r8-*.jar)" com.android.tools.r8.R8 --release --min-api "$min" --lib "$android" --lib "$java_home" \
  "${rules[@]}" --pg-map-output "$work/mapping.txt" --output "$work/stage" "${inputs[@]}" "$out"/assenso-aar/lib/*.jar >"$work/r8.log" 2>&1 \
  || { cat "$work/r8.log" >&2; exit 1; }

cp "$out/assenso-app/res/main/resources.ap_" "$work/unaligned.apk"
for folder in "$out"/assenso-aar/x/*/jni/arm64-v8a; do cp "$folder"/*.so "$work/stage/lib/arm64-v8a/"; done
(cd "$work/stage" && zip -qX ../unaligned.apk classes*.dex && zip -q0Xr ../unaligned.apk lib)
zipalign -f -p 4 "$work/unaligned.apk" "$work/aligned.apk"
keytool -genkeypair -keystore "$work/day.jks" -storepass android -keypass android -alias day -keyalg EC -groupname secp256r1 -dname CN=day -validity 1 2>/dev/null
apksigner sign --ks "$work/day.jks" --ks-pass pass:android --min-sdk-version "$min" --out "$out/assenso.apk" "$work/aligned.apk"
apksigner verify --min-sdk-version "$min" "$out/assenso.apk"
"$here/check-apk.sh" "$out"
