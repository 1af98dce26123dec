#pragma once

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/lifetime.hpp>

namespace eligo {

class RuleSet;

/// What the throwing forms throw; holds every diagnostic, and `what()` is their rendered text.
class Error : public std::runtime_error {
 public:
  explicit Error(std::vector<Diagnostic> diagnostics)
      : std::runtime_error(render(diagnostics)), diagnostics_(std::move(diagnostics)) {}

  /// Empty after it was moved from.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const& noexcept ELIGO_LIFETIME_BOUND {
    return diagnostics_;
  }
  const std::vector<Diagnostic>& diagnostics() const&& = delete;

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// Of a rule set that cannot be loaded.
class LoadError : public Error {
 public:
  explicit LoadError(std::vector<Diagnostic> diagnostics) : Error(std::move(diagnostics)) {}
};

/// Of a profile, or of one fact's value in JSON, that cannot be read.
class InputError : public Error {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics) : Error(std::move(diagnostics)) {}
};

/// A value, or the diagnostics that say why there is none. What it is does not change when it is moved from:
/// then its value is moved from, or its diagnostics are none.
template <typename T>
class Result {
 public:
  /// What is thrown where there is no value.
  using Thrown = std::conditional_t<std::is_same_v<T, RuleSet>, LoadError, InputError>;

  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(std::vector<Diagnostic> diagnostics) : content_(std::in_place_index<1>, std::move(diagnostics)) {}

  [[nodiscard]] bool has_value() const noexcept { return content_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value; throws where there is none.
  [[nodiscard]] const T& value() const& ELIGO_LIFETIME_BOUND {
    require_value();
    return std::get<0>(content_);
  }
  /// Out of a result that goes away the value itself, never a reference into it.
  [[nodiscard]] T value() && {
    require_value();
    return std::get<0>(std::move(content_));
  }
  const T& value() const&& = delete;

  /// The value; the caller has checked that there is one.
  [[nodiscard]] const T& operator*() const& noexcept ELIGO_LIFETIME_BOUND {
    return *std::get_if<0>(&content_);
  }
  [[nodiscard]] T operator*() && noexcept(std::is_nothrow_move_constructible_v<T>) {
    return std::move(*std::get_if<0>(&content_));
  }
  const T& operator*() const&& = delete;
  [[nodiscard]] const T* operator->() const& noexcept ELIGO_LIFETIME_BOUND {
    return std::get_if<0>(&content_);
  }
  const T* operator->() const&& = delete;

  /// Empty where there is a value.
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const {
    return has_value() ? std::vector<Diagnostic>{} : std::get<1>(content_);
  }

 private:
  void require_value() const {
    if (!has_value()) throw Thrown(std::get<1>(content_));
  }

  std::variant<T, std::vector<Diagnostic>> content_;
};

}  // namespace eligo
