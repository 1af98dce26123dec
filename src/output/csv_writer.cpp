#include "output/csv_writer.hpp"

#include <algorithm>

#include "decide/message.hpp"
#include "json/string.hpp"

namespace eligo::output {

namespace {

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

}  // namespace

void CsvWriter::cell(std::string& out, std::string_view text) const {
  const bool guarded = !raw_ && looks_like_formula(text);
  if (!guarded && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += guarded ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void CsvWriter::write_header(std::string& out) const {
  out += "id,verdict,segment,codes,messages,retry_at,error\n";
}

void CsvWriter::write_decision(std::string& out, const decide::DecisionData& decision,
                               std::string_view subject) const {
  const std::size_t all = decision.reasons.size();
  const std::size_t shown = rules_->max_reasons ? std::min<std::size_t>(all, *rules_->max_reasons) : all;
  std::string codes;
  std::string messages;
  for (std::size_t index = 0; index < shown; ++index) {
    const decide::ReasonData& reason = decision.reasons[index];
    if (index > 0) codes += ';';
    codes += rules_->codes[reason.code];
    const std::string message = decide::message(*rules_, reason, locale_);
    if (!message.empty() && !messages.empty()) messages += " | ";
    messages += message;
  }
  cell(out, json::bare_text(subject));
  out += ',';
  out += to_string(decision.verdict);
  out += ',';
  if (decision.segment) cell(out, rules_->segments[*decision.segment].id);
  out += ',';
  cell(out, codes);
  out += ',';
  cell(out, messages);
  out += ',';
  if (decision.retry_at) out += values::format_timestamp(*decision.retry_at);
  out += ",\n";
}

void CsvWriter::write_error(std::string& out, std::string_view subject, const RecordPlace& place,
                            std::string_view error) const {
  std::string text;
  if (!place.file.empty()) text += std::string(place.file) + ": ";
  text += (place.element ? "element " : "line ") + std::to_string(place.line) + ": ";
  text += error;
  cell(out, json::bare_text(subject));
  out += ",,,,,,";
  cell(out, text);
  out += '\n';
}

}  // namespace eligo::output
