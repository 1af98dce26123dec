#include "evaluate/input_record.hpp"

#include <algorithm>

#include "evaluate/written_forms.hpp"
#include "output/input_finding_text.hpp"
#include "summary/input_findings.hpp"

namespace eligo::evaluate {

void InputRecord::add(const profiles::Chunk& chunk, const std::vector<std::string>& ignored_keys) {
  elements_.resize(std::max(elements_.size(), chunk.input + 1));
  csv_ = csv_ || chunk.format == profiles::Format::csv;
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
  const profiles::LinkedMapping* const linked = input.read_options().mapping;
  said.quality.forms = written_forms(rules, linked == nullptr ? nullptr : &linked->mapping(),
                                     values::WrittenForm::Options::all);
  const auto place_of = [&](const summary::RecordNumber& record) { return places.text(record); };
  std::vector<summary::MappedColumn> mapped;
  if (linked != nullptr && !csv_) {  // a header without such a column was refused
    for (const profiles::ColumnMapping::Column& column : linked->mapping().columns) {
      if (column.fact && *column.fact != column.name) mapped.push_back({*column.fact, column.name});
    }
  }
  const auto found = summary::find_in_input(tallies, undecided, ignored_.names(), mapped);
  for (const auto& finding : found.findings)
    said.findings.push_back(output::finding_text(finding, rules, place_of, said.quality.forms));
  for (const auto& remark : found.remarks)
    said.remarks.push_back(output::finding_text(remark, rules, place_of, said.quality.forms));
  said.quality.unknown = summary::unknown_names(tallies, ignored_.names());
  return said;
}

}  // namespace eligo::evaluate
