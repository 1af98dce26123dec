#include "engine/deep_equality.hpp"

#include "values/exact_order.hpp"

namespace eligo::engine {

using values::Kind;
using values::Nanoseconds;
using values::StringValue;
using values::View;

namespace {

bool bit_at(const View& view, std::size_t row) { return values::bit_at(view.as<std::uint64_t>(), row); }

bool equal_numbers(const View& left, std::size_t l, const View& right, std::size_t r) {
  if (left.kind == Kind::integer)
    return values::exact_order(left.as<std::int64_t>()[l], right.as<double>()[r]) ==
           std::partial_ordering::equivalent;
  return values::exact_order(right.as<std::int64_t>()[r], left.as<double>()[l]) ==
         std::partial_ordering::equivalent;
}

Answer answer(bool yes) { return yes ? Answer::yes : Answer::no; }

Answer equal_lists(const View& left, std::size_t l, const View& right, std::size_t r) {
  const std::size_t size = left.offsets[l + 1] - left.offsets[l];
  if (size != right.offsets[r + 1] - right.offsets[r]) return Answer::no;
  Answer sum = Answer::yes;
  for (std::size_t i = 0; i < size; ++i) {
    const Answer one =
        deep_equal(left.children[0], left.offsets[l] + i, right.children[0], right.offsets[r] + i);
    if (one == Answer::no) return one;
    if (one == Answer::unknown) sum = one;
  }
  return sum;
}

Answer equal_records(const View& left, std::size_t l, const View& right, std::size_t r) {
  if (left.child_count != right.child_count) return Answer::no;
  Answer sum = Answer::yes;
  for (std::size_t i = 0; i < left.child_count; ++i) {
    const Answer one = deep_equal(left.children[i], l, right.children[i], r);
    if (one == Answer::no) return one;
    if (one == Answer::unknown) sum = one;
  }
  return sum;
}

}  // namespace

Answer deep_equal(const View& left, std::size_t left_row, const View& right, std::size_t right_row) {
  const std::size_t l = left.constant ? 0 : left_row;
  const std::size_t r = right.constant ? 0 : right_row;
  if (!left.is_known(l) || !right.is_known(r)) return Answer::unknown;
  if (left.kind != right.kind)
    return answer(is_number(left.kind) && is_number(right.kind) && equal_numbers(left, l, right, r));
  switch (left.kind) {
    case Kind::boolean: return answer(bit_at(left, l) == bit_at(right, r));
    case Kind::integer: return answer(left.as<std::int64_t>()[l] == right.as<std::int64_t>()[r]);
    case Kind::floating: return answer(left.as<double>()[l] == right.as<double>()[r]);
    case Kind::string: return answer(equal_strings(left.as<StringValue>()[l], right.as<StringValue>()[r]));
    case Kind::timestamp:
    case Kind::duration: return answer(left.as<Nanoseconds>()[l] == right.as<Nanoseconds>()[r]);
    case Kind::list: return equal_lists(left, l, right, r);
    case Kind::record: return equal_records(left, l, right, r);
    case Kind::null:
    case Kind::any: break;
  }
  return Answer::yes;
}

Answer deep_contains(const View& lists, std::size_t list_row, const View& value, std::size_t value_row) {
  const std::size_t row = lists.constant ? 0 : list_row;
  Answer sum = Answer::no;
  for (std::size_t i = lists.offsets[row]; i < lists.offsets[row + 1]; ++i) {
    const Answer one = deep_equal(lists.children[0], i, value, value_row);
    if (one == Answer::yes) return one;
    if (one == Answer::unknown) sum = one;
  }
  return sum;
}

}  // namespace eligo::engine
