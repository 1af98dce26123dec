// Packed data: unpacked to the same text, with the same complaint, however it is read. And what a packer
// wrote comes back, or, once it is damaged, never as something else.

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/invariant.hpp"
#include "profiles/byte_source.hpp"
#include "profiles/unpacker.hpp"

namespace eligo::fuzz {
namespace {

constexpr std::size_t enough = 300'000;  // a few bytes may stand for gigabytes

struct Unpacked {
  bool packed = false;
  std::string text;
  std::string error;
  bool whole = false;  ///< read to its end
};

/// Reads `block` bytes at a time; the unpacker is shown `shown` bytes first.
Unpacked unpack(std::string_view data, std::size_t shown, std::size_t block) {
  Unpacked out;
  shown = std::min(shown, data.size());
  const auto unpacker = profiles::Unpacker::for_data(data.substr(0, shown));
  if (!unpacker) return out;
  out.packed = true;
  auto source = profiles::ByteSource::from_text(std::string(data.substr(shown)));
  std::vector<char> some(block);
  while (out.text.size() < enough) {
    const std::size_t count = unpacker->read(source, some.data(), block);
    require(count <= block, "no more than was asked for");
    require(count == 0 || unpacker->error().empty(), "an error comes at the end");
    out.text.append(some.data(), count);
    out.whole = count == 0;
    if (out.whole) break;
  }
  out.error = unpacker->error();
  require_utf8(out.error, "a complaint");
  out.text.resize(std::min(out.text.size(), enough));
  return out;
}

void require_same_however_read(std::string_view data) {
  const Unpacked first = unpack(data, data.size(), 65'536);
  for (const auto& [shown, block] :
       {std::pair<std::size_t, std::size_t>{4, 65'536}, {5, 1'021}, {data.size(), 7}}) {
    const Unpacked again = unpack(data, shown, block);
    require(again.packed == first.packed, "the first four bytes tell");
    // how much comes out before the damage is noticed depends on the room there is; what comes is the same
    require(again.text.starts_with(first.text) || first.text.starts_with(again.text), "the same text");
    if (!again.whole || !first.whole) continue;
    require(again.error.empty() == first.error.empty(), "a complaint, or none: " + first.error + again.error);
    require(!first.error.empty() || again.text == first.text, "the same text, whole");
  }
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  constexpr int gzip_form = 16;
  require(deflateInit2(&stream, 1, Z_DEFLATED, MAX_WBITS + gzip_form, 8, Z_DEFAULT_STRATEGY) == Z_OK, "zlib");
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib packs");
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstandard(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1);
  require(ZSTD_isError(size) == 0, "Zstandard packs");
  packed.resize(size);
  return packed;
}

/// `at` says where the damage is.
void require_round_trip(const std::string& text, const std::string& packed, std::size_t at,
                        bool has_checksum) {
  const Unpacked back = unpack(packed, 4, 65'536);
  require(back.text == text && back.whole && back.error.empty(), "what was packed comes back: " + back.error);
  const Unpacked twice = unpack(packed + packed, 4, 65'536);
  require(twice.text == (text + text).substr(0, enough), "two members are one text");
  const std::size_t cut = at % packed.size();
  const Unpacked half = unpack(std::string_view(packed).substr(0, cut), 4, 65'536);
  require(!half.packed || !half.error.empty(), "data that is cut off is not passed for whole");
  require(text.starts_with(half.text), "what came before the cut is good");
  if (!has_checksum) return;
  std::string damaged = packed;
  damaged[cut] = static_cast<char>(damaged[cut] ^ char(1U << (at % 8)));
  const Unpacked other = unpack(damaged, 4, 65'536);
  require(!other.packed || !other.error.empty() || other.text == text, "damage is noticed");
}

}  // namespace
}  // namespace eligo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  const std::string text(reinterpret_cast<const char*>(data), std::min(size, fuzz::enough / 2));
  fuzz::require_same_however_read(text);
  std::size_t at = size;  // some place that depends on the input alone
  for (const char byte : text.substr(0, 8)) at = at * 31 + static_cast<unsigned char>(byte);
  fuzz::require_round_trip(text, fuzz::gzip(text), at, true);
  fuzz::require_round_trip(text, fuzz::zstandard(text), at, false);
  return 0;
}
