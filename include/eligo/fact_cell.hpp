#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace eligo::api {

// What setting a fact of a profile writes and checks. It stands here, and not in the library, so that setting
// a number or a bool through a handle is a few instructions where it is called. Not for other use: it may
// change with any version.

/// A scalar fact's value and known bit side by side: deciding about one profile then reads a few lines of
/// memory instead of two for each fact, and setting one writes nothing else. Besides them the fact's
/// fingerprint, which is compared when they are written. Takes values as a column does. What is not known
/// has the bytes that a column has there: kernels look at them, too.
struct FactCell {
  alignas(16) std::array<std::byte, 16> value{};
  std::uint64_t known = 0;
  std::uint64_t fingerprint = 0;

  void append(std::same_as<bool> auto flag) { append(std::uint64_t{flag}); }
  template <typename Value>
  requires(!std::same_as<Value, bool>) void append(const Value& scalar) {
    static_assert(sizeof(scalar) <= sizeof(value) && std::is_trivially_copyable_v<Value>);
    std::memcpy(value.data(), &scalar, sizeof(scalar));
    known = 1;
  }
  template <typename Value>
  [[nodiscard]] Value as() const {
    static_assert(sizeof(Value) <= sizeof(value) && std::is_trivially_copyable_v<Value>);
    Value scalar;
    std::memcpy(&scalar, value.data(), sizeof(scalar));
    return scalar;
  }
};

/// Which values of its own C++ type a fact takes.
struct FactLimits {
  enum class Type : std::uint8_t { boolean, integer, floating, text, other };
  Type type = Type::other;
  std::int64_t lowest_integer = 0, highest_integer = 0;
  double lowest = 0, highest = 0;  ///< finite

  [[nodiscard]] bool take(std::same_as<bool> auto) const { return type == Type::boolean; }
  [[nodiscard]] bool take(std::same_as<std::int64_t> auto value) const {
    return type == Type::integer && value >= lowest_integer && value <= highest_integer;
  }
  [[nodiscard]] bool take(std::same_as<double> auto value) const {
    return type == Type::floating && value >= lowest && value <= highest;
  }
};

/// A profile's cells, and its rule set's limits, one each a fact; none of a profile that was moved from.
struct FactCells {
  FactCell* cells = nullptr;
  const FactLimits* limits = nullptr;
  std::uint32_t count = 0;

  /// Whether the fact of a handle stands in that place.
  [[nodiscard]] bool has(std::uint32_t fact, std::uint64_t fingerprint) const {
    return fact < count && cells[fact].fingerprint == fingerprint;
  }
  /// Whether the value was taken. Where not, it may be of another type, or refused.
  template <typename Value>
  [[nodiscard]] bool put(std::uint32_t fact, std::uint64_t fingerprint, Value value) const {
    if (!has(fact, fingerprint) || !limits[fact].take(value)) return false;
    cells[fact].append(value);
    return true;
  }
};

}  // namespace eligo::api
