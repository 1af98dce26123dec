#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "check/checked_rule_set.hpp"
#include "check/expression_checker.hpp"
#include "diagnostics/mistake_list.hpp"
#include "document/rule_set_document.hpp"
#include "text/display.hpp"

namespace eligo::check {

using diagnostics::MistakeList;
using text::quote;

/// What the checkers of the parts of one rule set share while it is linked.
struct Linking {
  const document::RuleSetDocument& document;
  MistakeList& mistakes;
  CheckedRuleSet rules;  ///< grows part by part
  Scope scope;           ///< what expressions may name so far
  /// Names as expressions write them (`credit.score`, `params.x`, `lists.y`) that are declared but
  /// wrong. Expressions that use them are not checked, so that one mistake is not reported twice.
  std::unordered_set<std::string> broken;
  std::unordered_map<std::string, std::uint32_t> codes;  ///< reason codes, index into rules.codes
};

/// The texts alone, without their places.
[[nodiscard]] std::optional<LocalizedText> texts_of(const std::optional<document::WrittenText>& written);

/// Notes a mistake where a thing of one kind (`what`: "param") is called as a word of the language.
void refuse_keyword(const std::string& name, const diagnostics::Place& place, std::string_view what,
                    MistakeList& mistakes);

/// "it stands first at line 7".
[[nodiscard]] std::string first_place_hint(const diagnostics::Place& first);

/// Finds ids that stand twice among things of one kind.
class IdTable {
 public:
  /// For about so many ids.
  IdTable(std::string what, std::size_t count) : what_(std::move(what)) { places_.reserve(count); }
  /// Notes a mistake where the id was added before. The ids outlive the table.
  void add(const diagnostics::LocatedText& id, MistakeList& mistakes);

 private:
  std::string what_;
  std::unordered_map<std::string_view, const diagnostics::Place*> places_;
};

}  // namespace eligo::check
