#include "values/view.hpp"

#include <algorithm>

#include "text/display.hpp"

namespace eligo::values {

View View::from(std::size_t first) const {
  View rest = *this;
  if (constant) return rest;
  rest.size -= first;
  rest.known += first / 64;
  if (causes != nullptr) rest.causes += first;
  switch (kind) {
    case Kind::boolean: rest.values = as<std::uint64_t>() + first / 64; break;
    case Kind::integer: rest.values = as<std::int64_t>() + first; break;
    case Kind::floating: rest.values = as<double>() + first; break;
    case Kind::string:
      if (codes == nullptr) {
        rest.values = as<StringValue>() + first;
      } else {
        rest.codes += first;
      }
      break;
    case Kind::timestamp:
    case Kind::duration: rest.values = as<Nanoseconds>() + first; break;
    case Kind::list: rest.offsets += first; break;
    case Kind::record:
    case Kind::null:
    case Kind::any: break;
  }
  return rest;
}

Value value_at(const View& view, std::size_t row, Extent extent) {
  if (!view.is_known(row)) return {Unknown{view.cause_at(row)}};
  const std::size_t at = view.constant ? 0 : row;
  switch (view.kind) {
    case Kind::boolean: return {bit_at(view.as<std::uint64_t>(), at)};
    case Kind::integer: return {view.as<std::int64_t>()[at]};
    case Kind::floating: return {view.as<double>()[at]};
    case Kind::string: return {text::cut(view.string_at(row).text(), extent.code_points)};
    case Kind::timestamp: return {Timestamp{view.as<Nanoseconds>()[at]}};
    case Kind::duration: return {Interval{view.as<Nanoseconds>()[at]}};
    case Kind::list: {
      const std::size_t begin = view.offsets[at], size = view.offsets[at + 1] - begin;
      const std::size_t copied = std::min(size, extent.elements);
      List list;
      list.reserve(copied);
      for (std::size_t i = 0; i < copied; ++i) list.push_back(value_at(view.children[0], begin + i, extent));
      if (copied < size) list.push_back({std::string("…")});
      return {std::move(list)};
    }
    case Kind::record: {
      Record record;
      for (std::size_t i = 0; i < view.child_count; ++i)
        record.fields.push_back(value_at(view.children[i], at, extent));
      return {std::move(record)};
    }
    case Kind::null:
    case Kind::any: break;
  }
  return {Null{}};
}

}  // namespace eligo::values
