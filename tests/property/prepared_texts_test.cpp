// A writer that has written other decisions before writes what a new one does, as JSON and as CSV, on random
// rule sets and profiles. ELIGO_TEXTS sets how many decisions are written.

#include <gtest/gtest.h>

#include <iostream>
#include <memory_resource>
#include <string>
#include <vector>

#include "output/csv_writer.hpp"
#include "output/decision_writer.hpp"
#include "output/record_keys.hpp"
#include "property/profile_generator.hpp"
#include "property/rule_set_generator.hpp"
#include "property/setting.hpp"
#include "property/subject.hpp"
#include "scaffold/columns.hpp"

namespace eligo::property {
namespace {

constexpr std::size_t profiles_a_rule_set = 24;
constexpr std::string_view subject_of_all = R"("a \"b\"")";

std::string as_json(output::DecisionWriter& writer, const decide::DecisionData& decision) {
  std::string text;
  writer.write(text, decision, output::subject_member("id", subject_of_all));
  return text;
}

std::string as_csv(output::CsvWriter& writer, const decide::DecisionData& decision) {
  std::string text;
  writer.write_decision(text, decision, {subject_of_all});
  return text;
}

output::CsvWriter csv_writer(const Subject& subject, bool raw) {
  return {subject.rules(), "en", output::csv_columns(subject.rules(), Detail::full, {}), raw};
}

std::vector<decide::DecisionData> decisions_of(const Subject& subject, const std::vector<std::string>& texts,
                                               values::Nanoseconds now, Detail detail) {
  profiles::Batch batch = test::read_profiles(subject.program().schema(), texts);
  std::vector<decide::DecisionData> decisions(texts.size());
  std::pmr::monotonic_buffer_resource memory;
  subject.decider().decide({batch.seal(), batch.rows()}, now, detail, memory, decisions);
  return decisions;
}

/// How many decisions were written.
std::size_t compare(const Subject& subject, const std::vector<std::string>& texts, values::Nanoseconds now) {
  output::DecisionWriter json(subject.rules(), "en");
  output::CsvWriter csv = csv_writer(subject, false), raw = csv_writer(subject, true);
  std::size_t written = 0;
  for (const Detail detail : {Detail::verdict, Detail::codes, Detail::reasons, Detail::full}) {
    for (const auto& decision : decisions_of(subject, texts, now, detail)) {
      output::DecisionWriter new_json(subject.rules(), "en");
      output::CsvWriter new_csv = csv_writer(subject, false), new_raw = csv_writer(subject, true);
      EXPECT_EQ(as_json(json, decision), as_json(new_json, decision));
      EXPECT_EQ(as_csv(csv, decision), as_csv(new_csv, decision));
      EXPECT_EQ(as_csv(raw, decision), as_csv(new_raw, decision));
      ++written;
    }
  }
  return written;
}

TEST(PreparedTexts, AreThoseOfANewWriter) {
  const std::uint64_t least = setting("ELIGO_TEXTS", 20'000);
  std::size_t written = 0;
  std::string why;
  for (std::uint64_t seed = setting("ELIGO_SEED", 1); written < least && !HasFailure(); ++seed) {
    Random random(seed);
    const GeneratedRuleSet generated =
        generate_rule_set(random, seed % 4 == 0 ? Theme::time : Theme::everything);
    const auto subject = Subject::load(generated.document.dump(), why);
    if (!subject) continue;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < profiles_a_rule_set; ++i)
      texts.push_back(generate_profile(random, generated.vocabulary, i % 2 == 0).dump());
    written += compare(*subject, texts, generate_instant(random, generated.vocabulary));
    EXPECT_FALSE(HasFailure()) << "seed " << seed << "\n" << generated.document.dump(1);
  }
  std::cout << written << " decisions\n";
}

}  // namespace
}  // namespace eligo::property
