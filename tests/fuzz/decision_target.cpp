// A rule set and profiles for it, both from the input: `RULE SET`, a line `---`, then profiles as NDJSON.
// Each profile is decided alone and among the others, and explained.

#include <eligo/rule_set.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/content.hpp"
#include "explain/explanation.hpp"
#include "fuzz/decided_chunk.hpp"
#include "fuzz/invariant.hpp"
#include "output/explanation_writer.hpp"
#include "profiles/batch.hpp"
#include "profiles/chunk_reader.hpp"
#include "profiles/line_splitter.hpp"

namespace eligo::fuzz {
namespace {

void require_explained(const RuleSet& rules, profiles::Chunk chunk) {
  const auto& content = api::Content::of(rules);
  profiles::ChunkReader reader(content.program->schema());
  profiles::Batch batch(content.program->schema());
  if (chunk.records.empty()) return;
  chunk.records.resize(1);
  reader.read(chunk, batch);
  if (batch.error(0)) return;
  const values::Nanoseconds now = values::to_nanoseconds(*Instant::parse("2026-11-23T10:00:00Z"));
  const auto explanation = explain::explain(content.decider, {batch.seal(), 1}, now);
  const output::ExplanationContext context{batch.subject(0), now, rules.hash(), "", "en", false};
  require_utf8(explanation_text(*content.checked, explanation, context), "an explanation");
  require_utf8(explanation_page(*content.checked, explanation, context), "an explanation");
  require_json(explanation_json(*content.checked, explanation, context), "an explanation");
}

void require_bounds(const RuleSet& rules, std::string_view line) {
  const auto profile = rules.try_parse_profile(line);
  if (profile) require_in_bounds(rules.evaluate(*profile, *Instant::parse("2026-11-23T10:00:00Z")));
}

}  // namespace
}  // namespace eligo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  const auto [document, people] = fuzz::parted({reinterpret_cast<const char*>(data), size});
  const auto rules = RuleSet::try_parse(std::string(document), "a rule set");
  fuzz::require_answer(rules.has_value(), rules ? rules->warnings() : rules.diagnostics());
  if (!rules || fuzz::is_packed(people)) return 0;
  profiles::Chunk chunk;
  profiles::InputWindow window(profiles::ByteSource::from_text(std::string(people)));
  profiles::LineSplitter splitter(people.size() + 1);
  fuzz::cut(window, splitter, chunk);
  fuzz::require_same_alone(*rules, chunk, fuzz::require_one_decision_each(*rules, chunk));
  for (const profiles::RawRecord& record : chunk.records) {
    fuzz::require_bounds(*rules, std::string_view(chunk.bytes).substr(record.begin, record.size));
  }
  fuzz::require_explained(*rules, std::move(chunk));
  return 0;
}
