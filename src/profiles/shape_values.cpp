#include "profiles/shape_values.hpp"

#include <bit>

#include "json/string.hpp"
#include "profiles/byte_block.hpp"

namespace eligo::profiles {

bool find_string(const char* at, const char* end, StringBody& body) {
  const char* const begin = at;
  bool ascii = true;
  body.escaped = false;
  while (at < end) {
    const ByteBlock block(at);
    const std::uint32_t stops = block.equal('"') | block.equal('\\') | block.control_or_not_ascii();
    if (stops == 0) {
      at += ByteBlock::size;
      continue;
    }
    at += std::countr_zero(stops);
    if (at >= end) return false;
    const auto byte = static_cast<unsigned char>(*at);
    if (byte == '"') {
      body.text = {begin, static_cast<std::size_t>(at - begin)};
      return ascii || json::is_utf8(body.text);
    }
    if (byte == '\\') {
      body.escaped = true;
      at += 2;
    } else if (byte < 0x20) {
      return false;
    } else {
      ascii = false;
      while (at < end && static_cast<unsigned char>(*at) >= 0x80) ++at;
    }
  }
  return false;
}

const char* end_of_number(const char* at, const char* end) {
  const auto is_part = [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  };
  while (at < end && is_part(*at)) ++at;
  return at;
}

}  // namespace eligo::profiles
