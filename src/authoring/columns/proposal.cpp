#include "authoring/columns/proposal.hpp"

#include <algorithm>
#include <utility>

#include "authoring/columns/column_guess.hpp"
#include "json/writer.hpp"
#include "summary/input_findings.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

std::string words(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& word : list) text += (text.empty() ? "" : ", ") + json::quoted(word);
  return "[" + text + "]";
}

/// Members of an object, each as `"key": value`.
class Members {
 public:
  void add(std::string_view key, const std::string& json) {
    members_.push_back(json::quoted(key) + ": " + json);
  }
  [[nodiscard]] bool empty() const { return members_.empty(); }
  [[nodiscard]] std::string one_line() const { return "{" + joined(members_, ", ") + "}"; }
  [[nodiscard]] std::string lines(const std::string& indentation) const {
    return "{\n" + indentation + "  " + joined(members_, ",\n" + indentation + "  ") + "\n" + indentation +
           "}";
  }

 private:
  std::vector<std::string> members_;
};

void add_form(const ColumnGuess& guess, Members& members) {
  if (!guess.nulls.empty()) members.add("null", words(guess.nulls));
  if (!guess.true_words.empty()) members.add("true", words(guess.true_words));
  if (!guess.false_words.empty()) members.add("false", words(guess.false_words));
  if (guess.integers_from_decimals) members.add("integers_from_decimals", "true");
  if (guess.decimal_comma) members.add("decimal_comma", "true");
  if (guess.python_lists) members.add("python_lists", "true");
  if (!guess.timestamp_format.empty()) members.add("timestamp_format", json::quoted(guess.timestamp_format));
  if (!guess.timezone.empty()) members.add("timezone", json::quoted(guess.timezone));
}

class Proposer {
 public:
  Proposer(const ColumnSample& sample, const check::CheckedRuleSet& rules) : sample_(sample), rules_(rules) {
    for (const SampledColumn& column : sample.columns) names_.push_back(column.name);
  }

  MappingProposal propose() {
    propose_column(rules_.subject, nullptr);
    for (const check::Fact& fact : rules_.facts) {
      if (fact.used) propose_column(fact.name, &fact);
    }
    Members file;
    file.add("format", "1");
    if (sample_.delimiter != ',') file.add("delimiter", json::quoted(std::string(1, sample_.delimiter)));
    if (!sample_.encoding.empty()) file.add("encoding", json::quoted(sample_.encoding));
    if (sample_.skip_lines > 0) file.add("skip_lines", std::to_string(sample_.skip_lines));
    if (!sample_.records_pointer.empty()) file.add("records", json::quoted(sample_.records_pointer));
    if (trim_) file.add("trim", "true");
    file.add("why", json::quoted(why()));
    file.add("columns", columns_.empty() ? "{}" : columns_.lines("  "));
    proposal_.text = file.lines("") + "\n";
    return std::move(proposal_);
  }

 private:
  /// The column that is the fact's, by its name or nearly so; names that facts have are theirs alone.
  [[nodiscard]] const SampledColumn* column_of(const std::string& name) const {
    const auto same = std::ranges::find(sample_.columns, name, &SampledColumn::name);
    if (same != sample_.columns.end()) return &*same;
    std::vector<std::string> free;
    for (const std::string& column : names_) {
      const bool taken =
          column == rules_.subject ||
          std::ranges::any_of(rules_.facts, [&](const check::Fact& fact) { return fact.name == column; });
      if (!taken) free.push_back(column);
    }
    const auto near =
        std::ranges::find(sample_.columns, summary::near_name(name, free), &SampledColumn::name);
    return near == sample_.columns.end() || near->name.empty() ? nullptr : &*near;
  }

  void propose_column(const std::string& name, const check::Fact* fact) {
    const SampledColumn* column = column_of(name);
    if (fact != nullptr) {
      ++proposal_.facts;
      if (column == nullptr) proposal_.missing.push_back(name);
      if (column != nullptr) ++proposal_.found;
    }
    if (column == nullptr) return;
    ColumnGuess guess;
    if (fact != nullptr) guess = guess_form(*column, fact->type, sample_.csv);
    trim_ = trim_ || guess.trim;
    std::string shown = column->name;
    if (sample_.csv) {
      const std::size_t begin = std::min(shown.find_first_not_of(" \t"), shown.size());
      const std::size_t end = shown.find_last_not_of(" \t") + 1;
      if (begin > 0 || end < shown.size()) {
        trim_ = true;
        shown = shown.substr(begin, end - begin);
      }
    }
    Members members;
    if (shown != name) {
      members.add("fact", json::quoted(name));
      guess.reasons.insert(guess.reasons.begin(), "it is called nearly like the fact");
    }
    add_form(guess, members);
    if (members.empty() && guess.reasons.empty()) return;
    members.add("why", json::quoted(joined(guess.reasons, "; ")));
    columns_.add(shown, members.one_line());
  }

  [[nodiscard]] std::string why() const {
    std::vector<std::string> parts{"proposed from " + text::grouped(sample_.records) +
                                   (sample_.records == 1 ? " record" : " records") + "; check it"};
    if (sample_.delimiter != ',') parts.emplace_back("the delimiter gives most cells");
    if (sample_.encoding_guessed) parts.emplace_back("the text is not UTF-8, and the encoding is a guess");
    if (sample_.skip_lines > 0) parts.emplace_back("the lines before the header have fewer cells");
    if (!sample_.records_pointer.empty()) parts.emplace_back("the records stand in an array within the file");
    if (trim_) parts.emplace_back("some texts have spaces around them");
    if (!proposal_.missing.empty()) {
      constexpr std::size_t most_named = 10;
      std::string missing;
      for (std::size_t fact = 0; fact < std::min(proposal_.missing.size(), most_named); ++fact)
        missing += (fact == 0 ? "" : ", ") + proposal_.missing[fact];
      if (proposal_.missing.size() > most_named)
        missing += " and " + std::to_string(proposal_.missing.size() - most_named) + " more";
      parts.push_back("no column is called like these facts: " + missing);
    }
    return joined(parts, "; ");
  }

  const ColumnSample& sample_;
  const check::CheckedRuleSet& rules_;
  std::vector<std::string> names_;
  bool trim_ = false;
  Members columns_;
  MappingProposal proposal_;
};

}  // namespace

MappingProposal propose_mapping(const ColumnSample& sample, const check::CheckedRuleSet& rules) {
  return Proposer(sample, rules).propose();
}

}  // namespace eligo::authoring
