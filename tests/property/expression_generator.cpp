#include "property/expression_generator.hpp"

#include <utility>

namespace eligo::property {

namespace {

constexpr Sort boolean_sort{Base::boolean, false};
constexpr Sort integer_sort{Base::integer, false};
constexpr Sort floating_sort{Base::floating, false};
constexpr Sort string_sort{Base::string, false};
constexpr Sort moment_sort{Base::timestamp, false};
constexpr Sort length_sort{Base::duration, false};

std::string whole_literal(std::int64_t number) {
  return number < 0 ? "(" + std::to_string(number) + ")" : std::to_string(number);
}

std::string seconds_text(std::int64_t seconds) { return std::to_string(seconds) + "s"; }

}  // namespace

std::string ExpressionGenerator::comparison_operator(bool ordered) {
  static const std::vector<std::string> all{"<", "<=", ">", ">=", "==", "!="};
  return " " + (ordered ? all[random_.below(6)] : all[4 + random_.below(2)]) + " ";
}

std::string ExpressionGenerator::new_variable() { return "v" + std::to_string(++variables_); }

std::vector<const Name*> ExpressionGenerator::names_of(Sort sort, bool enums) const {
  std::vector<const Name*> found;
  const auto consider = [&](const Name& name) {
    if (name.sort == sort && (enums || name.values.empty()) && !(still_ && name.uses_now))
      found.push_back(&name);
  };
  for (const Name& name : scope_) {
    consider(name);
    consider(name);  // twice, so that bodies of macros use their variables
  }
  for (const FactSpec& fact : vocabulary_.facts)
    if (!fact.records) consider(fact.name);
  for (const Name& name : vocabulary_.definitions) consider(name);
  return found;
}

std::string ExpressionGenerator::literal(Base base) {
  const Literals& literals = vocabulary_.literals;
  switch (base) {
    case Base::boolean: return random_.chance(50) ? "true" : "false";
    case Base::integer: return whole_literal(random_.pick(literals.integers));
    case Base::floating: {
      const std::string& text = random_.pick(literals.floats);
      return text[0] == '-' ? "(" + text + ")" : text;
    }
    case Base::string: return quoted(random_.pick(literals.strings));
    case Base::timestamp: return "timestamp('" + moment_text(random_.pick(literals.moments)) + "')";
    case Base::duration: return "duration('" + seconds_text(random_.pick(literals.lengths)) + "')";
  }
  return {};
}

std::string ExpressionGenerator::leaf(Sort sort) {
  if (sort == moment_sort && !still_ && random_.chance(30)) return "now";
  std::vector<std::string> params;
  for (const Name& param : vocabulary_.params)
    if (param.sort == sort) params.push_back("params." + param.text);
  const auto names = names_of(sort, true);
  const std::size_t kind = random_.below(10);
  if (kind < 2 && !params.empty()) return random_.pick(params);
  if (kind < 8 && !names.empty()) return random_.pick(names)->text;
  if (!sort.list) return literal(sort.base);
  std::string out = "[";
  const std::size_t count = 1 + random_.below(3);
  for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? ", " : "") + literal(sort.base);
  return out + "]";
}

std::string ExpressionGenerator::write_still(Sort sort, int depth) {
  const bool before = std::exchange(still_, true);
  std::string out = write(sort, depth);
  still_ = before;
  return out;
}

std::string ExpressionGenerator::write(Sort sort, int depth) {
  if (depth <= 0 || random_.chance(12)) return leaf(sort);
  if (sort.list) return list(sort.base, depth - 1);
  if (random_.chance(6)) return conditional(sort, depth - 1);
  switch (sort.base) {
    case Base::boolean: return vocabulary_.timed ? timed_boolean(depth - 1) : boolean(depth - 1);
    case Base::integer: return integer(depth - 1);
    case Base::floating: return floating(depth - 1);
    case Base::string: return string(depth - 1);
    case Base::timestamp: return moment(depth - 1);
    case Base::duration: return length(depth - 1);
  }
  return {};
}

std::string ExpressionGenerator::conditional(Sort sort, int depth) {
  const std::string condition = write(boolean_sort, depth);
  const bool time = sort.base == Base::timestamp || sort.base == Base::duration;
  const auto branch = [&] { return time ? write_still(sort, depth) : write(sort, depth); };
  const std::string yes = branch();
  return "(" + condition + " ? " + yes + " : " + branch() + ")";
}

std::string ExpressionGenerator::boolean(int depth) {
  switch (random_.below(16)) {
    case 0: return "!(" + write(boolean_sort, depth) + ")";
    case 1:
    case 2: return "(" + write(boolean_sort, depth) + " && " + write(boolean_sort, depth) + ")";
    case 3:
    case 4: return "(" + write(boolean_sort, depth) + " || " + write(boolean_sort, depth) + ")";
    case 5: return membership(depth);
    case 6: return presence();
    case 7:
    case 8: return quantifier(depth);
    case 9: return text_test(depth);
    case 10: return random_.chance(50) ? rollout(depth) : "bool(" + write(string_sort, depth) + ")";
    default: return comparison(depth);
  }
}

std::string ExpressionGenerator::comparison(int depth) {
  const auto compare = [&](Sort left, Sort right, bool ordered) {
    const std::string first = write(left, depth);
    return "(" + first + comparison_operator(ordered) + write(right, depth) + ")";
  };
  switch (random_.below(12)) {
    case 0:
    case 1:
    case 2: return compare(integer_sort, integer_sort, true);
    case 3: return compare(integer_sort, floating_sort, true);
    case 4: return compare(floating_sort, floating_sort, true);
    case 5: return compare(string_sort, string_sort, true);
    case 6: return compare(moment_sort, moment_sort, true);
    case 7: return compare(length_sort, length_sort, true);
    case 8: return compare(boolean_sort, boolean_sort, true);
    case 9: {
      const auto base = static_cast<Base>(random_.below(6));
      return compare({base, true}, {base, true}, false);
    }
    default: {
      std::vector<const Name*> enums;
      for (const Name* name : names_of(string_sort, true))
        if (!name->values.empty()) enums.push_back(name);
      if (enums.empty()) return compare(integer_sort, integer_sort, true);
      const Name& name = *random_.pick(enums);
      return "(" + name.text + comparison_operator(false) + quoted(random_.pick(name.values)) + ")";
    }
  }
}

std::string ExpressionGenerator::membership(int depth) {
  if (!vocabulary_.lists.empty() && random_.chance(50)) {
    const Name& list = random_.pick(vocabulary_.lists);
    return "(" + write({list.sort.base, false}, depth) + " in lists." + list.text + ")";
  }
  const auto base = static_cast<Base>(random_.below(6));
  const std::string item = write({base, false}, depth);
  return "(" + item + " in " + write({base, true}, depth) + ")";
}

std::string ExpressionGenerator::presence() {
  for (int tries = 0; tries < 4 && !scope_.empty(); ++tries) {
    const Name& name = random_.pick(scope_);
    if (name.text.find('.') != std::string::npos) return "has(" + name.text + ")";
  }
  return "has(" + random_.pick(vocabulary_.facts).name.text + ")";
}

const FactSpec* ExpressionGenerator::records() {
  for (const FactSpec& fact : vocabulary_.facts)
    if (fact.records) return &fact;
  return nullptr;
}

std::string ExpressionGenerator::record_quantifier(const FactSpec& fact, const std::string& macro,
                                                   int depth) {
  const std::string variable = new_variable();
  const std::size_t before = scope_.size();
  for (Name field : fact.fields) {
    field.text = variable + "." + field.text;
    scope_.push_back(std::move(field));
  }
  std::string body = write(boolean_sort, depth + 1);
  scope_.resize(before);
  return fact.name.text + "." + macro + "(" + variable + ", " + body + ")";
}

std::string ExpressionGenerator::quantifier(int depth) {
  static const std::vector<std::string> macros{"all", "exists", "exists_one"};
  const std::string macro = random_.pick(macros);
  const FactSpec* const loans = records();
  if (loans != nullptr && random_.chance(40)) return record_quantifier(*loans, macro, depth);
  const Sort sort{static_cast<Base>(random_.below(6)), true};
  const std::string over = write(sort, depth);
  const std::string variable = new_variable();
  const bool moving = over.find("now") != std::string::npos;
  const std::size_t before = scope_.size();
  scope_.push_back({variable, {sort.base, false}, {}, moving});
  std::string head = variable;
  std::string name = macro;
  if (random_.chance(15)) {
    const std::string position = new_variable();
    scope_.push_back({position, integer_sort, {}, false});
    head = position + ", " + variable;
    if (macro == "exists_one") name = "existsOne";
  }
  std::string body = write(boolean_sort, depth + 1);
  scope_.resize(before);
  return over + "." + name + "(" + head + ", " + body + ")";
}

std::string ExpressionGenerator::text_test(int depth) {
  static const std::vector<std::string> patterns{"^a",     "b$",    "[0-9]+",   "a.*b", "^$",
                                                 "(?i)ZÜ", "\\\\d", "^(a|b)*$", "用"};
  static const std::vector<std::string> tests{"contains", "startsWith", "endsWith"};
  const std::string subject = write(string_sort, depth);
  if (random_.chance(30)) return subject + ".matches('" + random_.pick(patterns) + "')";
  return subject + "." + random_.pick(tests) + "(" + write(string_sort, depth) + ")";
}

std::string ExpressionGenerator::rollout(int depth) {
  const Sort key = random_.chance(70) ? string_sort : integer_sort;
  const Sort percent = random_.chance(50) ? integer_sort : floating_sort;
  const std::string key_text = write(key, depth);
  const std::string share =
      random_.chance(60) ? (percent == integer_sort ? "50" : "33.3") : write(percent, depth);
  return "rollout(" + key_text + ", 'salt', " + share + ")";
}

std::string ExpressionGenerator::zone() {
  static const std::vector<std::string> zones{"'UTC'",    "'Asia/Shanghai'", "'America/New_York'", "'+05:30'",
                                              "'-09:30'", "'Europe/Berlin'", "'Asia/Kathmandu'"};
  return random_.pick(zones);
}

std::string ExpressionGenerator::calendar_part(int depth) {
  static const std::vector<std::string> dates{"getFullYear",  "getMonth",       "getDate",  "getDayOfMonth",
                                              "getDayOfWeek", "getDayOfYear",   "getHours", "getMinutes",
                                              "getSeconds",   "getMilliseconds"};
  if (random_.chance(25)) return write(length_sort, depth) + "." + dates[6 + random_.below(4)] + "()";
  const std::string subject = write(moment_sort, depth);
  return subject + "." + random_.pick(dates) + "(" + (random_.chance(50) ? zone() : "") + ")";
}

// Numbers that come out of lists and texts.
std::string ExpressionGenerator::counted(int depth) {
  const Sort sort{static_cast<Base>(random_.below(6)), true};
  switch (random_.below(6)) {
    case 0: return write(sort, depth) + ".size()";
    case 1: {
      const FactSpec* const loans = records();
      if (loans != nullptr && random_.chance(60))
        return record_quantifier(*loans, "filter", depth) + ".size()";
      return "size(" + write(sort, depth) + ")";
    }
    case 2: return write(string_sort, depth) + ".size()";
    case 3: return write({Base::integer, true}, depth) + "[" + write(integer_sort, depth - 1) + "]";
    case 4: {
      const std::string offset = random_.chance(40) ? ", " + write(integer_sort, depth - 1) : "";
      const std::string name = random_.chance(50) ? ".indexOf(" : ".lastIndexOf(";
      const std::string subject = write(string_sort, depth);
      return subject + name + write(string_sort, depth) + offset + ")";
    }
    default: {
      const char* const name = random_.chance(50) ? "math.greatest(" : "math.least(";
      return name + write({Base::integer, true}, depth) + ")";
    }
  }
}

std::string ExpressionGenerator::integer(int depth) {
  static const std::vector<std::string> operators{" + ", " - ", " * ", " / ", " % "};
  switch (random_.below(11)) {
    case 0:
    case 1:
    case 2: {
      const std::string left = write(integer_sort, depth);
      return "(" + left + random_.pick(operators) + write(integer_sort, depth) + ")";
    }
    case 3: return "-(" + write(integer_sort, depth) + ")";
    case 4: {
      static const std::vector<Sort> sources{floating_sort, string_sort, moment_sort, integer_sort};
      return "int(" + write(random_.pick(sources), depth) + ")";
    }
    case 5: return calendar_part(depth);
    case 6: return "math.abs(" + write(integer_sort, depth) + ")";
    case 7: {
      const std::string name = random_.chance(50) ? "math.greatest(" : "math.least(";
      const std::string first = write(integer_sort, depth);
      return name + first + ", " + write(integer_sort, depth) + ")";
    }
    default: return counted(depth);
  }
}

std::string ExpressionGenerator::floating(int depth) {
  static const std::vector<std::string> operators{" + ", " - ", " * ", " / "};
  switch (random_.below(8)) {
    case 0:
    case 1:
    case 2: {
      const std::string left = write(floating_sort, depth);
      return "(" + left + random_.pick(operators) + write(floating_sort, depth) + ")";
    }
    case 3: return "-(" + write(floating_sort, depth) + ")";
    case 4: return "double(" + write(random_.chance(60) ? integer_sort : string_sort, depth) + ")";
    case 5: return "math.abs(" + write(floating_sort, depth) + ")";
    case 6: {
      std::string out = random_.chance(50) ? "math.greatest(" : "math.least(";
      const std::size_t count = 1 + random_.below(3);
      for (std::size_t i = 0; i < count; ++i) {
        const std::string number = random_.chance(15)   ? "(0.0 / 0.0)"
                                   : random_.chance(50) ? literal(Base::floating)
                                                        : write(floating_sort, depth);
        out += (i > 0 ? ", " : "") + number;
      }
      return out + ")";
    }
    default: return write({Base::floating, true}, depth) + "[" + write(integer_sort, depth - 1) + "]";
  }
}

std::string ExpressionGenerator::string(int depth) {
  switch (random_.below(10)) {
    case 0: {
      const std::string left = write(string_sort, depth);
      return "(" + left + " + " + write(string_sort, depth) + ")";
    }
    case 1: return write(string_sort, depth) + ".lowerAscii()";
    case 2: return write(string_sort, depth) + ".upperAscii()";
    case 3: return write(string_sort, depth) + ".trim()";
    case 4: {
      const std::string subject = write(string_sort, depth);
      const std::string begin =
          random_.chance(70) ? std::to_string(random_.below(3)) : write(integer_sort, depth);
      const std::string end = random_.chance(50) ? ", " + std::to_string(random_.below(5)) : "";
      return subject + ".substring(" + begin + end + ")";
    }
    case 5: {
      const std::string subject = write(string_sort, depth);
      const std::string old = write(string_sort, depth - 1);
      const std::string with = write(string_sort, depth - 1);
      const std::string limit = random_.chance(30) ? ", " + write(integer_sort, 0) : "";
      return subject + ".replace(" + old + ", " + with + limit + ")";
    }
    case 6: {
      const std::string list = write({Base::string, true}, depth);
      return list + ".join(" + (random_.chance(60) ? write(string_sort, depth - 1) : "") + ")";
    }
    case 7: return write({Base::string, true}, depth) + "[" + write(integer_sort, depth - 1) + "]";
    default: return "string(" + write({static_cast<Base>(random_.below(6)), false}, depth) + ")";
  }
}

std::string ExpressionGenerator::moment(int depth) {
  switch (random_.below(6)) {
    case 0:
    case 1: {
      const std::string left = write(moment_sort, depth);
      return "(" + left + (random_.chance(50) ? " + " : " - ") + write(length_sort, depth) + ")";
    }
    case 2: {
      const std::string left = write(length_sort, depth);
      return "(" + left + " + " + write(moment_sort, depth) + ")";
    }
    case 3:
      if (vocabulary_.timed) return leaf(moment_sort);
      return "timestamp(" + write_still(random_.chance(60) ? integer_sort : string_sort, depth) + ")";
    case 4:
      if (vocabulary_.timed) return leaf(moment_sort);
      return write_still({Base::timestamp, true}, depth) + "[" + write(integer_sort, depth - 1) + "]";
    default: return leaf(moment_sort);
  }
}

std::string ExpressionGenerator::length(int depth) {
  switch (random_.below(6)) {
    case 0:
    case 1: {
      const std::string left = write(moment_sort, depth);
      return "(" + left + " - " + write(moment_sort, depth) + ")";
    }
    case 2:
    case 3: {
      const std::string left = write(length_sort, depth);
      return "(" + left + (random_.chance(50) ? " + " : " - ") + write(length_sort, depth) + ")";
    }
    case 4:
      if (vocabulary_.timed) return leaf(length_sort);
      return random_.chance(50)
                 ? "duration(" + write_still(string_sort, depth) + ")"
                 : write_still({Base::duration, true}, depth) + "[" + write(integer_sort, depth - 1) + "]";
    default: return leaf(length_sort);
  }
}

std::string ExpressionGenerator::list(Base base, int depth) {
  const Sort sort{base, true};
  const Sort item{base, false};
  const bool time = base == Base::timestamp || base == Base::duration;
  const auto part = [&](Sort of) { return time ? write_still(of, depth) : write(of, depth); };
  const auto bound = [&](Base of, const std::string& over, bool moving, const auto& body) {
    const std::string variable = new_variable();
    const std::size_t before = scope_.size();
    scope_.push_back({variable, {of, false}, {}, moving});
    const std::string text = body();
    scope_.resize(before);
    return over + variable + ", " + text + ")";
  };
  switch (random_.below(7)) {
    case 0: {
      std::string out = "[" + part(item);
      if (random_.chance(60)) out += ", " + part(item);
      return out + "]";
    }
    case 1: {
      const std::string left = part(sort);
      return "(" + left + " + " + part(sort) + ")";
    }
    case 2: {
      const std::string over = write(sort, depth);
      return bound(base, over + ".filter(", over.find("now") != std::string::npos,
                   [&] { return write(boolean_sort, depth + 1); });
    }
    case 3: {
      const auto from = static_cast<Base>(random_.below(6));
      const std::string over = write({from, true}, depth);
      const bool moving = over.find("now") != std::string::npos;
      return bound(from, over + ".map(", moving, [&] {
        std::string keep = random_.chance(40) ? write(boolean_sort, depth) + ", " : "";
        return keep + (time ? write_still(item, depth) : write(item, depth));
      });
    }
    case 4:
      if (base == Base::string) {
        const std::string subject = write(string_sort, depth);
        const std::string separator = quoted(random_.pick(vocabulary_.literals.strings));
        return subject + ".split(" + separator +
               (random_.chance(30) ? ", " + std::to_string(random_.between(-1, 3)) : "") + ")";
      }
      return leaf(sort);
    case 5:
      if (const FactSpec* const loans = records()) {
        for (const Name& field : loans->fields) {
          if (field.sort != item || field.values.size() > 0) continue;
          const std::string variable = new_variable();
          return loans->name.text + ".map(" + variable + ", " + variable + "." + field.text + ")";
        }
      }
      return leaf(sort);
    default: return leaf(sort);
  }
}

// What time alone can change: comparisons of instants and durations, with a fact or two beside them.
std::string ExpressionGenerator::timed_boolean(int depth) {
  if (vocabulary_.calendar && random_.chance(45)) return calendar_boolean();
  const auto compare = [&](Sort sort) {
    const std::string left = write(sort, depth);
    return "(" + left + comparison_operator() + write(sort, depth) + ")";
  };
  switch (random_.below(12)) {
    case 0: return "(" + write(boolean_sort, depth) + " && " + write(boolean_sort, depth) + ")";
    case 1: return "(" + write(boolean_sort, depth) + " || " + write(boolean_sort, depth) + ")";
    case 2: return "!(" + write(boolean_sort, depth) + ")";
    case 8:
    case 9: return units_of_time(depth);
    case 3: {
      static const std::vector<std::string> macros{"all", "exists", "exists_one"};
      const std::string variable = new_variable();
      scope_.push_back({variable, moment_sort, {}, false});
      std::string body = compare(random_.chance(50) ? moment_sort : length_sort);
      scope_.pop_back();
      std::string over = "many.t", around, end;
      if (random_.chance(30)) {  // a list that is another for each element of one around it
        const std::string outer = new_variable(), inner = new_variable();
        over += ".filter(" + inner + ", " + inner + comparison_operator() + outer + ")";
        around = "many.t." + random_.pick(macros) + "(" + outer + ", ";
        end = ")";
      }
      const std::string count = comparison_operator() + std::to_string(random_.below(3));
      const std::string counted = over + ".filter(" + variable + ", " + body + ").size()" + count;
      if (random_.chance(50)) return around + "(" + counted + ")" + end;
      return around + over + "." + random_.pick(macros) + "(" + variable + ", " + body + ")" + end;
    }
    case 4: return record_quantifier(*records(), "exists", 0);
    case 5: return random_.chance(50) ? "flag.a" : "(n.a > 2)";
    case 6:
    case 7: return compare(length_sort);
    default: return compare(moment_sort);
  }
}

// Whole units of time and what is reckoned with them; all of it changes at whole and half hours.
std::string ExpressionGenerator::units_of_time(int depth) {
  const std::string half_hours = std::to_string(random_.between(-8, 8));
  switch (random_.below(8)) {
    case 0:
      return "(int(" + write(moment_sort, depth) + ") - int(" + write(moment_sort, depth) + ")" +
             comparison_operator() + half_hours + " * 1800)";
    case 1: return "(" + write(length_sort, depth) + ".getHours()" + comparison_operator() + half_hours + ")";
    case 2:
      return "(30 * " + half_hours + comparison_operator() + write(length_sort, depth) + ".getMinutes())";
    case 3:
      return "(double(int(now) - int(" + write(moment_sort, depth) + ")) / 1800.0" + comparison_operator() +
             half_hours + ".0)";
    case 4: return "(int(now) % 7200" + comparison_operator() + half_hours + " * 900)";
    case 5: return "(math.greatest(int(now), int(" + write(moment_sort, depth) + ")) / 1800 % 3 in [0, 2])";
    case 6:
      return "(2 * " + write(length_sort, depth) + ".getHours() - " + write(length_sort, depth) +
             ".getHours()" + comparison_operator() + half_hours + ")";
    default:
      return "((flag.a ? " + write(length_sort, depth) + ".getMinutes() : int(now) % 3600 / 60)" +
             comparison_operator() + half_hours + " * 30)";
  }
}

std::string ExpressionGenerator::calendar_boolean() {
  if (random_.chance(25)) {
    return "(now.getHours() * 60 + now.getMinutes()" + comparison_operator() +
           std::to_string(30 * random_.between(-1, 49)) + ")";
  }
  if (random_.chance(20)) return "(now.getDayOfWeek(" + zone() + ") in [0, 6])";
  static const std::vector<std::string> parts{"getHours", "getDayOfWeek", "getDate", "getMonth", "getHours"};
  const std::size_t part = random_.below(parts.size());
  static const std::vector<std::int64_t> limits{23, 6, 28, 11, 23};
  const std::string value = std::to_string(random_.between(0, limits[part]));
  return "(now." + parts[part] + "(" + (random_.chance(60) ? zone() : "") + ")" + comparison_operator() +
         value + ")";
}

}  // namespace eligo::property
