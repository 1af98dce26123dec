#include "output/input_finding_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "output/expected_text.hpp"
#include "text/display.hpp"
#include "values/value.hpp"

namespace eligo::output {

namespace {

using summary::InputFinding;
using text::quoted_name;
using Tally = summary::FactTallies::Tally;

// What was wrong, with counts where there are several causes; then what would be right.
std::string causes_of(const Tally& tally, const check::CheckedRuleSet& rules,
                      const values::WrittenForms& forms) {
  std::string what, right;
  for (std::size_t index = 0; index < tally.refused.size(); ++index) {
    const std::uint64_t count = tally.refused[index].count;
    if (count == 0) continue;
    const values::Cause cause = values::refusals[index];
    if (!what.empty()) what += ", ";
    if (count != tally.all_refused()) what += text::grouped(count) + " ";
    what += values::cause_text(cause);
    if (right.empty()) right = expected_text(rules, tally, cause, forms);
  }
  return what + "; expected is " + right;
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

std::string question(const std::string& near) {
  return "; is " + quoted_name(seen(near)) + " meant to be it?";
}

std::string meant_by(const std::string& near, const std::string& name) {
  if (near != name) return question(near);
  if (name.find('.') == std::string::npos)
    return ", but a key or column of that name, which is not what it is read from";
  return ", but a key with a dot in it; dots stand for objects: `{" + dotted_example(name) + "}`";
}

std::string refused_text(const Tally& tally, const check::CheckedRuleSet& rules, const PlaceOf& place_of,
                         const values::WrittenForms& forms) {
  const std::string causes = causes_of(tally, rules, forms);
  const std::uint64_t count = tally.all_refused();
  const std::string place = place_of(*tally.first_refused());
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
         (count == 1 ? "" : "the first: ") + place_of(*finding.first) + ")" +
         (count == records ? "; where the records stand within something else, `\"records\": \"/data\"` in a "
                             "mapping (--columns) says where"
                           : "");
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
                         const PlaceOf& place_of, const values::WrittenForms& forms) {
  switch (finding.kind) {
    case InputFinding::Kind::all_refused: return refused_text(*finding.parts.front(), rules, place_of, forms);
    case InputFinding::Kind::more_refused:
      return "there are " + text::grouped(finding.count) + " more facts of which every value was refused";
    case InputFinding::Kind::no_known_fact: return strangers_text(finding, rules, place_of);
    case InputFinding::Kind::absent_but_near:
      return absent_text(finding.parts) + meant_by(finding.near, finding.parts.front()->name);
    case InputFinding::Kind::absent_mapped:
      return "no record has " + quoted_name(finding.column) + ", of which the mapping makes the fact " +
             quoted_name(finding.parts.front()->name) +
             (finding.near == finding.column
                  ? ", but a key with a dot in it; that is written " + quoted_name("/" + finding.column)
              : finding.near.empty() ? ""
                                     : question(finding.near));
    case InputFinding::Kind::missing_but_near:
      return text::counted(finding.count, "record") + (finding.count == 1 ? " lacks " : " lack ") +
             quoted_name(finding.parts.front()->name) +
             (finding.near == finding.parts.front()->name
                  ? ", and a key or column of that name is not what it is read from"
                  : question(finding.near));
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
