#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "profiles/column_mapping.hpp"
#include "profiles/csv_header.hpp"
#include "profiles/csv_splitter.hpp"
#include "profiles/format.hpp"
#include "profiles/input_window.hpp"
#include "profiles/line_splitter.hpp"
#include "profiles/raw_record.hpp"
#include "profiles/read_options.hpp"
#include "profiles/schema.hpp"
#include "profiles/value_splitter.hpp"

namespace eligo::profiles {

/// Bounds on what is read at once.
struct InputOptions {
  Format format = Format::automatic;
  bool strict = false;                                  ///< unknown CSV columns are an error
  std::size_t longest_record = std::size_t{64} << 20U;  ///< bytes; longer records are errors
  std::size_t chunk_records = 1000;                     ///< a chunk ends with whichever comes first
  std::size_t chunk_bytes = std::size_t{4} << 20U;
  bool recover_quotes = false;                             ///< see CsvForm
  std::shared_ptr<const ColumnMapping> mapping = nullptr;  ///< how columns become facts; null: by their names
};

/// Records of one input, cut but not read: what one thread decides at a time.
struct Chunk {
  std::size_t input = 0;  ///< which of the inputs
  Format format = Format::ndjson;
  std::shared_ptr<const CsvHeader> header;  ///< CSV only
  std::string bytes;  ///< that the records stand in; what stands between them may be anything
  std::vector<RawRecord> records;
};

/// Cuts files, one after the other, into chunks of records. Memory is bounded by the longest record and
/// the size of a chunk. A byte order mark at the start of a file is passed over. One thread at a time.
class ProfileInput {
 public:
  enum class Next { chunk, end, failed };

  /// `paths` may hold `-` for the standard input.
  ProfileInput(const Schema& schema, std::vector<std::string> paths, InputOptions options);

  [[nodiscard]] const Schema& schema() const { return *schema_; }
  /// For who reads the chunks.
  [[nodiscard]] ReadOptions read_options() const;

  /// Fills the chunk with what comes next. After `failed` there is nothing more: `error()` says why.
  [[nodiscard]] Next next(Chunk& chunk);
  [[nodiscard]] const std::string& error() const { return error_; }
  /// The name of an input as messages show it: its path, or `standard input`.
  [[nodiscard]] const std::string& name(std::size_t input) const { return names_[input]; }
  [[nodiscard]] std::size_t inputs() const { return paths_.size(); }
  /// How many bytes were read of all inputs so far, packed as they are.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_ + (open_ ? open_->window.bytes() : 0); }

 private:
  struct Open {
    InputWindow window;
    Format format;
    std::variant<LineSplitter, ValueSplitter, CsvSplitter> splitter;
    std::shared_ptr<const CsvHeader> header;
  };
  [[nodiscard]] bool open_next();
  [[nodiscard]] std::optional<InputWindow> open_window();
  [[nodiscard]] bool read_header();
  bool fail(const std::string& problem);
  [[nodiscard]] bool cut(std::string& bytes, RawRecord& record);
  /// Fills the chunk from the input that is open; false where that has no more.
  [[nodiscard]] bool fill(Chunk& chunk);

  const Schema* schema_;
  std::shared_ptr<const LinkedMapping> mapping_;
  std::vector<std::string> paths_;
  std::vector<std::string> names_;
  InputOptions options_;
  std::size_t input_ = 0;  // the one that is open, or the next to open
  std::optional<Open> open_;
  std::uint64_t bytes_ = 0;  // of the inputs that are done
  std::string spare_;        // memory of chunks before, whatever is in it
  std::string error_;
};

/// How many bytes the inputs have in all; nothing where one of them is no file.
[[nodiscard]] std::optional<std::uint64_t> total_bytes(const std::vector<std::string>& paths);

}  // namespace eligo::profiles
