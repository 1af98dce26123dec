#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace eligo::output {

/// A text that is complete but for variables, which are written into it each time.
template <typename Variable>
class PreparedText {
 public:
  /// The text so far, to append to.
  [[nodiscard]] std::string& text() { return text_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  void add_variable(const Variable& variable) { insertions_.push_back({text_.size(), variable}); }
  void clear() {
    text_.clear();
    insertions_.clear();
  }

  /// Appends the text; `write` appends each variable in its turn.
  template <typename Write>
  void append_to(std::string& out, const Write& write) const {
    std::size_t from = 0;
    for (const Insertion& insertion : insertions_) {
      out.append(text_, from, insertion.at - from);
      from = insertion.at;
      write(insertion.variable);
    }
    out.append(text_, from);
  }

  /// About how many bytes it holds.
  [[nodiscard]] std::size_t bytes() const { return text_.size() + insertions_.size() * sizeof(Insertion); }

 private:
  struct Insertion {
    std::size_t at = 0;
    Variable variable;
  };
  std::string text_;
  std::vector<Insertion> insertions_;
};

}  // namespace eligo::output
