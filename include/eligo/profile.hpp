#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <eligo/instant.hpp>

namespace eligo {

class RuleSet;

/// A fact of one rule set, looked up once by name (`RuleSet::fact`), so that setting it later costs no
/// hashing and no comparison of strings. Good for the rule set that gave it, for as long as that lives.
class Fact {
 public:
  Fact() = default;  ///< no fact; setting it throws std::invalid_argument

  /// Its place among the rule set's facts, from 0.
  [[nodiscard]] std::uint32_t index() const noexcept { return index_; }

 private:
  friend class RuleSet;
  friend class Profile;
  explicit Fact(std::uint32_t index) : index_(index) {}
  std::uint32_t index_ = 0xFFFF'FFFF;
};

/// The facts about one user, for one rule set. Facts that were never set are missing, which is not
/// the same as zero or empty.
///
/// A value out of the fact's declared range, or not among an enum's values, is refused: the fact is
/// then unknown, and decisions list it under `refused`; in a list only that element, and in a record only
/// that field. A value of another type than the fact's is a mistake of the program: std::invalid_argument.
///
/// A profile may be filled, evaluated, cleared and filled again without allocating. Reading it
/// (evaluating) from several threads at once is safe, changing it is not.
class Profile {
 public:
  Profile(const Profile&);
  Profile(Profile&&) noexcept;
  Profile& operator=(const Profile&);
  Profile& operator=(Profile&&) noexcept;
  ~Profile();

  template <std::same_as<bool> T>
  Profile& set(Fact fact, T value) {
    return set_bool(fact, value);
  }
  template <std::signed_integral T>
  Profile& set(Fact fact, T value) {  ///< an int fact, or a double fact where the number is exact
    return set_int(fact, static_cast<std::int64_t>(value));
  }
  Profile& set(Fact fact, double value);            ///< NaN and infinities are refused
  Profile& set(Fact fact, std::string_view value);  ///< string or enum; copied
  Profile& set(Fact fact, const char* value) { return set(fact, std::string_view(value)); }
  Profile& set(Fact fact, Instant value);
  Profile& set(Fact fact, Duration value);
  Profile& set(Fact fact, std::span<const Instant> values);
  Profile& set(Fact fact, std::span<const Duration> values);
  Profile& set(Fact fact, std::span<const std::int64_t> values);
  Profile& set(Fact fact, std::span<const double> values);
  Profile& set(Fact fact, std::span<const std::string_view> values);
  /// Any fact, lists of records included, from its JSON text, read as in a profile.
  Profile& set_json(Fact fact, std::string_view json);

  /// The same by name. Throws std::invalid_argument where the rule set has no such fact.
  template <typename T>
  Profile& set(std::string_view name, const T& value) {
    return set(find(name), value);
  }

  /// Makes the fact missing again.
  Profile& reset(Fact fact);
  /// Makes every fact missing again.
  void clear();

  /// Who the profile is about, echoed by decisions. Not a fact.
  [[nodiscard]] const std::string& subject() const noexcept;
  Profile& set_subject(std::string_view subject);

 private:
  friend class RuleSet;
  struct State;
  explicit Profile(std::unique_ptr<State> state);
  [[nodiscard]] Fact find(std::string_view name) const;
  Profile& set_bool(Fact fact, bool value);
  Profile& set_int(Fact fact, std::int64_t value);

  std::unique_ptr<State> state_;
};

}  // namespace eligo
