#include "output/decision_key.hpp"

#include <cstddef>

#include "values/hash.hpp"

namespace eligo::output {

namespace {

/// Yes-or-no answers and small numbers, packed into one word.
class Packed {
 public:
  Packed& flag(bool set) { return number(set ? 1 : 0, 1); }
  Packed& number(std::size_t value, unsigned bits) {
    word_ |= static_cast<std::uint32_t>(value) << used_;
    used_ += bits;
    return *this;
  }
  [[nodiscard]] std::uint32_t word() const { return word_; }

 private:
  std::uint32_t word_ = 0;
  unsigned used_ = 0;
};

}  // namespace

void DecisionKey::describe(const decide::DecisionData& decision) {
  count_ = 0;
  reserve(4);
  const bool gaps = !decision.refused.empty() || !decision.needs.empty();
  const bool more = gaps || !decision.waived.empty() || !decision.alternatives.empty();
  add(Packed()
          .number(static_cast<std::size_t>(decision.verdict), 2)
          .number(static_cast<std::size_t>(decision.best), 2)
          .number(static_cast<std::size_t>(decision.worst), 2)
          .flag(decision.review)
          .flag(decision.segment.has_value())
          .flag(decision.retry_at.has_value())
          .flag(decision.valid_until.has_value())
          .flag(decision.times_bounded)
          .flag(more)
          .word());
  if (decision.segment) add(*decision.segment);
  add_reasons(decision.reasons);
  if (!more) return;
  add_reasons(decision.waived);
  add_numbers(decision.alternatives);
  add_inputs(decision.refused);
  add_numbers(decision.needs);
}

void DecisionKey::add_reasons(const decide::Reasons& reasons) {
  reserve(1);
  add(reasons.size());
  for (const decide::ReasonData& reason : reasons) {
    reserve(6);
    add(reason.code);
    const bool gaps = !reason.missing.empty() || !reason.errors.empty();
    add(Packed()
            .number(static_cast<std::size_t>(reason.effect), 2)
            .flag(reason.undecided)
            .flag(reason.codes_only)
            .flag(gaps)
            .word());
    add(reason.text_rule);
    add_numbers(reason.rules);
    if (reason.codes_only) continue;
    reserve(reason.facts.size() + 2);
    add(reason.facts.size());
    for (const decide::FactValue& fact : reason.facts) add(fact.fact);
    if (!gaps) continue;
    add_inputs(reason.missing);
    add_inputs(reason.errors);
  }
}

void DecisionKey::add_inputs(const std::vector<decide::MissingInput>& inputs) {
  reserve(inputs.size() * 3 + 2);
  add(inputs.size());
  for (const decide::MissingInput& input : inputs) {
    add(Packed()
            .number(static_cast<std::size_t>(input.kind), 1)
            .number(static_cast<std::size_t>(input.cause), 16)
            .word());
    add(input.index);
    add(input.field);
  }
}

void DecisionKey::add_numbers(const std::vector<std::uint32_t>& numbers) {
  reserve(numbers.size() + 2);
  add(numbers.size());
  for (const std::uint32_t number : numbers) add(number);
}

std::uint64_t DecisionKey::hash() const { return values::hash_words(words()); }

}  // namespace eligo::output
