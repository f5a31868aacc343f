#!/usr/bin/env bash
# What: ktlint over Kotlin sources, in its pinned version; --format writes what it can put right.
# Why:  the same style on every machine, without a plugin in the build.
# Usage: tests/kotlin/lint.sh [--format] [PATTERN...]     without a pattern: the Kotlin tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

version=1.8.0
tools=$PWD/../../build/tools
jar=$tools/ktlint-cli-$version-all.jar
if [ ! -e "$jar" ]; then
  mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
    -Dartifact="com.pinterest.ktlint:ktlint-cli:$version:jar:all" -DoutputDirectory="$tools" >&2
fi
options=()
if [ "${1:-}" = --format ]; then options=(--format); shift; fi
[ $# != 0 ] || set -- 'src/**/*.kt'
java --add-opens=java.base/java.lang=ALL-UNNAMED -jar "$jar" --relative --log-level=warn "${options[@]}" "$@"
