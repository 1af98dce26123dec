#include "profiles/read_options.hpp"

#include "profiles/column_mapping.hpp"

namespace eligo::profiles {

values::WrittenForm ReadOptions::written_form(std::uint32_t fact) const {
  const ValueForm* const form = mapping == nullptr ? nullptr : mapping->form(fact);
  return form == nullptr ? values::WrittenForm() : form->written();
}

}  // namespace eligo::profiles
