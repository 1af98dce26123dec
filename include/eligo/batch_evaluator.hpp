#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/decision.hpp>
#include <eligo/fact.hpp>
#include <eligo/lifetime.hpp>
#include <eligo/result.hpp>
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
/// Fill, evaluate (as often as wanted), `clear`, fill again; it keeps its memory between batches. A batch is
/// either of JSON or of columns, and once evaluated takes nothing more until `clear`. Whatever is
/// out of that order, and a call on an evaluator that was moved from, is std::invalid_argument. A call that
/// throws changes nothing; but if `evaluate` runs out of memory, there are no decisions to ask for.
///
/// Not safe to share between threads; make one for each.
class BatchEvaluator {
 public:
  explicit BatchEvaluator(const RuleSet& rules, Detail detail = Detail::reasons);
  BatchEvaluator(BatchEvaluator&&) noexcept;
  BatchEvaluator& operator=(BatchEvaluator&&) noexcept;
  ~BatchEvaluator();

  /// Appends one profile. Throws InputError where the text is not one JSON object; then nothing is added.
  BatchEvaluator& add_json(std::string_view json) & ELIGO_LIFETIME_BOUND;
  /// The same without exceptions on what is in the text; gives the row of the profile.
  [[nodiscard]] Result<std::size_t> try_add_json(std::string_view json);

  /// Gives a fact's whole column at once, in place of one given before; values are copied or, for strings,
  /// referred to until `clear`: their bytes must stay. Types must fit the fact as in Profile::set, and all
  /// columns be of one length (std::invalid_argument); single values are refused as there.
  BatchEvaluator& set_column(const Fact& fact, std::span<const std::int64_t> values,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  BatchEvaluator& set_column(const Fact& fact, std::span<const std::uint64_t> values,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  BatchEvaluator& set_column(const Fact& fact, std::span<const double> values,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  BatchEvaluator& set_column(const Fact& fact, std::span<const std::string_view> values,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  /// Strings as codes into a dictionary (Arrow's dictionary arrays): row i is `dictionary[codes[i]]`. The
  /// dictionary is copied, and looked up only where it is another than the last one of the fact; codes of
  /// rows that are there must be in it (std::invalid_argument). A text that the fact does not take is refused
  /// in the rows that have it.
  BatchEvaluator& set_column(const Fact& fact, std::span<const std::int32_t> codes,
                             std::span<const std::string_view> dictionary,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  BatchEvaluator& set_column(const Fact& fact, std::span<const std::uint32_t> codes,
                             std::span<const std::string_view> dictionary,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  BatchEvaluator& set_column(const Fact& fact, std::span<const Instant> values,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  BatchEvaluator& set_column(const Fact& fact, std::span<const Duration> values,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;
  /// Booleans as bytes, 0 or not 0.
  BatchEvaluator& set_column(const Fact& fact, std::span<const bool> values,
                             const std::uint8_t* validity = nullptr) &
      ELIGO_LIFETIME_BOUND;

  /// How many profiles there are; 0 in an evaluator that was moved from.
  [[nodiscard]] std::size_t size() const noexcept;

  /// Decides all profiles at `now`, which must be an instant (std::invalid_argument).
  [[nodiscard]] DecisionColumns evaluate(Instant now);
  /// The whole decision of a row of the last `evaluate`; std::invalid_argument where it had no such row.
  [[nodiscard]] Decision decision(std::size_t row) const;

  /// Forgets the profiles and decisions, keeps the memory.
  void clear() noexcept;

 private:
  struct State;
  [[nodiscard]] State& state() const;
  template <typename Value>
  BatchEvaluator& give_column(const Fact& fact, std::span<const Value> values, const std::uint8_t* validity);

  std::unique_ptr<State> state_;
};

}  // namespace eligo
