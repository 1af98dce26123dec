#include "authoring/coverage/coverage_report.hpp"

#include "json/writer.hpp"
#include "output/text_table.hpp"
#include "text/display.hpp"
#include "text/score.hpp"

namespace eligo::authoring {

namespace {

std::string table_of(const Coverage& coverage) {
  output::TextTable table({"Coverage", "reached", "of", "percent"});
  const std::vector<GroupCount> counts = counts_by_group(coverage);
  for (std::size_t group = 0; group < counts.size(); ++group) {
    if (counts[group].total == 0) continue;
    table.add({coverage.obligations.groups[group].name, std::to_string(counts[group].met),
               std::to_string(counts[group].total), text::score(counts[group].met, counts[group].total)});
  }
  table.add({"all", std::to_string(coverage.met()), std::to_string(coverage.states.size()),
             text::score(coverage.met(), coverage.states.size())});
  return table.text();
}

struct Pairs {
  std::size_t parts = 0, unique_cause = 0, masking = 0;
};

Pairs pairs_of(const Coverage& coverage) {
  Pairs pairs;
  for (std::size_t i = 0; i < coverage.states.size(); ++i) {
    if (coverage.obligations.all[i].kind != Obligation::Kind::mcdc) continue;
    ++pairs.parts;
    if (coverage.unique_cause[i]) {
      ++pairs.unique_cause;
    } else if (coverage.states[i] == ObligationState::reached) {
      ++pairs.masking;
    }
  }
  return pairs;
}

void append_missing(std::string& out, const Coverage& coverage) {
  const auto& all = coverage.obligations.all;
  std::vector<bool> listed(all.size(), false);
  if (!coverage.suggestions.empty()) out += "\nNot reached; each of these fixtures would:\n";
  for (const SuggestedFixture& suggestion : coverage.suggestions) {
    out += "\n";
    for (const std::size_t obligation : suggestion.obligations) {
      listed[obligation] = true;
      out += "  " + all[obligation].id + "\n";
    }
    if (suggestion.obligations.empty()) out += "  the first of a pair with the next one\n";
    out += "    " + text::printable(suggestion.text) + "\n";
  }
  bool headed = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (coverage.states[i] != ObligationState::missing || listed[i]) continue;
    if (!headed) out += "\nNot reached, and the search found no fixture that would:\n";
    headed = true;
    out += "  " + all[i].id + "\n";
  }
}

std::string json_of(const Coverage& coverage) {
  std::string out;
  json::Writer writer(out);
  writer.begin_object();
  writer.key("rules").string(coverage.rules.string());
  writer.key("percent").raw(values::number_text(coverage.percent()));
  writer.key("reached").number(coverage.met());
  writer.key("obligations").begin_array();
  for (std::size_t i = 0; i < coverage.states.size(); ++i) {
    const Obligation& obligation = coverage.obligations.all[i];
    writer.begin_object();
    writer.key("id").string(obligation.id);
    writer.key("state").string(coverage.states[i] == ObligationState::reached  ? "reached"
                               : coverage.states[i] == ObligationState::exempt ? "exempt"
                                                                               : "missing");
    if (obligation.kind == Obligation::Kind::mcdc && coverage.states[i] == ObligationState::reached)
      writer.key("pair").string(coverage.unique_cause[i] ? "unique-cause" : "masking");
    if (!coverage.reasons[i].empty()) writer.key("reason").string(coverage.reasons[i]);
    writer.end_object();
  }
  writer.end_array();
  writer.key("total").number(coverage.states.size());
  writer.key("suggestions").begin_array();
  for (const SuggestedFixture& suggestion : coverage.suggestions) {
    writer.begin_object();
    writer.key("reaches").begin_array();
    for (const std::size_t obligation : suggestion.obligations)
      writer.string(coverage.obligations.all[obligation].id);
    writer.end_array();
    writer.key("fixture").raw(suggestion.text);
    writer.end_object();
  }
  writer.end_array();
  writer.key("broken_exemptions").begin_array();
  for (const auto& [obligation, why] : coverage.broken_exemptions) {
    writer.begin_object();
    writer.key("id").string(coverage.obligations.all[obligation].id);
    writer.key("why").string(why);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return out;
}

}  // namespace

std::vector<GroupCount> counts_by_group(const Coverage& coverage) {
  std::vector<GroupCount> counts(coverage.obligations.groups.size());
  for (std::size_t i = 0; i < coverage.states.size(); ++i) {
    GroupCount& count = counts[coverage.obligations.all[i].group];
    ++count.total;
    if (coverage.states[i] != ObligationState::missing) ++count.met;
  }
  return counts;
}

std::string pairs_text(const Coverage& coverage) {
  const Pairs pairs = pairs_of(coverage);
  if (pairs.parts == 0) return {};
  return "MC/DC of " + std::to_string(pairs.parts) + (pairs.parts == 1 ? " part: " : " parts: ") +
         std::to_string(pairs.unique_cause) + " by a unique-cause pair, " + std::to_string(pairs.masking) +
         " by a masking pair, " + std::to_string(pairs.parts - pairs.unique_cause - pairs.masking) + " not";
}

std::string coverage_text(const std::vector<Coverage>& all) {
  std::string out;
  for (const Coverage& coverage : all) {
    out += "\nCoverage of " + text::printable(coverage.rules.string()) + "\n\n" + table_of(coverage);
    if (const std::string pairs = pairs_text(coverage); !pairs.empty()) out += "\n" + pairs + "\n";
    for (std::size_t group = 0; group < coverage.obligations.groups.size(); ++group) {
      const std::size_t constant = coverage.obligations.groups[group].constant_parts;
      if (constant == 0) continue;
      out += "  " + coverage.obligations.groups[group].name + ": " + std::to_string(constant) +
             (constant == 1 ? " part is" : " parts are") + " the same for every profile\n";
    }
    append_missing(out, coverage);
    bool headed = false;
    for (std::size_t i = 0; i < coverage.states.size(); ++i) {
      if (coverage.states[i] != ObligationState::exempt) continue;
      if (!headed) out += "\nExempt:\n";
      headed = true;
      out += "  " + coverage.obligations.all[i].id + ": " + text::printable(coverage.reasons[i]) + "\n";
    }
    if (!coverage.broken_exemptions.empty()) out += "\nExempt though it should not be:\n";
    for (const auto& [obligation, why] : coverage.broken_exemptions)
      out += "  " + coverage.obligations.all[obligation].id + ": " + text::printable(why) + "\n";
  }
  return out;
}

std::string coverage_json(const std::vector<Coverage>& all) {
  std::string out = "[";
  for (const Coverage& coverage : all) out += (&coverage == all.data() ? "" : ",") + json_of(coverage);
  return out + "]";
}

}  // namespace eligo::authoring
