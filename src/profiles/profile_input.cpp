#include "profiles/profile_input.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace eligo::profiles {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

void drop_byte_order_mark(InputWindow& window) {
  while (window.text().size() < byte_order_mark.size() && window.grow()) {
  }
  if (window.text().starts_with(byte_order_mark)) window.drop(byte_order_mark.size());
}

}  // namespace

ProfileInput::ProfileInput(const Schema& schema, std::vector<std::string> paths, InputOptions options)
    : schema_(&schema), paths_(std::move(paths)), options_(options) {
  for (const std::string& path : paths_) names_.push_back(path == "-" ? "standard input" : path);
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

bool ProfileInput::open_next() {
  std::string problem;
  std::optional<ByteSource> source = ByteSource::open(paths_[input_], problem);
  if (!source) return fail(problem);
  InputWindow window(std::move(*source));
  drop_byte_order_mark(window);
  const Format format =
      options_.format == Format::automatic ? detect_format(paths_[input_], window.text()) : options_.format;
  const std::size_t longest = options_.longest_record;
  switch (format) {
    case Format::csv:
      open_.emplace(Open{std::move(window), format, CsvSplitter(longest), nullptr});
      return read_header();
    case Format::json:
      open_.emplace(Open{std::move(window), format, ValueSplitter(longest), nullptr});
      return true;
    case Format::automatic:
    case Format::ndjson:
      open_.emplace(Open{std::move(window), Format::ndjson, LineSplitter(longest), nullptr});
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
  if (record.flaw != Flaw::none) return fail("the header: " + std::string(flaw_text(record.flaw)));
  std::string problem;
  std::optional<CsvHeader> header = CsvHeader::read(row, *schema_, options_.strict, problem);
  if (!header) return fail(problem);
  open_->header = std::make_shared<const CsvHeader>(std::move(*header));
  return true;
}

ProfileInput::Next ProfileInput::next(Chunk& chunk) {
  chunk.bytes.clear();
  chunk.records.clear();
  while (chunk.records.empty()) {
    if (!error_.empty()) return Next::failed;
    if (!open_ && input_ == paths_.size()) return Next::end;
    if (!open_ && !open_next()) return Next::failed;
    chunk.input = input_;
    chunk.format = open_->format;
    chunk.header = open_->header;
    RawRecord record;
    bool more = true;
    while (chunk.records.size() < options_.chunk_records && chunk.bytes.size() < options_.chunk_bytes &&
           (more = cut(chunk.bytes, record))) {
      chunk.records.push_back(record);
    }
    if (more) continue;
    if (const std::string& problem = open_->window.error(); !problem.empty()) fail(problem);
    bytes_ += open_->window.bytes();
    open_.reset();
    ++input_;
  }
  return Next::chunk;
}

}  // namespace eligo::profiles
