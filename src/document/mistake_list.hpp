#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/place.hpp"

namespace eligo::document {

/// What the author wrote, in backticks: nothing in it acts on a terminal, and it is cut where long.
[[nodiscard]] std::string quote(std::string_view text);

/// Collects the mistakes in one rule set, each with its subject, up to a limit, so that no input
/// can make reporting expensive.
class MistakeList {
 public:
  static constexpr std::size_t limit = 1'000;

  explicit MistakeList(std::vector<Diagnostic>& diagnostics)
      : diagnostics_(diagnostics), first_(diagnostics.size()) {}

  void error(diagnostics::Code code, const diagnostics::Place& place, std::string message,
             std::string hint = {});
  void warning(diagnostics::Code code, const diagnostics::Place& place, std::string message,
               std::string hint = {});

  /// Whether an error has been noted since this list was made, by anyone.
  [[nodiscard]] bool has_errors() const;
  /// Whether the limit is reached; whoever works through many items then stops.
  [[nodiscard]] bool full() const { return diagnostics_.size() - first_ >= limit; }
  /// For functions that append for themselves.
  [[nodiscard]] std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

  /// Puts what was noted in the order of places, those in `file` first. Where the limit was reached, a
  /// last diagnostic says so.
  void sort(const std::string& file);

  [[nodiscard]] const std::string& subject() const { return subject_; }

  /// What the mistakes belong to while this object lives, for instance "rule `credit.score`".
  class Subject {
   public:
    Subject(MistakeList& mistakes, std::string subject)
        : mistakes_(mistakes), outer_(std::exchange(mistakes.subject_, std::move(subject))) {}
    ~Subject() { mistakes_.subject_ = std::move(outer_); }
    Subject(const Subject&) = delete;
    Subject& operator=(const Subject&) = delete;

   private:
    MistakeList& mistakes_;
    std::string outer_;
  };

 private:
  void add(diagnostics::Code code, const diagnostics::Place& place, std::string message, std::string hint,
           Severity severity);

  std::vector<Diagnostic>& diagnostics_;
  std::size_t first_;
  std::string subject_;
};

}  // namespace eligo::document
