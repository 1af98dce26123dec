#include "program/rollout.hpp"

namespace eligo::program {

namespace {

std::uint64_t fnv1a(std::uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1'099'511'628'211U;
  }
  return hash;
}

}  // namespace

RolloutSalt::RolloutSalt(std::string_view salt)
    : hash_(fnv1a(fnv1a(14'695'981'039'346'656'037U, salt), "\x1F")) {}

std::uint32_t RolloutSalt::place_of(std::string_view key) const {
  std::uint64_t hash = fnv1a(hash_, key);
  hash ^= hash >> 33U;
  hash *= 0xff51'afd7'ed55'8ccdU;
  hash ^= hash >> 33U;
  hash *= 0xc4ce'b9fe'1a85'ec53U;
  hash ^= hash >> 33U;
  __extension__ typedef unsigned __int128 Wide;
  return static_cast<std::uint32_t>((Wide{hash} * 100'000'000U) >> 64U);
}

}  // namespace eligo::program
