#include "diagnostics/mistake_list.hpp"

#include <algorithm>
#include <tuple>

#include "text/display.hpp"

namespace eligo::diagnostics {

void MistakeList::error(diagnostics::Code code, const diagnostics::Place& place, std::string message,
                        std::string hint) {
  add(code, place, std::move(message), std::move(hint), Severity::error);
}

void MistakeList::warning(diagnostics::Code code, const diagnostics::Place& place, std::string message,
                          std::string hint) {
  add(code, place, std::move(message), std::move(hint), Severity::warning);
}

void MistakeList::add(std::vector<Diagnostic> noted) {
  for (Diagnostic& item : noted) {
    if (!count(item.severity)) continue;
    if (item.context.empty()) item.context = context_;
    diagnostics_.push_back(std::move(item));
  }
}

void MistakeList::finish(const std::string& file) {
  const auto key = [&](const Diagnostic& item) {
    return std::tuple(item.file != file, std::string_view(item.file), item.line, item.column);
  };
  std::stable_sort(diagnostics_.begin() + static_cast<std::ptrdiff_t>(first_), diagnostics_.end(),
                   [&](const Diagnostic& left, const Diagnostic& right) { return key(left) < key(right); });
  const auto say = [&](std::string message, Severity severity) {
    Diagnostic more =
        diagnostics::diagnose(diagnostics::Code::too_many_items, {}, std::move(message), {}, {}, severity);
    more.file = file;
    diagnostics_.push_back(std::move(more));
  };
  const std::string most = std::to_string(limit);
  if (warnings_ > limit) {
    say("there are more than " + most + " warnings; the others are not shown", Severity::warning);
  }
  if (enough_errors())
    say("there are " + most + " errors or more; the others are not shown", Severity::error);
}

void MistakeList::add(diagnostics::Code code, const diagnostics::Place& place, std::string message,
                      std::string hint, Severity severity) {
  if (!count(severity)) return;
  diagnostics_.push_back(
      diagnostics::diagnose(code, place, std::move(message), std::move(hint), context_, severity));
}

bool MistakeList::count(Severity severity) {
  std::size_t& noted = severity == Severity::error ? errors_ : warnings_;
  return ++noted <= limit;
}

}  // namespace eligo::diagnostics
