#include "output/input_finding_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "output/text_table.hpp"
#include "text/display.hpp"
#include "values/value.hpp"

namespace eligo::output {

namespace {

using summary::InputFinding;
using text::quoted_name;
using values::Kind;
using Tally = summary::FactTallies::Tally;

std::string range_text(const check::Range& range) {
  const auto bound = [](const std::optional<values::Value>& value) {
    return value ? values::display_text(*value) : std::string("…");
  };
  return "the range is " + bound(range.lowest) + " to " + bound(range.highest);
}

std::string enum_text(const std::vector<std::string>& words) {
  constexpr std::size_t most_shown = 6;
  std::string text = "the values are";
  for (std::size_t i = 0; i < std::min(words.size(), most_shown); ++i) {
    text += (i == 0 ? " " : ", ") + quoted_name(words[i]);
  }
  return words.size() > most_shown ? text + ", …" : text;
}

// How a value of the type is written.
std::string form_of(const values::Type& type) {
  switch (type.kind) {
    case Kind::boolean: return "a bool is `true` or `false`";
    case Kind::integer: return "an int is written like `12`, not `12.0`";
    case Kind::floating: return "a double is written like `0.5`";
    case Kind::string: return type.enumeration ? enum_text(*type.enumeration) : "a string is a text";
    case Kind::timestamp: return "a timestamp is written like `2026-11-23T10:00:00Z`";
    case Kind::duration: return "a duration is written like `168h`";
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return "a list is an array";
}

// "of the wrong type" and the like, with counts where there are several; then what would be right.
std::string causes_of(const Tally& tally, const values::Type& type, const check::Range& range) {
  constexpr std::array causes{"of the wrong type", "out of range", "not among the values of the enum"};
  std::string what, right;
  for (std::size_t cause = 0; cause < causes.size(); ++cause) {
    if (tally.refused[cause] == 0) continue;
    if (!what.empty()) what += ", ";
    if (tally.refused[cause] != tally.all_refused()) what += text::grouped(tally.refused[cause]) + " ";
    what += causes[cause];
    const bool bounded = cause == 1 && (range.lowest || range.highest);
    if (right.empty()) right = bounded ? range_text(range) : form_of(type);
  }
  return what + "; " + right;
}

// `credit.score` as `"credit": {"score": …}`.
std::string dotted_example(const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) return "\"" + name + "\": …";
  return "\"" + name.substr(0, dot) + "\": {" + dotted_example(name.substr(dot + 1)) + "}";
}

// A name with what one does not see in it written out.
std::string seen(std::string name) {
  constexpr std::array<std::array<std::string_view, 2>, 2> unseen{
      {{"\xC2\xA0", "<U+00A0>"}, {"\xEF\xBB\xBF", "<U+FEFF>"}}};
  for (const auto& [bytes, shown] : unseen) {
    for (std::size_t at = name.find(bytes); at != std::string::npos; at = name.find(bytes, at))
      name.replace(at, bytes.size(), shown);
  }
  return name;
}

std::string meant_by(const std::string& near, const std::string& name) {
  if (near != name) return "; is " + quoted_name(seen(near)) + " meant to be it?";
  return ", but a key with a dot in it; dots stand for objects: `{" + dotted_example(name) + "}`";
}

std::string refused_text(const Tally& tally, const check::CheckedRuleSet& rules, const PlaceOf& place_of) {
  const check::Fact& fact = rules.facts[tally.fact];
  const bool field = tally.of == Tally::Of::field;
  const values::Type& type = field                             ? fact.fields[tally.field].type
                             : tally.of == Tally::Of::elements ? *fact.type.element
                                                               : fact.type;
  const std::string causes = causes_of(tally, type, field ? fact.fields[tally.field].range : fact.range);
  const std::uint64_t count = tally.all_refused();
  const std::string place = place_of(*tally.first_refused);
  return count == 1
             ? "the only value of " + quoted_name(tally.name) + " was refused, " + causes + " (" + place + ")"
             : "all " + text::grouped(count) + " values of " + quoted_name(tally.name) + " were refused, " +
                   causes + " (the first: " + place + ")";
}

std::string strangers_text(const InputFinding& finding, const check::CheckedRuleSet& rules,
                           const PlaceOf& place_of) {
  const std::uint64_t count = finding.count, records = finding.records;
  const std::string who = records == 1       ? "the only record has"
                          : count == records ? "all " + text::grouped(count) + " records have"
                          : count == 1
                              ? "1 of " + text::grouped(records) + " records has"
                              : text::grouped(count) + " of " + text::grouped(records) + " records have";
  return who + " no fact that rules read, and no subject " + quoted_name(rules.subject) + " (" +
         (count == 1 ? "" : "the first: ") + place_of(*finding.first) + ")";
}

std::string absent_text(const std::vector<const Tally*>& parts) {
  constexpr std::size_t most_named = 5;
  const std::size_t named = std::min(parts.size(), most_named);
  std::string text = "no record has ";
  for (std::size_t part = 0; part < named; ++part)
    text += (part > 0 ? ", " : "") + quoted_name(parts[part]->name);
  return parts.size() > named ? text + " and " + text::grouped(parts.size() - named) + " more" : text;
}

}  // namespace

std::string finding_text(const InputFinding& finding, const check::CheckedRuleSet& rules,
                         const PlaceOf& place_of) {
  switch (finding.kind) {
    case InputFinding::Kind::all_refused: return refused_text(*finding.parts.front(), rules, place_of);
    case InputFinding::Kind::more_refused:
      return "there are " + text::grouped(finding.count) + " more facts of which every value was refused";
    case InputFinding::Kind::no_known_fact: return strangers_text(finding, rules, place_of);
    case InputFinding::Kind::absent_but_near:
      return absent_text(finding.parts) + meant_by(finding.near, finding.parts.front()->name);
    case InputFinding::Kind::absent_undecided:
      return absent_text(finding.parts) +
             ", and so conditions could not be decided; where that is as it should be, the fact is "
             "`\"optional\": true`";
    case InputFinding::Kind::absent: return absent_text(finding.parts);
    case InputFinding::Kind::more_absent:
      return "there are " + text::grouped(finding.count) + " more facts that no record has";
  }
  return {};
}

}  // namespace eligo::output
