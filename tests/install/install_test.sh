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

# The example that logs with spdlog, where there is one. A profile that is none is logged, the other is decided.
if pkg-config --exists spdlog; then
  "$cmake" -S "$source/examples/reload" -B "$scratch/reload" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_CXX_COMPILER="${CXX:-c++}" -DCMAKE_CXX_FLAGS="${sanitize:+-fsanitize=$sanitize}" > "$scratch/configure.log"
  "$cmake" --build "$scratch/reload" > "$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }
  printf '%s\n' '{"id": "u1"}' 'no profile' |
    "$scratch/reload/reload" "$prefix/share/eligo/rules/consumer_credit/rule_set.json" 2> "$scratch/log" |
    grep -q '^{"id":"u1","verdict":"denied"'
  grep -q 'is in force' "$scratch/log"
  grep -q 'a profile cannot be read: ' "$scratch/log"
fi
