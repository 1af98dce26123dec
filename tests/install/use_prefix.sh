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
for file in share/bash-completion/completions/eligo share/zsh/site-functions/_eligo \
  share/fish/vendor_completions.d/eligo.fish share/man/man1/eligo.1.gz; do
  gzip -dcf "$prefix/$file" | grep 'fail.\{1,2\}on' > /dev/null
done

pc=$(dirname "$(find "$prefix" -name eligo.pc)")
export PKG_CONFIG_PATH=$pc${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}

for header in "$prefix"/include/eligo/*.hpp; do
  printf '#include <eligo/%s>\n' "$(basename "$header")" > "$scratch/header.cpp"
  "$compiler" "${flags[@]}" -Wall -Wextra -Wpedantic -Werror -I"$prefix/include" -fsyntax-only "$scratch/header.cpp"
done

"${CC:-cc}" -x c -std=c99 -Wall -Wextra -Wpedantic -Werror -I"$prefix/include" -fsyntax-only "$prefix/include/eligo/eligo.h"
"$compiler" -x c++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -I"$prefix/include" -fsyntax-only "$prefix/include/eligo/eligo.h"

# A C program, linked to the C interface alone; a sanitizer's runtime is not C's.
cat > "$scratch/program.c" << 'END'
#include <eligo/eligo.h>
#include <stdio.h>
int main(void) { return puts(eligo_version()) < 0; }
END
[ -n "$sanitize" ] || (
  eval "link=($(pkg-config --cflags --libs eligo-c))"
  "${CC:-cc}" -std=c99 "$scratch/program.c" -o "$scratch/c_program" "${link[@]}"
  objdump -p "$scratch/c_program" | grep -E 'NEEDED +libeligo_c\.so\.1$'
  LD_LIBRARY_PATH=$(dirname "$pc") "$scratch/c_program"

  # By CMake, where simdjson and the like are not to be had.
  mkdir "$scratch/c"
  mv "$scratch/program.c" "$scratch/c"
  printf '%s\n' 'cmake_minimum_required(VERSION 3.25)' 'project(program C)' \
    'find_package(eligo REQUIRED COMPONENTS C)' 'add_executable(program program.c)' \
    'target_link_libraries(program PRIVATE eligo::eligo_c)' > "$scratch/c/CMakeLists.txt"
  "$cmake" -S "$scratch/c" -B "$scratch/c/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON > /dev/null
  "$cmake" --build "$scratch/c/build" > /dev/null
  "$scratch/c/build/program"
)

for example in fetch embed; do
  cp -r "$source/examples/$example" "$scratch/$example"
  "$cmake" -S "$scratch/$example" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="${sanitize:+-fsanitize=$sanitize}" > "$scratch/configure.log"
  "$cmake" --build "$scratch/build" > "$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }
  [ "$example" = embed ] || { mv "$scratch/build/$example" "$scratch/$example.program" && rm -r "$scratch/build"; }
done
"$scratch/fetch.program" "$rules" "$profile" | grep -E '^(hidden|denied) after [1-9][0-9]* facts$'
"$scratch/build/embed" "$rules"
"$scratch/build/embed" "$rules" "$profile" | tee "$scratch/decision"
grep -qE '^(denied|hidden)' "$scratch/decision"

# As the guide says it, word for word. A link without a blank in its name, which `$(…)` would take apart.
documents=$prefix/share/doc/eligo
[ -f "$documents/rules.md" ] && [ -f "$documents/examples/embed/main.cpp" ]
ln -s "$prefix" "$scratch/prefix"
command=$(grep '^c++ .*pkg-config' "$documents/embedding.md")
(
  cd "$scratch/embed"
  export PKG_CONFIG_PATH=$scratch/prefix/${pc#"$prefix/"}
  eval "${command/c++/$compiler ${sanitize:+-fsanitize=$sanitize}}"
)
LD_LIBRARY_PATH=$(dirname "$pc") "$scratch/embed/service" "$rules" "$profile" | diff - "$scratch/decision"

# A prefix with a blank: pkg-config writes for a shell, `eval` reads its quoting.
eval "link=($(pkg-config --cflags --libs eligo))"
"$compiler" "${flags[@]}" "$scratch/embed/main.cpp" -o "$scratch/by_pkg_config" "${link[@]}"
LD_LIBRARY_PATH=$(dirname "$pc") "$scratch/by_pkg_config" "$rules" "$profile" | diff - "$scratch/decision"

# An older C++ is named before anything else.
if "$compiler" -std=c++17 -I"$prefix/include" -fsyntax-only "$scratch/embed/main.cpp" 2> "$scratch/older"; then
  echo "compiled as C++17"
  exit 1
fi
grep -m 1 'error:' "$scratch/older" | grep -q 'Eligo needs C++20: compile with -std=c++20'

# Where RE2 is not to be found, a project that can do without Eligo goes on.
mkdir "$scratch/without"
cat > "$scratch/without/CMakeLists.txt" << 'END'
cmake_minimum_required(VERSION 3.16)
project(without LANGUAGES CXX)
find_package(eligo QUIET)
message(STATUS "eligo: ${eligo_FOUND} ${eligo_NOT_FOUND_MESSAGE}")
END
PKG_CONFIG_PATH='' PKG_CONFIG_LIBDIR=$scratch/without "$cmake" -S "$scratch/without" -B "$scratch/without/build" \
  -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$compiler" > "$scratch/without.log" 2>&1 ||
  { cat "$scratch/without.log"; exit 1; }
shared=$(find "$prefix" -name 'libeligo.so')
[ -n "$shared" ] || grep -qE 'eligo: (0|FALSE) Eligo needs RE2' "$scratch/without.log"
echo "used by CMake and by pkg-config"
