#include "engine/rollout.hpp"

namespace eligo::engine {

namespace {

std::uint64_t fnv1a(std::uint64_t hash, std::string_view bytes) {
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1'099'511'628'211U;
  }
  return hash;
}

}  // namespace

std::uint32_t rollout_place(std::string_view key, std::string_view salt) {
  std::uint64_t hash = fnv1a(14'695'981'039'346'656'037U, salt);
  hash = fnv1a(hash, "\x1F");
  hash = fnv1a(hash, key);
  hash ^= hash >> 33U;
  hash *= 0xff51'afd7'ed55'8ccdU;
  hash ^= hash >> 33U;
  hash *= 0xc4ce'b9fe'1a85'ec53U;
  hash ^= hash >> 33U;
  __extension__ typedef unsigned __int128 Wide;
  return static_cast<std::uint32_t>((Wide{hash} * 100'000'000U) >> 64U);
}

}  // namespace eligo::engine
