#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "sample.hpp"

namespace eligo::decide {
namespace {

using nlohmann::json;
using values::Cause;
using values::Kind;
using values::View;

const json rules{{"facts",
                  {{"score", {{"type", "int"}, {"range", {0, 1000}}}},
                   {"ratio", {{"type", "double"}}},
                   {"verified", {{"type", "bool"}}},
                   {"region", {{"type", "string"}}},
                   {"delays", {{"type", "list<int>"}}}}},
                 {"rules",
                  {hiding_rule("LOW", "score < 50"), hiding_rule("HIGH", "ratio * 2.0 > 1.5"),
                   hiding_rule("UNVERIFIED", "!verified"), hiding_rule("NORTH", "region == 'north'"),
                   hiding_rule("ELSEWHERE", "!(region in ['north', 'south'])"),
                   hiding_rule("LATE", "delays.exists(d, d > 30)"),
                   hiding_rule("SILENT", "!has(score) && !has(region)")}}};

constexpr std::size_t rows = 200;

/// Buffers as another program holds them: bitmaps with the lowest bit first, offsets, and anything at all
/// where no value is.
struct Buffers {
  std::vector<std::int64_t> scores;
  std::vector<Cause> score_causes;
  std::vector<double> ratios;
  std::vector<values::StringValue> regions;
  std::string region_bytes = "northsouthwest";
  std::vector<std::int64_t> delays{999, 999};  // the first row's begin behind another's
  std::vector<std::uint32_t> delay_offsets{2};
  std::array<std::uint64_t, 4> verified{}, score_known{}, ratio_known{}, verified_known{}, region_known{},
      delays_known{};
  std::vector<std::uint64_t> all_known = std::vector<std::uint64_t>(8, ~std::uint64_t{0});
  std::vector<View> children;
  std::map<std::string, View> views;  ///< by fact
  std::vector<json> profiles;         ///< the same as JSON

  Buffers() {
    for (std::size_t row = 0; row < rows; ++row) add(row);
    View delay;
    delay.kind = Kind::integer;
    delay.size = delays.size();
    delay.values = delays.data();
    delay.known = all_known.data();
    children.push_back(delay);
    add_view("score", Kind::integer, scores.data(), score_known).causes = score_causes.data();
    add_view("ratio", Kind::floating, ratios.data(), ratio_known);
    add_view("verified", Kind::boolean, verified.data(), verified_known);
    add_view("region", Kind::string, regions.data(), region_known);
    View& lists = add_view("delays", Kind::list, nullptr, delays_known);
    lists.offsets = delay_offsets.data();
    lists.children = children.data();
    lists.child_count = 1;
  }
  Buffers(const Buffers&) = delete;
  Buffers& operator=(const Buffers&) = delete;

 private:
  View& add_view(const char* fact, Kind kind, const void* values, const std::array<std::uint64_t, 4>& known) {
    View& view = views[fact];
    view.kind = kind;
    view.size = rows;
    view.values = values;
    view.known = known.data();
    return view;
  }

  static void mark(std::array<std::uint64_t, 4>& bits, std::size_t row) {
    bits[row / 64] |= std::uint64_t{1} << (row % 64);
  }

  void add(std::size_t row) {
    json profile = json::object();
    add_score(row, profile);
    const double ratio = static_cast<double>(row % 10) / 10;
    ratios.push_back(row % 4 == 3 ? std::numeric_limits<double>::quiet_NaN() : ratio);
    if (row % 4 != 3) {
      mark(ratio_known, row);
      profile["ratio"] = ratio;
    }
    if (row % 6 != 5) {
      mark(verified_known, row);
      if (row % 3 != 0) mark(verified, row);
      profile["verified"] = row % 3 != 0;
    }
    const struct { std::uint32_t begin, size; } places[] = {{0, 5}, {5, 5}, {10, 4}};
    const auto& [begin, size] = places[row % 3];
    regions.push_back({region_bytes.data() + begin, size});  // no number: nobody looked it up
    if (row % 8 != 7) {
      mark(region_known, row);
      profile["region"] = region_bytes.substr(begin, size);
    }
    if (row % 11 != 10) {
      mark(delays_known, row);
      profile["delays"] = json::array();
      for (std::size_t delay = 0; delay < row % 3; ++delay) {
        delays.push_back(static_cast<std::int64_t>(row % 40 + delay));
        profile["delays"].push_back(delays.back());
      }
    }
    delay_offsets.push_back(static_cast<std::uint32_t>(delays.size()));
    profiles.push_back(std::move(profile));
  }

  /// The owner of the column says why a score is not there.
  void add_score(std::size_t row, json& profile) {
    scores.push_back(row % 5 == 4 ? std::numeric_limits<std::int64_t>::min()
                                  : static_cast<std::int64_t>(row));
    score_causes.push_back(Cause::absent);
    if (row % 5 != 4) {
      mark(score_known, row);
      profile["score"] = row;
    } else if (row % 3 == 0) {
      score_causes.back() = Cause::null;
      profile["score"] = nullptr;
    } else if (row % 3 == 1) {
      score_causes.back() = Cause::wrong_type;
      profile["score"] = "much";
    }
  }
};

TEST(ForeignColumns, AreDecidedWhereTheyLie) {
  const Sample sample(rules);
  const Buffers buffers;
  const json expected = as_json(*sample.rules, sample.decide_batch(buffers.profiles, 0));

  // From the first row on, and in parts, as large columns are taken.
  for (const std::size_t first : {std::size_t{0}, std::size_t{64}, std::size_t{128}}) {
    std::vector<View> part(buffers.views.size());
    for (const auto& [fact, view] : buffers.views) part[sample.fact(fact)] = view.from(first);
    const json decided = as_json(*sample.rules, sample.decide_facts({part, rows - first}, 0));
    EXPECT_EQ(decided,
              json(json::array_t(expected.begin() + static_cast<std::ptrdiff_t>(first), expected.end())));
  }
}

}  // namespace
}  // namespace eligo::decide
