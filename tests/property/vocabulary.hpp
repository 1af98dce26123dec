#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "property/random.hpp"

namespace eligo::property {

enum class Base : std::uint8_t { boolean, integer, floating, string, timestamp, duration };

/// A type that expressions are generated for.
struct Sort {
  Base base = Base::boolean;
  bool list = false;
  friend bool operator==(const Sort&, const Sort&) = default;
};

inline constexpr Sort boolean_sort{Base::boolean, false};
inline constexpr Sort integer_sort{Base::integer, false};
inline constexpr Sort floating_sort{Base::floating, false};
inline constexpr Sort string_sort{Base::string, false};
inline constexpr Sort moment_sort{Base::timestamp, false};
inline constexpr Sort length_sort{Base::duration, false};

[[nodiscard]] std::string base_name(Base base);

/// A fact, param, definition, field or bound variable that expressions may use.
struct Name {
  std::string text;  ///< as an expression writes it
  Sort sort;
  std::vector<std::string> values;  ///< of an enum
  bool uses_now = false;
};

struct FactSpec {
  Name name;
  bool ranged = false;  ///< int and double: [lowest, highest]
  std::int64_t lowest = 0, highest = 0;
  bool records = false;  ///< a list of records
  std::vector<Name> fields;
};

/// The literals that one rule set and its profiles share, so that values hit thresholds.
struct Literals {
  std::vector<std::int64_t> integers;
  std::vector<std::string> floats;    ///< as written in JSON and in expressions
  std::vector<std::string> strings;   ///< decoded
  std::vector<std::int64_t> moments;  ///< seconds since 1970
  std::vector<std::int64_t> lengths;  ///< seconds
};

/// What a generated rule set is about.
struct Vocabulary {
  Literals literals;
  std::vector<FactSpec> facts;
  std::vector<Name> params;
  std::vector<Name> lists;
  std::vector<Name> definitions;  ///< those made so far
  /// Time comparisons only, and few functions: what `retry_at` is tested with.
  bool timed = false;
  bool calendar = false;  ///< with `timed`: also calendar functions of now
};

[[nodiscard]] Vocabulary make_vocabulary(Random& random, bool timed, bool calendar);

/// `2026-11-23T10:00:00Z`
[[nodiscard]] std::string moment_text(std::int64_t seconds, std::int64_t nanoseconds = 0);
/// As CEL writes strings, in single quotes.
[[nodiscard]] std::string quoted(const std::string& text);

/// About when generated profiles are decided: 2026-11-23T10:00:00Z.
inline constexpr std::int64_t about_now = 1'795'428'000;

}  // namespace eligo::property
