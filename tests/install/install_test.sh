#!/usr/bin/env bash
# Installs the build into an empty prefix and uses it from there.
#   install_test.sh BUILD SOURCE CMAKE [SANITIZE]
set -euo pipefail
build=$1 source=$2 cmake=$3 sanitize=${4:-}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix="$scratch/a prefix"

"$cmake" --install "$build" --prefix "$prefix" > "$scratch/install.log"
if grep -rlIF -e "$build" -e "$source" "$prefix/lib"* "$prefix/include"; then
  echo "these installed files name the build's own folders"
  exit 1
fi
bash "$source/tests/install/use_prefix.sh" "$prefix" "$source" "$cmake" "$sanitize"
