#include "output/record_keys.hpp"

#include <algorithm>
#include <array>

#include "json/string.hpp"
#include "json/writer.hpp"
#include "output/value_text.hpp"

namespace eligo::output {

namespace {

constexpr std::array<std::string_view, 26> own_keys{
    "file",     "line",     "element",       "verdict",     "segment",     "reasons",  "codes",
    "shown",    "messages", "waived",        "undecided",   "missing",     "refused",  "review",
    "error",    "bounds",   "alternatives",  "bounds.best", "needs",       "retry_at", "bounds.worst",
    "rule_set", "input",    "times_bounded", "valid_until", "more_reasons"};

std::string member_key(const std::string& name) { return json::quoted(name) + ":"; }

/// Appends JSON text without its line breaks, which only stand between its tokens.
void append_on_one_line(std::string& out, std::string_view json) {
  if (json.front() != '[' && json.front() != '{') {  // one token
    out += json;
    return;
  }
  for (const char byte : json) {
    if (byte != '\r' && byte != '\n') out += byte;
  }
}

}  // namespace

std::string carried_key(std::string_view name) {
  const bool taken = std::ranges::find(own_keys, name) != own_keys.end() || name.starts_with("rule_set.");
  return (taken ? "input." : "") + std::string(name);
}

std::string subject_member(std::string_view name, std::string_view subject) {
  return subject.empty() ? "" : member_key(carried_key(name)) + std::string(subject) + ",";
}

RecordKeysWriter::RecordKeysWriter(const CarriedColumns& carried)
    : subject_(member_key(carried.subject)), place_(carried.place), every_key_(carried.every_key) {
  for (const std::string& name : carried.kept) kept_.push_back(member_key(name));
}

void RecordKeysWriter::write_subject(std::string& out, const RecordKeys& keys) const {
  if (keys.subject.empty() && !every_key_) return;
  out += subject_;
  out += keys.subject.empty() ? "null" : keys.subject;
  out += ',';
}

void RecordKeysWriter::write_place(std::string& out, const RecordPlace& place) {
  const bool element = place.element && !place_;
  if (place_text_.empty() || place.file != file_ || element != element_) {
    file_ = place.file;
    element_ = element;
    place_text_ = file_.empty() ? "" : member_key("file") + json::quoted(file_) + ",";
    place_text_ += member_key(element ? "element" : "line");
  }
  out += place_text_;
  append_number(out, place.line);
  out += ',';
}

void RecordKeysWriter::write_kept(std::string& out, const RecordKeys& keys) const {
  for (std::size_t index = 0; index < kept_.size(); ++index) {
    const std::string_view value = keys.kept[index];
    out += kept_[index];
    append_on_one_line(out, value.empty() ? "null" : value);
    out += ',';
  }
}

void RecordKeysWriter::write(std::string& out, const RecordKeys& keys) {
  write_subject(out, keys);
  if (place_) write_place(out, keys.place);
  write_kept(out, keys);
}

void RecordKeysWriter::write_error(std::string& out, const RecordKeys& keys, std::string_view error) {
  out += '{';
  write_subject(out, keys);
  write_place(out, keys.place);
  write_kept(out, keys);
  out += "\"error\":";
  json::append_string(out, error);
  out += '}';
}

}  // namespace eligo::output
