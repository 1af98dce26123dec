#include "output/csv_writer.hpp"

#include <algorithm>
#include <vector>

#include "decide/message.hpp"
#include "json/string.hpp"
#include "output/value_text.hpp"

namespace eligo::output {

namespace {

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

bool needs_quotes(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

/// Within quotes.
void append_doubled(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
}

/// The template of a reason's message where it shows placeholders; null where the message is the same in all
/// decisions with this reason.
const check::Template* shown_template(const check::CheckedRuleSet& rules, const decide::ReasonData& reason,
                                      std::string_view locale) {
  if (reason.codes_only || reason.undecided) return nullptr;
  const check::Template* const chosen = decide::choose(rules.rules[reason.text_rule].message, locale);
  const auto is_text = [](const check::Template::Piece& piece) {
    return piece.kind == check::Template::Piece::Kind::text;
  };
  return chosen == nullptr || std::ranges::all_of(chosen->pieces, is_text) ? nullptr : chosen;
}

bool shows_text(const check::Template& shown) {
  return std::ranges::any_of(shown.pieces, [](const check::Template::Piece& piece) {
    return piece.kind == check::Template::Piece::Kind::text && !piece.text.empty();
  });
}

}  // namespace

void CsvWriter::cell(std::string& out, std::string_view text) const {
  const bool guarded = !raw_ && looks_like_formula(text);
  if (!guarded && !needs_quotes(text)) {
    out += text;
    return;
  }
  out += guarded ? "\"'" : "\"";
  append_doubled(out, text);
  out += '"';
}

/// What the subject's JSON text means.
void CsvWriter::subject_cell(std::string& out, std::string_view subject) const {
  const bool plain = subject.find('\\') == std::string_view::npos;
  if (plain && subject.size() >= 2 && subject.front() == '"') {
    cell(out, subject.substr(1, subject.size() - 2));
  } else if (plain) {
    cell(out, subject);
  } else {
    cell(out, json::bare_text(subject));
  }
}

void CsvWriter::write_header(std::string& out) const {
  out += "id,verdict,segment,codes,messages,retry_at,error\n";
}

std::size_t CsvWriter::shown_reasons(const decide::DecisionData& decision) const {
  const std::size_t all = decision.reasons.size();
  return rules_->max_reasons ? std::min<std::size_t>(all, *rules_->max_reasons) : all;
}

void CsvWriter::write_decision(std::string& out, const decide::DecisionData& decision,
                               std::string_view subject) {
  subject_cell(out, subject);
  write_text(out, decision, texts_.text_of(decision, [&](Text& fresh) { prepare(fresh, decision); }));
}

void CsvWriter::write_text(std::string& out, const decide::DecisionData& decision, const Text& text) const {
  std::size_t begin = 0;
  text.append_to(out, [&](const Variable& variable) {
    switch (variable.kind) {
      case Variable::Kind::placeholder:
      case Variable::Kind::quoted_placeholder: return write_placeholder(out, decision, variable);
      case Variable::Kind::cell_begins: begin = out.size(); return;
      case Variable::Kind::cell_ends: {
        const std::string_view written = std::string_view(out).substr(begin);
        if (!needs_quotes(written) && (raw_ || !looks_like_formula(written))) return;
        const std::string bare(written);
        out.resize(begin);
        return cell(out, bare);
      }
      case Variable::Kind::messages: return cell(out, messages(decision));
      case Variable::Kind::retry_at: out += values::format_timestamp(*decision.retry_at); return;
    }
  });
}

void CsvWriter::write_placeholder(std::string& out, const decide::DecisionData& decision,
                                  const Variable& variable) const {
  const auto& shown = decision.reasons[variable.reason].placeholder_values;
  const bool known = variable.index < shown.size() && shown[variable.index].known();
  if (known && append_simple_text(out, shown[variable.index])) return;
  const std::string text = known ? values::display_text(shown[variable.index])
                                 : std::string(decide::unknown_text(*rules_, locale_));
  variable.kind == Variable::Kind::quoted_placeholder ? append_doubled(out, text) : void(out += text);
}

/// All behind the subject.
void CsvWriter::prepare(Text& text, const decide::DecisionData& decision) const {
  std::string& out = text.text();
  out += ',';
  out += to_string(decision.verdict);
  out += ',';
  if (decision.segment) cell(out, rules_->segments[*decision.segment].id);
  out += ',';
  std::string codes;
  for (std::size_t index = 0; index < shown_reasons(decision); ++index) {
    if (index > 0) codes += ';';
    codes += rules_->codes[decision.reasons[index].code];
  }
  cell(out, codes);
  out += ',';
  prepare_messages(text, decision);
  out += ',';
  if (decision.retry_at) text.add_variable({Variable::Kind::retry_at});
  out += ",\n";
}

std::string CsvWriter::messages(const decide::DecisionData& decision) const {
  std::string messages;
  for (std::size_t index = 0; index < shown_reasons(decision); ++index) {
    const std::string message = decide::message(*rules_, decision.reasons[index], locale_);
    if (!message.empty() && !messages.empty()) messages += " | ";
    messages += message;
  }
  return messages;
}

void CsvWriter::prepare_messages(Text& text, const decide::DecisionData& decision) const {
  // Literal texts, and placeholders between them.
  struct Part {
    std::string text;
    Variable variable;
  };
  std::vector<Part> parts;
  bool quoted = false;
  bool variables = false;
  const auto add_text = [&](std::string_view added) {
    quoted = quoted || needs_quotes(added);
    if (!added.empty()) parts.push_back({std::string(added), {}});
  };
  for (std::uint32_t index = 0; index < shown_reasons(decision); ++index) {
    const decide::ReasonData& reason = decision.reasons[index];
    const check::Template* const shown = shown_template(*rules_, reason, locale_);
    // What shows nothing but placeholders may come out empty.
    if (shown != nullptr && !shows_text(*shown)) return text.add_variable({Variable::Kind::messages});
    const std::string message = shown == nullptr ? decide::message(*rules_, reason, locale_) : "";
    if (!parts.empty() && (shown != nullptr || !message.empty())) add_text(" | ");
    add_text(message);
    if (shown == nullptr) continue;
    const auto placeholders = decide::placeholders_of(rules_->rules[reason.text_rule]);
    for (const check::Template::Piece& piece : shown->pieces) {
      if (piece.kind == check::Template::Piece::Kind::text) {
        add_text(piece.text);
        continue;
      }
      const auto position = decide::position_of(piece, placeholders).value_or(placeholders.size());
      parts.push_back({"", {Variable::Kind::placeholder, index, static_cast<std::uint32_t>(position)}});
      variables = true;
    }
  }
  std::string& out = text.text();
  const bool formula = !raw_ && !parts.empty() && looks_like_formula(parts.front().text);
  // Where the first part is a variable, it decides whether the cell looks like a formula.
  const bool known = !parts.empty() && !parts.front().text.empty() && (quoted || formula);
  if (!variables) return cell(out, messages(decision));
  if (known) out += formula ? "\"'" : "\"";
  if (!known) text.add_variable({Variable::Kind::cell_begins});
  for (Part& part : parts) {
    if (!part.text.empty()) {
      known ? append_doubled(out, part.text) : void(out += part.text);
    } else {
      if (known) part.variable.kind = Variable::Kind::quoted_placeholder;
      text.add_variable(part.variable);
    }
  }
  known ? void(out += '"') : text.add_variable({Variable::Kind::cell_ends});
}

void CsvWriter::write_error(std::string& out, std::string_view subject, const RecordPlace& place,
                            std::string_view error) const {
  std::string text;
  if (!place.file.empty()) text += std::string(place.file) + ": ";
  text += (place.element ? "element " : "line ") + std::to_string(place.line) + ": ";
  text += error;
  subject_cell(out, subject);
  out += ",,,,,,";
  cell(out, text);
  out += '\n';
}

}  // namespace eligo::output
