#!/usr/bin/env bash
# Runs one target under libFuzzer: fuzz.sh TARGET RUNS DICTIONARY CORPUS...
# ELIGO_FUZZ_MINUTES says how long, else RUNS how many inputs. What is found new stays in a folder beside the target;
# an input that fails, in the file that libFuzzer names.
set -euo pipefail

target=$1 runs=$2 dictionary=$3
shift 3
folders=("$target.found") files=()
mkdir -p "$target.found"
for place in "$@"; do
  if [ -d "$place" ]; then folders+=("$place"); else files+=("$place"); fi
done
options=(-max_len=65536 "-dict=$dictionary" -timeout=60 -rss_limit_mb=4096 "-artifact_prefix=$target.failed.")
if [ "${#files[@]}" -gt 0 ]; then options+=("-seed_inputs=$(IFS=,; echo "${files[*]}")"); fi
if [ -n "${ELIGO_FUZZ_MINUTES:-}" ]; then
  options+=("-max_total_time=$((60 * ELIGO_FUZZ_MINUTES))" "-seed=${ELIGO_SEED:-0}" -print_final_stats=1)
else
  options+=("-runs=$runs" "-seed=${ELIGO_SEED:-1}")
fi
exec "$target" "${options[@]}" "${folders[@]}"
