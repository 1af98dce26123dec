#include "output/record_keys.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace eligo::output {
namespace {

CarriedColumns all() {
  CarriedColumns carried;
  carried.subject = "customer";
  carried.place = true;
  carried.kept = {"city", "input.segment"};
  return carried;
}

TEST(RecordKeys, StandFirstInDecisions) {
  const std::array<KeptValue, 2> kept{{{"{\"a\":\n 1}"}, {}}}, bare{{{"Graz", true}, {"\"a\""}}};
  RecordKeysWriter writer(all());
  EXPECT_EQ(writer.members({"17", {"a.json", 2, true}, kept}),
            R"("customer":17,"file":"a.json","line":2,"city":{"a": 1},"input.segment":null,)");
  EXPECT_EQ(writer.members({"17", {"a.json", 3, true}, bare}),
            R"("customer":17,"file":"a.json","line":3,"city":"Graz","input.segment":"a",)");
  EXPECT_EQ(RecordKeysWriter(CarriedColumns{}).members({"17", {"", 2, false}, {}}), R"("id":17,)");
}

TEST(RecordKeys, OfAnyLength) {
  RecordKeysWriter writer(all());
  for (const std::size_t size : {0U, 10U, 200U, 10'000U, 3U}) {
    const std::string text(size, 'x');
    const std::array<KeptValue, 2> kept{{{text, true}, {text, true}}};
    EXPECT_EQ(
        writer.members({"1", {"f", 9, false}, kept}),
        R"("customer":1,"file":"f","line":9,"city":")" + text + R"(","input.segment":")" + text + R"(",)");
  }
}

TEST(RecordKeys, CountLines) {
  CarriedColumns carried;
  carried.place = true;
  RecordKeysWriter writer(carried);
  for (const std::uint64_t line : {1U, 2U, 9U, 10U, 11U, 19U, 20U, 20U, 99U, 100U, 7U, 8U})
    EXPECT_EQ(writer.members({"1", {"f", line, false}, {}}),
              R"("id":1,"file":"f","line":)" + std::to_string(line) + ",");
}

TEST(RecordKeys, StandInErrors) {
  const struct {
    const char* subject;
    RecordPlace place;
    const char* json;
  } cases[] = {
      {"", {"", 7, false}, R"({"line":7,"error":"not \"JSON\""})"},
      {"17", {"", 7, false}, R"({"id":17,"line":7,"error":"not \"JSON\""})"},
      {"", {"a.json", 2, true}, R"({"file":"a.json","element":2,"error":"not \"JSON\""})"},
  };
  for (const auto& [subject, place, json] : cases) {
    std::string out;
    RecordKeysWriter(CarriedColumns{}).write_error(out, {subject, place, {}}, "not \"JSON\"");
    EXPECT_EQ(out, json);
  }
}

TEST(RecordKeys, NameTheFileAndKindOfEachPlace) {
  RecordKeysWriter writer(CarriedColumns{});
  std::string out;
  for (const RecordPlace& place : {RecordPlace{"a.json", 1, false},
                                   {"a.json", 2, true},
                                   {"b\"", 3, true},
                                   {"b\"", 18'446'744'073'709'551'615U, true},
                                   {"", 4, true},
                                   {"", 5, false}})
    writer.write_error(out, {"", place, {}}, "?");
  EXPECT_EQ(out, R"({"file":"a.json","line":1,"error":"?"})"
                 R"({"file":"a.json","element":2,"error":"?"})"
                 R"({"file":"b\"","element":3,"error":"?"})"
                 R"({"file":"b\"","element":18446744073709551615,"error":"?"})"
                 R"({"element":4,"error":"?"})"
                 R"({"line":5,"error":"?"})");
}

TEST(RecordKeys, AreNotCalledLikeWhatWasDecided) {
  EXPECT_EQ(carried_key("customer"), "customer");
  EXPECT_EQ(carried_key("segment"), "input.segment");
  EXPECT_EQ(carried_key("rule_set.id"), "input.rule_set.id");
  EXPECT_EQ(subject_member("verdict", "1"), "\"input.verdict\":1,");
  EXPECT_EQ(subject_member("id", ""), "");
}

}  // namespace
}  // namespace eligo::output
