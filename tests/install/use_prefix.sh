#!/usr/bin/env bash
# Uses an installed Eligo as a stranger would: its command, its headers, by CMake and by pkg-config.
#   use_prefix.sh PREFIX SOURCE CMAKE [SANITIZE]
set -euo pipefail
prefix=$1 source=$2 cmake=$3 sanitize=${4:-}
compiler=${CXX:-c++}
flags=(-std=c++20 ${sanitize:+-fsanitize=$sanitize})

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
rules="$prefix/share/eligo/rules/consumer_credit/rule_set.json"
profile='{"credit": {"score": 587}}'

"$prefix/bin/eligo" --version

pc=$(dirname "$(find "$prefix" -name eligo.pc)")
export PKG_CONFIG_PATH=$pc${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}

for header in "$prefix"/include/eligo/*.hpp; do
  printf '#include <eligo/%s>\n' "$(basename "$header")" > "$scratch/header.cpp"
  "$compiler" "${flags[@]}" -Wall -Wextra -Wpedantic -Werror -I"$prefix/include" -fsyntax-only "$scratch/header.cpp"
done

cp -r "$source/examples/embed" "$scratch/embed"
"$cmake" -S "$scratch/embed" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_FLAGS="${sanitize:+-fsanitize=$sanitize}" > "$scratch/configure.log"
"$cmake" --build "$scratch/build" > "$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }
"$scratch/build/embed" "$rules"
"$scratch/build/embed" "$rules" "$profile" | tee "$scratch/decision"
grep -qE '^(denied|hidden)' "$scratch/decision"

# pkg-config writes for a shell: `eval` reads its quoting.
eval "link=($(pkg-config --static --cflags --libs eligo))"
"$compiler" "${flags[@]}" "$scratch/embed/main.cpp" -o "$scratch/by_pkg_config" "${link[@]}"
LD_LIBRARY_PATH=$(dirname "$pc") \
  "$scratch/by_pkg_config" "$rules" "$profile" | diff - "$scratch/decision"
echo "used by CMake and by pkg-config"
