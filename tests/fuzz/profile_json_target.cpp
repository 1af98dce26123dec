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

// A record is read by the library as by the batch.
void require_same_alone(const profiles::Chunk& chunk, const std::string& decisions) {
  std::size_t begin = 0;
  for (const profiles::RawRecord& record : chunk.records) {
    const std::size_t end = decisions.find('\n', begin);
    const std::string_view together = std::string_view(decisions).substr(begin, end - begin);
    begin = end + 1;
    const auto alone =
        sample_rules().try_parse_profile(std::string_view(chunk.bytes).substr(record.begin, record.size));
    require_answer(alone.has_value(), alone.diagnostics());
    require(alone.has_value() == (together.find("\"verdict\":") != std::string_view::npos),
            "the batch reads what the library reads");
    if (!alone) continue;
    const std::string decided =
        sample_rules().evaluate(*alone, *Instant::parse("2026-11-23T10:00:00Z")).json().substr(1);
    require(together.ends_with(decided), "a profile alone is decided as among others");
  }
}

}  // namespace
}  // namespace eligo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  const std::string text(reinterpret_cast<const char*>(data), size);

  profiles::Chunk lines;
  profiles::InputWindow line_window(profiles::ByteSource::from_text(text));
  profiles::LineSplitter line_splitter(size + 1);
  fuzz::cut(line_window, line_splitter, lines);
  fuzz::require(lines.records.size() == fuzz::lines_that_are_not_blank(text), "one record for each line");
  fuzz::require_same_alone(lines, fuzz::require_one_decision_each(lines));

  profiles::Chunk values;
  values.format = profiles::Format::json;
  profiles::InputWindow value_window(profiles::ByteSource::from_text(text));
  profiles::ValueSplitter value_splitter(size + 1);
  fuzz::cut(value_window, value_splitter, values);
  fuzz::require_one_decision_each(values);
  return 0;
}
