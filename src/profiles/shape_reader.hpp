#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "profiles/batch.hpp"
#include "profiles/profile_row.hpp"
#include "profiles/shape_graph.hpp"
#include "profiles/shape_lesson.hpp"
#include "profiles/shape_values.hpp"

namespace eligo::profiles {

/// Reads records that repeat the literals of earlier ones: those are compared whole, and the values in
/// between taken as they come. What it reads it reads as the reader does that teaches it; everything else it
/// leaves to that one. Holds what it learned: one a thread.
class ShapeReader {
 public:
  ShapeReader(ProfileKeys keys, bool strict);

  /// Whether it is likely that the next record can be read, or learned from if not. Asked once a record.
  [[nodiscard]] bool is_worth_trying();
  /// Appends the facts of a record to the batch; `subject()` and `given()` are then those of the record.
  /// False where it cannot: then nothing is appended. `shape_padding` bytes behind the text must be readable.
  /// `stays`: the text outlives the row, so that what is taken as it is written need not be copied.
  [[nodiscard]] bool read(std::string_view text, Batch& batch, bool stays);
  /// The same into a row that was begun, whose lists are then to be finished. False where it cannot: then the
  /// row has to be begun again.
  [[nodiscard]] bool read(std::string_view text, ProfileRow& row);
  /// The subject as written; it stays as long as the batch's row, or stands in the text.
  [[nodiscard]] std::string_view subject() const { return subject_; }
  /// How many facts got a row, where all did of which records have been read so far; else 0.
  [[nodiscard]] std::size_t given() const { return complete_ ? graph_.facts() : 0; }
  /// How many records it has read so far.
  [[nodiscard]] std::uint64_t read_records() const { return read_records_; }

  /// Learns from the record that `read` left, which the teacher has found to be valid.
  void learn(std::string_view text);

 private:
  /// Why a record was left.
  enum class Left : std::uint8_t { nowhere, unknown_literal, value };

  // A Row is a batch or a profile's own; a Scan tells what stands in the text, by the instructions of any
  // processor or by AVX2.
  template <typename Row>
  [[nodiscard]] Left follow(std::string_view text, Row& row);
  template <typename Row>
  [[nodiscard]] Left follow_avx2(std::string_view text, Row& row);
  template <typename Scan, typename Row>
  [[nodiscard]] Left follow_with(std::string_view text, Row& row);
  template <typename Row>
  void end_lists(const LiteralExtras& extras, Row& row);
  void note(bool known);

  // Each gives where the value ends, or a place behind the record's end where it has to be left.
  template <typename Row>
  [[nodiscard]] const char* take_odd_scalar(const Literal& literal, const char* at, const char* end,
                                            Row& row);
  template <typename Row>
  [[nodiscard]] const char* take_typed(const Literal& literal, const char* at, const char* end, Row& row);
  template <typename Row>
  [[nodiscard]] const char* take_as_written(const Literal& literal, const char* at, const char* end,
                                            Row& row);
  [[nodiscard]] const char* take_subject(const char* at, const char* end);
  [[nodiscard]] const char* pass_over(const char* at, const char* end);
  [[nodiscard]] const char* pass_string(const char* at, const char* end, StringBody& body);
  template <typename Row>
  [[nodiscard]] const char* take_null(const Literal& literal, const char* at, const char* end, Row& row);
  [[nodiscard]] static const char* left(const char* end) { return end + 1; }
  template <typename Row>
  [[nodiscard]] bool refuse(const ValueTarget& target, values::Cause refused, Row& row) const;

  bool strict_;
  ShapeGraph graph_;
  ShapeLesson lesson_;
  bool stays_ = false;  // the text of the record
  std::string unescaped_;
  std::string_view subject_;
  bool complete_ = false;  // the record has all facts that the graph knows
  std::uint64_t read_records_ = 0;
  Left left_ = Left::nowhere;

  // How it went: of the last records that were tried, those read; how many are not tried, and next time.
  std::uint32_t tried_ = 0;
  std::uint32_t known_ = 0;
  std::uint32_t pause_ = 0;
  std::uint32_t next_pause_ = 0;
  std::uint32_t lessons_ = 0;  // that may be given
  std::uint32_t records_ = 0;
  bool has_avx2_ = false;
};

}  // namespace eligo::profiles
