#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/arrow.h>
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

/// Moves decisions into an Arrow struct array of three columns, a row a profile: `verdict` (codes into a
/// dictionary of the three words), `segment` (codes into the segments' ids; null for none) and `reasons`
/// (lists of codes into the reason codes). What `schema` and `array` held before is overwritten, not
/// released; they, and children that were moved out of them, own all memory, and are released by whoever
/// holds them (Arrow C data interface, https://arrow.apache.org/docs/format/CDataInterface.html).
/// std::invalid_argument where there are more than 2^31 - 1 reasons.
void export_arrow(DecisionColumns columns, ArrowSchema& schema, ArrowArray& array);

/// Evaluates many profiles at once, several times cheaper a profile than one by one, with the same
/// results. Profiles come as JSON, or as columns of values (Arrow's layout: values with a validity
/// bitmap, bit i of byte i/8, least significant first; a null bitmap means that all are there), one by one or
/// as a whole table.
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

  /// Gives a fact's whole column at once, in place of one given before. 64-bit numbers and the bytes of
  /// strings may be referred to until `clear`: they must stay as they are; all else is copied. Types must fit
  /// the fact as in Profile::set, and all columns be of one length (std::invalid_argument); single values are
  /// refused as there.
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
  /// Strings as codes into a dictionary (Arrow's dictionary arrays): row i is `dictionary[codes[i]]`. Codes
  /// may be referred to until `clear`, like numbers; the dictionary is copied, and looked up only where it is
  /// another than the last one of the fact; codes of rows that are there must be in it
  /// (std::invalid_argument). A text that the fact does not take is refused in the rows that have it.
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

  /// Takes many columns at once as the Arrow C data interface has them (<eligo/arrow.h>; exported by Arrow's
  /// own libraries, Polars, DuckDB and others): a struct array (`+s`), a row a profile, whose children are
  /// called like facts, or are structs around them (`account` with a child `kind`, or one called
  /// `account.kind`). Gives the names of the columns that are no fact, which are not read; the column of the
  /// rule set's `subject`, strings or integers, says who a decision is about. Fields of records are found by
  /// name, too. Facts of which there is no column are missing, and so is what is null, or stands in a struct
  /// that is.
  ///
  /// What a fact's column may be:
  /// - bool: `b`
  /// - int: `c` `C` `s` `S` `i` `I` `l` `L`; `f` `g`, whose values are refused where they are not whole, or
  ///   too large
  /// - double: `f` `g`; integers, which are refused where they are not exactly a double
  /// - string: `u` `U` `vu`, or any integer as code of a dictionary of these, whose null entries are missing
  /// - timestamp: `tss:` `tsm:` `tsu:` `tsn:` with a zone; Arrow counts them in UTC, whatever zone it is
  /// - duration: `tDs` `tDm` `tDu` `tDn`
  /// - list: `+l` `+L` of these, or of `+s` for records
  ///
  /// `n` is a column of any of them without values. 64-bit numbers, codes of 32 bits and the bytes of strings
  /// stay where they are, and the array is moved from (its `release` becomes null): it is released by
  /// `clear`, or with the evaluator. `schema` is read during the call only. Another form, as a timestamp
  /// without a zone or a date, and an array that is not what its schema says (offsets that decrease, codes
  /// that the dictionary does not have, …) is std::invalid_argument, which names the column; then the array
  /// is still the caller's. What a form cannot hold of a type is refused in its row, as in Profile::set. The
  /// sizes of most buffers nobody says: they must be what the lengths and offsets ask for.
  ///
  /// Source: https://arrow.apache.org/docs/format/CDataInterface.html
  std::vector<std::string> set_columns(const ArrowSchema& schema, ArrowArray& array);

  /// How many profiles there are; 0 in an evaluator that was moved from.
  [[nodiscard]] std::size_t size() const noexcept;

  /// Decides all profiles at `now`, which must be an instant (std::invalid_argument). The columns are the
  /// evaluator's own, valid until it evaluates again or goes away.
  [[nodiscard]] const DecisionColumns& evaluate(Instant now) & ELIGO_LIFETIME_BOUND;
  /// The same of an evaluator that goes away: the columns are the caller's.
  [[nodiscard]] DecisionColumns evaluate(Instant now) &&;
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
