#!/usr/bin/env bash
# What: unpacks the AARs that Maven copied into a module's build folder: code into classes/, the rest into x/<aar>/; the jars become lib/.
# Why:  Maven knows no AARs; to everything after this they are an ordinary module.
# Usage: run by Maven: unpack-aars.sh BUILD-FOLDER
set -euo pipefail
cd "$1"

mkdir -p x classes jars
rm -rf lib
mv jars lib
# By their sums: a time stamp once let a raised version be tested with the old classes.
now=$(cd aar && cksum ./*.aar)
if [ "$now" != "$(cat x/.stamp 2>/dev/null)" ] || [ ! -d classes/androidx ]; then
  rm -rf x classes
  mkdir -p x classes
  for aar in aar/*.aar; do
    to=x/$(basename "$aar" .aar)
    mkdir "$to"
    unzip -qo "$aar" -d "$to"
    for jar in "$to"/classes.jar "$to"/libs/*.jar; do
      if [ -f "$jar" ]; then unzip -qo "$jar" -d classes; fi
    done
    rm -rf "$to"/classes.jar "$to"/libs
  done
  echo "$now" >x/.stamp
fi
# Copied anew each time, so that a changed version leaves nothing behind.
rm -rf aar
