#include "output/record_keys.hpp"

#include <algorithm>
#include <array>

#include "json/string.hpp"
#include "json/writer.hpp"

namespace eligo::output {

namespace {

constexpr std::array<std::string_view, 26> own_keys{
    "file",     "line",     "element",       "verdict",     "segment",     "reasons",  "codes",
    "shown",    "messages", "waived",        "undecided",   "missing",     "refused",  "review",
    "error",    "bounds",   "alternatives",  "bounds.best", "needs",       "retry_at", "bounds.worst",
    "rule_set", "input",    "times_bounded", "valid_until", "more_reasons"};

std::string member_key(const std::string& name) { return json::quoted(name) + ":"; }

/// Adds JSON text without its line breaks, which only stand between its tokens.
void add_on_one_line(TextBuffer& out, std::string_view json) {
  if (json.front() != '[' && json.front() != '{') return out.add(json);  // one token
  for (const char byte : json) {
    if (byte != '\r' && byte != '\n') out.add(byte);
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
  for (const std::string& name : carried.kept) kept_.push_back({member_key(name), member_key(name) + '"'});
}

void RecordKeysWriter::add_place(const RecordPlace& place) {
  const bool element = place.element && !place_;
  if (!placed_ || place.file != file_ || element != element_) {
    placed_ = true;
    file_ = place.file;
    element_ = element;
    const std::string file = file_.empty() ? "" : member_key("file") + json::quoted(file_) + ",";
    place_text_ = NumberedText(file + member_key(element ? "element" : "line"), ",");
  }
  members_.add(place_text_.with(place.line));
}

void RecordKeysWriter::add_kept(const RecordKeys& keys) {
  for (std::size_t index = 0; index < kept_.size(); ++index) {
    const KeptValue& value = keys.kept[index];
    if (value.bare) {
      members_.add(kept_[index].before_bare);
      members_.add(value.text);
      members_.add('"');
    } else {
      members_.add(kept_[index].before);
      add_on_one_line(members_, value.text.empty() ? "null" : value.text);
    }
    members_.add(',');
  }
}

std::string_view RecordKeysWriter::members(const RecordKeys& keys) {
  members_.clear();
  add_subject(keys.subject);
  if (place_) add_place(keys.place);
  add_kept(keys);
  return members_.text();
}

void RecordKeysWriter::write_error(std::string& out, const RecordKeys& keys, std::string_view error) {
  members_.clear();
  add_subject(keys.subject);
  add_place(keys.place);
  add_kept(keys);
  out += '{';
  out += members_.text();
  out += "\"error\":";
  json::append_string(out, error);
  out += '}';
}

}  // namespace eligo::output
