#include <memory>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "check/literal_rules.hpp"
#include "check/passes.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;

constexpr std::size_t most_shown = 3;  // values of one list

void check_values(const document::WrittenList& list,
                  const std::shared_ptr<const std::vector<std::string>>& enumeration, std::string_view name,
                  Linking& linking) {
  MistakeList& mistakes = linking.mistakes;
  const MistakeList::Context context(mistakes, "list " + quote(list.name));
  const std::unordered_set<std::string_view> known(enumeration->begin(), enumeration->end());
  std::size_t count = 0;
  const diagnostics::Place* next = nullptr;
  for (const document::ScalarLiteral& literal : list.values) {
    const auto* const text = std::get_if<std::string>(&literal.value.content);
    if (text == nullptr || known.contains(*text)) continue;
    ++count;
    if (count == most_shown + 1) next = &literal.place;
    if (count > most_shown) continue;
    mistakes.error(
        Code::enum_value, literal.place,
        quote(*text) + " is not among the values of " + quote(name) + ", which is looked up in this list",
        enum_hint(*text, enumeration, *linking.scope.suggester));
  }
  if (next == nullptr) return;
  mistakes.error(
      Code::enum_value, *next,
      "and " + std::to_string(count - most_shown) + " more that are not among the values of " + quote(name));
}

}  // namespace

void check_list_uses(Linking& linking) {
  std::set<std::pair<std::uint32_t, const void*>> seen;
  for (const Node& node : linking.rules.nodes) {
    if (node.kind != NodeKind::list_member) continue;
    const NodeId element = linking.rules.nodes.operands(node)[0];
    const auto& enumeration = linking.rules.nodes.type(element).enumeration;
    if (enumeration == nullptr || !seen.emplace(node.list(), enumeration.get()).second) continue;
    check_values(linking.document.lists[node.list()], enumeration, linking.rules.nodes.text(element),
                 linking);
  }
}

}  // namespace eligo::check
