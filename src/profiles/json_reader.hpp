#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "profiles/batch.hpp"
#include "profiles/ignored_names.hpp"
#include "profiles/profile_row.hpp"
#include "profiles/read_options.hpp"
#include "profiles/schema.hpp"

namespace eligo::profiles {

/// Reads single JSON profiles into a batch. Keeps scratch memory: one a thread.
///
/// All of a record is checked to be JSON (RFC 8259): grammar, UTF-8, escapes, no half of a surrogate
/// pair, no key twice in one object (also where an escape writes it differently), depth. `\u0000` is a
/// character like others. Values of facts that nothing reads are checked no further. A key that names no
/// fact is ignored unless the reading is strict.
///
/// The subject is a string or an integer, echoed as it is written; null counts as not there; anything else
/// makes the record an error.
class JsonReader {
 public:
  explicit JsonReader(const Schema& schema, ReadOptions options = {});
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  /// Appends one row for `text`, which holds one JSON object: a profile, or an error that says what is
  /// wrong with it. The text need not outlive the call.
  void read(std::string_view text, std::uint64_t line, Batch& batch) { read(text, line, batch, 0); }
  /// The same where so many bytes behind the text may be read, whatever they are, and both outlive the
  /// batch's row.
  void read(std::string_view text, std::uint64_t line, Batch& batch, std::size_t readable);
  /// The same of a single profile into a row of its own, in place of whatever was there; says what is wrong
  /// with the text where it is no profile.
  [[nodiscard]] std::optional<RecordError> read(std::string_view text, ProfileRow& row);
  /// The subject of the profile that was last read into a row, as JSON text that stays until the next one is
  /// read or the text is gone; empty for none.
  [[nodiscard]] std::string_view subject() const;

  /// Keys, of records in lists too, that were ignored for the first time since `forget_ignored`, and those
  /// that there are too many of to remember; dotted.
  [[nodiscard]] const IgnoredNames& ignored() const;
  void forget_ignored();
  /// How many records were read by the shape of earlier ones.
  [[nodiscard]] std::uint64_t read_by_shape() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace eligo::profiles
