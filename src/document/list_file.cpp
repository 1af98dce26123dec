#include "document/list_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include "diagnostics/suggestion.hpp"
#include "document/file.hpp"
#include "document/suspicious_values.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;
using diagnostics::Span;

constexpr std::string_view white_space = " \t\r\v\f";  // that which may stand around a value
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_inside(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const auto [in_folder, in_path] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end() && in_path != path.end();
}

// The file that a mistyped path most likely means, among those that lie where it points to.
std::string near_file(const std::filesystem::path& root, const std::filesystem::path& path) {
  constexpr std::size_t most_files = 1'000;
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::canonical(root / path.parent_path(), error);
  if (error || (folder != root && !is_inside(folder, root))) return {};
  std::vector<std::string> names;
  std::filesystem::directory_iterator entries(folder, error);
  const std::filesystem::directory_iterator end;
  while (!error && entries != end && names.size() < most_files) {
    names.push_back((path.parent_path() / entries->path().filename()).generic_string());
    entries.increment(error);
  }
  std::sort(names.begin(), names.end());
  return diagnostics::did_you_mean(path.generic_string(), names);
}

// The file's bytes; of a folder those of its real path, inside of it. Nothing after noting why not.
std::optional<FileContent> read_inside(const LocatedText& written, const ListFolder& folder,
                                       std::size_t limit, diagnostics::MistakeList& mistakes) {
  const std::filesystem::path path(written.text);
  const auto outside = [&](std::string why) {
    mistakes.error(Code::path_outside_folder, written.place, std::move(why),
                   "list files lie in the rule set's folder or below it");
    return std::nullopt;
  };
  const auto unreadable = [&](const std::string& why, std::string hint = {}) {
    mistakes.error(Code::file_unreadable, written.place,
                   "the list file " + text::quote(written.text) + " cannot be read: " + why, std::move(hint));
    return std::nullopt;
  };
  if (written.text.empty()) return unreadable("the path is empty");
  if (written.text.find('\0') != std::string::npos) return unreadable("no path has a NUL in it");
  if (path.is_absolute()) return outside("the path " + text::quote(written.text) + " is absolute");
  if (std::find(path.begin(), path.end(), "..") != path.end()) {
    return outside("the path " + text::quote(written.text) + " has `..` in it");
  }
  if (!folder.is_folder()) return folder.read(written.text, limit);
  std::error_code error;
  const std::filesystem::path root = std::filesystem::canonical(folder.folder(), error);
  if (error) return unreadable(error_text(error.value()));
  const std::filesystem::path real = std::filesystem::canonical(folder.folder() / path, error);
  if (error) return unreadable(error_text(error.value()), near_file(root, path));
  if (!is_inside(real, root))
    return outside("the path " + text::quote(written.text) + " leads out of the rule set's folder");
  return read_regular_file(real, limit);
}

template <typename Number>
std::optional<values::Value> number_of(std::string_view line) {
  Number number{};
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error != std::errc{} || end != line.data() + line.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>) {
    if (!std::isfinite(number)) return std::nullopt;
  }
  return values::Value{number};
}

std::optional<values::Value> value_of(std::string_view line, const std::string& of) {
  if (of == "int") return number_of<std::int64_t>(line);
  if (of == "double") return number_of<double>(line);
  return values::Value{std::string(line)};
}

bool is_word(std::string_view line) { return line.find_first_of("0123456789+-.") == std::string_view::npos; }

std::vector<ScalarLiteral> read_lines(const std::shared_ptr<const diagnostics::Source>& source,
                                      const std::string& of, const Limits& limits,
                                      diagnostics::MistakeList& mistakes) {
  std::vector<ScalarLiteral> values;
  SuspiciousValues suspicious(ValueOrigin::list_file, mistakes);
  const std::string_view text = source->text;
  std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (begin < text.size() && !mistakes.enough_errors()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view whole = text.substr(begin, end - begin);
    const std::size_t first = std::min(whole.find_first_not_of(white_space), whole.size());
    const std::size_t last = whole.find_last_not_of(white_space);
    const std::string_view line =
        last == std::string_view::npos ? std::string_view{} : whole.substr(first, last + 1 - first);
    const Span span{static_cast<std::uint32_t>(begin + first),
                    static_cast<std::uint32_t>(begin + first + line.size())};
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    if (values.size() == limits.list_values) {
      mistakes.error(Code::too_many_items, {source, span, {}},
                     "a list holds at most " + std::to_string(limits.list_values) + " values");
      break;
    }
    if (auto value = value_of(line, of)) {
      values.push_back({std::move(*value), {source, span, {}}});
      if (of == "string") suspicious.check(line, values.back().place);
    } else {
      mistakes.error(
          Code::list_value, {source, span, {}}, text::quote(line) + " is no " + of,
          values.empty() && is_word(line) ? "is it the name of a column? leave it out" : hint_for_line(line));
    }
  }
  suspicious.report_more();
  return values;
}

}  // namespace

std::vector<ScalarLiteral> read_list_file(const LocatedText& path, const std::string& of,
                                          const std::optional<ListFolder>& folder, const Limits& limits,
                                          diagnostics::MistakeList& mistakes) {
  if (!folder) {
    mistakes.error(Code::file_unreadable, path.place,
                   "the list file " + text::quote(path.text) + " cannot be read: the rule set has no folder",
                   "load the rule set from a file, or say which folder its lists lie in");
    return {};
  }
  const std::size_t limit = std::min<std::size_t>(limits.list_file_bytes, 0xFFFF'FFF0);
  auto content = read_inside(path, *folder, limit, mistakes);
  if (!content) return {};
  if (content->outcome == FileContent::Outcome::too_large) {
    mistakes.error(
        Code::file_too_large, path.place,
        "the list file " + text::quote(path.text) + " is larger than " + std::to_string(limit) + " bytes");
    return {};
  }
  if (content->outcome == FileContent::Outcome::unreadable) {
    mistakes.error(Code::file_unreadable, path.place,
                   "the list file " + text::quote(path.text) + " cannot be read: " + content->reason);
    return {};
  }
  const auto source = diagnostics::make_source(folder->shown(path.text), std::move(content->text));
  if (const std::size_t at = text::find_invalid_utf8(source->text); at != std::string_view::npos) {
    const Span invalid{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)};
    mistakes.error(Code::json_invalid_utf8, {source, invalid, {}}, "the list file is not valid UTF-8 here",
                   "save the file as UTF-8");
    return {};
  }
  return read_lines(source, of, limits, mistakes);
}

}  // namespace eligo::document
