#include "document/content_hash.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "document/sha256.hpp"
#include "expression/spacing.hpp"
#include "json/string.hpp"
#include "json/syntax.hpp"

namespace eligo::document {

namespace {

void add_expressions(const Condition& condition, std::vector<std::uint32_t>& begins) {
  if (condition.kind == Condition::Kind::expression) begins.push_back(condition.expression.place.span.begin);
  for (const Condition& part : condition.parts) add_expressions(part, begins);
}

/// Where the expressions of a document begin, ascending.
std::vector<std::uint32_t> expressions_of(const RuleSetDocument& document) {
  std::vector<std::uint32_t> begins;
  for (const WrittenDefinition& definition : document.definitions)
    begins.push_back(definition.expression.place.span.begin);
  for (const WrittenSegment& segment : document.segments) add_expressions(segment.when, begins);
  for (const WrittenRule& rule : document.rules) add_expressions(rule.when, begins);
  for (const WrittenAlternative& alternative : document.alternatives)
    add_expressions(alternative.when, begins);
  std::ranges::sort(begins);
  return begins;
}

/// The offset behind the string that begins at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

/// Adds a string's token; what only spells it otherwise does not count.
void add_string(Sha256& hash, std::string_view token, bool is_expression) {
  const bool escaped = token.find('\\') != std::string_view::npos;
  if (!escaped && !is_expression) return hash.add(token);
  std::string meaning = json::bare_text(token);
  if (is_expression) meaning = expression::in_canonical_spacing(meaning);
  std::string spelt;
  json::append_string(spelt, meaning);
  hash.add(spelt);
}

void add_text(Sha256& hash, std::string_view text, const std::vector<std::uint32_t>& expressions) {
  auto expression = expressions.begin();
  std::size_t at = 0;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) at = byte_order_mark.size();
  while ((at = json::skip_white_space(text, at)) < text.size()) {
    std::size_t end = at + 1;
    if (text[at] != '"') {
      while (end < text.size() && text[end] != '"' && !json::is_white_space(text[end])) ++end;
      hash.add(text.substr(at, end - at));
    } else {
      end = end_of_string(text, at);
      const bool is_expression = expression != expressions.end() && *expression == at;
      if (is_expression) ++expression;
      add_string(hash, text.substr(at, end - at), is_expression);
    }
    at = end;
  }
}

}  // namespace

std::string content_hash(const RuleSetDocument& document) {
  Sha256 hash;
  add_text(hash, document.source->text, expressions_of(document));
  for (const WrittenList& list : document.lists) {
    if (!list.file) continue;
    hash.add("\n" + list.name + "\n" + std::to_string(list.values.size()));
    for (const ScalarLiteral& value : list.values) {
      const auto [begin, end] = value.place.span;
      hash.add("\n");
      hash.add(std::string_view(value.place.source->text).substr(begin, end - begin));
    }
  }
  return hash.hex_digest();
}

}  // namespace eligo::document
