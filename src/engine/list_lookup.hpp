#pragma once

#include <cstddef>

#include "engine/arena.hpp"
#include "engine/deep_equality.hpp"
#include "values/view.hpp"

namespace eligo::engine {

/// The scalar elements of one list, sorted, so that asking again and again what is among them costs little.
/// Sorted and not hashed: no choice of values makes it slow.
class ListLookup {
 public:
  /// Whether lists of this kind of element can be sorted: all scalars.
  [[nodiscard]] static bool suits(values::Kind element);

  /// The elements [begin, end) of a column of scalars. Memory comes from the arena.
  ListLookup(const values::View& elements, std::size_t begin, std::size_t end, Arena& arena);

  /// The answer of `deep_contains`. The value is known.
  [[nodiscard]] Answer contains(const values::View& value, std::size_t row) const;

 private:
  template <typename T>
  void sort(const values::View& elements, std::size_t begin, std::size_t end, Arena& arena);
  template <typename T>
  [[nodiscard]] bool holds(const T& value) const;
  [[nodiscard]] bool holds_number(const values::View& value, std::size_t row) const;

  values::Kind kind_;
  const void* sorted_ = nullptr;
  std::size_t count_ = 0;
  bool unknown_ = false;  // some element is
};

}  // namespace eligo::engine
