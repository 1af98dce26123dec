# Installs the build into an empty prefix and uses it as a stranger would: by CMake and by pkg-config.
set -euo pipefail
build=$1 source=$2 cmake=$3 sanitize=$4

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
flags=${sanitize:+-fsanitize=$sanitize}

"$cmake" --install "$build" --prefix "$prefix" > "$scratch/install.log"
test -x "$prefix/bin/eligo"
cp -r "$source/examples/embed" "$scratch/embed"

"$cmake" -S "$scratch/embed" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$prefix" \
  -DCMAKE_CXX_FLAGS="$flags" > "$scratch/configure.log"
"$cmake" --build "$scratch/build" > "$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }
rules=$prefix/share/eligo/rules/consumer_credit/rule_set.json
"$scratch/build/embed" "$rules"
"$scratch/build/embed" "$rules" '{"credit": {"score": 587}}' | tee "$scratch/decision"
grep -q '^denied\|^hidden' "$scratch/decision"

pc=$(find "$prefix" -name eligo.pc)
# shellcheck disable=SC2046  # the flags are words
"${CXX:-c++}" -std=c++20 $flags "$scratch/embed/main.cpp" -o "$scratch/by-pkg-config" \
  $(PKG_CONFIG_PATH=$(dirname "$pc"):${PKG_CONFIG_PATH:-} \
    pkg-config --define-variable=prefix="$prefix" --static --cflags --libs eligo)
"$scratch/by-pkg-config" "$rules" '{"credit": {"score": 587}}' | diff - "$scratch/decision"
echo "installed, linked by CMake and by pkg-config, and run"
