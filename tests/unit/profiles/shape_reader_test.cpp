#include "profiles/shape_reader.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/byte_block.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/text_scan.hpp"
#include "unit/profiles/sample_schema.hpp"
#include "values/vector_compare.hpp"

namespace eligo::profiles {
namespace {

const SampleSchema sample;

/// Which of the records are read by the shape of those before: `-` and `s`, one for each.
std::string how_read(const std::vector<std::string>& records, bool strict = false) {
  JsonReader reader(sample.schema, {strict, 128});
  Batch batch(sample.schema);
  std::string how;
  std::uint64_t before = 0;
  for (const std::string& record : records) {
    reader.read(record, 1, batch);
    how += reader.read_by_shape() == before ? '-' : 's';
    before = reader.read_by_shape();
  }
  return how;
}

TEST(ShapeReader, ReadsWhatRepeatsTheLiteralsOfEarlierRecords) {
  const struct {
    std::vector<std::string> records;
    const char* how;
  } cases[] = {
      {{R"({"count":1})", R"({"count":2})", R"({"count":-7})"}, "-ss"},
      {{R"({"count":1})", R"({"count":123456789012345678901234})", R"({"count":"x"})", R"({"count":null})",
        R"({"count":1.5e3})", R"({"count":true})"},
       "-sssss"},
      {{R"({"name":"a"})", R"({"name":"a text of more than thirty-two bytes, é and \u0041 in it"})"}, "-s"},
      {{R"({"id":"a","count":1})", R"({"count":1,"id":"a"})", R"({"count":1,"id":"a"})",
        R"({"id":17,"count":1})"},
       "--ss"},
      {{R"({"count":1,"name":"a"})", R"({"name":"a","count":1})", R"({"count":1,"name":"a","count":1})"},
       "---"},
      {{R"({"count":1})", R"( {"count":1})", R"( {"count":1})", R"({"count":1} )", R"({"count" : 1})"},
       "--s--"},
      {{R"({"credit":{"score":600}})", R"({"credit":null})", R"({"credit":{}})",
        R"({"credit":{"score":600}})", R"({"credit":7})", R"({"credit":null})"},
       "---s-s"},
      {{R"({"codes":[]})", R"({"codes":[1]})", R"({"codes":[1,2]})", R"({"codes":[1,2,3,4,5]})",
        R"({"codes":[1,null,"x"]})", R"({"codes":[]})", R"({"codes":null})"},
       "---sss-"},
      {{R"({"loans":[{"amount":1,"open":true}]})",
        R"({"loans":[{"amount":1,"open":true},{"amount":2,"open":true}]})",
        R"({"loans":[{"amount":1,"open":true},{"amount":2,"open":true},{"amount":3,"open":false}]})",
        R"({"loans":[{"amount":1,"amount":2}]})", R"({"loans":[{"amount":1,"open":true,"open":true}]})",
        R"({"loans":[null]})"},
       "--s---"},
      {{R"({"x":{"y":[1,{"z":2}]}})", R"({"x":{"y":[1,{"z":"w"}]}})", R"({"x":{"y":[1,{"z":01}]}})"}, "-s-"},
      {{R"({"c\u006funt":1})", R"({"c\u006funt":1})"}, "--"},
      {{R"({"count":1})", R"({"count":1)", R"({"count":1}})", "{\"count\":1}\x01", R"({"count":1})"},
       "----s"},
      {{R"({"name":"x"})", "{\"name\":\"\xff\"}", "{\"name\":\"\xc3\xa9\"}", "{\"name\":\"\n\"}",
        R"({"name":"\q"})"},
       "--s--"},
  };
  for (const auto& [records, how] : cases) EXPECT_EQ(how_read(records), how) << records.front();
}

TEST(ShapeReader, LeavesWhatIsRefusedToTheOtherWhereReadingIsStrict) {
  const std::vector<std::string> records = {R"({"count":1})", R"({"count":2})", R"({"count":"x"})",
                                            R"({"count":null})"};
  EXPECT_EQ(how_read(records), "-sss");
  EXPECT_EQ(how_read(records, true), "-s-s");
}

TEST(ShapeReader, TellsALiteralFromOneThatItBeginsWith) {
  // The first is the beginning of the second, and was learned first.
  EXPECT_EQ(how_read({R"({"codes":[1]})", R"({"codes":[]})", R"({"codes":[1]})", R"({"codes":[]})"}), "--ss");
}

TEST(ShapeReader, KnowsMoreKeysThanOneWordHasBits) {
  std::string many = "{";
  for (int key = 0; key < 150; ++key) many += "\"k" + std::to_string(key) + "\":" + std::to_string(key) + ",";
  const std::string usual = many + "\"count\":1}";
  EXPECT_EQ(how_read({usual, usual, many + "\"k0\":1}", many + "\"count\":1,\"k149\":1}"}), "-s--");
}

TEST(ShapeReader, GoesOnWithoutTryingWhereNoRecordIsLikeAnother) {
  JsonReader teacher(sample.schema);
  const std::vector<FactReader> facts;
  ShapeReader reader({[](std::uint32_t, std::string_view) { return KeyMeaning{}; },
                      [](std::uint32_t) { return std::vector<std::uint32_t>(); }, facts},
                     false);
  Batch batch(sample.schema);
  const auto record = [](std::size_t number) {
    std::string text = "{\"k" + std::to_string(number) + "\":1,\"l" + std::to_string(number * 7) + "\":2}";
    text.reserve(text.size() + shape_padding);
    return text;
  };
  std::size_t tried = 0;
  constexpr std::size_t records = 100'000;
  for (std::size_t number = 0; number < records; ++number) {
    if (!reader.is_worth_trying()) continue;
    ++tried;
    std::string text = record(number);
    const std::size_t size = text.size();
    text.resize(size + shape_padding);
    ASSERT_FALSE(reader.read({text.data(), size}, batch, false));
    reader.learn({text.data(), size});
  }
  EXPECT_LT(tried, records / 20);
  // It learns again once records repeat.
  bool known = false;
  for (std::size_t number = 0; number < 10'000 && !known; ++number) {
    if (!reader.is_worth_trying()) continue;
    std::string text = record(1);
    const std::size_t size = text.size();
    text.resize(size + shape_padding);
    known = reader.read({text.data(), size}, batch, false);
    if (!known) reader.learn({text.data(), size});
  }
  EXPECT_TRUE(known);
}

TEST(ShapeGraph, IsBoundedWhateverTheRecordsAre) {
  ShapeGraph graph({[](std::uint32_t, std::string_view) { return KeyMeaning{}; },
                    [](std::uint32_t) { return std::vector<std::uint32_t>(); },
                    {}});
  ShapeLesson lesson;
  for (int number = 0; number < 5'000; ++number) {
    const std::string spaces(static_cast<std::size_t>(number % 900), ' ');
    const std::string text =
        "{\"k" + std::to_string(number % 40) + "\":" + spaces + "1,\"a\":" + spaces + "2}";
    graph.add(lesson.read(text, graph));
  }
  EXPECT_TRUE(graph.is_full() || graph.first() != nullptr);
  std::size_t first = 0;
  for (const Literal* literal = graph.first(); literal != nullptr; literal = literal->other) ++first;
  EXPECT_LE(first, 48U);
  graph.forget();
  EXPECT_EQ(graph.first(), nullptr);
}

TEST(ByteBlock, SaysTheSameWithAndWithoutVectorInstructions) {
  std::uint64_t state = 1;
  for (int round = 0; round < 2'000; ++round) {
    char bytes[16], others[16];
    for (std::size_t i = 0; i < 16; ++i) {
      state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
      const auto random = static_cast<unsigned>(state >> 33U);
      bytes[i] = static_cast<char>(random % 3 == 0 ? '"' : random % 256);
      others[i] = random % 5 == 0 ? static_cast<char>(random >> 8U) : bytes[i];
    }
    const PortableByteBlock portable(bytes);
    const ByteBlock block(bytes);
    EXPECT_EQ(portable.equal(PortableByteBlock(others)), block.equal(ByteBlock(others)));
    EXPECT_EQ(portable.control_or_not_ascii(), block.control_or_not_ascii());
    for (const char byte : {'"', '\\', '\0', '\x7f', '\x80', '\xff'})
      EXPECT_EQ(portable.equal(byte), block.equal(byte));
  }
}

#if defined(__x86_64__)
TEST(TextScan, SaysTheSameWithAvx2) {
  if (!values::supports(values::Kernels::avx2)) GTEST_SKIP() << "this processor has no AVX2";
  constexpr std::string_view usual = "0123456789\".,eE-\\ }x\x01\x1f\x20\x7f\x80\xff";
  std::uint64_t state = 1;
  const auto random = [&] {
    state = state * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::size_t>(state >> 33U);
  };
  for (int round = 0; round < 20'000; ++round) {
    const std::size_t first_digits = random() % 20, first_letters = random() % 40;
    std::array<char, 64> digits{}, text{};
    for (std::size_t i = 0; i < digits.size(); ++i) {
      digits[i] = i < first_digits ? usual[random() % 10] : usual[random() % usual.size()];
      text[i] = i < first_letters ? 'a' : usual[random() % usual.size()];
    }
    const DigitRun plain = PlainScan::digits(digits.data()), wide = Avx2Scan::digits(digits.data());
    EXPECT_EQ(plain.count, wide.count);
    EXPECT_EQ(plain.value, wide.value);
    EXPECT_EQ(PlainScan::plain_string_size(text.data()), Avx2Scan::plain_string_size(text.data()));
    EXPECT_EQ(PlainScan::differing(digits.data(), text.data()),
              Avx2Scan::differing(digits.data(), text.data()));
  }
}
#endif

TEST(DigitRun, ReadsAsManyDigitsAsThereAre) {
  const struct {
    const char* text;
    std::uint64_t value;
    std::uint32_t count;
  } cases[] = {
      {"x", 0, 0},
      {"/", 0, 0},
      {":", 0, 0},
      {"0,", 0, 1},
      {"7}", 7, 1},
      {"12345,", 12'345, 5},
      {"9999999.", 9'999'999, 7},
      {"12345678,", 12'345'678, 8},
      {"123456789]", 123'456'789, 9},
      {"123456789012345e", 123'456'789'012'345, 15},
  };
  for (const auto& [text, value, count] : cases) {
    std::string padded(text);
    padded.resize(32);
    const DigitRun run = PlainScan::digits(padded.data());
    EXPECT_EQ(run.value, value) << text;
    EXPECT_EQ(run.count, count) << text;
  }
}

}  // namespace
}  // namespace eligo::profiles
