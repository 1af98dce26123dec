// Conditions: what of ExpressionGenerator comes to true or false.

#include <utility>

#include "property/expression_generator.hpp"

namespace eligo::property {

std::string ExpressionGenerator::comparison_operator(bool ordered) {
  static const std::vector<std::string> all{"<", "<=", ">", ">=", "==", "!="};
  return " " + (ordered ? all[random_.below(6)] : all[4 + random_.below(2)]) + " ";
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
