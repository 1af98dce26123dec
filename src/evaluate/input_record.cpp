#include "evaluate/input_record.hpp"

#include <algorithm>

#include "output/input_finding_text.hpp"
#include "summary/input_findings.hpp"

namespace eligo::evaluate {

void InputRecord::add(const profiles::Chunk& chunk, const std::vector<std::string>& ignored_keys) {
  elements_.resize(std::max(elements_.size(), chunk.input + 1));
  elements_[chunk.input] = chunk.format == profiles::Format::json;
  if (chunk.header != nullptr && chunk.header != header_) ignored_.add(chunk.header->ignored);
  header_ = chunk.header;
  ignored_.add(ignored_keys);
}

InputRemarks InputRecord::find(const summary::FactTallies& tallies, const decide::UndecidedFacts& undecided,
                               const check::CheckedRuleSet& rules,
                               const profiles::ProfileInput& input) const {
  InputRemarks said;
  output::InputPlaces& places = said.quality.places;
  for (std::size_t path = 0; path < input.inputs(); ++path) places.names.push_back(input.name(path));
  places.elements = elements_;
  const auto place_of = [&](const summary::RecordNumber& record) { return places.text(record); };
  const auto found = summary::find_in_input(tallies, undecided, ignored_.names());
  for (const auto& finding : found.findings)
    said.findings.push_back(output::finding_text(finding, rules, place_of));
  for (const auto& remark : found.remarks)
    said.remarks.push_back(output::finding_text(remark, rules, place_of));
  said.quality.unknown = summary::unknown_names(tallies, ignored_.names());
  return said;
}

}  // namespace eligo::evaluate
