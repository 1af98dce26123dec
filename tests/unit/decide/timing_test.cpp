#include "decide/timing.hpp"

#include <memory_resource>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "decide/bounds.hpp"
#include "decide/plan.hpp"
#include "decide/same_decision.hpp"
#include "sample.hpp"

namespace eligo::decide {
namespace {

using nlohmann::json;
using values::Nanoseconds;

constexpr Nanoseconds hour = Nanoseconds{3600} * values::nanoseconds_per_second;

// Facts are whole hours near this instant, so that whatever can flip flips near a whole hour: looking at
// each of them, a nanosecond before and after, and in between, finds all that a search can find.
const Nanoseconds base = instant("2026-11-23T00:00:00Z");
constexpr int most_hours = 240;

struct TimingCase {
  const char* name;
  const char* rule_set;  // facts: t, u (timestamps), d, e (durations), ts (timestamps), n (int), b (bool)
};

json whole(const char* text) {
  json document = json::parse(text);
  document["facts"] =
      json::parse(R"json({"t": {"type": "timestamp"}, "u": {"type": "timestamp"}, "d": {"type": "duration"},
    "e": {"type": "duration"}, "ts": {"type": "list<timestamp>"}, "n": {"type": "int"}, "b": {"type": "bool"}})json");
  return document;
}

json random_profile(std::mt19937& random) {
  const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  const auto timestamp = [&] { return values::format_timestamp(base + up_to(24) * hour); };
  const auto duration = [&] { return std::to_string(up_to(12)) + "h"; };
  json profile;
  const auto maybe = [&](const char* name, json value) {
    if (up_to(9) != 0) profile[name] = std::move(value);
  };
  maybe("t", timestamp());
  maybe("u", timestamp());
  maybe("d", duration());
  maybe("e", duration());
  maybe("n", up_to(4));
  maybe("b", up_to(1) == 1);
  json list = json::array();
  for (int count = up_to(4); count > 0; --count) list.push_back(up_to(9) == 0 ? json() : json(timestamp()));
  maybe("ts", list);
  return profile;
}

std::set<Nanoseconds> instants_after(Nanoseconds now) {
  std::set<Nanoseconds> found;
  for (int count = 0; count <= 2 * most_hours; ++count) {
    const Nanoseconds at = base + count * (hour / 2);
    for (const Nanoseconds near : {at - 1, at, at + 1}) {
      if (near > now) found.insert(near);
    }
  }
  return found;
}

// Bounds as well, but no search through time.
DecisionData decide_at(const Sample& sample, const Plan& plan, const json& profile, Nanoseconds at) {
  auto decision = sample.decide(profile, at, Detail::reasons);
  profiles::Batch batch = sample.read(std::vector<json>(1, profile));
  std::pmr::monotonic_buffer_resource memory;
  const auto results = engine::run(*sample.program, batch.seal(), 1, at, {}, memory);
  const RowSource source(*sample.rules, results, 0);
  if (leaves_open(plan, source)) {
    SearchLimits limits = limits_for(plan, source, at);
    const auto bounds = find_bounds(plan, source, at, memory, &limits);
    decision.best = bounds.best;
    decision.worst = bounds.worst;
    decision.needs = bounds.needs;
  }
  return decision;
}

class TimingSearch : public testing::TestWithParam<TimingCase> {};

TEST_P(TimingSearch, AgreesWithLookingAtEveryInstant) {
  const Sample sample(whole(GetParam().rule_set));
  const Plan plan(sample.rules, sample.program);
  std::mt19937 random(20261123);
  int valid = 0;
  for (int round = 0; round < 40; ++round) {
    const json profile = random_profile(random);
    const Nanoseconds now =
        base + static_cast<int>(random() % 40) * hour + static_cast<int>(random() % 3) - 1;
    const auto decision = sample.decide(profile, now);
    SCOPED_TRACE(profile.dump() + " at " + values::format_timestamp(now) + ": " +
                 as_json(*sample.rules, decision).dump());
    std::optional<Nanoseconds> first_change, first_better;
    auto instants = instants_after(now);
    for (const auto& told : {decision.valid_until, decision.retry_at}) {
      if (told) instants.insert({*told - 1, *told});
    }
    for (const auto at : instants) {
      if (at <= now) continue;
      const auto other = decide_at(sample, plan, profile, at);
      const bool same = same_decision(decision, other) && decision.best == other.best &&
                        decision.worst == other.worst && decision.needs == other.needs;
      if (!same && !first_change) first_change = at;
      if (other.verdict < decision.verdict && !first_better) first_better = at;
      if (first_change && (first_better || decision.verdict == Verdict::visible)) break;
    }
    const auto text = [](const std::optional<Nanoseconds>& at) {
      return at && *at <= base + most_hours * hour ? values::format_timestamp(*at) : "not within days";
    };
    if (first_change) ++valid;
    ASSERT_EQ(text(first_change), text(decision.valid_until));
    ASSERT_EQ(text(first_better), text(decision.retry_at));
  }
  EXPECT_GT(valid, 5);
}

constexpr const char* rule_sets[][2] = {
    {"comparison",
     R"json({"rules": [{"id": "r", "category": "c", "effect": "hide", "when": "now < t", "reason": "R"}]})json"},
    {"two_sided", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "now < t || now - u > d", "reason": "R"},
      {"id": "s", "category": "c", "effect": "deny", "when": "t - now >= e", "reason": "S", "on_missing": "skip"}]})json"},
    {"steep", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "(now - t) + (now - u) < d", "reason": "R"},
      {"id": "s", "category": "c", "effect": "hide", "when": "now + (now - t) == u + e", "reason": "S"}]})json"},
    {"equality", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "now == t || now != u", "reason": "R"},
      {"id": "s", "category": "c", "effect": "deny", "when": "now in ts", "reason": "S", "on_missing": "skip"}]})json"},
    {"lists", R"json({"definitions": {"recent": "ts.filter(x, now - x < d && now >= x).size()"}, "rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "recent > n", "reason": "R", "message": {"en": "{recent}"}},
      {"id": "s", "category": "c", "effect": "deny", "when": "ts.all(x, now < x)", "reason": "S"},
      {"id": "u", "category": "c", "effect": "hide", "when": "ts.exists(x, x > now && x - now < e)", "reason": "U", "on_missing": "skip"}]})json"},
    {"nested", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "ts.exists(x, ts.exists_one(y, y < x && x - y < now - t))", "reason": "R"},
      {"id": "s", "category": "c", "effect": "hide", "when": "ts.map(x, now - x).exists(y, y > d)", "reason": "S"},
      {"id": "u", "category": "c", "effect": "deny", "when": "!ts.exists(x, ts.filter(y, y > x).exists(z, now - z < d))", "reason": "U", "on_missing": "skip"}]})json"},
    {"windows", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "n > 1", "reason": "R", "active": {"from": "2026-11-23T06:00:00Z", "until": "2026-11-23T12:00:00Z"}},
      {"id": "s", "category": "c", "effect": "deny", "when": "n > 2 && now < t", "reason": "S", "active": {"from": "2026-11-23T08:00:00Z", "until": null}},
      {"id": "u", "category": "c", "effect": "hide", "when": "b", "reason": "U", "active": {"from": null, "until": "2026-11-23T09:00:00Z"}}]})json"},
    {"segments", R"json({"params": {"most": 2}, "segments": [
      {"id": "one", "when": "now < t", "params": {"most": 1}, "waives": ["S"]},
      {"id": "two", "when": "now - u < d", "params": {"most": 3}}],
      "rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "n > params.most", "reason": "R", "message": {"en": "{params.most}"}},
      {"id": "s", "category": "c", "effect": "deny", "when": "b", "reason": "S"}],
      "alternatives": [{"id": "a", "when": "now >= u"}]})json"},
    {"calendar", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "now.getHours('Asia/Shanghai') < 9 && now.getDayOfWeek('Asia/Shanghai') == n", "reason": "R", "on_missing": "skip"},
      {"id": "s", "category": "c", "effect": "hide", "when": "(t + d).getDate() != now.getDate() && b", "reason": "S", "on_missing": "skip", "active": {"from": null, "until": "2026-11-26T00:00:00Z"}}]})json"},
    {"parts", R"json({"definitions": {"open": "now < t", "waiting": "now - u < d"}, "rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "!(open && waiting && b)", "reason": "R", "on_missing": "skip"},
      {"id": "s", "category": "c", "effect": "hide", "when": "open ? waiting : n > 2", "reason": "S"},
      {"id": "u", "category": "c", "effect": "deny", "when": {"none": ["open", {"all": ["waiting", "b"]}]}, "reason": "U", "on_missing": "hide"}]})json"},
    {"range", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "now - timestamp('1734-08-14T20:12:43.145224193Z') > d && b", "reason": "R"},
      {"id": "s", "category": "c", "effect": "hide", "when": "timestamp('9999-12-31T12:00:00Z') + (now - t) > u", "reason": "S", "on_missing": "skip"},
      {"id": "u", "category": "c", "effect": "deny", "when": "timestamp('0001-01-01T00:00:00Z') + (now - t) - d < u", "reason": "U", "on_missing": "hide"}]})json"},
    {"stepping", R"json({"definitions": {"waited": "(now - t).getHours()"}, "rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "waited < n * 3", "reason": "R", "on_missing": "skip"},
      {"id": "s", "category": "c", "effect": "hide", "when": "n * 7200 >= (now - u).getSeconds()", "reason": "S", "on_missing": "skip"},
      {"id": "u", "category": "c", "effect": "deny", "when": "int(now) == int(t) + n * 3600", "reason": "U", "on_missing": "skip"},
      {"id": "v", "category": "c", "effect": "hide", "when": "(t - now).getMinutes() != n", "reason": "V", "on_missing": "skip"}]})json"},
    {"numbers", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "int(now) - int(t) > n * 7200", "reason": "R", "on_missing": "skip"},
      {"id": "s", "category": "c", "effect": "hide", "when": "double(int(u) - int(now)) / 3600.0 <= 1.5", "reason": "S", "on_missing": "skip"},
      {"id": "u", "category": "c", "effect": "deny", "when": "int(now) % 86400 / 3600 == n", "reason": "U", "on_missing": "hide"},
      {"id": "v", "category": "c", "effect": "hide", "when": "2 * (now - t).getHours() - (now - u).getHours() == n", "reason": "V", "on_missing": "skip"},
      {"id": "w", "category": "c", "effect": "deny", "when": "(b ? int(now) : int(t)) == int(u) && n > 1", "reason": "W"}]})json"},
    {"clock", R"json({"rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "now.getHours() * 60 + now.getMinutes() < 570 || now.getHours() == 25", "reason": "R"},
      {"id": "s", "category": "c", "effect": "deny", "when": "now.getDayOfWeek('Asia/Shanghai') in [0, 6] && b", "reason": "S", "on_missing": "skip"},
      {"id": "u", "category": "c", "effect": "hide", "when": "now.getDate() == 31 && now.getSeconds() != 61", "reason": "U"}]})json"},
    {"events",
     R"json({"definitions": {"ins": "ts.filter(x, now >= x).size()", "outs": "ts.filter(x, now - x > d)"}, "rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "ins - outs.size() == n", "reason": "R", "on_missing": "skip"},
      {"id": "s", "category": "c", "effect": "hide", "when": "ts.exists(x, now - x > d && now - x < e)", "reason": "S", "on_missing": "hide"},
      {"id": "u", "category": "c", "effect": "deny", "when": "ts.exists_one(x, now < x && b)", "reason": "U", "on_missing": "hide"},
      {"id": "v", "category": "c", "effect": "hide", "when": "outs.exists(x, x > u) || ins * 2 > n + 5", "reason": "V", "on_missing": "skip"},
      {"id": "w", "category": "c", "effect": "deny", "when": "ts.all(x, ts.filter(y, y <= x && now - y < d).size() < 2)", "reason": "W", "on_missing": "skip", "message": {"en": "{ins}"}}]})json"},
    {"flowing", R"json({"definitions": {"age": "now - t"}, "rules": [
      {"id": "r", "category": "c", "effect": "hide", "when": "age > d && b", "reason": "R", "message": {"en": "{age}"}}]})json"},
};

std::vector<TimingCase> cases() {
  std::vector<TimingCase> found;
  for (const auto& one : rule_sets) found.push_back({one[0], one[1]});
  return found;
}

INSTANTIATE_TEST_SUITE_P(RuleSets, TimingSearch, testing::ValuesIn(cases()),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace eligo::decide
