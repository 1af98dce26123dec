// Decisions on profiles in memory, Eligo beside loops written by hand: from columns, from profiles one at a
// time, from JSON text one at a time.
//
//   in_memory RULES FILE COUNT ROUNDS
//
// Checks first that both decide alike; exits with 1 where they do not. Prints a line for each round of each
// measurement: its name, a tab, decisions a second; of allocations how many a decision.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <simdjson.h>
#include <eligo/eligo.hpp>

#include "allocations.hpp"
#include "column_loop.hpp"
#include "eligo_columns.hpp"
#include "plain_rules.hpp"
#include "profile_columns.hpp"
#include "read_person.hpp"
#include "stopwatch.hpp"

namespace comparison {
namespace {

using eligo::Detail;

constexpr std::size_t batch_rows = 4096;
constexpr std::size_t single_profiles = 10'000;
const eligo::Instant now{1'795'000'000, 0};

/// Keeps what is measured from being left out.
volatile std::uint64_t kept = 0;

class InMemory {
 public:
  InMemory(const std::string& rules, const std::string& file, std::size_t count)
      : rules_(eligo::RuleSet::load(rules)),
        facts_(fact_handles(rules_)),
        decoded_(decode(file, count, std::min(count, single_profiles))),
        loop_(decoded_.columns, Texts::codes),
        text_loop_(decoded_.columns, Texts::views) {
    for (std::size_t rule = 0; rule < rule_texts.size(); ++rule) number_[rule_texts[rule].code] = rule;
    for (const auto& line : decoded_.lines) profiles_.push_back(rules_.parse_profile(line));
  }

  /// How many profiles are decided otherwise by Eligo than by the program written by hand.
  std::size_t disagreements();
  /// Calls `report(name, rate)` for each measurement once.
  void measure(const std::function<void(const char*, double)>& report);

 private:
  [[nodiscard]] std::size_t rows() const { return decoded_.columns.rows; }
  template <typename Use>
  void for_each_batch(std::size_t end, const Use& use) const {
    for (std::size_t begin = 0; begin < end; begin += batch_rows)
      use(begin, std::min(begin + batch_rows, end));
  }
  std::uint32_t hits_of(const eligo::Decision& decision) const;
  std::size_t column_disagreements();
  std::size_t single_disagreements();
  void measure_columns(const std::function<void(const char*, double)>& report);
  void measure_single(const std::function<void(const char*, double)>& report);
  void measure_text(const std::function<void(const char*, double)>& report);

  eligo::RuleSet rules_;
  std::vector<eligo::Fact> facts_;
  DecodedFile decoded_;
  ColumnLoop loop_, text_loop_;
  std::map<std::string_view, std::size_t> number_;
  std::vector<eligo::Profile> profiles_;
};

std::uint32_t InMemory::hits_of(const eligo::Decision& decision) const {
  std::uint32_t hits = 0;
  for (const auto reason : decision.reasons()) hits |= 1U << number_.at(reason.code());
  return hits;
}

std::size_t InMemory::column_disagreements() {
  std::size_t wrong = 0;
  ColumnDecisions by_loop, by_text;
  eligo::BatchEvaluator evaluator(rules_, Detail::codes);
  for_each_batch(rows(), [&](std::size_t begin, std::size_t end) {
    loop_.reasons(begin, end, by_loop);
    text_loop_.verdicts(begin, end, by_text);
    wrong += by_text.verdicts == by_loop.verdicts ? 0 : end - begin;
    text_loop_.reasons(begin, end, by_text);
    wrong += by_text.reason_codes == by_loop.reason_codes ? 0 : end - begin;
    set_columns(evaluator, facts_, decoded_.columns, Texts::views, begin, end);
    const auto by_eligo = evaluator.evaluate(now);
    evaluator.clear();
    set_columns(evaluator, facts_, decoded_.columns, Texts::codes, begin, end);
    const auto by_code = evaluator.evaluate(now);
    evaluator.clear();
    wrong += by_code.verdicts == by_eligo.verdicts && by_code.reason_codes == by_eligo.reason_codes &&
                     by_code.reason_offsets == by_eligo.reason_offsets
                 ? 0
                 : end - begin;
    for (std::size_t row = 0; row < end - begin; ++row) {
      bool same = static_cast<std::uint8_t>(by_eligo.verdicts[row]) == by_loop.verdicts[row] &&
                  by_eligo.reason_offsets[row + 1] == by_loop.reason_offsets[row + 1];
      for (std::size_t at = by_eligo.reason_offsets[row]; same && at < by_eligo.reason_offsets[row + 1];
           ++at) {
        same = by_eligo.codes[by_eligo.reason_codes[at]] == rule_texts[by_loop.reason_codes[at]].code;
      }
      wrong += same ? 0 : 1;
    }
  });
  return wrong;
}

std::size_t InMemory::single_disagreements() {
  std::size_t wrong = 0;
  eligo::Profile profile = rules_.profile();
  for (std::size_t at = 0; at < profiles_.size(); ++at) {
    const std::uint32_t hits = decide(decoded_.people[at]);
    set_facts(profile, facts_, decoded_.people[at]);
    for (const auto* given : {&profiles_[at], &profile}) {
      const auto decision = rules_.evaluate(*given, now, Detail::reasons);
      wrong += hits_of(decision) == hits && to_string(decision.verdict()) == verdict_of(hits) ? 0 : 1;
    }
  }
  return wrong;
}

std::size_t InMemory::disagreements() { return column_disagreements() + single_disagreements(); }

void InMemory::measure_columns(const std::function<void(const char*, double)>& report) {
  ColumnDecisions decisions;
  const std::size_t one = std::min(batch_rows, rows());
  eligo::BatchEvaluator verdicts(rules_, Detail::verdict), codes(rules_, Detail::codes),
      reasons(rules_, Detail::reasons);
  const auto loop = [&](const ColumnLoop& by_hand, std::size_t end, auto decide_rows) {
    return [&, end, decide_rows] {
      for_each_batch(end, [&](std::size_t from, std::size_t to) {
        (by_hand.*decide_rows)(from, to, decisions);
        kept = kept + decisions.verdicts.back();
      });
      return end;
    };
  };
  const auto batches = [&](std::size_t end, eligo::BatchEvaluator& evaluator, Texts texts) {
    return [&, end, texts] {
      for_each_batch(end, [&](std::size_t from, std::size_t to) {
        set_columns(evaluator, facts_, decoded_.columns, texts, from, to);
        kept = kept + static_cast<std::uint8_t>(evaluator.evaluate(now).verdicts.back());
        evaluator.clear();
      });
      return end;
    };
  };
  report("columns, loop over codes: verdicts", rate(loop(loop_, rows(), &ColumnLoop::verdicts), 0.3));
  report("columns, loop over codes: reasons", rate(loop(loop_, rows(), &ColumnLoop::reasons), 0.3));
  report("columns, loop over texts: verdicts", rate(loop(text_loop_, rows(), &ColumnLoop::verdicts), 0.3));
  report("columns, loop over texts: reasons", rate(loop(text_loop_, rows(), &ColumnLoop::reasons), 0.3));
  report("columns, eligo over codes: verdicts", rate(batches(rows(), verdicts, Texts::codes), 0.3));
  report("columns, eligo over codes: codes of reasons", rate(batches(rows(), codes, Texts::codes), 0.3));
  report("columns, eligo over texts: verdicts", rate(batches(rows(), verdicts, Texts::views), 0.3));
  report("columns, eligo over texts: codes of reasons", rate(batches(rows(), codes, Texts::views), 0.3));
  report("columns, eligo over texts: reasons", rate(batches(rows(), reasons, Texts::views), 0.3));
  report("columns in the cache, loop over codes: verdicts",
         rate(loop(loop_, one, &ColumnLoop::verdicts), 0.3));
  report("columns in the cache, loop over codes: reasons", rate(loop(loop_, one, &ColumnLoop::reasons), 0.3));
  report("columns in the cache, loop over texts: verdicts",
         rate(loop(text_loop_, one, &ColumnLoop::verdicts), 0.3));
  report("columns in the cache, loop over texts: reasons",
         rate(loop(text_loop_, one, &ColumnLoop::reasons), 0.3));
  report("columns in the cache, eligo over codes: verdicts", rate(batches(one, verdicts, Texts::codes), 0.3));
  report("columns in the cache, eligo over codes: codes of reasons",
         rate(batches(one, codes, Texts::codes), 0.3));
  report("columns in the cache, eligo over texts: verdicts", rate(batches(one, verdicts, Texts::views), 0.3));
  report("columns in the cache, eligo over texts: codes of reasons",
         rate(batches(one, codes, Texts::views), 0.3));
  const auto set_before = [&](eligo::BatchEvaluator& evaluator) {
    set_columns(evaluator, facts_, decoded_.columns, Texts::codes, 0, one);
    return [&] {
      kept = kept + static_cast<std::uint8_t>(evaluator.evaluate(now).verdicts.back());
      return one;
    };
  };
  report("columns set before, eligo over codes: verdicts", rate(set_before(verdicts), 0.3));
  report("columns set before, eligo over codes: codes of reasons", rate(set_before(codes), 0.3));
}

void InMemory::measure_single(const std::function<void(const char*, double)>& report) {
  const auto each = [&](std::size_t count, auto use) {
    return [=] {
      for (std::size_t at = 0; at < count; ++at) kept = kept + use(at);
      return count;
    };
  };
  // The same result as Eligo's: a verdict and the codes in order.
  std::array<std::string_view, rule_texts.size()> codes{};
  const auto plain = [&](std::size_t at) -> std::uint64_t {
    std::uint32_t hits = decide(decoded_.people[at]);
    const std::size_t verdict = verdict_of(hits).size();
    std::size_t count = 0;
    for (; hits != 0; hits &= hits - 1) {
      codes[count++] = rule_texts[static_cast<std::size_t>(std::countr_zero(hits))].code;
    }
    return verdict + count;
  };
  const auto eligo = [&](Detail detail) {
    return [this, detail](std::size_t at) -> std::uint64_t {
      const auto decision = rules_.evaluate(profiles_[at], now, detail);
      return static_cast<std::uint64_t>(decision.verdict()) + decision.reasons().size();
    };
  };
  eligo::Profile profile = rules_.profile();
  const auto handles = [&](std::size_t at) -> std::uint64_t {
    set_facts(profile, facts_, decoded_.people[at]);
    const auto decision = rules_.evaluate(profile, now, Detail::reasons);
    return static_cast<std::uint64_t>(decision.verdict()) + decision.reasons().size();
  };
  const std::size_t count = profiles_.size();
  report("one at a time, plain ifs", rate(each(count, plain), 0.2));
  report("one at a time, eligo: verdict", rate(each(count, eligo(Detail::verdict)), 0.2));
  report("one at a time, eligo: codes", rate(each(count, eligo(Detail::codes)), 0.2));
  report("one at a time, eligo: reasons", rate(each(count, eligo(Detail::reasons)), 0.2));
  report("one at a time, eligo: full", rate(each(count, eligo(Detail::full)), 0.2));
  report("one at a time, eligo: handles set, reasons", rate(each(count, handles), 0.2));
  const std::uint64_t before = allocations();
  for (std::size_t at = 0; at < count; ++at) kept = kept + handles(at);
  report("allocations, eligo: handles set, reasons",
         static_cast<double>(allocations() - before) / static_cast<double>(count));
}

void InMemory::measure_text(const std::function<void(const char*, double)>& report) {
  simdjson::dom::parser dom;
  simdjson::ondemand::parser on_demand;
  Person person;
  const auto lines = [&](auto use) {
    return [&, use] {
      for (const auto& line : decoded_.lines) kept = kept + use(line);
      return decoded_.lines.size();
    };
  };
  report("one JSON text, simdjson's DOM of it",
         rate(lines([&](const std::string& line) -> std::uint64_t {
                return dom.parse(line.data(), line.size(), false).error();
              }),
              0.2));
  report("one JSON text, plain program on demand",
         rate(lines([&](const std::string& line) -> std::uint64_t {
                auto document = on_demand.iterate(line.data(), line.size(), line.capacity());
                read_person(document.get_object(), Keys::find, person);
                return decide(person);
              }),
              0.2));
  report("one JSON text, eligo: reasons", rate(lines([&](const std::string& line) -> std::uint64_t {
                                                 const auto decision = rules_.evaluate(
                                                     rules_.parse_profile(line), now, Detail::reasons);
                                                 return decision.reasons().size();
                                               }),
                                               0.2));
  report("one JSON text, eligo: reasons, no profile kept",
         rate(lines([&](const std::string& line) -> std::uint64_t {
                const auto decision = rules_.evaluate_json(line, now, Detail::reasons);
                return decision.reasons().size();
              }),
              0.2));
}

void InMemory::measure(const std::function<void(const char*, double)>& report) {
  measure_columns(report);
  measure_single(report);
  measure_text(report);
}

int run(const std::vector<std::string>& words) {
  if (words.size() != 4) {
    std::fputs("usage: in_memory RULES FILE COUNT ROUNDS\n", stderr);
    return 2;
  }
  InMemory program(words[0], words[1], std::stoul(words[2]));
  if (const std::size_t wrong = program.disagreements(); wrong != 0) {
    std::fprintf(stderr, "%zu decisions differ\n", wrong);
    return 1;
  }
  for (auto round = std::stoul(words[3]); round > 0; --round) {
    program.measure([](const char* name, double rate) { std::printf("%s\t%.1f\n", name, rate); });
  }
  return 0;
}

}  // namespace
}  // namespace comparison

int main(int count, char** values) {
  try {
    return comparison::run({values + 1, values + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
