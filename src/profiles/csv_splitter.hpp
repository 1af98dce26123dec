#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "profiles/input_window.hpp"
#include "profiles/raw_record.hpp"
#include "profiles/record_block.hpp"

namespace eligo::profiles {

/// How the rows of a CSV file are told apart.
struct CsvForm {
  char separator = ',';
  /// Where a quoted cell has no closing quote, only its first line is given up; rows are looked for in what
  /// follows, which is a guess.
  bool recover_quotes = false;
};

/// Cuts CSV into its rows: at line ends that stand outside quotes. Empty lines are passed over. In time
/// linear in the input,
/// - a quoted cell that in a later line turns out to be none (its closing quote is followed by something else
///   than a separator or a line end) makes its first line a flawed record; rows go on behind that line;
/// - a quote without its partner makes all that follows one flawed record.
class CsvSplitter {
 public:
  explicit CsvSplitter(std::size_t longest_record, CsvForm form = {}, std::uint64_t first_line = 1)
      : longest_(longest_record), form_(form), line_(first_line) {}

  /// Appends the next row's bytes, without its line end; false at the end of the input.
  bool next(InputWindow& window, std::string& bytes, RawRecord& record);
  /// Takes the rows of one line that end within the window, and are not too long, as far as the block has
  /// room.
  void take_whole(InputWindow& window, RecordBlock& block);

 private:
  /// What is known of quotes that are open where a line begins, up to `until`: that nothing closes them well.
  struct Doom {
    std::uint64_t until = 0;  ///< bytes of the input before such a line
    Flaw flaw = Flaw::none;
    std::uint64_t line = 0;  ///< where it shows
  };

  [[nodiscard]] std::optional<std::size_t> find_line_end(InputWindow& window, std::size_t begin) const;
  void drop(InputWindow& window, std::size_t size);
  bool give_up_first_line(InputWindow& window, RawRecord& record);
  bool pass_over_row(InputWindow& window, RawRecord& record);

  std::size_t longest_;
  CsvForm form_;
  std::uint64_t line_;
  std::uint64_t offset_ = 0;  // of the window's first byte
  Doom doom_;
};

}  // namespace eligo::profiles
