#include <algorithm>
#include <cstring>

#include "api/c_objects.hpp"

namespace eligo::api {

eligo_status report(eligo_error** error, eligo_status status, const char* text,
                    const std::vector<Diagnostic>& diagnostics) noexcept {
  if (error == nullptr) return status;
  try {
    give(*error, eligo_error{status, text, diagnostics});
  } catch (...) {
    *error = nullptr;
  }
  return status;
}

void give_text(char*& result, std::size_t* size, std::string_view text) {
  result = nullptr;
  if (size != nullptr) *size = 0;
  auto copy = std::make_unique<char[]>(text.size() + 1);
  std::ranges::copy(text, copy.get());
  if (size != nullptr) *size = text.size();
  result = copy.release();
}

}  // namespace eligo::api

void eligo_text_free(char* text) { const std::unique_ptr<char[]> owned(text); }

void eligo_error_free(eligo_error* error) { const std::unique_ptr<eligo_error> owned(error); }

eligo_status eligo_error_status(const eligo_error* error) {
  return error == nullptr ? ELIGO_OK : error->status;
}

const char* eligo_error_text(const eligo_error* error) { return error == nullptr ? "" : error->text.c_str(); }

size_t eligo_error_diagnostic_count(const eligo_error* error) {
  return error == nullptr ? 0 : error->diagnostics.size();
}

int eligo_error_diagnostic(const eligo_error* error, size_t index, eligo_diagnostic* result) {
  if (result == nullptr || result->struct_size < sizeof(std::size_t)) return 0;
  if (index >= eligo_error_diagnostic_count(error)) return 0;
  const eligo::Diagnostic& diagnostic = error->diagnostics[index];
  const eligo_diagnostic all{.struct_size = result->struct_size,
                             .code = diagnostic.code.c_str(),
                             .message = diagnostic.message.c_str(),
                             .file = diagnostic.file.c_str(),
                             .pointer = diagnostic.pointer.c_str(),
                             .hint = diagnostic.hint.c_str(),
                             .line = diagnostic.line,
                             .column = diagnostic.column,
                             .is_warning = diagnostic.severity == eligo::Severity::warning ? 1 : 0};
  std::memcpy(result, &all, eligo::api::whole_members<eligo_diagnostic>(result->struct_size));
  return 1;
}
