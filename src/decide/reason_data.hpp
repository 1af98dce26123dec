#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "text/display.hpp"
#include "values/idle_pool.hpp"
#include "values/value.hpp"
#include "values/view.hpp"

namespace eligo::decide {

/// A fact's name and value at the time of the decision.
struct FactValue {
  std::uint32_t fact = 0;
  values::Value value;
};

/// Something that is not known, and why.
struct MissingInput {
  enum class Kind : std::uint8_t { fact, part };
  static constexpr std::uint32_t no_field = 0xFFFF'FFFF;
  Kind kind = Kind::fact;
  std::uint32_t index = 0;  ///< the fact, or the checked node in which a run-time error arose
  values::Cause cause = values::Cause::absent;
  std::uint32_t field = no_field;  ///< of a list's records; of values that were refused
  friend bool operator==(const MissingInput&, const MissingInput&) = default;
};

/// The name of what a input of a fact is about: `score`, `loans.status`.
[[nodiscard]] inline std::string_view fact_name(const check::CheckedRuleSet& rules,
                                                const MissingInput& input) {
  const check::Fact& fact = rules.facts[input.index];
  return input.field == MissingInput::no_field ? fact.name : fact.fields[input.field].path;
}

/// The part of a condition that a input is about, as written; a long one is cut.
[[nodiscard]] inline std::string part_text(const check::CheckedRuleSet& rules, const MissingInput& input) {
  return text::cut(rules.nodes.text(input.index), values::shown.code_points);
}

/// One reason: the rules with the same code that hit, or that could not be decided and fail closed. It is
/// decided where a rule hit and had the reason's effect.
struct ReasonData {
  std::uint32_t code = 0;
  check::Effect effect = check::Effect::hide;
  bool undecided = false;       ///< no rule hit that has the effect; on_missing gave it
  bool codes_only = false;      ///< only the code, effect, `undecided` and rules (Detail::codes)
  std::uint32_t text_rule = 0;  ///< gives message and remedy: the first by which it is decided, or undecided
  std::vector<std::uint32_t> rules;   ///< in the order of reasons
  std::vector<MissingInput> missing;  ///< where undecided: facts, in the rule set's order of facts
  std::vector<MissingInput> errors;   ///< where undecided: run-time errors
  std::vector<FactValue> facts;       ///< scalar facts that made the hit rules' conditions true
  std::vector<values::Value>
      placeholder_values;  ///< for the placeholders of the text rule, see placeholders.hpp
};

/// Memory of reasons that wait for the next decision.
using ReasonPool = values::IdlePool<std::vector<ReasonData>>;

/// Reasons in order. Clearing keeps the memory of each, so that whoever decides batch after batch with the
/// same decisions allocates no more. With a pool the memory comes from there, and goes back.
class Reasons {
 public:
  Reasons() = default;
  /// The pool outlives it, and what is copied or moved from it.
  explicit Reasons(ReasonPool& pool) noexcept : pool_(&pool) {}
  Reasons(const Reasons& other)
      : kept_(other.empty() ? nullptr
                            : std::make_unique<std::vector<ReasonData>>(other.begin(), other.end())),
        size_(other.size_),
        pool_(other.pool_) {}
  Reasons(Reasons&& other) noexcept
      : kept_(std::move(other.kept_)), size_(std::exchange(other.size_, 0)), pool_(other.pool_) {}
  Reasons& operator=(Reasons other) noexcept {
    std::swap(kept_, other.kept_);
    std::swap(size_, other.size_);
    std::swap(pool_, other.pool_);
    return *this;
  }
  ~Reasons() {
    if (kept_) give_back();
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const ReasonData* data() const { return kept_ ? kept_->data() : nullptr; }
  [[nodiscard]] const ReasonData* begin() const { return data(); }
  [[nodiscard]] const ReasonData* end() const { return data() + size_; }
  [[nodiscard]] ReasonData* begin() { return kept_ ? kept_->data() : nullptr; }
  [[nodiscard]] ReasonData* end() { return begin() + size_; }
  [[nodiscard]] const ReasonData& operator[](std::size_t index) const { return (*kept_)[index]; }
  [[nodiscard]] ReasonData& operator[](std::size_t index) { return (*kept_)[index]; }

  /// A new last one, with nothing in it.
  ReasonData& add() {
    std::vector<ReasonData>& kept = memory();
    if (size_ == kept.size()) return kept[(kept.emplace_back(), size_++)];
    ReasonData& reason = kept[size_++];
    reason.code = reason.text_rule = 0;
    reason.effect = check::Effect::hide;
    reason.undecided = reason.codes_only = false;
    reason.rules.clear();
    reason.missing.clear();
    reason.errors.clear();
    reason.facts.clear();
    reason.placeholder_values.clear();
    return reason;
  }
  void clear() { size_ = 0; }
  void reserve(std::size_t count) { memory().reserve(count); }

 private:
  static constexpr std::size_t most_pooled_ = 256;

  void give_back() noexcept {
    if (pool_ != nullptr && kept_->size() <= most_pooled_) pool_->put(std::move(kept_));
  }
  std::vector<ReasonData>& memory() {
    if (!kept_ && pool_ != nullptr) kept_ = pool_->take();
    if (!kept_) kept_ = std::make_unique<std::vector<ReasonData>>();
    return *kept_;
  }

  std::unique_ptr<std::vector<ReasonData>> kept_;
  std::size_t size_ = 0;
  ReasonPool* pool_ = nullptr;
};

}  // namespace eligo::decide
