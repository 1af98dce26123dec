#!/usr/bin/env bash
# Builds a shared Eligo, installs it and uses it; it shows what is public and nothing else.
#   shared_test.sh BUILD SOURCE CMAKE LAUNCHER
set -euo pipefail
build=$1 source=$2 cmake=$3 launcher=$4

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# What the compiler is told in the other build, so that the compiler cache serves.
options=()
for name in CMAKE_BUILD_TYPE CMAKE_CXX_FLAGS CMAKE_CXX_FLAGS_RELEASE CMAKE_CXX_FLAGS_RELWITHDEBINFO \
  ELIGO_WARNINGS_AS_ERRORS; do
  options+=("-D$name=$(sed -n "s/^$name:[A-Z]*=//p" "$build/CMakeCache.txt")")
done
"$cmake" -G Ninja -S "$source" -B "$scratch/build" -DBUILD_SHARED_LIBS=ON -DELIGO_BUILD_TESTS=OFF \
  -DELIGO_BUILD_BENCHMARKS=OFF -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher" "${options[@]}" > "$scratch/configure.log"
"$cmake" --build "$scratch/build" -j 2 > "$scratch/build.log" || { tail -30 "$scratch/build.log"; exit 1; }
"$cmake" --install "$scratch/build" --prefix "$scratch/prefix" > "$scratch/install.log"

library=$(find "$scratch/prefix" -name libeligo.so)
shown=$(nm -DC --defined-only "$library" | sed 's/^[0-9a-f]* *[A-Za-z] //')
if grep -vE '^(eligo_[a-z_]+$|((typeinfo|typeinfo name|vtable) for )?eligo::([A-Z]|render|to_string|operator))' <<< "$shown"; then
  echo "these symbols are not public"
  exit 1
fi
grep -q '^eligo::RuleSet::load' <<< "$shown"
c_library=$(find "$scratch/prefix" -name libeligo_c.so)
if nm -DC --defined-only "$c_library" | sed 's/^[0-9a-f]* *[A-Za-z] //' | grep -vE '^eligo_[a-z_]+$'; then
  echo "these symbols are not of the C interface"
  exit 1
fi
objdump -p "$c_library" | grep -E 'SONAME +libeligo_c\.so\.1$'
python3 "$source/tests/c_api/c_api_test.py" "$c_library" "$scratch/prefix/include/eligo/eligo.h" \
  "$scratch/prefix/share/eligo/rules"
objdump -p "$library" | grep -E 'SONAME +libeligo\.so\.0\.[0-9]+$'
bash "$source/tests/install/use_prefix.sh" "$scratch/prefix" "$source" "$cmake"
