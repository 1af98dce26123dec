#include "program/operation_table.hpp"

#include <algorithm>

#include "values/hash.hpp"

namespace eligo::program {

namespace {

constexpr std::size_t first_size = 256;

std::uint64_t hash_of(const Operation& operation, std::span<const ValueId> operands) {
  std::uint64_t hash = static_cast<std::uint64_t>(operation.opcode) << 16U |
                       static_cast<std::uint64_t>(operation.kind) << 8U | (operation.constant ? 1U : 0U);
  hash = values::mix_hash(hash, std::uint64_t{operation.domain} << 32U | operation.detail());
  for (const ValueId operand : operands) hash = values::mix_hash(hash, operand);
  return values::end_hash(hash);
}

std::span<const ValueId> operands_of(const OperationTable::Operations& all, const Operation& operation) {
  return all.operands.subspan(operation.first, operation.count);
}

}  // namespace

ValueId OperationTable::find(const Operations& all, const Operation& wanted,
                             std::span<const ValueId> operands) const {
  if (places_.empty()) return no_value;
  const auto is_same = [&](const Operation& other) {
    return other.opcode == wanted.opcode && other.kind == wanted.kind && other.constant == wanted.constant &&
           other.domain == wanted.domain && other.detail() == wanted.detail() &&
           std::ranges::equal(operands_of(all, other), operands);
  };
  const std::size_t last = places_.size() - 1;
  for (std::size_t place = hash_of(wanted, operands) & last; places_[place] != no_value;
       place = (place + 1) & last) {
    if (is_same(all.operations[places_[place]])) return places_[place];
  }
  return no_value;
}

void OperationTable::add(const Operations& all, ValueId id) {
  if (++taken_ * 2 > places_.size()) {
    std::vector<ValueId> before(places_.empty() ? first_size : places_.size() * 2, no_value);
    before.swap(places_);
    for (const ValueId other : before) {
      if (other != no_value) put(all, other);
    }
  }
  put(all, id);
}

void OperationTable::put(const Operations& all, ValueId id) {
  const Operation& operation = all.operations[id];
  const std::size_t last = places_.size() - 1;
  std::size_t place = hash_of(operation, operands_of(all, operation)) & last;
  while (places_[place] != no_value) place = (place + 1) & last;
  places_[place] = id;
}

}  // namespace eligo::program
