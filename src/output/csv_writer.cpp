#include "output/csv_writer.hpp"

#include <algorithm>
#include <vector>

#include "decide/message.hpp"
#include "decide/shown_reasons.hpp"
#include "json/number_text.hpp"
#include "json/string.hpp"
#include "output/value_text.hpp"

namespace eligo::output {

namespace {

using Holds = CsvColumn::Holds;

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

bool is_number(std::string_view text) {
  if (text.front() == '+') text.remove_prefix(1);
  return json::number_form(text) != json::NumberForm::invalid;
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

void join(std::string& to, std::string_view text) {
  if (!to.empty()) to += ';';
  to += text;
}

/// Whether a column holds what the record gives, or what is the same for all.
bool is_key(Holds holds) {
  return holds == Holds::subject || holds == Holds::file || holds == Holds::line || holds == Holds::kept;
}

}  // namespace

void CsvWriter::cell(std::string& out, std::string_view text, bool is_key) const {
  const bool guarded = !raw_ && looks_like_formula(text) && !is_key && !is_number(text);
  if (!guarded && !needs_quotes(text)) {
    out += text;
    return;
  }
  out += guarded ? "\"'" : "\"";
  append_doubled(out, text);
  out += '"';
}

/// What a JSON text means.
void CsvWriter::json_cell(std::string& out, std::string_view text, bool is_key) const {
  const bool plain = text.find('\\') == std::string_view::npos;
  if (plain && text.size() >= 2 && text.front() == '"') {
    cell(out, text.substr(1, text.size() - 2), is_key);
  } else if (plain) {
    cell(out, text, is_key);
  } else {
    cell(out, json::bare_text(text), is_key);
  }
}

void CsvWriter::write_header(std::string& out) const {
  for (const CsvColumn& column : columns_) {
    cell(out, column.name);
    out += ',';
  }
  out.back() = '\n';
}

/// What the record itself gives; nothing for other columns.
void CsvWriter::write_key(std::string& out, const CsvColumn& column, const RecordKeys& keys) const {
  switch (column.holds) {
    case Holds::subject: return json_cell(out, keys.subject, column.is_key);
    case Holds::file: return cell(out, keys.place.file, column.is_key);
    case Holds::line: out += std::to_string(keys.place.line); return;
    case Holds::kept: {
      const std::string_view value = keys.kept[column.kept];
      if (value != "null") json_cell(out, value, column.is_key);
      return;
    }
    case Holds::constant: return cell(out, column.text, column.is_key);
    case Holds::verdict:
    case Holds::segment:
    case Holds::codes:
    case Holds::shown:
    case Holds::messages:
    case Holds::waived:
    case Holds::undecided:
    case Holds::missing:
    case Holds::refused:
    case Holds::review:
    case Holds::alternatives:
    case Holds::best:
    case Holds::worst:
    case Holds::needs:
    case Holds::retry_at:
    case Holds::valid_until:
    case Holds::times_bounded:
    case Holds::error: return;
  }
}

/// Joins what a column takes of all reasons.
void CsvWriter::write_reasons(const CsvColumn& column, const decide::DecisionData& decision) {
  for (std::size_t index = 0; index < decision.reasons.size(); ++index) {
    const decide::ReasonData& reason = decision.reasons[index];
    const std::string& code = rules_->codes[reason.code];
    if (column.holds == Holds::codes) {
      join(joined_, code);
    } else if (column.holds == Holds::shown) {
      if (decide::is_shown(*rules_, reason, index)) join(joined_, code);
    } else if (column.holds == Holds::undecided) {
      if (reason.undecided) join(joined_, code);
    }
  }
}

void CsvWriter::write_decided(std::string& out, const CsvColumn& column,
                              const decide::DecisionData& decision) {
  joined_.clear();
  const auto facts = [&](const std::vector<std::uint32_t>& numbers) {
    for (const std::uint32_t fact : numbers) join(joined_, rules_->facts[fact].name);
  };
  switch (column.holds) {
    case Holds::verdict: out += to_string(decision.verdict); return;
    case Holds::segment:
      if (decision.segment) cell(out, rules_->segments[*decision.segment].id, column.is_key);
      return;
    case Holds::codes:
    case Holds::shown:
    case Holds::undecided: write_reasons(column, decision); break;
    case Holds::waived:
      for (const decide::ReasonData& reason : decision.waived) join(joined_, rules_->codes[reason.code]);
      break;
    case Holds::missing: {
      std::vector<std::uint32_t> missing;
      for (const decide::ReasonData& reason : decision.reasons) {
        for (const decide::MissingInput& input : reason.missing) missing.push_back(input.index);
      }
      std::ranges::sort(missing);
      missing.erase(std::ranges::unique(missing).begin(), missing.end());
      facts(missing);
      break;
    }
    case Holds::refused:
      for (const decide::MissingInput& input : decision.refused)
        join(joined_, decide::fact_name(*rules_, input));
      break;
    case Holds::review: out += decision.review ? "true" : "false"; return;
    case Holds::alternatives:
      for (const std::uint32_t index : decision.alternatives) join(joined_, rules_->alternatives[index].id);
      break;
    case Holds::best: out += to_string(decision.best); return;
    case Holds::worst: out += to_string(decision.worst); return;
    case Holds::needs: facts(decision.needs); break;
    case Holds::times_bounded: out += decision.times_bounded ? "true" : "false"; return;
    case Holds::messages:
    case Holds::retry_at:
    case Holds::valid_until:
    case Holds::subject:
    case Holds::file:
    case Holds::line:
    case Holds::kept:
    case Holds::constant:
    case Holds::error: return;
  }
  cell(out, joined_, column.is_key);
}

void CsvWriter::write_decision(std::string& out, const decide::DecisionData& decision,
                               const RecordKeys& keys) {
  write_text(out, decision, keys, texts_.text_of(decision, [&](Text& fresh) { prepare(fresh, decision); }));
}

void CsvWriter::write_text(std::string& out, const decide::DecisionData& decision, const RecordKeys& keys,
                           const Text& text) const {
  std::size_t begin = 0;
  text.append_to(out, [&](const Variable& variable) {
    switch (variable.kind) {
      case Variable::Kind::key: return write_key(out, columns_[variable.index], keys);
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
      case Variable::Kind::valid_until: out += values::format_timestamp(*decision.valid_until); return;
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

void CsvWriter::prepare(Text& text, const decide::DecisionData& decision) {
  for (std::uint32_t index = 0; index < columns_.size(); ++index) {
    const CsvColumn& column = columns_[index];
    if (is_key(column.holds)) {
      text.add_variable({Variable::Kind::key, 0, index});
    } else if (column.holds == Holds::messages) {
      prepare_messages(text, decision);
    } else if (column.holds == Holds::retry_at) {
      if (decision.retry_at) text.add_variable({Variable::Kind::retry_at});
    } else if (column.holds == Holds::valid_until) {
      if (decision.valid_until) text.add_variable({Variable::Kind::valid_until});
    } else if (column.holds == Holds::constant) {
      cell(text.text(), column.text, column.is_key);
    } else {
      write_decided(text.text(), column, decision);
    }
    text.text() += ',';
  }
  text.text().back() = '\n';
}

std::string CsvWriter::messages(const decide::DecisionData& decision) const {
  std::string messages;
  for (std::size_t index = 0; index < decision.reasons.size(); ++index) {
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
  for (std::uint32_t index = 0; index < decision.reasons.size(); ++index) {
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

void CsvWriter::write_error(std::string& out, const RecordKeys& keys, std::string_view error) {
  for (const CsvColumn& column : columns_) {
    write_key(out, column, keys);
    if (column.holds == Holds::error) {
      std::string text;
      if (!keys.place.file.empty()) text += std::string(keys.place.file) + ": ";
      text += (keys.place.element ? "element " : "line ") + std::to_string(keys.place.line) + ": ";
      text += error;
      cell(out, text, column.is_key);
    }
    out += ',';
  }
  out.back() = '\n';
}

}  // namespace eligo::output
