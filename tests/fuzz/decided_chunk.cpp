#include "fuzz/decided_chunk.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "api/content.hpp"
#include "evaluate/chunk_decider.hpp"
#include "fuzz/invariant.hpp"
#include "output/csv_writer.hpp"
#include "profiles/byte_source.hpp"
#include "profiles/csv_row.hpp"
#include "profiles/unpacker.hpp"

namespace eligo::fuzz {

namespace {

constexpr const char* now = "2026-11-23T10:00:00Z";

std::string decide(const RuleSet& rules, const profiles::Chunk& chunk, evaluate::DecisionFormat format) {
  const auto& content = api::Content::of(rules);
  evaluate::EvaluationOptions options;
  options.format = format;
  options.paths = {"-"};
  options.now = values::to_nanoseconds(*Instant::parse(now));
  const evaluate::InputSchema schema(content.program->schema(), options.now_field);
  const profiles::ProfileInput input(schema.schema, options.paths, options.input);
  evaluate::ChunkDecider decider(content.decider, schema, input, options);
  std::string decisions;
  pipeline::OutputBuffer out([&](const std::string& text) {
    decisions += text;
    return true;
  });
  decider.decide(chunk, out);
  require(out.pass_on(), "all output is wanted");
  return decisions;
}

std::size_t count_lines(const std::string& text) {
  require(text.empty() || text.back() == '\n', "output ends in a line end");
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

void require_rows(const RuleSet& rules, const std::string& csv, std::size_t expected) {
  std::string header;
  evaluate::csv_writer(*api::Content::of(rules).checked, {}).write_header(header);
  profiles::InputWindow window(profiles::ByteSource::from_text(header + csv));
  profiles::CsvSplitter splitter(csv.size() + header.size());
  std::string row, unquoted;
  std::vector<std::string_view> cells;
  profiles::RawRecord record;
  std::size_t rows = 0, width = 0;
  for (; splitter.next(window, row, record); ++rows, row.clear()) {
    require(record.flaw == profiles::Flaw::none, "no row of CSV output has a flaw");
    require(profiles::split_csv_row(row, cells, unquoted).empty(), "each row of CSV output is one");
    if (rows == 0) width = cells.size();
    require(cells.size() == width, "each row of CSV output has as many cells as the header");
  }
  require(rows == expected + 1, "one row of CSV output for each record");
}

}  // namespace

const RuleSet& sample_rules() {
  static const RuleSet rules = RuleSet::load(ELIGO_SOURCE_DIR "/tests/cli/shared/rules.json");
  return rules;
}

std::pair<std::string_view, std::string_view> parted(std::string_view text) {
  constexpr std::string_view mark = "\n---\n";
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + mark.size())};
}

bool is_packed(std::string_view text) { return profiles::Unpacker::for_data(text) != nullptr; }

void require_in_bounds(const Decision& decision) {
  const Bounds bounds = decision.bounds();
  require(bounds.best <= decision.verdict() && decision.verdict() <= bounds.worst,
          "a verdict lies in its bounds");
}

std::string require_one_decision_each(const RuleSet& rules, const profiles::Chunk& chunk) {
  const std::string decisions = decide(rules, chunk, evaluate::DecisionFormat::ndjson);
  require(count_lines(decisions) == chunk.records.size(), "one line of output for each record");
  for (std::size_t begin = 0; begin < decisions.size();) {
    const std::size_t end = decisions.find('\n', begin);
    require_json(std::string_view(decisions).substr(begin, end - begin), "a line of output");
    begin = end + 1;
  }
  const std::string csv = decide(rules, chunk, evaluate::DecisionFormat::csv);
  require_utf8(csv, "CSV output");
  require_rows(rules, csv, chunk.records.size());
  return decisions;
}

void require_same_alone(const RuleSet& rules, const profiles::Chunk& chunk, std::string_view decisions) {
  std::size_t begin = 0;
  for (const profiles::RawRecord& record : chunk.records) {
    const std::size_t end = decisions.find('\n', begin);
    const std::string_view together = decisions.substr(begin, end - begin);
    begin = end + 1;
    const auto alone =
        rules.try_parse_profile(std::string_view(chunk.bytes).substr(record.begin, record.size));
    require_answer(alone.has_value(), alone.diagnostics());
    require(alone.has_value() == (together.find("\"verdict\":") != std::string_view::npos),
            "the batch reads what the library reads");
    if (!alone) continue;
    const std::string decided = rules.evaluate(*alone, *Instant::parse(now)).json().substr(1);
    require(together.ends_with(decided), "a profile alone is decided as among others");
  }
}

}  // namespace eligo::fuzz
