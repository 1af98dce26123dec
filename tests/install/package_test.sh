#!/usr/bin/env bash
# Makes the Debian package, unpacks it, and uses it from there.
#   package_test.sh BUILD SOURCE CMAKE
set -euo pipefail
build=$1 source=$2 cmake=$3

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

(cd "$scratch" && "$(dirname "$cmake")/cpack" -G DEB --config "$build/CPackConfig.cmake" -B "$scratch/made") \
  > "$scratch/cpack.log" || { cat "$scratch/cpack.log"; exit 1; }
package=$(find "$scratch/made" -maxdepth 1 -name 'eligo_*.deb')
dpkg-deb --field "$package" Package Version Architecture Depends
dpkg-deb --field "$package" Depends | grep -q tzdata
dpkg-deb --extract "$package" "$scratch/root"
bash "$source/tests/install/use_prefix.sh" "$scratch/root/usr" "$source" "$cmake"
