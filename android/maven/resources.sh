#!/usr/bin/env bash
# What: merges the manifests and compiles the resources of the app and of the AARs, once as shipped and once with what the tests add:
#         res/{main,test}/AndroidManifest.xml, resources.ap_, rules.txt; generated-r/**/R.java for the app and every AAR package.
# Why:  an AAR carries code that reads R classes which only the app's build can make. --stable-ids keeps the ids of both variants
#       equal: the same compiled R goes into the APK.
# Usage: run by Maven in app/: resources.sh ANDROID-JAR OUT MIN-SDK TARGET-SDK VERSION
set -euo pipefail
android=$1 out=$2 min=$3 target=$4 version=$5
namespace=org.assenso.app
# Whose invitations open the app; a provider that ships the app puts its own here.
link_host=${ASSENSO_LINK_HOST:-mail.example}
build=$out/assenso-app
res=$build/res
rm -rf "$build/generated-r"
mkdir -p "$res"/{flat,main,test}

variant() { # NAME IDS-OPTION UNPACKED-AAR...
  local name=$1 ids=$2 libs="" packages="" overlays=() aar
  for aar in "${@:3}"; do
    libs+=:$aar/AndroidManifest.xml
    # One that names no resource reads no R class.
    if [ -s "$aar/R.txt" ]; then packages+=:$(grep -oPm1 'package="\K[^"]+' "$aar/AndroidManifest.xml"); fi
    if [ -n "$(ls -A "$aar/res" 2>/dev/null)" ]; then
      local flat=$res/flat/${aar##*/}.zip
      [ "$flat" -nt "$aar" ] || aapt2 compile --dir "$aar/res" -o "$flat"
      overlays+=(-R "$flat")
    fi
  done
  java -cp "$out/assenso-tools/lib/*" com.android.manifmerger.Merger --main src/main/AndroidManifest.xml --libs "${libs#:}" \
    --placeholder linkHost="$link_host" \
    --property PACKAGE=$namespace --property MIN_SDK_VERSION="$min" --property TARGET_SDK_VERSION="$target" \
    --property VERSION_CODE=1 --property VERSION_NAME="$version" --remove-tools-declarations --out "$res/$name/AndroidManifest.xml"
  # Debian's aapt2 knows no <queries>, hence the warning instead of the error.
  aapt2 link -I "$android" --manifest "$res/$name/AndroidManifest.xml" --auto-add-overlay --warn-manifest-validation --no-version-vectors \
    -c en,it --extra-packages "${packages#:}" "$ids" "$res/ids.txt" --proguard "$res/$name/rules.txt" --java "$build/generated-r" \
    -o "$res/$name/resources.ap_" "${overlays[@]}" -R "$res/app.zip" 2>&1 | sed '/Unknown chunk type/d' >&2
}
aapt2 compile --dir src/main/res -o "$res/app.zip"
variant main --emit-ids "$out"/assenso-aar/x/*
variant test --stable-ids "$out"/assenso-aar/x/* "$out"/assenso-aar-test/x/*
