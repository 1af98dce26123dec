#include "property/vocabulary.hpp"

#include <algorithm>
#include <utility>

#include "values/time.hpp"

namespace eligo::property {

namespace {

const std::vector<std::string> enum_values{"active", "frozen", "closed"};

Literals make_literals(Random& random, bool timed) {
  static const std::vector<std::int64_t> integers{0,
                                                  1,
                                                  2,
                                                  3,
                                                  7,
                                                  10,
                                                  30,
                                                  100,
                                                  600,
                                                  -1,
                                                  -2,
                                                  -10,
                                                  4294967296,
                                                  9007199254740992,
                                                  9007199254740993,
                                                  9223372036854775807,
                                                  -9223372036854775807};
  static const std::vector<std::string> floats{"0.0",
                                               "0.5",
                                               "1.0",
                                               "2.5",
                                               "3.0",
                                               "0.1",
                                               "-1.5",
                                               "1e10",
                                               "100.25",
                                               "7.0",
                                               "9007199254740992.0",
                                               "9223372036854775807.0",
                                               "1e-7"};
  static const std::vector<std::string> strings{"",     "a",     "ab",   "abc", "A",      "bab",  "a,b,c",
                                                " x ",  "12",    "-3",   "2.5", "Zürich", "é",    "信用",
                                                "it's", "\"q\"", "true", "\\d", "aaab",   "CN-31"};
  Literals literals;
  for (int i = 0; i < 5; ++i) literals.integers.push_back(random.pick(integers));
  for (int i = 0; i < 4; ++i) literals.floats.push_back(random.pick(floats));
  for (int i = 0; i < 5; ++i) literals.strings.push_back(random.pick(strings));
  if (timed) literals.integers = {1, 2, 3, 8, 23};
  for (int i = 0; i < 3; ++i) literals.moments.push_back(about_now + 3600 * random.between(-60, 60));
  for (int i = 0; i < 3; ++i) literals.lengths.push_back(3600 * random.between(1, 50));
  // 0001-01-01, 1900-01-01 and the last second of 9999, which stand for never and always; the longest
  // duration
  static const std::vector<std::int64_t> sentinels{-62135596800, -2208988800, 253402300799};
  constexpr std::int64_t longest = 9223372036;
  if (random.chance(30)) literals.moments.push_back(random.pick(sentinels));
  if (random.chance(15)) literals.lengths.push_back(random.chance(50) ? longest : -longest);
  return literals;
}

FactSpec fact(Random& random, const char* name, Base base, bool list = false) {
  FactSpec spec;
  spec.name = {name, {base, list}, {}, false};
  if (base == Base::integer && !list && random.chance(40)) {
    spec.ranged = true;
    spec.lowest = random.between(-10, 0);
    spec.highest = random.between(10, 1000);
  }
  return spec;
}

std::vector<FactSpec> all_facts(Random& random) {
  std::vector<FactSpec> facts{fact(random, "flag.a", Base::boolean),
                              fact(random, "flag.b", Base::boolean),
                              fact(random, "n.a", Base::integer),
                              fact(random, "n.b", Base::integer),
                              fact(random, "n.c", Base::integer),
                              fact(random, "d.a", Base::floating),
                              fact(random, "d.b", Base::floating),
                              fact(random, "s.a", Base::string),
                              fact(random, "s.b", Base::string),
                              fact(random, "status", Base::string),
                              fact(random, "t.a", Base::timestamp),
                              fact(random, "t.b", Base::timestamp),
                              fact(random, "u.a", Base::duration),
                              fact(random, "u.b", Base::duration),
                              fact(random, "many.n", Base::integer, true),
                              fact(random, "many.d", Base::floating, true),
                              fact(random, "many.s", Base::string, true),
                              fact(random, "many.t", Base::timestamp, true),
                              fact(random, "many.u", Base::duration, true),
                              fact(random, "many.b", Base::boolean, true),
                              fact(random, "loans", Base::boolean, true)};
  for (FactSpec& spec : facts) {
    if (spec.name.text == "status") spec.name.values = enum_values;
    if (spec.name.text != "loans") continue;
    spec.records = true;
    spec.fields = {{"amount", {Base::floating, false}, {}, false},
                   {"count", {Base::integer, false}, {}, false},
                   {"status", {Base::string, false}, enum_values, false},
                   {"at", {Base::timestamp, false}, {}, false},
                   {"ok", {Base::boolean, false}, {}, false},
                   {"name", {Base::string, false}, {}, false}};
  }
  return facts;
}

bool suits_time(const FactSpec& spec) {
  const Base base = spec.name.sort.base;
  return spec.records || base == Base::timestamp || base == Base::duration || spec.name.text == "flag.a" ||
         spec.name.text == "n.a";
}

}  // namespace

std::string base_name(Base base) {
  switch (base) {
    case Base::boolean: return "bool";
    case Base::integer: return "int";
    case Base::floating: return "double";
    case Base::string: return "string";
    case Base::timestamp: return "timestamp";
    case Base::duration: return "duration";
  }
  return {};
}

std::string moment_text(std::int64_t seconds, std::int64_t nanoseconds) {
  const auto at = values::Nanoseconds{seconds} * values::nanoseconds_per_second + nanoseconds;
  return values::format_timestamp(std::clamp(at, values::min_timestamp, values::max_timestamp));
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char byte : text) {
    if (byte == '\'' || byte == '\\') out += '\\';
    out += byte;
  }
  return out + "'";
}

Vocabulary make_vocabulary(Random& random, bool timed, bool calendar) {
  Vocabulary vocabulary;
  vocabulary.timed = timed;
  vocabulary.calendar = calendar;
  vocabulary.literals = make_literals(random, timed);
  for (FactSpec& spec : all_facts(random)) {
    if (timed && !suits_time(spec)) continue;
    if (timed || random.chance(65)) vocabulary.facts.push_back(std::move(spec));
  }
  if (vocabulary.facts.empty()) vocabulary.facts.push_back(fact(random, "flag.a", Base::boolean));
  const auto param = [&](const char* name, Base base) {
    if (random.chance(70)) vocabulary.params.push_back({name, {base, false}, {}, false});
  };
  param("whole", Base::integer);
  param("length", Base::duration);
  param("moment", Base::timestamp);
  if (timed) return vocabulary;
  param("ratio", Base::floating);
  param("label", Base::string);
  param("on", Base::boolean);
  if (random.chance(60)) vocabulary.lists.push_back({"texts", {Base::string, true}, {}, false});
  if (random.chance(60)) vocabulary.lists.push_back({"numbers", {Base::integer, true}, {}, false});
  return vocabulary;
}

}  // namespace eligo::property
