// Profiles as JSON: as lines and as an array, decided at once and one by one.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/decided_chunk.hpp"
#include "fuzz/invariant.hpp"
#include "profiles/byte_source.hpp"
#include "profiles/line_splitter.hpp"
#include "profiles/value_splitter.hpp"

namespace eligo::fuzz {
namespace {

std::size_t lines_that_are_not_blank(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    count += line.find_first_not_of(" \t\r") != std::string_view::npos ? 1 : 0;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return count;
}

}  // namespace
}  // namespace eligo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (fuzz::is_packed(text)) return 0;
  const RuleSet& rules = fuzz::sample_rules();

  profiles::Chunk lines;
  profiles::InputWindow line_window(profiles::ByteSource::from_text(text));
  profiles::LineSplitter line_splitter(size + 1);
  fuzz::cut(line_window, line_splitter, lines);
  fuzz::require(lines.records.size() == fuzz::lines_that_are_not_blank(text), "one record for each line");
  fuzz::require_same_alone(rules, lines, fuzz::require_one_decision_each(rules, lines));

  profiles::Chunk values;
  values.format = profiles::Format::json;
  profiles::InputWindow value_window(profiles::ByteSource::from_text(text));
  profiles::ValueSplitter value_splitter(size + 1);
  fuzz::cut(value_window, value_splitter, values);
  fuzz::require_one_decision_each(rules, values);
  return 0;
}
