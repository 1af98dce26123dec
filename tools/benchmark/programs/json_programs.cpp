#include "json_programs.hpp"

#include <cstdio>
#include <cstring>
#include <stdexcept>

#include <simdjson.h>

#include "line_blocks.hpp"
#include "read_person.hpp"

namespace comparison {

namespace {

constexpr std::size_t longest_batch = std::size_t{1} << 20U;

/// Calls `use` for each line of a file, without its newline.
template <typename Use>
void for_each_line(const std::string& path, const Use& use) {
  LineBlocks blocks(path);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
    while (!block.empty()) {
      const std::size_t end = std::min(block.find('\n'), block.size() - 1);
      use(block.substr(0, end));
      block.remove_prefix(end + 1);
    }
  }
}

/// simdjson's streams would else find the structure of the next batch on a second thread.
template <typename Parser>
void on_one_thread([[maybe_unused]] Parser& parser) {
#ifdef SIMDJSON_THREADS_ENABLED
  parser.threaded = false;
#endif
}

std::uint64_t count_values(const simdjson::dom::element& element, double& sum) {
  using simdjson::dom::element_type;
  std::uint64_t values = 1;
  switch (element.type()) {
    case element_type::OBJECT:
      for (const auto field : simdjson::dom::object(element)) {
        sum += static_cast<double>(field.key.size());
        values += count_values(field.value, sum);
      }
      break;
    case element_type::ARRAY:
      for (const auto item : simdjson::dom::array(element)) values += count_values(item, sum);
      break;
    case element_type::STRING: sum += static_cast<double>(std::string_view(element).size()); break;
    case element_type::DOUBLE: sum += double(element); break;
    case element_type::INT64: sum += static_cast<double>(std::int64_t(element)); break;
    case element_type::UINT64: sum += static_cast<double>(std::uint64_t(element)); break;
    case element_type::BOOL: sum += bool(element) ? 1.0 : 0.0; break;
    case element_type::NULL_VALUE: break;
  }
  return values;
}

/// Lines of text for a file, written in blocks.
class LineWriter {
 public:
  explicit LineWriter(const std::string& path) : file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) throw std::runtime_error("cannot create " + path);
    std::setvbuf(file_, nullptr, _IONBF, 0);
  }
  LineWriter(const LineWriter&) = delete;
  LineWriter& operator=(const LineWriter&) = delete;
  ~LineWriter() { std::fclose(file_); }

  std::string& text() { return text_; }
  void write_if_long() {
    if (text_.size() >= longest_batch) write();
  }
  void write() {
    if (std::fwrite(text_.data(), 1, text_.size(), file_) != text_.size()) {
      throw std::runtime_error("cannot write");
    }
    text_.clear();
  }

 private:
  std::FILE* file_;
  std::string text_;
};

}  // namespace

std::uint64_t read_bytes(const std::string& path) {
  LineBlocks blocks(path);
  std::uint64_t bytes = 0;
  for (auto block = blocks.next(); !block.empty(); block = blocks.next()) bytes += block.size();
  return bytes;
}

std::uint64_t walk(const std::string& path, Documents documents) {
  simdjson::dom::parser parser;
  on_one_thread(parser);
  std::uint64_t values = 0;
  double sum = 0;
  if (documents == Documents::lines) {
    for_each_line(path, [&](std::string_view line) {
      values += count_values(parser.parse(line.data(), line.size(), false), sum);
    });
  } else {
    LineBlocks blocks(path);
    for (auto block = blocks.next(); !block.empty(); block = blocks.next()) {
      simdjson::dom::document_stream stream = parser.parse_many(block.data(), block.size(), longest_batch);
      for (auto document : stream) values += count_values(document.value(), sum);
    }
  }
  return sum == 0 ? 0 : values;  // so that nothing is left out
}

std::uint64_t decide_file(const std::string& in, const std::string& out, Form form, Documents documents,
                          Keys keys) {
  simdjson::ondemand::parser parser;
  on_one_thread(parser);
  LineWriter writer(out);
  Person person;
  std::uint64_t profiles = 0;
  const auto decide_one = [&](simdjson::ondemand::object document) {
    read_person(document, keys, person);
    append_decision(writer.text(), person.id, decide(person), form);
    writer.write_if_long();
    ++profiles;
  };
  if (documents == Documents::lines) {
    for_each_line(in, [&](std::string_view line) {
      auto document = parser.iterate(line.data(), line.size(), line.size() + LineBlocks::padding);
      decide_one(document.get_object());
    });
  } else {
    LineBlocks blocks(in);
    for (auto block = blocks.next(); !block.empty(); block = blocks.next()) {
      simdjson::ondemand::document_stream stream =
          parser.iterate_many(block.data(), block.size(), longest_batch);
      for (auto document : stream) decide_one(document.get_object());
    }
  }
  writer.write();
  return profiles;
}

}  // namespace comparison
