// A condition and a profile, both from the input: `EXPRESSION`, a line `---`, then a profile as JSON. The
// engine and the oracle decide alike.

#include <eligo/rule_set.hpp>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "fuzz/decided_chunk.hpp"
#include "fuzz/invariant.hpp"
#include "property/disagreement.hpp"

namespace eligo::fuzz {
namespace {

/// The condition stands as a rule's, as a part of another, as a segment's and where an alternative asks.
std::string document_with(std::string_view condition) {
  static const auto sample =
      nlohmann::ordered_json::parse(std::ifstream(ELIGO_SOURCE_DIR "/tests/fuzz/condition_rules.json"));
  nlohmann::ordered_json document = sample;
  const std::string text(condition);
  document["rules"][0]["when"] = text;
  document["rules"][1]["when"]["any"][0] = text;
  document["segments"][0]["when"] = text;
  document["alternatives"][0]["when"] = text;
  return document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace
}  // namespace eligo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  const auto [condition, person] = fuzz::parted({reinterpret_cast<const char*>(data), size});
  const std::string document = fuzz::document_with(condition);
  std::string why;
  const auto subject = property::Subject::load(document, why);
  if (!subject) return 0;
  const auto rules = RuleSet::parse(document);
  const bool is_profile = rules.try_parse_profile(person).has_value();
  const std::string profile = is_profile ? std::string(person) : "{}";
  for (const char* const instant :
       {"2026-11-23T10:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"}) {
    const values::Nanoseconds now = values::to_nanoseconds(*Instant::parse(instant));
    const auto engine = subject->decide({profile, profile}, now, Detail::reasons);
    fuzz::require(engine[0] == engine[1], "a row does not know its neighbours");
    const std::string difference = property::disagreement(subject->rules(), profile, now, engine[0]);
    fuzz::require(difference.empty(),
                  "the oracle decides alike, at " + std::string(instant) + ":\n" + difference);
  }
  return 0;
}
