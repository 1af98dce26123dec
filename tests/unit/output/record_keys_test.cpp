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
  const std::array<std::string_view, 2> kept{"{\"a\":\n 1}", ""};
  std::string out;
  RecordKeysWriter(all()).write(out, {"17", {"a.json", 2, true}, kept});
  EXPECT_EQ(out, R"("customer":17,"file":"a.json","line":2,"city":{"a": 1},"input.segment":null,)");
  out.clear();
  RecordKeysWriter(CarriedColumns{}).write(out, {"17", {"", 2, false}, {}});
  EXPECT_EQ(out, R"("id":17,)");
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
