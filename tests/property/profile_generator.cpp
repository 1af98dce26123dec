#include "property/profile_generator.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace eligo::property {

namespace {

// Some nanoseconds, so that instants fall just before, on and after thresholds.
std::int64_t nearby(Random& random) {
  static const std::vector<std::int64_t> steps{0, 0, 0, 1, -1, 1'000'000, 500'000'000};
  return random.pick(steps);
}

std::int64_t add_wrapping_back(std::int64_t number, std::int64_t step) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(number, step, &sum) ? number : sum;
}

std::string length_text(Random& random, std::int64_t seconds) {
  constexpr auto longest = static_cast<std::int64_t>(values::max_duration / values::nanoseconds_per_second);
  const std::int64_t step = seconds > -longest && seconds < longest ? nearby(random) : 0;
  seconds = std::clamp(seconds, -longest, longest);
  constexpr std::int64_t day = 86'400;
  if (step == 0 && random.chance(30)) {
    const std::string rest = std::to_string(std::abs(seconds % day)) + "s";
    return (seconds < 0 ? "-" : "") + std::to_string(std::abs(seconds / day)) + "d" + rest;
  }
  if (step == 0) return std::to_string(seconds) + "s";
  return values::format_duration(values::Nanoseconds{seconds} * values::nanoseconds_per_second + step);
}

Json floating_value(Random& random, const Literals& literals) {
  const double number = std::stod(random.pick(literals.floats));
  if (random.chance(30)) return number + 0.5;
  if (random.chance(10)) return random.between(-5, 5);  // an integer literal
  return number;
}

Json boundary_integer(Random& random, const Literals& literals) {
  static const std::vector<std::int64_t> extremes{std::numeric_limits<std::int64_t>::min(),
                                                  std::numeric_limits<std::int64_t>::max(), 0};
  if (random.chance(6)) return random.pick(extremes);
  return add_wrapping_back(random.pick(literals.integers), random.between(-1, 1));
}

Json refused_value(Random& random) {
  static const std::vector<Json> odd{
      "no such value", -123456789012345, 12.5, true, Json::array({Json::object()}), Json::object({{"x", 1}})};
  return random.pick(odd);
}

Json list_value(Random& random, const Vocabulary& vocabulary, const FactSpec& fact, bool holes) {
  Json list = Json::array();
  const std::size_t count = random.below(5);
  for (std::size_t i = 0; i < count; ++i) {
    const auto part = [&](const Name& name, unsigned null) {
      if (holes && random.chance(null)) return Json();
      return holes && random.chance(3) ? refused_value(random) : scalar_value(random, vocabulary, name);
    };
    if (!fact.records) {
      Name item = fact.name;
      item.sort.list = false;
      list.push_back(part(item, 8));
      continue;
    }
    if (holes && random.chance(5)) {
      list.push_back(random.chance(60) ? Json() : refused_value(random));
      continue;
    }
    Json record = Json::object();
    for (const Name& field : fact.fields) {
      if (holes && random.chance(5)) continue;
      record[field.text] = part(field, 4);
    }
    list.push_back(std::move(record));
  }
  return list;
}

}  // namespace

Json scalar_value(Random& random, const Vocabulary& vocabulary, const Name& name) {
  const Literals& literals = vocabulary.literals;
  if (!name.values.empty()) return random.pick(name.values);
  switch (name.sort.base) {
    case Base::boolean: return random.chance(50);
    case Base::integer:
      return vocabulary.timed ? Json(random.between(0, 5)) : boundary_integer(random, literals);
    case Base::floating: return floating_value(random, literals);
    case Base::string: return random.pick(literals.strings);
    case Base::timestamp:
      return moment_text(random.pick(literals.moments) + 3600 * random.between(-3, 3), nearby(random));
    case Base::duration:
      return length_text(random, random.pick(literals.lengths) + 3600 * random.between(-1, 1));
  }
  return {};
}

Json fact_value(Random& random, const Vocabulary& vocabulary, const FactSpec& fact) {
  if (fact.name.sort.list) return list_value(random, vocabulary, fact, false);
  if (!fact.ranged) return scalar_value(random, vocabulary, fact.name);
  const std::vector<std::int64_t> ends{fact.lowest, fact.highest, fact.lowest + 1, fact.highest - 1};
  for (int tries = 0; tries < 4; ++tries) {
    const auto number = scalar_value(random, vocabulary, fact.name).get<std::int64_t>();
    if (number >= fact.lowest && number <= fact.highest) return number;
  }
  return random.pick(ends);
}

void put_fact(Json& profile, const std::string& name, Json value) {
  const std::size_t point = name.find('.');
  if (point == std::string::npos) {
    profile[name] = std::move(value);
  } else {
    profile[name.substr(0, point)][name.substr(point + 1)] = std::move(value);
  }
}

const Json* find_fact(const Json& profile, const std::string& name) {
  const Json* at = &profile;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t point = std::min(name.find('.', begin), name.size());
    const auto found = at->find(name.substr(begin, point - begin));
    if (found == at->end()) return nullptr;
    at = &*found;
    begin = point + 1;
  }
  return at;
}

Json generate_profile(Random& random, const Vocabulary& vocabulary, bool complete) {
  Json profile = Json::object();
  const unsigned absent = complete ? 0 : random.chance(50) ? 4 : 20;
  for (const FactSpec& fact : vocabulary.facts) {
    if (random.chance(absent)) continue;
    if (!complete && random.chance(4)) {
      put_fact(profile, fact.name.text, Json());
    } else if (!complete && random.chance(3)) {
      put_fact(profile, fact.name.text, refused_value(random));
    } else if (fact.name.sort.list) {
      put_fact(profile, fact.name.text, list_value(random, vocabulary, fact, !complete));
    } else {
      put_fact(profile, fact.name.text, fact_value(random, vocabulary, fact));
    }
  }
  return profile;
}

values::Nanoseconds generate_instant(Random& random, const Vocabulary& vocabulary) {
  std::int64_t seconds = about_now;
  if (random.chance(30)) seconds = random.pick(vocabulary.literals.moments);
  if (random.chance(30)) seconds += random.pick(vocabulary.literals.lengths);
  // what is timed is looked at for days after the instant, which must exist
  if (vocabulary.timed && std::abs(seconds - about_now) > 400 * 86'400) seconds = about_now;
  if (random.chance(20)) seconds += 1800 * random.between(-20, 20);
  const auto at = values::Nanoseconds{seconds} * values::nanoseconds_per_second + nearby(random);
  return std::clamp(at, values::min_timestamp, values::max_timestamp);
}

}  // namespace eligo::property
