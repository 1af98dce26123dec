#include "evaluate/record_choice.hpp"

#include <algorithm>

namespace eligo::evaluate {

namespace {

constexpr std::uint64_t all_millionths = 100'000'000;

/// Mixes the bits of a number (the finalizer of SplitMix64).
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9E37'79B9'7F4A'7C15U;
  number = (number ^ (number >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
  number = (number ^ (number >> 27U)) * 0x94D0'49BB'1331'11EBU;
  return number ^ (number >> 31U);
}

bool is_in(const RecordChoice::Sample& sample, std::uint64_t number) {
  return mixed(mixed(sample.seed) ^ number) % all_millionths < sample.millionths;
}

}  // namespace

void RecordChooser::choose(profiles::Chunk& chunk) {
  if (choice_.sample) {
    std::erase_if(chunk.records,
                  [&](const profiles::RawRecord&) { return !is_in(*choice_.sample, seen_++); });
  }
  if (choice_.limit)
    chunk.records.resize(std::min<std::uint64_t>(chunk.records.size(), *choice_.limit - chosen_));
  chosen_ += chunk.records.size();
}

}  // namespace eligo::evaluate
