#include "profiles/unpacker.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>

#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>

namespace eligo::profiles {
namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstandard(const std::string& text) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size());
  EXPECT_FALSE(ZSTD_isError(size));
  ZSTD_freeCCtx(context);
  packed.resize(size);
  return packed;
}

struct Unpacked {
  std::string text;
  std::string error;
};

/// Hands in the first bytes, as who tells the format by them does, and reads `step` bytes at a time.
Unpacked unpack(const std::string& packed, std::size_t step = 1000) {
  ByteSource source = ByteSource::from_text(packed.substr(std::min<std::size_t>(packed.size(), 4)));
  const auto unpacker = Unpacker::for_data(std::string_view(packed).substr(0, 4));
  EXPECT_TRUE(unpacker);
  Unpacked result;
  std::string buffer(step, '\0');
  while (const std::size_t count = unpacker->read(source, buffer.data(), step)) {
    result.text.append(buffer, 0, count);
  }
  EXPECT_EQ(unpacker->read(source, buffer.data(), step), 0U);  // the end stays the end
  result.error = unpacker->error();
  return result;
}

struct Packing {
  const char* name;
  std::string (*pack)(const std::string&);
};
void PrintTo(const Packing& packing, std::ostream* out) { *out << packing.name; }

class EachPacking : public testing::TestWithParam<Packing> {
 protected:
  static std::string random_text(std::size_t size) {
    std::mt19937 random(3);
    std::string text;
    while (text.size() < size) text += "{\"n\":" + std::to_string(random() % 1000) + "}\n";
    return text;
  }
};

TEST_P(EachPacking, ComesOutWhole) {
  for (const std::size_t size : {0UL, 1UL, 100UL, 70'000UL, 3'000'000UL}) {
    const std::string text = random_text(size);
    const std::string packed = GetParam().pack(text);
    for (const std::size_t step : {std::size_t{17}, std::size_t{1'000}, std::size_t{1} << 20U}) {
      const Unpacked unpacked = unpack(packed, step);
      EXPECT_EQ(unpacked.error, "");
      EXPECT_TRUE(unpacked.text == text) << size << " by " << step;
    }
  }
  // What unpacks to far more than its own size.
  const std::string zeros(5'000'000, '0');
  EXPECT_TRUE(unpack(GetParam().pack(zeros), 4096).text == zeros);
}

TEST_P(EachPacking, IsOneTextWhateverItsMembers) {
  const std::string first = random_text(1000), second = random_text(90'000);
  const std::string packed = GetParam().pack(first) + GetParam().pack("") + GetParam().pack(second);
  const Unpacked unpacked = unpack(packed);
  EXPECT_EQ(unpacked.error, "");
  EXPECT_TRUE(unpacked.text == first + second);
  EXPECT_EQ(unpack(packed + std::string(100'000, '\0')).error, "");
}

TEST_P(EachPacking, SaysWhereItIsCutOff) {
  const std::string text = random_text(2000);
  const std::string packed = GetParam().pack(text);
  for (std::size_t size = 4; size < packed.size(); ++size) {
    const Unpacked unpacked = unpack(packed.substr(0, size));
    EXPECT_NE(unpacked.error.find("is cut off"), std::string::npos) << size << ": " << unpacked.error;
    EXPECT_TRUE(text.starts_with(unpacked.text)) << size;
  }
}

TEST_P(EachPacking, SaysThatItIsDamaged) {
  const std::string text = random_text(2000);
  const std::string packed = GetParam().pack(text);
  std::size_t refused = 0;
  for (std::size_t at = 10; at < packed.size(); ++at) {
    std::string damaged = packed;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const Unpacked unpacked = unpack(damaged);
    // Never another text as if nothing were wrong.
    EXPECT_TRUE(!unpacked.error.empty() || unpacked.text == text) << at;
    if (!unpacked.error.empty()) ++refused;
  }
  EXPECT_GT(refused, packed.size() / 2);
}

TEST_P(EachPacking, EndsBeforeWhatDoesNotBelongToIt) {
  const std::string text = random_text(2000);
  for (const char* const more : {"x", "more text", "\x1f", "PK\x03\x04"}) {
    const Unpacked unpacked = unpack(GetParam().pack(text) + more);
    EXPECT_EQ(unpacked.text, text);
    EXPECT_FALSE(unpacked.error.empty()) << more;
  }
  const Unpacked unpacked = unpack(GetParam().pack(text) + std::string(2, '\0') + "x");
  EXPECT_NE(unpacked.error.find("is followed by something else"), std::string::npos) << unpacked.error;
}

INSTANTIATE_TEST_SUITE_P(Every, EachPacking,
                         testing::Values(Packing{"gzip", gzip}, Packing{"zstandard", zstandard}),
                         [](const testing::TestParamInfo<Packing>& info) {
                           return std::string(info.param.name);
                         });

/// A frame of Zstandard that is to be skipped (RFC 8878, section 3.1.2).
std::string skippable(unsigned kind, std::size_t size) {
  std::string frame(1, static_cast<char>(0x50 + kind));
  frame += "\x2A\x4D\x18";
  for (unsigned byte = 0; byte < 4; ++byte) frame += static_cast<char>(size >> (8 * byte) & 0xFFU);
  return frame + std::string(size, 'x');
}

TEST(Unpacker, PassesOverSkippableFrames) {
  const std::string text(1000, 't'), frame = zstandard(text);
  for (unsigned kind = 0; kind < 16; ++kind) {
    for (const std::size_t size : {0U, 1U, 65'536U, 200'000U}) {
      const std::string skipped = skippable(kind, size);
      for (const std::string& packed :
           {skipped + frame, frame + skipped, skipped + skipped + frame + skipped}) {
        const Unpacked unpacked = unpack(packed);
        EXPECT_EQ(unpacked.error, "") << kind << ", " << size;
        EXPECT_EQ(unpacked.text, text) << kind << ", " << size;
      }
    }
  }
  EXPECT_EQ(unpack(skippable(3, 9)).text + unpack(skippable(3, 9)).error, "");
  for (const std::size_t size : {4U, 5U, 7U, 8U, 100U}) {
    const Unpacked unpacked = unpack(skippable(0, 200).substr(0, size));
    EXPECT_NE(unpacked.error.find("is cut off"), std::string::npos) << size << ": " << unpacked.error;
  }
  EXPECT_NE(unpack(skippable(0, 3) + "x").error.find("is followed by something else"), std::string::npos);
}

// The signature, a header with the length 3, and a last block that is empty.
TEST(Unpacker, NoticesAFrameThatIsShorterThanItSays) {
  const std::string short_frame("\x28\xB5\x2F\xFD\x20\x03\x01\x00\x00", 9);
  for (const std::size_t step : {1U, 7U, 1000U, 65'536U}) {
    const std::string error = unpack(short_frame, step).error;
    EXPECT_NE(error.find("is damaged"), std::string::npos) << step << ": " << error;
    const Unpacked second = unpack(zstandard("whole") + short_frame, step);
    EXPECT_EQ(second.text, "whole");
    EXPECT_NE(second.error, "") << step;
  }
}

// A frame with the length 0 and a packed last block of no bytes, of which the library complains only where it
// sees the frame whole. That of `unpack` is never shown so.
TEST(Unpacker, ReadsAFrameThatItSeesWholeAsAnyOther) {
  const std::string frame("\x28\xB5\x2F\xFD\x20\x00\x05\x00\x00", 9);
  const auto unpacker = Unpacker::for_data(frame);
  ByteSource nothing_more = ByteSource::from_text("");
  std::string buffer(100, '\0');
  EXPECT_EQ(unpacker->read(nothing_more, buffer.data(), buffer.size()), 0U);
  EXPECT_EQ(unpacker->error(), unpack(frame).error);
}

TEST(Unpacker, LeavesOtherDataAlone) {
  for (const char* const text :
       {"", "{", "{\"a\":1}", "\x1f", "\x1f\x8b", "id,n\n", "P", "P*M", "P*Mx", "O*M\x18", "`*M\x18"}) {
    EXPECT_FALSE(Unpacker::for_data(text)) << text;
  }
}

}  // namespace
}  // namespace eligo::profiles
