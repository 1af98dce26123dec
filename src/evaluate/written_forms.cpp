#include "evaluate/written_forms.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace eligo::evaluate {

values::WrittenForms written_forms(const check::CheckedRuleSet& rules,
                                   const profiles::ColumnMapping* mapping) {
  if (mapping == nullptr) return nullptr;
  std::vector<values::WrittenForm> forms;
  for (const check::Fact& fact : rules.facts) forms.push_back(mapping->form_of(fact.name).written());
  return std::make_shared<const std::vector<values::WrittenForm>>(std::move(forms));
}

}  // namespace eligo::evaluate
