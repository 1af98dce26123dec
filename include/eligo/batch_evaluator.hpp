#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/decision.hpp>
#include <eligo/rule_set.hpp>

namespace eligo {

/// Decisions as columns, one row a profile, in the order in which the profiles were given.
struct DecisionColumns {
  std::vector<Verdict> verdicts;
  /// Index into `segment_ids`; -1 for none.
  std::vector<std::int32_t> segments;
  /// Row i's reasons are `reason_codes[reason_offsets[i] … reason_offsets[i + 1])`, in order; each is an
  /// index into `codes`. Empty lists with Detail::verdict.
  std::vector<std::uint32_t> reason_offsets;
  std::vector<std::uint32_t> reason_codes;
  std::vector<std::string> segment_ids;
  std::vector<std::string> codes;
};

/// Evaluates many profiles at once, several times cheaper a profile than one by one, with the same
/// results. Profiles come as JSON, or as columns of values (Arrow's layout: values with a validity
/// bitmap, bit i of byte i/8, least significant first; a null bitmap means that all are there).
///
/// Keeps its memory between batches: fill, evaluate, clear, fill again. Not safe to share between
/// threads; make one for each.
class BatchEvaluator {
 public:
  explicit BatchEvaluator(RuleSet rules, Detail detail = Detail::reasons);
  BatchEvaluator(BatchEvaluator&&) noexcept;
  BatchEvaluator& operator=(BatchEvaluator&&) noexcept;
  ~BatchEvaluator();

  /// Appends one profile. Throws LoadError where the text is not one JSON object; then nothing is added.
  BatchEvaluator& add_json(std::string_view json);

  /// Gives a fact's whole column at once; values are copied or, for strings, referred to until `clear`.
  /// Types must fit the fact as in Profile::set (std::invalid_argument). Not to be mixed with `add_json`.
  BatchEvaluator& set_column(Fact fact, std::span<const std::int64_t> values,
                             const std::uint8_t* validity = nullptr);
  BatchEvaluator& set_column(Fact fact, std::span<const double> values,
                             const std::uint8_t* validity = nullptr);
  BatchEvaluator& set_column(Fact fact, std::span<const std::string_view> values,
                             const std::uint8_t* validity = nullptr);
  BatchEvaluator& set_column(Fact fact, std::span<const Instant> values,
                             const std::uint8_t* validity = nullptr);
  BatchEvaluator& set_column(Fact fact, std::span<const Duration> values,
                             const std::uint8_t* validity = nullptr);
  /// Booleans as bytes, 0 or not 0.
  BatchEvaluator& set_column(Fact fact, std::span<const bool> values, const std::uint8_t* validity = nullptr);

  /// How many profiles there are. Throws std::invalid_argument where columns differ in length.
  [[nodiscard]] std::size_t size() const;

  /// Decides all profiles at `now`.
  [[nodiscard]] DecisionColumns evaluate(Instant now);
  /// The whole decision of a row of the last `evaluate`.
  [[nodiscard]] Decision decision(std::size_t row) const;

  /// Forgets the profiles, keeps the memory.
  void clear();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace eligo
