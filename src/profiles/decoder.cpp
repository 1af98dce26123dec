#include "profiles/decoder.hpp"

#include <cerrno>
#include <string>
#include <string_view>

#include <iconv.h>

#include "text/ascii.hpp"

namespace eligo::profiles {

namespace {

constexpr char no_text = '\xFF';

/// The name that the C library knows: `LATIN1` for `latin-1`, as others call it.
std::string known_name(const std::string& encoding) {
  constexpr std::string_view latin = "latin-";
  return text::lower_ascii(encoding).starts_with(latin) ? "LATIN" + encoding.substr(latin.size()) : encoding;
}

}  // namespace

void Decoder::Close::operator()(void* descriptor) const { ::iconv_close(descriptor); }

std::optional<Decoder> Decoder::open(const std::string& encoding) {
  void* const descriptor = ::iconv_open("UTF-8", known_name(encoding).c_str());
  if (descriptor == reinterpret_cast<void*>(-1)) return std::nullopt;  // NOLINT(performance-no-int-to-ptr)
  return Decoder(descriptor);
}

std::size_t Decoder::decode(std::string_view& encoded, bool complete, char* into, std::size_t size) {
  char* out = into;
  std::size_t room = size;
  while (!encoded.empty() && room >= 16) {
    char* in = const_cast<char*>(encoded.data());  // iconv does not write to it
    std::size_t left = encoded.size();
    const std::size_t result = ::iconv(descriptor_.get(), &in, &left, &out, &room);
    encoded.remove_prefix(encoded.size() - left);
    if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    if (errno == EINVAL && !complete) break;
    *out++ = no_text;
    --room;
    encoded.remove_prefix(1);
  }
  return size - room;
}

}  // namespace eligo::profiles
