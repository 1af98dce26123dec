#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <eligo/eligo.hpp>

#include "scaffold/arrow_maker.hpp"
#include "scaffold/refusal.hpp"

namespace eligo {
namespace {

using test::arrow_column;
using test::arrow_list;
using test::arrow_struct;
using test::ArrowCells;
using test::ArrowColumn;
using test::ArrowExport;
using test::refusal_of;

constexpr const char* rules_text = R"json({
  "format": 1, "id": "demo", "version": "1", "subject": "id",
  "facts": {"score": {"type": "int", "range": [0, 1000]}, "ratio": {"type": "double"}, "ok": {"type": "bool"},
            "account.kind": {"type": "enum", "values": ["card", "loan"]}, "account.opened": {"type": "timestamp"},
            "account.idle": {"type": "duration"}, "name": {"type": "string"}, "tags": {"type": "list<string>"},
            "loans": {"type": "list", "of": {"amount": {"type": "double"}, "open": {"type": "bool"}}}},
  "segments": [{"id": "a", "when": "name == 'a'"}, {"id": "b", "when": "name == 'b'"}],
  "rules": [
    {"id": "score", "category": "c", "effect": "hide", "when": "score < 600", "reason": "SCORE"},
    {"id": "ok", "category": "c", "effect": "deny", "when": "!ok && ratio < 0.5", "reason": "NOT_OK"},
    {"id": "kind", "category": "c", "effect": "hide", "when": "account.kind == 'loan' || account.idle > duration('1h')",
     "reason": "KIND"},
    {"id": "opened", "category": "c", "effect": "hide", "when": "now - account.opened < duration('24h')",
     "reason": "NEW"},
    {"id": "tags", "category": "c", "effect": "hide", "when": "'bad' in tags || name.startsWith('x')", "reason": "TAG"},
    {"id": "loans", "category": "c", "effect": "hide", "when": "loans.exists(l, l.open && l.amount > 100.0)",
     "reason": "LOAN"}
  ]
})json";
const Instant now = *Instant::parse("2026-11-23T10:00:00Z");

ArrowColumn scores(const ArrowCells& cells) {
  return arrow_struct("", static_cast<std::int64_t>(cells.size()), {arrow_column("score", "l", cells)});
}

TEST(ArrowColumns, BelongToTheEvaluatorUntilItIsCleared) {
  const auto rules = RuleSet::parse(rules_text);
  ArrowExport first(scores({"500", "700"})), second(scores({"700", "500"})), third(scores({"1", "1"}));
  {
    BatchEvaluator batch(rules, Detail::codes);
    EXPECT_TRUE(batch.set_columns(first.schema, first.array).empty());
    EXPECT_EQ(first.array.release, nullptr);
    EXPECT_NE(first.schema.release, nullptr);  // only read
    EXPECT_EQ(batch.size(), 2U);
    const DecisionColumns decided = batch.evaluate(now);
    EXPECT_EQ(decided.verdicts[0], batch.decision(0).verdict());
    EXPECT_EQ(first.released, 0);
    batch.clear();
    EXPECT_EQ(first.released, 1);
    batch.set_columns(second.schema, second.array);
    batch.set_columns(third.schema, third.array);  // in place of the other
    EXPECT_EQ(second.released, 0);
    BatchEvaluator moved = std::move(batch);
    EXPECT_EQ(moved.size(), 2U);
    EXPECT_EQ(second.released + third.released, 0);
  }
  EXPECT_EQ(first.released, 1);
  EXPECT_EQ(second.released, 1);
  EXPECT_EQ(third.released, 1);
}

TEST(ArrowColumns, StayTheCallersWhereTheyAreRefused) {
  const auto rules = RuleSet::parse(rules_text);
  BatchEvaluator batch(rules);
  ArrowExport good(scores({"500", "700"})), longer(scores({"500", "700", "1"})), late(scores({"500", "700"}));
  ArrowExport wrong(
      arrow_struct("", 2, {arrow_column("score", "l", {"1", "1"}), arrow_column("ok", "l", {"1", "1"})}));
  batch.set_columns(good.schema, good.array);
  EXPECT_EQ(refusal_of([&] { batch.set_columns(longer.schema, longer.array); }),
            "the columns have 3 rows, others have 2");
  EXPECT_EQ(refusal_of([&] { batch.set_columns(wrong.schema, wrong.array); }),
            "column `ok` is `l` (int64), which is not for bool: bool (`b`) would be right");
  EXPECT_EQ(refusal_of([&] { batch.set_columns(good.schema, good.array); }),
            "column `` has an array that was released");
  EXPECT_EQ(refusal_of([&] { batch.set_column(rules.fact("ratio"), std::array<double, 1>{1}); }),
            "the column of `ratio` has 1 rows, others have 2");
  EXPECT_EQ(refusal_of([&] { batch.add_json("{}"); }), "a profile in JSON cannot be added to columns");
  const std::array<double, 2> ratios{0.1, 0.9};
  batch.set_column(rules.fact("ratio"), ratios);  // beside the others
  const DecisionColumns columns = batch.evaluate(now);
  EXPECT_EQ(columns.verdicts.size(), 2U);
  EXPECT_EQ(refusal_of([&] { batch.set_columns(late.schema, late.array); }),
            "the batch has been evaluated: `clear` it before it is filled again");
  for (const ArrowExport* one : {&longer, &wrong, &late}) {
    EXPECT_NE(one->array.release, nullptr);
    EXPECT_EQ(one->released, 0);
  }
  batch.clear();
  batch.add_json("{}");
  EXPECT_EQ(refusal_of([&] { batch.set_columns(late.schema, late.array); }),
            "a column cannot be added to profiles in JSON");
  BatchEvaluator moved = std::move(batch);
  EXPECT_EQ(
      refusal_of([&] { batch.set_columns(late.schema, late.array); }),  // NOLINT(bugprone-use-after-move)
      "the batch evaluator was moved from");
}

TEST(ArrowColumns, AreReadAgainWhereABatchIsFilledAgain) {
  const auto rules = RuleSet::parse(rules_text);
  BatchEvaluator batch(rules, Detail::full);
  for (int round = 0; round < 3; ++round) {
    const std::string score = std::to_string(599 + round);
    ArrowExport made(scores({score, std::nullopt}));
    batch.set_columns(made.schema, made.array);
    static_cast<void>(batch.evaluate(now));
    const std::string json = "{\"score\": " + score + "}";
    EXPECT_EQ(batch.decision(0).json(), rules.evaluate_json(json, now).json());
    EXPECT_EQ(batch.decision(1).json(), rules.evaluate_json("{}", now).json());
    batch.clear();
    batch.add_json(json);
    static_cast<void>(batch.evaluate(now));
    EXPECT_EQ(batch.decision(0).json(), rules.evaluate_json(json, now).json());
    batch.clear();
  }
}

/// Random people, each as JSON and as a row of a table.
class People {
 public:
  explicit People(std::uint32_t seed) : random_(seed) {}

  void add() {
    std::string all, account;
    add_cell(0, all, "id", pick({"\"u1\"", "\"u2\"", ""}));
    add_cell(1, all, "score", pick({"599", "600", "0", "1000", "1001", "-1", ""}));
    add_cell(2, all, "ratio", pick({"0.25", "0.5", "7", ""}));
    add_cell(3, all, "ok", pick({"true", "false", ""}));
    add_cell(4, all, "name",
             pick({"\"a\"", "\"b\"", "\"xyz\"", "\"a name that is longer than twelve bytes\"", ""}));
    add_cell(5, account, "kind", pick({"\"card\"", "\"loan\"", "\"boat\"", ""}));
    const std::string opened = pick({"1795428000", "1795428001", "0", ""});
    const std::string idle = pick({"3600", "3601", ""});
    cells_[6].push_back(opened.empty() ? std::nullopt : std::optional(opened));
    cells_[7].push_back(idle.empty() ? std::nullopt : std::optional(idle));
    if (!opened.empty()) put(account, "opened", '"' + Instant{std::stoll(opened), 0}.text() + '"');
    if (!idle.empty()) put(account, "idle", '"' + idle + "s\"");
    if (!account.empty()) put(all, "account", "{" + account + "}");
    add_tags(all);
    add_loans(all);
    texts_.push_back("{" + all + "}");
  }

  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

  [[nodiscard]] ArrowColumn table(bool large) const {
    const auto rows = static_cast<std::int64_t>(texts_.size());
    const char* const text = large ? "vu" : "u";
    const char* const list = large ? "+L" : "+l";
    ArrowColumn account =
        arrow_struct("account", rows,
                     {arrow_column("kind", text, cells_[5]), arrow_column("opened", "tss:UTC", cells_[6]),
                      arrow_column("idle", "tDs", cells_[7])});
    return arrow_struct(
        "", rows,
        {arrow_column("id", text, cells_[0]), arrow_column("score", large ? "g" : "l", cells_[1]),
         arrow_column("ratio", "g", cells_[2]), arrow_column("ok", "b", cells_[3]),
         arrow_column("name", text, cells_[4]), account,
         arrow_list("tags", list, tag_ends_, arrow_column("item", text, tags_)),
         arrow_list(
             "loans", list, loan_ends_,
             arrow_struct("item", static_cast<std::int64_t>(amounts_.size()),
                          {arrow_column("amount", "g", amounts_), arrow_column("open", "b", opens_)}))});
  }

 private:
  std::string pick(const std::vector<std::string>& from) { return from[random_() % from.size()]; }
  static void put(std::string& object, const std::string& key, const std::string& json) {
    object += (object.empty() ? "" : ",") + ("\"" + key + "\":" + json);
  }
  void add_cell(std::size_t column, std::string& object, const std::string& key, const std::string& json) {
    const std::string bare = json.starts_with('"') ? json.substr(1, json.size() - 2) : json;
    cells_[column].push_back(json.empty() ? std::nullopt : std::optional(bare));
    if (!json.empty()) put(object, key, json);
  }
  void add_tags(std::string& all) {
    const bool is_null = random_() % 4 == 0;
    std::string json;
    for (auto left = random_() % 3; left > 0; --left) {  // under a null there may be some, too
      const std::string tag = pick({"bad", "good", ""});
      tags_.push_back(tag.empty() ? std::nullopt : std::optional(tag));
      json += (json.empty() ? "" : ",") + (tag.empty() ? "null" : '"' + tag + '"');
    }
    end_list(tag_ends_, tags_.size(), is_null);
    if (!is_null) put(all, "tags", "[" + json + "]");
  }
  void add_loans(std::string& all) {
    const bool is_null = random_() % 4 == 0;
    std::string json;
    for (auto left = random_() % 3; left > 0; --left) {
      const std::string amount = pick({"99.5", "100.5", ""}), open = pick({"true", "false", ""});
      amounts_.push_back(amount.empty() ? std::nullopt : std::optional(amount));
      opens_.push_back(open.empty() ? std::nullopt : std::optional(open));
      std::string loan;
      if (!amount.empty()) put(loan, "amount", amount);
      if (!open.empty()) put(loan, "open", open);
      json += (json.empty() ? "" : ",") + ("{" + loan + "}");
    }
    end_list(loan_ends_, amounts_.size(), is_null);
    if (!is_null) put(all, "loans", "[" + json + "]");
  }
  static void end_list(std::vector<int>& ends, std::size_t elements, bool is_null) {
    ends.push_back(is_null ? -static_cast<int>(elements) : static_cast<int>(elements));
  }

  std::mt19937 random_;
  std::vector<std::string> texts_;
  std::array<ArrowCells, 8> cells_;
  ArrowCells tags_{"x"}, amounts_{"1"}, opens_{"true"};
  std::vector<int> tag_ends_, loan_ends_;
};

TEST(ArrowColumns, DecideLikeTheSameProfilesInJson) {
  const auto rules = RuleSet::parse(rules_text);
  for (const Detail detail : {Detail::codes, Detail::full}) {
    BatchEvaluator as_json(rules, detail), as_arrow(rules, detail);
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
      People people(seed);
      for (std::uint32_t left = 1 + seed * seed; left > 0; --left) people.add();
      for (const std::string& text : people.texts()) as_json.add_json(text);
      const DecisionColumns expected = as_json.evaluate(now);
      for (const bool large : {false, true}) {
        ArrowColumn table = people.table(large);
        for (ArrowColumn& column : table.children) {  // an element stands before the first list's
          if (column.format == "+l" || column.format == "+L") (*column.buffers[1])[0] = 1;
        }
        ArrowExport made(table);
        EXPECT_TRUE(as_arrow.set_columns(made.schema, made.array).empty());
        const DecisionColumns columns = as_arrow.evaluate(now);
        EXPECT_EQ(columns.verdicts, expected.verdicts);
        EXPECT_EQ(columns.segments, expected.segments);
        EXPECT_EQ(columns.reason_codes, expected.reason_codes);
        for (std::size_t row = 0; row < people.texts().size(); ++row) {
          ASSERT_EQ(as_arrow.decision(row).json(), as_json.decision(row).json()) << people.texts()[row];
        }
        as_arrow.clear();
      }
      as_json.clear();
    }
  }
}

TEST(ArrowExport, GivesDecisionsThatOwnTheirMemory) {
  DecisionColumns columns;
  columns.verdicts = {Verdict::visible, Verdict::denied, Verdict::hidden};
  columns.segments = {1, -1, 0};
  columns.reason_offsets = {0, 0, 2, 3};
  columns.reason_codes = {1, 0, 1};
  columns.segment_ids = {"a", "bc"};
  columns.codes = {"LOW", "OLD"};
  ArrowSchema schema;
  ArrowArray array;
  export_arrow(columns, schema, array);
  EXPECT_STREQ(schema.format, "+s");
  ASSERT_EQ(schema.n_children, 3);
  const std::array formats{std::pair{"verdict", "c"}, std::pair{"segment", "i"}, std::pair{"reasons", "+l"}};
  for (std::size_t child = 0; child < formats.size(); ++child) {
    EXPECT_STREQ(schema.children[child]->name, formats[child].first);
    EXPECT_STREQ(schema.children[child]->format, formats[child].second);
  }
  EXPECT_STREQ(schema.children[2]->children[0]->format, "i");
  EXPECT_STREQ(schema.children[2]->children[0]->dictionary->format, "u");

  // As the specification has it: a child is moved out, and what is left released before it.
  ArrowArray segments = *array.children[1];
  array.children[1]->release = nullptr;
  ArrowArray reasons = *array.children[2];
  array.children[2]->release = nullptr;
  EXPECT_EQ(array.length, 3);
  const auto* const verdicts = static_cast<const std::int8_t*>(array.children[0]->buffers[1]);
  EXPECT_EQ(std::vector(verdicts, verdicts + 3), (std::vector<std::int8_t>{0, 2, 1}));
  array.release(&array);
  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(segments.null_count, 1);
  EXPECT_EQ(*static_cast<const std::uint8_t*>(segments.buffers[0]), 0b101);
  const auto* const ids = static_cast<const std::int32_t*>(segments.buffers[1]);
  EXPECT_EQ(std::vector(ids, ids + 3), (std::vector<std::int32_t>{1, 0, 0}));
  EXPECT_EQ(std::string_view(static_cast<const char*>(segments.dictionary->buffers[2]), 3), "abc");
  const auto* const offsets = static_cast<const std::int32_t*>(reasons.buffers[1]);
  EXPECT_EQ(std::vector(offsets, offsets + 4), (std::vector<std::int32_t>{0, 0, 2, 3}));
  ArrowArray codes = *reasons.children[0];
  reasons.children[0]->release = nullptr;
  reasons.release(&reasons);
  const auto* const places = static_cast<const std::int32_t*>(codes.buffers[1]);
  EXPECT_EQ(std::vector(places, places + 3), (std::vector<std::int32_t>{1, 0, 1}));
  EXPECT_EQ(codes.dictionary->length, 2);
  codes.release(&codes);
  segments.release(&segments);
  schema.release(&schema);
  EXPECT_EQ(schema.release, nullptr);
}

// What goes out can come in: verdicts, segments and reasons as facts of another rule set.
TEST(ArrowExport, CanBeReadAgain) {
  const auto rules = RuleSet::parse(rules_text);
  const auto next = RuleSet::parse(R"json({
    "format": 1, "id": "next", "version": "1",
    "facts": {"verdict": {"type": "enum", "values": ["visible", "hidden", "denied"]}, "segment": {"type": "string"},
              "reasons": {"type": "list<string>"}},
    "rules": [{"id": "r", "category": "c", "effect": "hide", "reason": "R",
               "when": "verdict == 'hidden' && segment == 'a' && 'SCORE' in reasons"}]})json");
  for (const Detail detail : {Detail::verdict, Detail::codes, Detail::full}) {
    BatchEvaluator batch(rules, detail), again(next);
    const std::vector<std::string> people{R"({"score": 1, "name": "a", "ok": true})", R"({"score": 900})",
                                          R"({"name": "b", "score": 3, "ok": true})"};
    for (const std::string& person : people) batch.add_json(person);
    ArrowSchema schema;
    ArrowArray array;
    export_arrow(batch.evaluate(now), schema, array);
    EXPECT_TRUE(again.set_columns(schema, array).empty());
    schema.release(&schema);
    static_cast<void>(again.evaluate(now));
    for (std::size_t row = 0; row < people.size(); ++row) {
      const Decision decision = batch.decision(row);
      Profile profile = next.profile();
      profile.set("verdict", to_string(decision.verdict()));
      std::vector<std::string> codes;
      for (const Reason& reason : decision.reasons()) codes.emplace_back(reason.code());
      profile.set("reasons", codes);
      if (const auto segment = decision.segment()) profile.set("segment", *segment);
      EXPECT_EQ(again.decision(row).json(), next.evaluate(profile, now, Detail::reasons).json());
    }
  }
  BatchEvaluator empty(rules);
  ArrowSchema schema;
  ArrowArray array;
  export_arrow(empty.evaluate(now), schema, array);
  EXPECT_EQ(array.length, 0);
  BatchEvaluator again(next);
  again.set_columns(schema, array);
  EXPECT_EQ(again.size(), 0U);
  schema.release(&schema);
}

}  // namespace
}  // namespace eligo
