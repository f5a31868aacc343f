#!/usr/bin/env bash
# What: takes a picture of every screen in every state and every look, and makes a page of them: build/android/screens/index.html.
# Why:  whatever a person sees is looked at. Three of the looks are kept in docs/pictures/android and compared by `make test`.
# Usage: android/screens.sh [--accept]     --accept: keeps what is drawn now, after you have looked; leaves a gallery beside it
#        needs what `make bindings` leaves
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
screens=$PWD/../build/android/screens
kept=$PWD/../docs/pictures/android
looks=(light dark large-font italian small large landscape)

accept=false
[ "${1:-}" != --accept ] || accept=true
rm -rf "$screens"
code=0
./run.sh one PicturesTest -q -Dassenso.looks=all -Dassenso.accept=$accept || code=$?

samples() { ls "$screens/light" | sed 's/\.png$//'; }
{
  printf '<!doctype html><meta charset="utf-8"><title>Assenso on Android</title>\n'
  printf '<style>body{font:14px sans-serif;background:#888}td{vertical-align:top;padding:4px}img{display:block}th{position:sticky;top:0;background:#888}</style>\n'
  printf '<table><tr>'
  printf '<th>%s' "${looks[@]}"
  printf '\n'
  for sample in $(samples); do
    printf '<tr><td colspan="%d" id="%s"><b>%s</b><tr>' ${#looks[@]} "$sample" "$sample"
    for look in "${looks[@]}"; do printf '<td><img loading="lazy" src="%s/%s.png" alt="%s, %s">' "$look" "$sample" "$sample" "$look"; done
    printf '\n'
  done
} >"$screens/index.html"
if [ $accept = true ]; then
  {
    printf '# Every screen of the Android app\n\nEach in every state that looks different: light, dark, and in Italian with letters twice as large on a narrow phone.\n'
    printf 'Made by `make screens ACCEPT=1`; `make test` draws them anew and compares. The samples are in `android/app/src/test/kotlin/gallery`.\n\n'
    printf '| | light | dark | large letters |\n|---|---|---|---|\n'
    for sample in $(samples); do
      printf '| %s |' "${sample//_/ }"
      for look in light dark large-font; do printf ' <img src="%s/%s.png" width="180" alt="%s, %s"> |' "$look" "$sample" "${sample//_/ }" "$look"; done
      printf '\n'
    done
  } >"$kept/README.md"
fi
echo "the pictures: build/android/screens/index.html"
exit $code
