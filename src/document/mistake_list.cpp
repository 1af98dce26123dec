#include "document/mistake_list.hpp"

#include <algorithm>

#include "diagnostics/code_points.hpp"

namespace eligo::document {

namespace {

constexpr std::size_t longest_quote = 80;  // bytes

}  // namespace

std::string quote(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = end + diagnostics::code_point_at(text, end).bytes;
    if (next > longest_quote) break;
    end = next;
  }
  return "`" + diagnostics::printable(text.substr(0, end)) + (end < text.size() ? "…`" : "`");
}

void MistakeList::error(diagnostics::Code code, const diagnostics::Place& place, std::string message,
                        std::string hint) {
  add(code, place, std::move(message), std::move(hint), Severity::error);
}

void MistakeList::warning(diagnostics::Code code, const diagnostics::Place& place, std::string message,
                          std::string hint) {
  add(code, place, std::move(message), std::move(hint), Severity::warning);
}

bool MistakeList::has_errors() const {
  return std::any_of(diagnostics_.begin() + static_cast<std::ptrdiff_t>(first_), diagnostics_.end(),
                     [](const Diagnostic& item) { return item.severity == Severity::error; });
}

void MistakeList::add(diagnostics::Code code, const diagnostics::Place& place, std::string message,
                      std::string hint, Severity severity) {
  const std::size_t noted = diagnostics_.size() - first_;
  if (noted > limit) return;
  if (noted == limit) {
    const diagnostics::Place file{place.source, {}, {}};
    diagnostics_.push_back(diagnostics::diagnose(
        diagnostics::Code::too_many_items, file,
        "there are more than " + std::to_string(limit) + " mistakes; the others are not shown"));
    return;
  }
  diagnostics_.push_back(
      diagnostics::diagnose(code, place, std::move(message), std::move(hint), subject_, severity));
}

}  // namespace eligo::document
