#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <eligo/fact.hpp>
#include <eligo/instant.hpp>
#include <eligo/lifetime.hpp>

namespace eligo {

class RuleSet;

/// A whole number of at most 64 bits; neither bool nor a character, which are integers to C++ alone.
template <typename T>
concept Integer = std::integral<T> && sizeof(T) <= sizeof(std::int64_t) && !std::same_as<T, bool> &&
                  !std::same_as<T, char> && !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// The facts about one user, for one rule set. Facts that were never set are missing, which is not
/// the same as zero or empty.
///
/// A value out of the fact's declared range, or not among an enum's values, is refused: the fact is
/// then unknown, and decisions list it under `refused`; in a list only that element, and in a record only
/// that field. A value of another type than the fact's, and the handle of a fact that the rule set does not
/// have, are mistakes of the program: std::invalid_argument, and the profile is as before. (If memory runs
/// out, the fact that was being set is missing.)
///
/// A profile may be filled, evaluated, cleared and filled again without allocating. Reading it
/// (evaluating) from several threads at once is safe, changing it is not.
///
/// A profile that was moved from has no rule set: changing a fact of it and evaluating it throw
/// std::invalid_argument; it may be assigned to.
class Profile {
 public:
  Profile(const Profile&);
  Profile(Profile&&) noexcept;
  Profile& operator=(const Profile&);
  Profile& operator=(Profile&&) noexcept;
  ~Profile();

  template <std::same_as<bool> T>
      Profile& set(const Fact& fact, T value) & ELIGO_LIFETIME_BOUND {
    return set_bool(fact, value);
  }
  /// An int fact, or a double fact where the number is exact. Unsigned numbers that 64 bits with a sign do
  /// not hold are out of range for an int.
  template <Integer T>
      Profile& set(const Fact& fact, T value) & ELIGO_LIFETIME_BOUND {
    if constexpr (std::unsigned_integral<T>)
      return set_unsigned(fact, value);
    else
      return set_int(fact, value);
  }
  /// NaN and infinities are refused. No other type becomes a double: neither enumerations nor pointers nor
  /// characters are taken, and long double, which would be rounded, is not.
  template <typename T>
  requires std::same_as<T, double> || std::same_as<T, float> Profile& set(const Fact& fact, T value) &
      ELIGO_LIFETIME_BOUND {
    return set_double(fact, value);
  }
  /// String or enum; copied.
  Profile& set(const Fact& fact, std::string_view value) & ELIGO_LIFETIME_BOUND;
  /// The same; the null pointer is std::invalid_argument.
  Profile& set(const Fact& fact, const char* value) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, std::nullptr_t) & = delete;
  Profile& set(const Fact& fact, Instant value) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, Duration value) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, std::span<const Instant> values) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, std::span<const Duration> values) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, std::span<const std::int64_t> values) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, std::span<const std::uint64_t> values) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, std::span<const double> values) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, std::span<const std::string_view> values) & ELIGO_LIFETIME_BOUND;
  /// Any fact, lists of records included, from its JSON text, read as in a profile. Throws LoadError where it
  /// is no JSON; then the profile is as before.
  Profile& set_json(const Fact& fact, std::string_view json) & ELIGO_LIFETIME_BOUND;

  /// The same by name. Throws std::invalid_argument where the rule set has no such fact.
  template <typename T>
      Profile& set(std::string_view name, const T& value) & ELIGO_LIFETIME_BOUND {
    return set(find(name), value);
  }

  /// All of these on a profile just made, `rules.profile().set("a", 1).set("b", true)`, give the profile
  /// itself.
  template <typename Which, typename T>
  [[nodiscard]] Profile set(const Which& fact, const T& value) && {
    set(fact, value);
    return std::move(*this);
  }
  [[nodiscard]] Profile set_json(const Fact& fact, std::string_view json) && {
    set_json(fact, json);
    return std::move(*this);
  }

  /// Makes the fact missing again.
  Profile& reset(const Fact& fact) & ELIGO_LIFETIME_BOUND;
  /// Makes every fact missing again.
  void clear();

  /// Who the profile is about, echoed by decisions. Not a fact. Empty in a profile that was moved from.
  [[nodiscard]] const std::string& subject() const& noexcept ELIGO_LIFETIME_BOUND;
  const std::string& subject() const&& = delete;
  Profile& set_subject(std::string_view subject) & ELIGO_LIFETIME_BOUND;
  [[nodiscard]] Profile set_subject(std::string_view subject) && {
    set_subject(subject);
    return std::move(*this);
  }

 private:
  friend class RuleSet;
  struct State;
  explicit Profile(std::unique_ptr<State> state);
  [[nodiscard]] State& state() const;
  [[nodiscard]] const Fact& find(std::string_view name) const;
  Profile& set_bool(const Fact& fact, bool value);
  Profile& set_int(const Fact& fact, std::int64_t value);
  Profile& set_unsigned(const Fact& fact, std::uint64_t value);
  Profile& set_double(const Fact& fact, double value);

  std::unique_ptr<State> state_;
};

}  // namespace eligo
