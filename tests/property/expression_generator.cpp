#include "property/expression_generator.hpp"

#include <utility>

namespace eligo::property {

namespace {

std::string whole_literal(std::int64_t number) {
  return number < 0 ? "(" + std::to_string(number) + ")" : std::to_string(number);
}

std::string seconds_text(std::int64_t seconds) { return std::to_string(seconds) + "s"; }

}  // namespace

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

const FactSpec* ExpressionGenerator::records() {
  for (const FactSpec& fact : vocabulary_.facts)
    if (fact.records) return &fact;
  return nullptr;
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

}  // namespace eligo::property
