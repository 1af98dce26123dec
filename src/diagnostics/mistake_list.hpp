#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/place.hpp"

namespace eligo::diagnostics {

/// Collects the mistakes in one rule set, each with its context. All are counted; only the first `limit`
/// errors and the first `limit` warnings are kept to be shown, so that no input can make reporting
/// expensive. How many are shown says nothing about how much is checked.
class MistakeList {
 public:
  static constexpr std::size_t limit = 1'000;

  explicit MistakeList(std::vector<Diagnostic>& diagnostics)
      : diagnostics_(diagnostics), first_(diagnostics.size()) {}

  void error(diagnostics::Code code, const diagnostics::Place& place, std::string message,
             std::string hint = {});
  void warning(diagnostics::Code code, const diagnostics::Place& place, std::string message,
               std::string hint = {});

  /// Takes in what was noted elsewhere. What has no context gets this list's.
  void add(std::vector<Diagnostic> noted);

  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] bool has_errors() const { return errors_ != 0; }
  /// Whether no further error would be kept. The rule set is refused then, so whoever works through many
  /// items may stop; for any number of warnings nobody may.
  [[nodiscard]] bool enough_errors() const { return errors_ >= limit; }

  /// Puts what is kept in the order of places, those in `file` first. Where not everything is, a last
  /// diagnostic says so.
  void finish(const std::string& file);

  [[nodiscard]] const std::string& context() const { return context_; }

  /// What the mistakes belong to while this object lives, for instance "rule `credit.score`".
  class Context {
   public:
    Context(MistakeList& mistakes, std::string context)
        : mistakes_(mistakes), outer_(std::exchange(mistakes.context_, std::move(context))) {}
    ~Context() { mistakes_.context_ = std::move(outer_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

   private:
    MistakeList& mistakes_;
    std::string outer_;
  };

 private:
  void add(diagnostics::Code code, const diagnostics::Place& place, std::string message, std::string hint,
           Severity severity);
  // Counts one more; whether it is to be kept.
  bool count(Severity severity);

  std::vector<Diagnostic>& diagnostics_;
  std::size_t first_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::string context_;
};

}  // namespace eligo::diagnostics
