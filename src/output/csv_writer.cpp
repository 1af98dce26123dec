#include "output/csv_writer.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "decide/message.hpp"
#include "decide/shown_reasons.hpp"
#include "json/string.hpp"
#include "json/syntax.hpp"
#include "output/template_text.hpp"
#include "output/value_text.hpp"

namespace eligo::output {

namespace {

using Holds = CsvColumn::Holds;

/// The template of a reason's message where it shows placeholders; null where the message is the same in all
/// decisions with this reason.
const check::Template* shown_template(const check::CheckedRuleSet& rules, const decide::ReasonData& reason,
                                      std::string_view locale) {
  if (reason.codes_only || reason.undecided) return nullptr;
  const check::Template* const chosen = decide::choose(rules.rules[reason.text_rule].message, locale);
  return chosen == nullptr || is_plain(*chosen) ? nullptr : chosen;
}

/// Whether the record itself gives the cell.
bool is_of_record(const CsvColumn& column) {
  return column.holds == Holds::subject || column.holds == Holds::file || column.holds == Holds::line ||
         column.holds == Holds::kept;
}

void join(std::string& to, std::string_view text, std::string_view separator = ";") {
  if (!to.empty()) to += separator;
  to += text;
}

}  // namespace

void CsvWriter::cell(std::string& out, std::string_view text, const CsvColumn& column) const {
  append_cell(out, text, raw_ || column.is_key ? FormulaGuard::off : FormulaGuard::on);
}

void CsvWriter::write_header(std::string& out) const {
  for (const CsvColumn& column : columns_) {
    append_cell(out, column.name, raw_ ? FormulaGuard::off : FormulaGuard::on);
    out += ',';
  }
  out.back() = '\n';
}

/// Adds what a JSON text means; nothing for `null`, and for no text.
void CsvWriter::add_meant(std::string_view json, const CsvColumn& column) {
  if (json.empty() || json == "null") return;
  if (json::begins_number(json.front())) return keys_.add(json);
  if (json.front() == '"') {
    const std::string_view bare = json.substr(1, json.size() - 2);
    const bool is_plain = std::ranges::none_of(bare, [](char c) { return c == '\\' || c == ','; });
    if (is_plain && !looks_like_formula(bare)) return keys_.add(bare);
  }
  add_guarded(json::bare_text(json), column);
}

void CsvWriter::add_guarded(std::string_view text, const CsvColumn& column) {
  std::string written;
  cell(written, text, column);
  keys_.add(written);
}

/// The last of the columns from `first` on that the record itself gives.
std::uint32_t CsvWriter::last_key(std::uint32_t first) const {
  const auto behind = std::find_if_not(columns_.begin() + first, columns_.end(), is_of_record);
  return static_cast<std::uint32_t>(behind - columns_.begin()) - 1;
}

/// The cells of columns that the record itself gives.
std::string_view CsvWriter::key_cells(std::uint32_t first, std::uint32_t last, const RecordKeys& keys) {
  keys_.clear();
  for (std::uint32_t index = first; index <= last; ++index) {
    if (index > first) keys_.add(',');
    add_key(index, last, keys);
  }
  return keys_.text();
}

/// What the record itself gives; a file and its line at once.
void CsvWriter::add_key(std::uint32_t& index, std::uint32_t last, const RecordKeys& keys) {
  const CsvColumn& column = columns_[index];
  switch (column.holds) {
    case Holds::subject: return add_meant(keys.subject, column);
    case Holds::file:
      if (!placed_ || keys.place.file != file_) {
        placed_ = true;
        file_ = keys.place.file;
        file_cell_.clear();
        cell(file_cell_, file_, column);
        line_ = NumberedText(line_follows(index, last) ? file_cell_ + "," : "");
      }
      if (!line_follows(index, last)) return keys_.add(file_cell_);
      ++index;
      return keys_.add(line_.with(keys.place.line));
    case Holds::line: return keys_.add(line_.with(keys.place.line));
    case Holds::kept: {
      const KeptValue& value = keys.kept[column.kept];
      const bool is_plain = value.bare && !looks_like_formula(value.text);
      if (is_plain) return keys_.add(value.text);
      return value.bare ? add_guarded(value.text, column) : add_meant(value.text, column);
    }
    case Holds::constant:
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

void CsvWriter::write_decision(std::string& out, const decide::DecisionData& decision,
                               const RecordKeys& keys) {
  const Text& text = texts_.text_of(decision, [&](Text& fresh) { prepare(fresh, decision); });
  std::size_t begin = 0;
  text.append_to(out, [&](const Variable& variable) {
    const CsvColumn& column = columns_[variable.column];
    switch (variable.kind) {
      case Variable::Kind::keys: out += key_cells(variable.column, variable.index, keys); return;
      case Variable::Kind::placeholder:
      case Variable::Kind::quoted_placeholder: return write_placeholder(out, decision, variable);
      case Variable::Kind::cell_begins: begin = out.size(); return;
      case Variable::Kind::cell_ends: {
        const std::string_view written = std::string_view(out).substr(begin);
        if (!needs_quotes(written) && !looks_like_formula(written)) return;
        const std::string bare(written);
        out.resize(begin);
        return cell(out, bare, column);
      }
      case Variable::Kind::messages: return cell(out, messages(decision), column);
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

void CsvWriter::prepare(Text& text, const decide::DecisionData& decision) const {
  for (std::uint32_t index = 0; index < columns_.size(); ++index) {
    if (is_of_record(columns_[index])) {
      const std::uint32_t last = last_key(index);
      text.add_variable({Variable::Kind::keys, index, 0, last});
      index = last;
    } else {
      prepare_cell(text, index, decision);
    }
    text.text() += ',';
  }
  text.text().back() = '\n';
}

void CsvWriter::prepare_cell(Text& text, std::uint32_t index, const decide::DecisionData& decision) const {
  const CsvColumn& column = columns_[index];
  std::string& out = text.text();
  switch (column.holds) {
    case Holds::constant: return cell(out, column.text, column);
    case Holds::messages: return prepare_messages(text, index, decision);
    case Holds::verdict: out += to_string(decision.verdict); return;
    case Holds::review: out += decision.review ? "true" : "false"; return;
    case Holds::best: out += to_string(decision.best); return;
    case Holds::worst: out += to_string(decision.worst); return;
    case Holds::times_bounded: out += decision.times_bounded ? "true" : "false"; return;
    case Holds::retry_at:
      if (decision.retry_at) text.add_variable({Variable::Kind::retry_at, index});
      return;
    case Holds::valid_until:
      if (decision.valid_until) text.add_variable({Variable::Kind::valid_until, index});
      return;
    case Holds::segment:
    case Holds::codes:
    case Holds::shown:
    case Holds::waived:
    case Holds::undecided:
    case Holds::missing:
    case Holds::refused:
    case Holds::alternatives:
    case Holds::needs:
    case Holds::subject:
    case Holds::file:
    case Holds::line:
    case Holds::kept:
    case Holds::error: break;
  }
  cell(out, joined(column, decision), column);
}

/// A cell of codes, names or ids.
std::string CsvWriter::joined(const CsvColumn& column, const decide::DecisionData& decision) const {
  std::string all;
  const auto facts = [&](const std::vector<std::uint32_t>& numbers) {
    for (const std::uint32_t fact : numbers) join(all, rules_->facts[fact].name);
  };
  // Those of the reasons that the column takes.
  const auto codes = [&](const auto& takes) {
    for (std::size_t index = 0; index < decision.reasons.size(); ++index) {
      if (takes(index)) join(all, rules_->codes[decision.reasons[index].code]);
    }
  };
  switch (column.holds) {
    case Holds::segment: return decision.segment ? rules_->segments[*decision.segment].id : "";
    case Holds::codes: codes([](std::size_t) { return true; }); break;
    case Holds::shown:
      codes([&](std::size_t index) { return decide::is_shown(*rules_, decision.reasons[index], index); });
      break;
    case Holds::undecided: codes([&](std::size_t index) { return decision.reasons[index].undecided; }); break;
    case Holds::waived:
      for (const decide::ReasonData& reason : decision.waived) join(all, rules_->codes[reason.code]);
      break;
    case Holds::missing: {
      std::vector<std::uint32_t> missing;
      for (const decide::ReasonData& reason : decision.reasons) {
        for (const decide::MissingInput& input : reason.missing) missing.push_back(input.index);
      }
      std::ranges::sort(missing);
      // Not std::ranges::unique: Clang 14 cannot compile what it returns with GCC 12's library.
      missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
      facts(missing);
      break;
    }
    case Holds::refused:
      for (const decide::MissingInput& input : decision.refused) join(all, decide::fact_name(*rules_, input));
      break;
    case Holds::alternatives:
      for (const std::uint32_t index : decision.alternatives) join(all, rules_->alternatives[index].id);
      break;
    case Holds::needs: facts(decision.needs); break;
    case Holds::subject:
    case Holds::file:
    case Holds::line:
    case Holds::kept:
    case Holds::verdict:
    case Holds::messages:
    case Holds::review:
    case Holds::best:
    case Holds::worst:
    case Holds::retry_at:
    case Holds::valid_until:
    case Holds::times_bounded:
    case Holds::constant:
    case Holds::error: break;
  }
  return all;
}

std::string CsvWriter::messages(const decide::DecisionData& decision) const {
  std::string messages;
  for (const decide::ReasonData& reason : decision.reasons) {
    const std::string message = decide::message(*rules_, reason, locale_);
    if (!message.empty()) join(messages, message, " | ");
  }
  return messages;
}

void CsvWriter::prepare_messages(Text& text, std::uint32_t index,
                                 const decide::DecisionData& decision) const {
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
  for (std::uint32_t number = 0; number < decision.reasons.size(); ++number) {
    const decide::ReasonData& reason = decision.reasons[number];
    const check::Template* const shown = shown_template(*rules_, reason, locale_);
    // What shows nothing but placeholders may come out empty.
    if (shown != nullptr && !shows_text(*shown)) return text.add_variable({Variable::Kind::messages, index});
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
      parts.push_back(
          {"", {Variable::Kind::placeholder, index, number, static_cast<std::uint32_t>(position)}});
      variables = true;
    }
  }
  std::string& out = text.text();
  const CsvColumn& column = columns_[index];
  if (!variables) return cell(out, messages(decision), column);
  // With a comma or quote in it, it is no number; where the first part is a variable, that one decides
  // whether the cell looks like a formula.
  const std::string& first = parts.front().text;
  const bool known = quoted && !first.empty();
  const bool formula = !raw_ && !column.is_key && looks_like_formula(first + ",");
  if (known) out += formula ? "\"'" : "\"";
  if (!known) text.add_variable({Variable::Kind::cell_begins, index});
  for (Part& part : parts) {
    if (!part.text.empty()) {
      known ? append_doubled(out, part.text) : void(out += part.text);
    } else {
      if (known) part.variable.kind = Variable::Kind::quoted_placeholder;
      text.add_variable(part.variable);
    }
  }
  known ? void(out += '"') : text.add_variable({Variable::Kind::cell_ends, index});
}

void CsvWriter::write_error(std::string& out, const RecordKeys& keys, std::string_view error) {
  for (std::uint32_t index = 0; index < columns_.size(); ++index) {
    const CsvColumn& column = columns_[index];
    if (is_of_record(column)) {
      const std::uint32_t last = last_key(index);
      out += key_cells(index, last, keys);
      index = last;
    } else if (column.holds == Holds::constant) {
      cell(out, column.text, column);
    } else if (column.holds == Holds::error) {
      std::string text;
      if (!keys.place.file.empty()) text += std::string(keys.place.file) + ": ";
      text += (keys.place.element ? "element " : "line ") + std::to_string(keys.place.line) + ": ";
      text += error;
      cell(out, text, column);
    }
    out += ',';
  }
  out.back() = '\n';
}

}  // namespace eligo::output
