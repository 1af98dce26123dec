#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/fact.hpp>
#include <eligo/fact_cell.hpp>
#include <eligo/instant.hpp>
#include <eligo/lifetime.hpp>
#include <eligo/value.hpp>

namespace eligo {

class RuleSet;

/// A whole number of at most 64 bits; neither bool nor a character, which are integers to C++ alone.
template <typename T>
concept Integer = std::integral<T> && sizeof(T) <= sizeof(std::int64_t) && !std::same_as<T, bool> &&
                  !std::same_as<T, char> && !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// What may stand in a list: a bool, number, string, instant or duration of C++.
template <typename T>
concept FactElement = std::same_as<T, bool> || Integer<T> || std::same_as<T, double> ||
    std::same_as<T, float> || std::same_as<T, std::string> || std::same_as<T, std::string_view> ||
    std::same_as<T, Instant> || std::same_as<T, Duration> || ExactDuration<T> || ExactTime<T>;

/// A vector, array, span or other range of such elements, with places and a size.
template <typename T>
concept FactList = std::ranges::random_access_range<const T> && std::ranges::sized_range<const T> &&
    FactElement<std::ranges::range_value_t<const T>> &&
    (!std::same_as<std::ranges::range_value_t<const T>, std::string> ||
     std::is_reference_v<std::ranges::range_reference_t<const T>>);

namespace api {
template <typename T>
inline constexpr bool is_fact_value = FactElement<T> || FactList<T> || std::same_as<T, Value> ||
                                      std::same_as<T, std::nullopt_t> ||
                                      (std::convertible_to<const T&, std::string_view> &&
                                       !std::same_as<T, std::nullptr_t>);
template <typename T>
inline constexpr bool is_fact_value<std::optional<T>> = is_fact_value<T>;
}  // namespace api

/// What `Profile::set` takes: an element, a list of them, anything that is a text, a Value, or an
/// std::optional of one of these. Not pointers, enumerations, characters, `long double`, durations that are
/// no whole number of nanoseconds, and times of other clocks than the system's.
template <typename T>
concept FactValue = api::is_fact_value<T>;

/// What `Profile::get` gives: the type in which a fact's value is kept.
template <typename T>
concept KeptValue = std::same_as<T, bool> || std::same_as<T, std::int64_t> || std::same_as<T, double> ||
    std::same_as<T, std::string> || std::same_as<T, Instant> || std::same_as<T, Duration> ||
    std::same_as<T, Value::List>;

/// The facts about one user, for one rule set. Facts that were never set are missing, which is not
/// the same as zero or empty.
///
/// A value out of the fact's declared range, or not among an enum's values, is refused: the fact is
/// then unknown, and decisions list it under `refused`; in a list only that element, and in a record only
/// that field. A value of another type than the fact's, and the handle of a fact that the rule set does not
/// have, are mistakes of the program: std::invalid_argument, and the profile is as before. (If memory runs
/// out, the fact that was being set is missing.)
///
/// A profile keeps its memory: filled, evaluated, cleared and filled again it allocates no more once it has
/// had values as large, lists included (but for `set_json`, and `set` with a Value that is a list). Reading
/// it, evaluating included, from several threads at once is safe, changing it is not.
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
    return put(fact, value) ? *this : set_bool(fact, value);
  }
  /// An int fact, or a double fact where the number is exact. Unsigned numbers that 64 bits with a sign do
  /// not hold are out of range for an int.
  template <Integer T>
      Profile& set(const Fact& fact, T value) & ELIGO_LIFETIME_BOUND {
    if (std::in_range<std::int64_t>(value) && put(fact, static_cast<std::int64_t>(value))) return *this;
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
    return put(fact, static_cast<double>(value)) ? *this : set_double(fact, value);
  }
  /// String or enum; copied.
  Profile& set(const Fact& fact, std::string_view value) & ELIGO_LIFETIME_BOUND;
  /// The same; the null pointer is std::invalid_argument.
  Profile& set(const Fact& fact, const char* value) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, Instant value) & ELIGO_LIFETIME_BOUND;
  Profile& set(const Fact& fact, Duration value) & ELIGO_LIFETIME_BOUND;
  /// Durations and system clock times of the standard library, to the nanosecond.
  template <ExactDuration T>
      Profile& set(const Fact& fact, T value) & ELIGO_LIFETIME_BOUND {
    return set(fact, Duration::from(value));
  }
  template <ExactTime T>
      Profile& set(const Fact& fact, T value) & ELIGO_LIFETIME_BOUND {
    return set(fact, Instant::from(value));
  }
  /// A list of scalars; copied.
  template <FactList T>
      Profile& set(const Fact& fact, const T& values) & ELIGO_LIFETIME_BOUND {
    using Element = std::ranges::range_value_t<const T>;
    if constexpr (std::same_as<Element, bool>)
      return set_list(fact, List<bool>::of(values));
    else if constexpr (std::unsigned_integral<Element>)
      return set_list(fact, List<std::uint64_t>::of(values));
    else if constexpr (Integer<Element>)
      return set_list(fact, List<std::int64_t>::of(values));
    else if constexpr (std::floating_point<Element>)
      return set_list(fact, List<double>::of(values));
    else if constexpr (std::same_as<Element, Instant> || ExactTime<Element>)
      return set_list(fact, List<Instant>::of(values));
    else if constexpr (std::same_as<Element, Duration> || ExactDuration<Element>)
      return set_list(fact, List<Duration>::of(values));
    else
      return set_list(fact, List<std::string_view>::of(values));
  }
  /// Without a value the fact is missing again.
  template <typename T>
  requires FactValue<T> Profile& set(const Fact& fact, const std::optional<T>& value) & ELIGO_LIFETIME_BOUND {
    return value ? set(fact, *value) : reset(fact);
  }
  Profile& set(const Fact& fact, std::nullopt_t) & ELIGO_LIFETIME_BOUND { return reset(fact); }
  /// What another profile knows of such a fact: a value, that it is missing, null, or was refused.
  Profile& set(const Fact& fact, const Value& value) & ELIGO_LIFETIME_BOUND;
  template <typename T>
  requires(!FactValue<T>)  // see FactValue: what no fact takes exactly must be converted by the caller
      Profile& set(const Fact& fact, const T& value) & = delete;

  /// Any fact, lists of records included, from its JSON text, read as in a profile. Throws InputError where
  /// it is no JSON; then the profile is as before.
  Profile& set_json(const Fact& fact, std::string_view json) & ELIGO_LIFETIME_BOUND;
  /// The same without exceptions on what is in the text: says what is wrong with it, or nothing.
  [[nodiscard]] std::optional<Diagnostic> try_set_json(const Fact& fact, std::string_view json);
  Profile& set_json(std::string_view name, std::string_view json) & ELIGO_LIFETIME_BOUND {
    return set_json(find(name), json);
  }
  [[nodiscard]] std::optional<Diagnostic> try_set_json(std::string_view name, std::string_view json) {
    return try_set_json(find(name), json);
  }

  /// The same by name. Throws std::invalid_argument where the rule set has no such fact.
  template <FactValue T>
      Profile& set(std::string_view name, const T& value) & ELIGO_LIFETIME_BOUND {
    return set(find(name), value);
  }
  template <typename T>
  requires(!FactValue<T>)  // see FactValue: what no fact takes exactly must be converted by the caller
      Profile& set(std::string_view name, const T& value) & = delete;

  /// All of these on a profile just made, `rules.profile().set("a", 1).set("b", true)`, give the profile
  /// itself.
  template <typename Which, FactValue T>
  [[nodiscard]] Profile set(const Which& fact, const T& value) && {
    set(fact, value);
    return std::move(*this);
  }
  template <typename Which>
  [[nodiscard]] Profile set_json(const Which& fact, std::string_view json) && {
    set_json(fact, json);
    return std::move(*this);
  }

  /// Makes the fact missing again.
  Profile& reset(const Fact& fact) & ELIGO_LIFETIME_BOUND;
  Profile& reset(std::string_view name) & ELIGO_LIFETIME_BOUND { return reset(find(name)); }
  /// Makes every fact missing again.
  void clear();

  /// What is known of a fact: its value, or why there is none. By name as `set`.
  [[nodiscard]] Value value(const Fact& fact) const;
  [[nodiscard]] Value value(std::string_view name) const { return value(find(name)); }
  /// The value, if there is one. Throws std::invalid_argument where the fact is of another type: an int is
  /// std::int64_t, a list is Value::List.
  template <KeptValue T>
  [[nodiscard]] std::optional<T> get(const Fact& fact) const {
    Value value = value_of_type(fact, Value{T()}.content.index());
    T* const content = std::get_if<T>(&value.content);
    return content == nullptr ? std::nullopt : std::optional<T>(std::move(*content));
  }
  template <KeptValue T>
  [[nodiscard]] std::optional<T> get(std::string_view name) const {
    return get<T>(find(name));
  }
  /// Whether there is a value that was taken.
  [[nodiscard]] bool has(const Fact& fact) const;
  [[nodiscard]] bool has(std::string_view name) const { return has(find(name)); }
  /// The facts that are not missing, refused and null ones included, in the rule set's order.
  [[nodiscard]] std::vector<Fact> facts() const;

  /// One JSON object, on one line, always the same for the same values; `try_parse_profile` makes a
  /// profile of it that decides alike, but for what JSON cannot say: of a value that was refused nothing is
  /// left but that (`{}` stands in its place, which is refused again, as of the wrong type); facts that no
  /// rule reads are written, but not read; a subject whose key a fact has is left out; bytes of strings that
  /// are no UTF-8 become U+FFFD.
  [[nodiscard]] std::string json() const;

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
  [[nodiscard]] Value value_of_type(const Fact& fact, std::size_t alternative) const;

  // A list as what reads its elements one by one, whatever container they are in.
  template <typename Element>
  struct List {
    const void* range;
    std::size_t size;
    Element (*at)(const void* range, std::size_t index);

    template <typename Range>
    static List of(const Range& values) {
      const auto element = [](const void* range, std::size_t index) -> Element {
        const Range& all = *static_cast<const Range*>(range);
        using Difference = std::ranges::range_difference_t<const Range>;
        decltype(auto) value = std::ranges::begin(all)[static_cast<Difference>(index)];
        using Each = std::ranges::range_value_t<const Range>;
        if constexpr (ExactTime<Each> || ExactDuration<Each>)
          return Element::from(value);
        else
          return static_cast<Element>(value);
      };
      return {&values, static_cast<std::size_t>(std::ranges::size(values)), element};
    }
  };
  template <typename Value>
  [[nodiscard]] bool put(const Fact& fact, Value value) const {
    return cells_.put(fact.index_, fact.fingerprint_, value);
  }
  Profile& set_list(const Fact& fact, const List<bool>& values);
  Profile& set_list(const Fact& fact, const List<std::int64_t>& values);
  Profile& set_list(const Fact& fact, const List<std::uint64_t>& values);
  Profile& set_list(const Fact& fact, const List<double>& values);
  Profile& set_list(const Fact& fact, const List<std::string_view>& values);
  Profile& set_list(const Fact& fact, const List<Instant>& values);
  Profile& set_list(const Fact& fact, const List<Duration>& values);
  Profile& set_bool(const Fact& fact, bool value);
  Profile& set_int(const Fact& fact, std::int64_t value);
  Profile& set_unsigned(const Fact& fact, std::uint64_t value);
  Profile& set_double(const Fact& fact, double value);

  std::unique_ptr<State> state_;
  api::FactCells cells_;  // the state's
};

}  // namespace eligo
