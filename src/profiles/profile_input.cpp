#include "profiles/profile_input.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "profiles/foreign_form.hpp"
#include "profiles/record_block.hpp"
#include "profiles/record_seeker.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

void drop_byte_order_mark(InputWindow& window) {
  while (window.text().size() < byte_order_mark.size() && window.grow()) {
  }
  if (window.text().starts_with(byte_order_mark)) window.drop(byte_order_mark.size());
}

/// Reads the first line and the beginning of what follows, by which an input is known, or a good part of
/// them.
void read_beginning(InputWindow& window) {
  constexpr std::size_t enough = std::size_t{64} * 1024;
  const auto is_known = [](std::string_view text) {
    const std::size_t line = text.find_first_not_of(" \t\r\n");
    const std::size_t end = line == std::string_view::npos ? line : text.find('\n', line);
    return end != std::string_view::npos && text.find_first_not_of(" \t\r\n", end) != std::string_view::npos;
  };
  while (window.text().size() < enough && !is_known(window.text()) && window.grow()) {
  }
}

}  // namespace

ProfileInput::ProfileInput(const Schema& schema, std::vector<std::string> paths, InputOptions options)
    : schema_(&schema), paths_(std::move(paths)), options_(std::move(options)) {
  for (const std::string& path : paths_) names_.push_back(path == "-" ? "standard input" : path);
  if (options_.mapping == nullptr) return;
  std::string problem;
  mapping_ = LinkedMapping::link(options_.mapping, schema, problem);
  if (!problem.empty()) error_ = "the mapping of columns: " + problem;
}

ReadOptions ProfileInput::read_options() const {
  ReadOptions options;
  options.strict = options_.strict;
  options.mapping = mapping_.get();
  return options;
}

std::optional<std::uint64_t> total_bytes(const std::vector<std::string>& paths) {
  std::uint64_t total = 0;
  for (const std::string& path : paths) {
    std::error_code none;
    if (path == "-" || !std::filesystem::is_regular_file(path, none)) return std::nullopt;
    total += std::filesystem::file_size(path, none);
    if (none) return std::nullopt;
  }
  return total;
}

bool ProfileInput::fail(const std::string& problem) {
  error_ = "cannot read " + names_[input_] + ": " + problem;
  return false;
}

std::optional<InputWindow> ProfileInput::open_window() {
  std::string problem;
  std::optional<ByteSource> source = ByteSource::open(paths_[input_], problem);
  if (!source) {
    fail(problem);
    return std::nullopt;
  }
  const std::string encoding = mapping_ == nullptr ? "" : mapping_->mapping().encoding;
  if (encoding.empty()) return InputWindow(std::move(*source));
  std::optional<Decoder> decoder = Decoder::open(encoding);
  if (decoder) return InputWindow(std::move(*source), std::move(*decoder));
  fail("the C library knows no encoding " + text::quoted_name(encoding));
  return std::nullopt;
}

bool ProfileInput::open_next() {
  std::optional<InputWindow> opened = open_window();
  if (!opened) return false;
  InputWindow window(std::move(*opened));
  drop_byte_order_mark(window);
  const std::size_t skipped = mapping_ == nullptr ? 0 : mapping_->mapping().skip_lines;
  for (std::size_t line = 0; line < skipped; ++line) window.drop_line();
  read_beginning(window);
  const std::string& path = paths_[input_];
  if (const std::string foreign = foreign_form(window.text(), path == "-" ? "FILE" : path); !foreign.empty())
    return fail("it " + foreign);
  const std::string records = mapping_ == nullptr ? "" : mapping_->mapping().records;
  Format format = options_.format;
  if (format == Format::automatic)
    format = records.empty() ? detect_format(paths_[input_], window.text()) : Format::json;
  if (format != Format::json) {
    const std::string foreign = foreign_lines(window.text(), format);
    if (!foreign.empty()) return fail("it " + foreign);
  }
  const std::size_t longest = options_.longest_record;
  switch (format) {
    case Format::csv: {
      const CsvForm form{mapping_ == nullptr ? ',' : mapping_->mapping().delimiter, options_.recover_quotes};
      open_.emplace(Open{std::move(window), format, CsvSplitter(longest, form, skipped + 1), nullptr});
      return read_header();
    }
    case Format::json: {
      const std::string problem = records.empty() ? "" : seek_records(window, records);
      if (!problem.empty()) return fail(window.error().empty() ? problem : window.error());
      open_.emplace(Open{std::move(window), format, ValueSplitter(longest, !records.empty()), nullptr});
      return true;
    }
    case Format::automatic:
    case Format::ndjson:
      open_.emplace(Open{std::move(window), Format::ndjson, LineSplitter(longest, skipped), nullptr});
      return true;
  }
  return false;
}

bool ProfileInput::cut(std::string& bytes, RawRecord& record) {
  const bool found = std::visit([&](auto& splitter) { return splitter.next(open_->window, bytes, record); },
                                open_->splitter);
  // Where reading failed the last record may be half of one, and half a CSV row looks like a whole one.
  return found && open_->window.error().empty();
}

bool ProfileInput::read_header() {
  std::string row;
  RawRecord record;
  if (!cut(row, record)) return open_->window.error().empty() || fail(open_->window.error());  // else empty
  if (record.flaw != Flaw::none) return fail("the header: " + flaw_text(record));
  std::string problem;
  std::optional<CsvHeader> header = CsvHeader::read(row, *schema_, options_.strict, problem, mapping_.get());
  if (!header) return fail(problem);
  open_->header = std::make_shared<const CsvHeader>(std::move(*header));
  return true;
}

bool ProfileInput::fill(Chunk& chunk) {
  constexpr std::size_t enough_bytes = std::size_t{192} * 1024;  // of whole lines that were taken at once
  const auto has_room = [&] {
    return chunk.records.size() < options_.chunk_records && chunk.bytes.size() < options_.chunk_bytes;
  };
  if (open_->format != Format::json) open_->window.fill();
  while (has_room()) {
    if (open_->format != Format::json) {
      RecordBlock block{chunk.bytes, chunk.records, spare_, options_.chunk_records,
                        options_.chunk_bytes - chunk.bytes.size()};
      std::visit(
          [&](auto& splitter) {
            if constexpr (requires { splitter.take_whole(open_->window, block); })
              splitter.take_whole(open_->window, block);
          },
          open_->splitter);
      if (!chunk.records.empty() && chunk.bytes.size() >= enough_bytes) return true;
      if (!has_room()) return true;
    }
    RawRecord record;
    if (!cut(chunk.bytes, record)) return false;
    chunk.records.push_back(record);
  }
  return true;
}

ProfileInput::Next ProfileInput::next(Chunk& chunk) {
  if (chunk.bytes.size() > spare_.size()) chunk.bytes.swap(spare_);
  chunk.bytes.clear();
  chunk.records.clear();
  while (chunk.records.empty()) {
    if (!error_.empty()) return Next::failed;
    if (!open_ && input_ == paths_.size()) return Next::end;
    if (!open_ && !open_next()) return Next::failed;
    chunk.input = input_;
    chunk.format = open_->format;
    chunk.header = open_->header;
    if (fill(chunk)) continue;
    if (const std::string& problem = open_->window.error(); !problem.empty()) fail(problem);
    bytes_ += open_->window.bytes();
    open_.reset();
    ++input_;
  }
  return Next::chunk;
}

}  // namespace eligo::profiles
