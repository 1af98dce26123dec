#include "evaluate/written_forms.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace eligo::evaluate {

values::WrittenForms written_forms(const check::CheckedRuleSet& rules, const profiles::ColumnMapping* mapping,
                                   values::WrittenForm::Options options) {
  if (mapping == nullptr && options == values::WrittenForm().options) return nullptr;
  std::vector<values::WrittenForm> forms;
  for (const check::Fact& fact : rules.facts) {
    forms.push_back(mapping == nullptr ? values::WrittenForm() : mapping->form_of(fact.name).written());
    forms.back().options = options;
  }
  return std::make_shared<const std::vector<values::WrittenForm>>(std::move(forms));
}

}  // namespace eligo::evaluate
