#include "profiles/json_reader.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/profiles/sample_schema.hpp"

namespace eligo::profiles {
namespace {

const SampleSchema sample;

std::string read_fact(const std::string& fact, const std::string& json) {
  JsonReader reader(sample.schema);
  Batch batch(sample.schema);
  reader.read(json, 1, batch);
  if (batch.error(0)) return "error: " + batch.error(0)->message;
  return SampleSchema::cell(batch, sample.index(fact), 0);
}

std::string read_error(const std::string& json, bool strict = false) {
  JsonReader reader(sample.schema, {strict, 128});
  Batch batch(sample.schema);
  reader.read(json, 1, batch);
  return batch.error(0) ? batch.error(0)->message : "";
}

TEST(JsonReader, ReadsValuesByTheSchema) {
  const std::string wrong = "unknown: " + std::string(cause_text(values::Cause::wrong_type));
  const std::string quoted = "unknown: " + std::string(cause_text(values::Cause::quoted));
  const std::string not_whole = "unknown: " + std::string(cause_text(values::Cause::not_whole));
  const std::string malformed = "unknown: " + std::string(cause_text(values::Cause::malformed));
  const std::string no_zone = "unknown: " + std::string(cause_text(values::Cause::no_zone));
  const std::string no_time = "unknown: " + std::string(cause_text(values::Cause::no_time_of_day));
  const std::string range = "unknown: " + std::string(cause_text(values::Cause::out_of_range));
  const std::string foreign = "unknown: " + std::string(cause_text(values::Cause::not_in_enum));
  const std::string null = "unknown: " + std::string(cause_text(values::Cause::null));
  const std::string absent = "unknown: " + std::string(cause_text(values::Cause::absent));
  const struct {
    const char *fact, *json;
    std::string value;
  } cases[] = {
      {"verified", R"({"verified":true})", "true"},
      {"verified", R"({"verified":false})", "false"},
      {"verified", R"({"verified":1})", wrong},
      {"verified", R"({"verified":"true"})", quoted},
      {"verified", R"({"verified":"yes"})", wrong},
      {"verified", R"({"verified":null})", null},
      {"verified", R"({})", absent},
      {"verified", R"({"\u0076erified":true})", "true"},
      {"count", R"({"count":9223372036854775807})", "9223372036854775807"},
      {"count", R"({"count":-9223372036854775808})", "-9223372036854775808"},
      {"count", R"({"count":9223372036854775808})", range},
      {"count", R"({"count":-9223372036854775809})", range},
      {"count", R"({"count":100000000000000000000000000000})", range},
      {"count", R"({"count":-0})", "0"},
      {"count", R"({"count":12.0})", not_whole},
      {"count", R"({"count":1e3})", not_whole},
      {"count", R"({"count":"12"})", quoted},
      {"count", R"({"count":"twelve"})", wrong},
      {"count", R"({"count":true})", wrong},
      {"count", R"({"count":[1]})", wrong},
      {"count", R"({"count":{"x":1}})", wrong},
      {"credit.score", R"({"credit":{"score":350}})", "350"},
      {"credit.score", R"({"credit":{"score":950}})", "950"},
      {"credit.score", R"({"credit":{"score":349}})", range},
      {"credit.score", R"({"credit":{"score":951}})", range},
      {"credit.score", R"({"credit.score":600})", absent},
      {"credit.score", R"({"credit":null})", null},
      {"credit.score", R"({"credit":5})", wrong},
      {"credit.score", R"({"credit":[5]})", wrong},
      {"credit.ratio", R"({"credit":{"ratio":0.1}})", "0.1"},
      {"credit.ratio", R"({"credit":{"ratio":9007199254740992}})", "9007199254740992.0"},
      {"credit.ratio", R"({"credit":{"ratio":9007199254740993}})", range},
      {"credit.ratio", R"({"credit":{"ratio":10000000000000000000000}})", "1e+22"},
      {"credit.ratio", R"({"credit":{"ratio":10000000000000000000001}})", range},
      {"credit.ratio", R"({"credit":{"ratio":1e309}})", range},
      {"credit.ratio", R"({"credit":{"ratio":-0.5}})", range},
      {"credit.ratio", R"({"credit":{"ratio":"0.5"}})", quoted},
      {"account.status", R"({"account":{"status":"frozen"}})", "\"frozen\""},
      {"account.status", R"({"account":{"status":"Ada"}})", foreign},
      {"account.status", R"({"account":{"status":"gone"}})", foreign},
      {"account.status", R"({"account":{"status":""}})", foreign},
      {"account.opened", R"({"account":{"opened":"2026-01-02T03:04:05+08:00"}})",
       "timestamp(\"2026-01-01T19:04:05Z\")"},
      {"account.opened", R"({"account":{"opened":"2026-13-02T03:04:05Z"}})", malformed},
      {"account.opened", R"({"account":{"opened":"2026-01-02T03:04:05"}})", no_zone},
      {"account.opened", R"({"account":{"opened":"2026-01-02 03:04"}})", no_zone},
      {"account.opened", R"({"account":{"opened":"2026-01-02"}})", no_time},
      {"account.opened", R"({"account":{"opened":"2026-02-30"}})", malformed},
      {"account.opened", R"({"account":{"opened":""}})", malformed},
      {"account.opened", R"({"account":{"opened":"2026-01-02 03:04:05.5+0800"}})",
       "timestamp(\"2026-01-01T19:04:05.500Z\")"},
      {"account.opened", R"({"account":{"opened":"2026-01-02t03:04:05+00"}})",
       "timestamp(\"2026-01-02T03:04:05Z\")"},
      {"account.opened", R"({"account":{"opened":1700000000}})", wrong},
      {"account.wait", R"({"account":{"wait":"1h30m"}})", "duration(\"5400s\")"},
      {"account.wait", R"({"account":{"wait":"1d12h"}})", "duration(\"129600s\")"},
      {"account.wait", R"({"account":{"wait":"soon"}})", malformed},
      {"name", R"({"name":"Ada"})", "\"Ada\""},
      {"name", R"({"name":"\u0041\u0064a"})", "\"Ada\""},
      {"name", R"({"name":""})", "\"\""},
      {"name", R"({"name":7})", wrong},
      {"codes", R"({"codes":[1,2,3]})", "[1, 2, 3]"},
      {"codes", R"({"codes":[]})", "[]"},
      {"codes", R"({"codes":null})", null},
      {"codes", R"({"codes":[1,"2",3]})", "[1, unknown, 3]"},
      {"codes", R"({"codes":[1,99999999999999999999]})", "[1, unknown]"},
      {"codes", R"({"codes":[[],1,{"x":[1]},null,true]})", "[unknown, 1, unknown, unknown, unknown]"},
      {"codes", R"({"codes":{}})", wrong},
      {"codes", R"({"codes":7})", wrong},
      {"loans", R"({"loans":[{"amount":-1,"open":true}]})", "[{unknown, true}]"},
      {"loans", R"({"loans":[{"open":false,"amount":"1"},{"amount":1}]})",
       "[{unknown, false}, {1.0, unknown}]"},
      {"loans", R"({"loans":[1,"x",[{"open":true}],null,{"open":true}]})",
       "[{unknown, unknown}, {unknown, unknown}, {unknown, unknown}, {unknown, unknown}, {unknown, true}]"},
      {"loans", R"({"loans":{"open":true}})", wrong},
  };
  for (const auto& [fact, json, value] : cases) EXPECT_EQ(read_fact(fact, json), value) << json;
}

TEST(JsonReader, KeepsElementsThatAreNullAndFieldsThatAreMissing) {
  JsonReader reader(sample.schema);
  Batch batch(sample.schema);
  reader.read(R"({"codes":[1,null,3],"loans":[{"open":true},{"amount":2.5,"open":null,"extra":[1]}]})", 1,
              batch);
  const values::View& codes = batch.seal()[sample.index("codes")];
  ASSERT_TRUE(codes.is_known(0));
  ASSERT_EQ(codes.children[0].size, 3U);
  EXPECT_FALSE(codes.children[0].is_known(1));
  const values::View& loans = batch.seal()[sample.index("loans")];
  ASSERT_TRUE(loans.is_known(0));
  ASSERT_EQ(loans.children[0].size, 2U);
  EXPECT_FALSE(loans.children[0].children[0].is_known(0));
  EXPECT_TRUE(loans.children[0].children[0].is_known(1));
  EXPECT_TRUE(loans.children[0].children[1].is_known(0));
  EXPECT_FALSE(loans.children[0].children[1].is_known(1));
}

TEST(JsonReader, KeepsTheCauseOfWhatIsBadInAList) {
  JsonReader reader(sample.schema);
  Batch batch(sample.schema);
  reader.read(R"({"codes":[1,"x",null],"loans":[{"amount":-1},7,null,{}]})", 1, batch);
  const auto views = batch.seal();
  EXPECT_TRUE(views[sample.index("codes")].has_causes());
  EXPECT_FALSE(views[sample.index("count")].has_causes());
  const values::View& codes = views[sample.index("codes")].children[0];
  EXPECT_EQ(codes.cause_at(1), values::Cause::wrong_type);
  EXPECT_EQ(codes.cause_at(2), values::Cause::null);
  const values::View& amounts = views[sample.index("loans")].children[0].children[0];
  EXPECT_EQ(amounts.cause_at(0), values::Cause::out_of_range);
  EXPECT_EQ(amounts.cause_at(1), values::Cause::wrong_type);
  EXPECT_EQ(amounts.cause_at(2), values::Cause::null);
  EXPECT_EQ(amounts.cause_at(3), values::Cause::absent);
}

TEST(JsonReader, EchoesTheSubject) {
  const struct {
    const char *json, *subject;
  } cases[] = {
      {R"({"id":"u17"})", R"("u17")"},
      {R"({"id":17})", "17"},
      {R"({"id":-3})", "-3"},
      {R"({"id":123456789012345678901234567890})", "123456789012345678901234567890"},
      {R"({"id":"\u0075 \"x\""})", R"("\u0075 \"x\"")"},
      {R"({"id":null})", ""},
      {R"({})", ""},
      {R"({"id":"u1","verified":1})", R"("u1")"},
      {R"({"id":"u1","x":1,"x":2})", R"("u1")"},
      {R"({"id":"u1","id":"u2"})", ""},
      {R"({"id":1.5})", ""},
  };
  for (const auto& [json, subject] : cases) {
    JsonReader reader(sample.schema);
    Batch batch(sample.schema);
    reader.read(json, 1, batch);
    EXPECT_EQ(batch.subject(0), subject) << json;
  }
}

TEST(JsonReader, SaysWhatIsWrongWithARecord) {
  const struct {
    const char *json, *message;
  } cases[] = {
      {R"({"id":1.5})", "the subject `id` must be a string or an integer"},
      {R"({"id":true})", "the subject `id` must be a string or an integer"},
      {R"({"id":["u1"]})", "the subject `id` must be a string or an integer"},
      {"[]", "a profile must be a JSON object"},
      {"7", "a profile must be a JSON object"},
      {"", "not valid JSON: there is no value"},
      {R"({"verified":true)", "not valid JSON: expected `,` or `}` at byte 17"},
      {R"({"unread":nope})", "not valid JSON: expected a value at byte 11"},
      {R"({"verified":true,"verified":true})", "the key `verified` stands twice in one object"},
      {R"({"verified":true,"verif\u0069ed":true})", "the key `verified` stands twice in one object"},
      {R"({"credit":{},"credit":{}})", "the key `credit` stands twice in one object"},
      {R"({"loans":[{"open":true,"open":true}]})", "the key `open` stands twice in one object"},
      {R"({"loans":[{"x":1,"x":1}]})", "the key `x` stands twice in one object"},
      {R"({"name":"\ud800"})",
       "not valid JSON: a string holds a malformed escape or half of a surrogate pair"},
      {R"({"other":"\ud800"})",
       "not valid JSON: a string holds a malformed escape or half of a surrogate pair"},
      {"{\"name\":\"\xff\"}", "not valid JSON: the text is not UTF-8"},
      {R"({"name":"Ada"} {})", "not valid JSON: expected nothing more at byte 16"},
  };
  for (const auto& [json, message] : cases) EXPECT_EQ(read_error(json), message) << json;
}

TEST(JsonReader, IsStrictWhenAsked) {
  const struct {
    const char *json, *message;
  } cases[] = {
      {R"({"id":"u1","verified":true,"unread":"x"})", ""},
      {R"({"verifed":true})", "unknown key `verifed`; did you mean `verified`?"},
      {R"({"credit":{"scor":1}})", "unknown key `credit.scor`; did you mean `credit.score`?"},
      {R"({"loans":[{"paid":true}]})", "unknown key `paid`"},
      {R"({"count":1.5})",
       "`count` is not written as an int in the profile; expected is an int like `12`, not `12.0`"},
      {R"({"credit":{"score":1}})",
       "`credit.score` is out of range in the profile; expected is from 350 to 950"},
      {R"({"account":{"status":"gone"}})",
       "`account.status` is not one of the fact's values; expected is one of `active`, `frozen`"},
      {R"({"credit":5})", "`credit` must be an object"},
      {R"({"credit":null})", ""},
      {R"({"codes":[1,"x"]})",
       "`codes` is of the wrong type in the profile; expected is an array, each element an int like `12`"},
      {R"({"loans":[{"amount":1},{"amount":-1}]})",
       "`loans.amount` is out of range in the profile; expected is 0 or more"},
      {R"({"loans":[{"open":"x","amount":-1}]})",
       "`loans.open` is of the wrong type in the profile; expected is `true` or `false`"},
      {R"({"loans":[7]})", "`loans` is of the wrong type in the profile; expected is an array of objects"},
      {R"({"loans":[null],"codes":[null]})", ""},
  };
  for (const auto& [json, message] : cases) {
    EXPECT_EQ(read_error(json, true), message) << json;
    EXPECT_EQ(read_error(json, false), "") << json;
  }
}

TEST(JsonReader, LeavesNeighboursOfABadRecordUnharmed) {
  JsonReader reader(sample.schema);
  Batch batch(sample.schema);
  for (int round = 0; round < 2; ++round) {
    batch.clear();
    reader.read(R"({"id":"a","name":"one","codes":[1],"loans":[{"amount":1,"open":true}],"count":1})", 1,
                batch);
    reader.read(
        R"({"id":"b","name":"two","codes":[2,2],"count":2,"loans":[{"amount":2,"open":false},{"amount":)", 2,
        batch);
    reader.read(R"({"id":"c","name":"three","codes":[3,3,3],"loans":[{"amount":3}],"count":3})", 3, batch);
    ASSERT_EQ(batch.rows(), 3U);
    EXPECT_FALSE(batch.error(0));
    EXPECT_TRUE(batch.error(1));
    EXPECT_FALSE(batch.error(2));
    EXPECT_EQ(batch.subject(1), R"("b")");
    EXPECT_EQ(batch.line(1), 2U);
    const auto cell = [&](const char* fact, std::size_t row) {
      return SampleSchema::cell(batch, sample.index(fact), row);
    };
    EXPECT_EQ(cell("name", 0), "\"one\"");
    EXPECT_EQ(cell("codes", 0), "[1]");
    EXPECT_EQ(cell("count", 1).substr(0, 7), "unknown");
    EXPECT_EQ(cell("codes", 1).substr(0, 7), "unknown");
    EXPECT_EQ(cell("loans", 1).substr(0, 7), "unknown");
    EXPECT_EQ(cell("codes", 2), "[3, 3, 3]");
    EXPECT_EQ(cell("name", 2), "\"three\"");
    EXPECT_EQ(cell("count", 2), "3");
    const values::View& loans = batch.seal()[sample.index("loans")];
    EXPECT_EQ(loans.offsets[3] - loans.offsets[2], 1U);
    EXPECT_EQ(batch.seal()[sample.index("unread")].size, 3U);
  }
}

TEST(JsonReader, DoesNotDependOnTheOrderOfKeys) {
  JsonReader reader(sample.schema);
  Batch batch(sample.schema);
  const char* const records[] = {
      R"({"id":1,"count":1,"name":"x","verified":true})",
      R"({"verified":true,"name":"x","count":1,"id":1})",
      R"({"other":{},"name":"x","id":1,"verified":true,"count":1})",
      R"({"count":1,"id":1,"verified":true,"name":"x"})",
  };
  for (const char* record : records) reader.read(record, 1, batch);
  for (std::size_t row = 0; row < std::size(records); ++row) {
    EXPECT_EQ(batch.subject(row), "1");
    EXPECT_EQ(SampleSchema::cell(batch, sample.index("count"), row), "1");
    EXPECT_EQ(SampleSchema::cell(batch, sample.index("name"), row), "\"x\"");
    EXPECT_EQ(SampleSchema::cell(batch, sample.index("verified"), row), "true");
  }
}

TEST(JsonReader, TakesAValueForEachFactOfItsName) {
  // As two rule sets may have them: another range, another type, a fact where the other has an object.
  SampleSchema both;
  both.schema.facts[both.index("credit.score")].same_name = both.count();
  both.add("credit.score", test::scalar_type(values::Kind::integer), std::int64_t{0}, std::int64_t{600});
  both.schema.facts[both.index("codes")].same_name = both.count();
  both.add("codes", test::scalar_type(values::Kind::string));
  both.add("credit", test::scalar_type(values::Kind::string));
  const std::size_t score = both.count() - 3, codes = score + 1, credit = score + 2;
  JsonReader reader(both.schema);
  Batch batch(both.schema);
  for (const char* record : {R"({"credit":{"score":700},"codes":[1,2],"count":1})",
                             R"({"codes":"x","credit":"good","count":2})", R"({"credit":null,"count":3})",
                             R"({"credit":{"score":1,"score":2},"count":4})", R"({"count":5,"codes":[3]})"})
    reader.read(record, 1, batch);
  const auto cells = [&](std::size_t fact) {
    std::vector<std::string> found;
    for (std::size_t row = 0; row < batch.rows(); ++row)
      found.push_back(SampleSchema::cell(batch, fact, row));
    return found;
  };
  const std::string absent = "unknown: not in the profile",
                    wrong = "unknown: of the wrong type in the profile",
                    null = "unknown: null in the profile";
  using Cells = std::vector<std::string>;
  EXPECT_EQ(cells(both.index("credit.score")), (Cells{"700", wrong, null, absent, absent}));
  EXPECT_EQ(cells(score), (Cells{"unknown: out of range in the profile", wrong, null, absent, absent}));
  EXPECT_EQ(cells(both.index("codes")), (Cells{"[1, 2]", wrong, absent, absent, "[3]"}));
  EXPECT_EQ(cells(codes), (Cells{wrong, "\"x\"", absent, absent, wrong}));
  EXPECT_EQ(cells(credit), (Cells{wrong, "\"good\"", null, absent, absent}));
  EXPECT_EQ(cells(both.index("count")), (Cells{"1", "2", "3", absent, "5"}));
  EXPECT_TRUE(batch.error(3));
}

TEST(JsonReader, GivesStringsTheirDictionaryCode) {
  JsonReader reader(sample.schema);
  Batch batch(sample.schema);
  reader.read(R"({"name":"Ada"})", 1, batch);
  reader.read(R"({"name":"Grace"})", 2, batch);
  const auto* names = batch.seal()[sample.index("name")].as<values::StringValue>();
  EXPECT_EQ(names[0].code, sample.schema.dictionary->find("Ada"));
  EXPECT_EQ(names[1].code, values::StringValue::absent_code);
}

}  // namespace
}  // namespace eligo::profiles
