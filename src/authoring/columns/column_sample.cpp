#include "authoring/columns/column_sample.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "diagnostics/mistake_list.hpp"
#include "json/string.hpp"
#include "json/tree_reader.hpp"
#include "profiles/csv_row.hpp"
#include "profiles/csv_splitter.hpp"
#include "profiles/foreign_form.hpp"
#include "profiles/format.hpp"
#include "profiles/input_window.hpp"
#include "profiles/line_splitter.hpp"
#include "profiles/value_splitter.hpp"

namespace eligo::authoring {

namespace {

using profiles::InputWindow;
using profiles::RawRecord;

constexpr std::size_t most_records = 10'000;
constexpr std::size_t most_bytes = std::size_t{16} << 20U;
constexpr std::size_t longest_record = std::size_t{4} << 20U;
constexpr std::size_t most_depth = 128;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr bool is_between(unsigned char byte, unsigned char first, unsigned char last) {
  return byte >= first && byte <= last;
}

/// Of text that is no UTF-8. In Chinese as GB18030 has it nearly all is pairs of bytes of which the first is
/// that of a common character or of punctuation, and no letter stands before them, as one does within words
/// of other languages.
std::string guessed_encoding(std::string_view text) {
  std::size_t common = 0, others = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) continue;
    const auto second = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : '\0');
    const char before = at == 0 ? ' ' : text[at - 1];
    const bool in_word = is_between(static_cast<unsigned char>(before), 'A', 'Z') ||
                         is_between(static_cast<unsigned char>(before), 'a', 'z');
    const bool usual = is_between(first, 0xB0, 0xD7) || is_between(first, 0xA1, 0xA3);
    ++(usual && is_between(second, 0xA1, 0xFE) && !in_word ? common : others);
    if (is_between(first, 0x81, 0xFE) && is_between(second, 0x40, 0xFE)) ++at;
  }
  return common > 9 * others ? "GB18030" : "WINDOWS-1252";
}

class Sampler {
 public:
  explicit Sampler(const std::vector<std::string>& known) {
    for (const std::string& name : known) known_.insert(name.substr(0, name.find('.')));
  }

  std::optional<ColumnSample> read(const std::string& path, std::string& error) {
    std::optional<InputWindow> window = open(path, error);
    if (!window) return std::nullopt;
    const profiles::Format format = profiles::detect_format(path, window->text());
    if (format == profiles::Format::csv) {
      sample_.csv = true;
      read_csv(*window, error);
    } else if (format == profiles::Format::json) {
      profiles::ValueSplitter splitter(longest_record);
      read_json(*window, splitter);
    } else {
      profiles::LineSplitter splitter(longest_record);
      read_json(*window, splitter);
    }
    if (error.empty()) error = window->error();
    if (error.empty() && sample_.records == 0) error = "there is no record in it";
    return error.empty() ? std::optional(std::move(sample_)) : std::nullopt;
  }

 private:
  /// The file, in UTF-8 whatever its encoding is.
  std::optional<InputWindow> open(const std::string& path, std::string& error) {
    std::optional<InputWindow> window = open_as(path, {}, error);
    if (!window) return window;
    const std::string foreign = profiles::foreign_form(window->text(), path);
    const std::size_t named = foreign.find("\"encoding\": \"");
    if (named != std::string::npos) {
      constexpr std::string_view key = "\"encoding\": \"";
      const std::size_t begin = named + key.size();
      sample_.encoding = foreign.substr(begin, foreign.find('"', begin) - begin);
    } else if (!foreign.empty()) {
      error = "it " + foreign;
      return std::nullopt;
    } else if (!json::is_utf8(window->text().substr(0, window->text().rfind('\n') + 1))) {
      sample_.encoding = guessed_encoding(window->text());
      sample_.encoding_guessed = true;
    }
    if (sample_.encoding.empty()) return window;
    return open_as(path, sample_.encoding, error);
  }

  static std::optional<InputWindow> open_as(const std::string& path, const std::string& encoding,
                                            std::string& error) {
    auto source = profiles::ByteSource::open(path, error);
    if (!source) return std::nullopt;
    std::optional<InputWindow> window;
    if (encoding.empty()) {
      window.emplace(std::move(*source));
    } else {
      auto decoder = profiles::Decoder::open(encoding);
      if (!decoder) {
        error = "the C library knows no encoding " + encoding;
        return std::nullopt;
      }
      window.emplace(std::move(*source), std::move(*decoder));
    }
    constexpr std::size_t enough = std::size_t{256} * 1024;
    while (window->text().size() < enough && window->grow()) {
    }
    if (window->text().starts_with(byte_order_mark)) window->drop(byte_order_mark.size());
    return window;
  }

  SampledColumn& column(const std::string& name) {
    const auto [entry, added] = places_.try_emplace(name, sample_.columns.size());
    if (added) sample_.columns.push_back({name, {}, 0});
    return sample_.columns[entry->second];
  }

  /// The separator that gives the first lines most cells, and how many lines before the header have fewer. Of
  /// two that give as many the one of which fewer lines are none: decimals may have commas, too.
  void find_form(std::string_view text) {
    constexpr std::array separators{',', ';', '\t', '|'};
    constexpr std::size_t lines_looked_at = 20;
    std::size_t best = 0;
    for (const char separator : separators) {
      std::vector<std::size_t> counts;
      std::string_view rest = text;
      while (!rest.empty() && counts.size() < lines_looked_at) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        counts.push_back(static_cast<std::size_t>(std::ranges::count(line, separator)));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      }
      std::vector<std::size_t> sorted = counts;
      std::ranges::sort(sorted);
      const std::size_t usual = sorted.empty() ? 0 : sorted[sorted.size() / 2];
      const auto header = std::ranges::find_if(counts, [&](std::size_t count) { return count >= usual; });
      const auto skipped = static_cast<std::size_t>(header - counts.begin());
      if (usual < best || (usual == best && (best == 0 || skipped >= sample_.skip_lines))) continue;
      best = usual;
      sample_.delimiter = separator;
      sample_.skip_lines = skipped;
    }
  }

  void read_csv(InputWindow& window, std::string& error) {
    find_form(window.text());
    for (std::size_t line = 0; line < sample_.skip_lines; ++line) window.drop_line();
    profiles::CsvSplitter splitter(longest_record, {sample_.delimiter, false});
    std::string bytes, unquoted;
    std::vector<std::string_view> cells;
    std::vector<std::size_t> places;
    RawRecord record;
    while (more() && splitter.next(window, bytes, record)) {
      const std::string_view wrong = profiles::split_csv_row(bytes, cells, unquoted, sample_.delimiter);
      if (places.empty() && (record.flaw != profiles::Flaw::none || !wrong.empty())) {
        error = "its header is none" + (wrong.empty() ? "" : ": " + std::string(wrong));
        return;
      }
      if (places.empty()) {
        for (const std::string_view cell : cells) {
          column(std::string(cell));
          places.push_back(places_[std::string(cell)]);
        }
      } else {
        ++sample_.records;
        if (wrong.empty() && record.flaw == profiles::Flaw::none && cells.size() == places.size()) {
          for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            if (!cells[cell].empty()) sample_.columns[places[cell]].values.emplace_back(cells[cell]);
          }
        }
      }
      bytes_ += bytes.size();
      bytes.clear();
    }
  }

  template <typename Splitter>
  void read_json(InputWindow& window, Splitter& splitter) {
    std::string bytes;
    RawRecord record;
    while (more() && splitter.next(window, bytes, record)) {
      read_record(bytes);
      bytes_ += bytes.size();
      bytes.clear();
    }
  }

  void read_record(const std::string& text) {
    std::vector<Diagnostic> diagnostics;
    diagnostics::MistakeList mistakes(diagnostics);
    const auto source = diagnostics::make_source({}, text);
    const auto root = json::read_tree(source, most_depth, mistakes);
    ++sample_.records;
    if (!root || root->as<json::Value::Object>() == nullptr) return;
    const std::string pointer = sample_.records == 1 ? records_within(*root, {}) : "";
    if (!pointer.empty() && known_keys(array_at_->as<json::Value::Array>()->front()) > known_keys(*root)) {
      sample_.records = 0;
      sample_.records_pointer = pointer;
      for (const json::Value& element : *array_at_->as<json::Value::Array>()) {
        ++sample_.records;
        add(element, {}, source->text);
      }
      return;
    }
    if (sample_.records_pointer.empty()) add(*root, {}, source->text);
  }

  [[nodiscard]] std::size_t known_keys(const json::Value& object) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(*object.as<json::Value::Object>(),
                              [&](const json::Member& member) { return known_.contains(member.key); }));
  }

  /// A pointer to the largest array of objects that stands in the object; empty where there is none.
  std::string records_within(const json::Value& value, const std::string& pointer) {
    std::string best;
    std::size_t size = 0;
    array_at_ = nullptr;
    find_array(value, pointer, best, size);
    return best;
  }

  void find_array(const json::Value& value, const std::string& pointer, std::string& best,
                  std::size_t& size) {
    const auto* object = value.as<json::Value::Object>();
    if (object == nullptr) return;
    for (const json::Member& member : *object) {
      const std::string place = json::child_pointer(pointer, member.key);
      const auto* array = member.value.as<json::Value::Array>();
      const bool records = array != nullptr && array->size() > size &&
                           std::ranges::all_of(*array, [](const json::Value& element) {
                             return element.as<json::Value::Object>() != nullptr;
                           });
      if (records) {
        best = place;
        size = array->size();
        array_at_ = &member.value;
      }
      find_array(member.value, place, best, size);
    }
  }

  void add(const json::Value& value, const std::string& prefix, std::string_view text) {
    const auto* object = value.as<json::Value::Object>();
    if (object == nullptr) return;
    for (const json::Member& member : *object) {
      const std::string name = prefix + member.key;
      if (member.value.as<json::Value::Object>() != nullptr) {
        add(member.value, name + ".", text);
        continue;
      }
      SampledColumn& found = column(name);
      if (std::holds_alternative<std::nullptr_t>(member.value.content)) continue;
      if (member.value.as<json::Value::Array>() != nullptr) ++found.lists;
      if (const auto* string = member.value.as<std::string>()) {
        found.values.push_back(*string);
      } else {
        const auto& span = member.value.span;
        found.values.emplace_back(text.substr(span.begin, span.end - span.begin));
      }
    }
  }

  [[nodiscard]] bool more() const { return sample_.records < most_records && bytes_ < most_bytes; }

  std::unordered_set<std::string> known_;
  ColumnSample sample_;
  std::unordered_map<std::string, std::size_t> places_;
  const json::Value* array_at_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace

std::optional<ColumnSample> sample_columns(const std::string& path, const std::vector<std::string>& known,
                                           std::string& error) {
  return Sampler(known).read(path, error);
}

}  // namespace eligo::authoring
