#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "check/condition_checker.hpp"
#include "check/passes.hpp"
#include "check/scalar.hpp"
#include "check/template_parser.hpp"
#include "diagnostics/suggestion.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;

Effect effect_of(std::string_view word) {
  if (word == "deny") return Effect::deny;
  return word == "skip" ? Effect::skip : Effect::hide;
}

void check_window(const document::WrittenWindow& written, Rule& rule, MistakeList& mistakes) {
  const auto side =
      [&](const std::optional<diagnostics::LocatedText>& text) -> std::optional<values::Nanoseconds> {
    return text ? read_timestamp(text->text, text->place, Code::invalid_instant, mistakes) : std::nullopt;
  };
  rule.active_from = side(written.from);
  rule.active_until = side(written.until);
  if (rule.active_from && rule.active_until && *rule.active_from >= *rule.active_until) {
    mistakes.error(Code::invalid_window, written.place,
                   "the rule is never active: `until` is not after `from`");
  }
}

std::string suggested_code(const Linking& linking, const std::string& code) {
  const std::vector<std::string>& codes = linking.rules.codes;
  return diagnostics::did_you_mean(
      linking.scope.suggester
          ->closest(code, diagnostics::identity(codes), codes.size(), [&] { return codes; })
          .name);
}

std::vector<std::uint32_t> check_waives(Linking& linking,
                                        const std::vector<diagnostics::LocatedText>& written) {
  std::vector<std::uint32_t> waives;
  std::unordered_set<std::uint32_t> seen;
  for (const diagnostics::LocatedText& code : written) {
    const auto found = linking.codes.find(code.text);
    if (found == linking.codes.end()) {
      linking.mistakes.error(Code::unknown_reason_code, code.place,
                             "no rule gives the reason " + quote(code.text),
                             suggested_code(linking, code.text));
    } else if (!seen.insert(found->second).second) {
      linking.mistakes.warning(Code::duplicate_value, code.place,
                               "the segment waives " + quote(code.text) + " twice");
    } else {
      waives.push_back(found->second);
    }
  }
  return waives;
}

/// Calls `check` for each of the things of one kind that have ids.
template <typename Written, typename Check>
void for_each_with_id(Linking& linking, const std::string& what, const std::vector<Written>& all,
                      const Check& check) {
  IdTable ids(what, all.size());
  for (const Written& written : all) {
    if (linking.mistakes.enough_errors()) return;
    const MistakeList::Context context(linking.mistakes, what + " " + quote(written.id.text));
    ids.add(written.id, linking.mistakes);
    check(written);
  }
}

}  // namespace

void collect_codes(Linking& linking) {
  struct First {
    const document::WrittenRule* rule;
    std::uint32_t category;
  };
  std::unordered_map<std::string_view, std::uint32_t> categories;
  std::vector<First> firsts;  // beside rules.codes
  CheckedRuleSet& rules = linking.rules;
  for (const document::WrittenRule& written : linking.document.rules) {
    const auto category_count = static_cast<std::uint32_t>(rules.categories.size());
    const auto [category, new_category] = categories.emplace(written.category.text, category_count);
    if (new_category) rules.categories.push_back(written.category.text);
    const auto code_count = static_cast<std::uint32_t>(rules.codes.size());
    const auto [code, new_code] = linking.codes.emplace(written.reason.text, code_count);
    if (new_code) {
      rules.codes.push_back(written.reason.text);
      firsts.push_back({&written, category->second});
      continue;
    }
    const First& first = firsts[code->second];
    if (first.category == category->second || linking.mistakes.enough_errors()) continue;
    const MistakeList::Context context(linking.mistakes, "rule " + quote(written.id.text));
    linking.mistakes.error(Code::inconsistent_reason, written.category.place,
                           "the reason " + quote(written.reason.text) + " is in the category " +
                               quote(written.category.text) + " here, but in " +
                               quote(first.rule->category.text) + " in the rule " +
                               quote(first.rule->id.text),
                           "rules that give one reason share its category");
  }
}

void check_rules(Linking& linking) {
  std::unordered_map<std::string_view, std::uint32_t> categories;
  for (std::uint32_t i = 0; i < linking.rules.categories.size(); ++i)
    categories.emplace(linking.rules.categories[i], i);
  const Effect default_missing =
      linking.document.on_missing ? effect_of(linking.document.on_missing->text) : Effect::hide;
  linking.rules.rules.reserve(linking.document.rules.size());
  const auto check = [&](const document::WrittenRule& written) {
    Rule rule;
    rule.id = written.id.text;
    rule.title = texts_of(written.title);
    rule.category = categories.at(written.category.text);
    rule.effect = effect_of(written.effect.text);
    rule.when = check_condition(linking, written.when).value_or(no_node);
    rule.on_missing = written.on_missing ? effect_of(written.on_missing->text) : default_missing;
    rule.code = linking.codes.at(written.reason.text);
    rule.priority = written.priority;
    if (written.active) check_window(*written.active, rule, linking.mistakes);
    rule.review = written.review;
    rule.always_shown = written.always_shown;
    rule.message = parse_templates(linking, written.message);
    rule.remedy = parse_templates(linking, written.remedy);
    rule.meta = written.meta;
    rule.pointer = written.place.pointer;
    linking.rules.rules.push_back(std::move(rule));
  };
  for_each_with_id(linking, "rule", linking.document.rules, check);
}

void check_segments(Linking& linking) {
  const auto check = [&](const document::WrittenSegment& written) {
    Segment segment;
    segment.id = written.id.text;
    segment.title = texts_of(written.title);
    segment.when = check_condition(linking, written.when).value_or(no_node);
    segment.params = check_overrides(linking, written.params);
    segment.waives = check_waives(linking, written.waives);
    linking.rules.segments.push_back(std::move(segment));
  };
  for_each_with_id(linking, "segment", linking.document.segments, check);
}

void check_alternatives(Linking& linking) {
  const auto check = [&](const document::WrittenAlternative& written) {
    Alternative alternative;
    alternative.id = written.id.text;
    alternative.when = check_condition(linking, written.when).value_or(no_node);
    alternative.title = parse_templates(linking, written.title);
    alternative.message = parse_templates(linking, written.message);
    linking.rules.alternatives.push_back(std::move(alternative));
  };
  for_each_with_id(linking, "alternative", linking.document.alternatives, check);
}

}  // namespace eligo::check
