#include "engine/list_lookup.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <type_traits>

#include "values/exact_order.hpp"

namespace eligo::engine {

using values::Kind;
using values::Nanoseconds;
using values::StringValue;
using values::View;

namespace {

template <typename T>
T value_in(const View& column, std::size_t row) {
  if constexpr (std::is_same_v<T, bool>) {
    return values::bit_at(column.as<std::uint64_t>(), row);
  } else {
    return column.as<T>()[row];
  }
}

template <typename T>
bool comes_before(const T& left, const T& right) {
  if constexpr (std::is_same_v<T, StringValue>) {
    return left.text() < right.text();
  } else {
    return left < right;
  }
}

// Calls `use` with the type in which values of the kind are stored.
template <typename Use>
auto with_stored_type(Kind kind, const Use& use) {
  switch (kind) {
    case Kind::boolean: return use(std::type_identity<bool>{});
    case Kind::integer: return use(std::type_identity<std::int64_t>{});
    case Kind::floating: return use(std::type_identity<double>{});
    case Kind::string: return use(std::type_identity<StringValue>{});
    case Kind::timestamp:
    case Kind::duration:
    case Kind::null:  // and those that it does not suit
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return use(std::type_identity<Nanoseconds>{});
}

}  // namespace

bool ListLookup::suits(Kind element) {
  return element != Kind::list && element != Kind::record && element != Kind::null && element != Kind::any;
}

ListLookup::ListLookup(const View& elements, std::size_t begin, std::size_t end, Arena& arena)
    : kind_(elements.kind) {
  with_stored_type(kind_, [&]<typename T>(std::type_identity<T>) { sort<T>(elements, begin, end, arena); });
}

template <typename T>
void ListLookup::sort(const View& elements, std::size_t begin, std::size_t end, Arena& arena) {
  T* const sorted = arena.allocate<T>(end - begin);
  for (std::size_t row = begin; row < end; ++row) {
    if (!elements.is_known(row)) {
      unknown_ = true;
      continue;
    }
    const T value = value_in<T>(elements, elements.constant ? 0 : row);
    if constexpr (std::is_same_v<T, double>) {
      if (std::isnan(value)) continue;  // equals nothing, and has no place in an order
    }
    sorted[count_++] = value;
  }
  std::sort(sorted, sorted + count_, comes_before<T>);
  sorted_ = sorted;
}

template <typename T>
bool ListLookup::holds(const T& value) const {
  const T* const first = static_cast<const T*>(sorted_);
  return std::binary_search(first, first + count_, value, comes_before<T>);
}

// A number of the other kind is among them only if it is exactly one that this kind has.
bool ListLookup::holds_number(const View& value, std::size_t row) const {
  if (value.kind == Kind::integer) {
    const auto integer = value.as<std::int64_t>()[row];
    if (kind_ == Kind::integer) return holds(integer);
    const auto number = values::exact_double(integer);
    return number && holds(*number);
  }
  const double number = value.as<double>()[row];
  if (kind_ == Kind::floating) return !std::isnan(number) && holds(number);
  const auto integer = values::exact_integer(number);
  return integer && holds(*integer);
}

Answer ListLookup::contains(const View& value, std::size_t value_row) const {
  const std::size_t row = value.constant ? 0 : value_row;
  const auto found = [&] {
    if (is_number(kind_) && is_number(value.kind)) return holds_number(value, row);
    if (value.kind != kind_) return false;
    return with_stored_type(
        kind_, [&]<typename T>(std::type_identity<T>) { return holds(value_in<T>(value, row)); });
  };
  return found() ? Answer::yes : unknown_ ? Answer::unknown : Answer::no;
}

}  // namespace eligo::engine
