#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <eligo/diagnostic.hpp>

namespace eligo {

/// Thrown by the throwing forms; holds every diagnostic, and `what()` is their rendered text.
class LoadError : public std::runtime_error {
 public:
  explicit LoadError(std::vector<Diagnostic> diagnostics)
      : std::runtime_error(render(diagnostics)), diagnostics_(std::move(diagnostics)) {}

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// A value, or the diagnostics that say why there is none.
template <typename T>
class Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(std::vector<Diagnostic> diagnostics) : content_(std::in_place_index<1>, std::move(diagnostics)) {}

  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value; throws LoadError where there is none.
  [[nodiscard]] const T& value() const& {
    require_value();
    return std::get<0>(content_);
  }
  [[nodiscard]] T&& value() && {
    require_value();
    return std::get<0>(std::move(content_));
  }
  /// The value; the caller has checked that there is one.
  [[nodiscard]] const T& operator*() const& noexcept { return *std::get_if<0>(&content_); }
  [[nodiscard]] const T* operator->() const noexcept { return std::get_if<0>(&content_); }

  /// Empty where there is a value.
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const {
    return has_value() ? std::vector<Diagnostic>{} : std::get<1>(content_);
  }

 private:
  void require_value() const {
    if (!has_value()) throw LoadError(std::get<1>(content_));
  }

  std::variant<T, std::vector<Diagnostic>> content_;
};

}  // namespace eligo
