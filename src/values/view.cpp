#include "values/view.hpp"

namespace eligo::values {

Value value_at(const View& view, std::size_t row) {
  if (!view.is_known(row)) return {Unknown{}};
  const std::size_t at = view.constant ? 0 : row;
  switch (view.kind) {
    case Kind::boolean: return {(view.as<std::uint64_t>()[at / 64] >> (at % 64) & 1U) != 0};
    case Kind::integer: return {view.as<std::int64_t>()[at]};
    case Kind::floating: return {view.as<double>()[at]};
    case Kind::string: return {std::string(view.as<StringValue>()[at].text())};
    case Kind::timestamp: return {Timestamp{view.as<Nanoseconds>()[at]}};
    case Kind::duration: return {Interval{view.as<Nanoseconds>()[at]}};
    case Kind::list: {
      List list;
      list.reserve(view.offsets[at + 1] - view.offsets[at]);
      for (std::size_t i = view.offsets[at]; i < view.offsets[at + 1]; ++i)
        list.push_back(value_at(view.children[0], i));
      return {std::move(list)};
    }
    case Kind::record: {
      Record record;
      for (std::size_t i = 0; i < view.child_count; ++i)
        record.fields.push_back(value_at(view.children[i], at));
      return {std::move(record)};
    }
    case Kind::null:
    case Kind::any: break;
  }
  return {Null{}};
}

}  // namespace eligo::values
