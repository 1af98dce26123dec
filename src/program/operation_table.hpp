#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "program/operation.hpp"

namespace eligo::program {

/// Finds the operation of a list that does the same as another one: by opcode, kind, place, detail and
/// operands. A table with open addressing of numbers of operations, at most half of it taken.
class OperationTable {
 public:
  /// What operations and their operands are found in.
  struct Operations {
    std::span<const Operation> operations;
    std::span<const ValueId> operands;
  };

  /// no_value where none does.
  [[nodiscard]] ValueId find(const Operations& all, const Operation& wanted,
                             std::span<const ValueId> operands) const;
  /// One that was not found.
  void add(const Operations& all, ValueId id);

 private:
  void put(const Operations& all, ValueId id);

  std::vector<ValueId> places_;
  std::size_t taken_ = 0;
};

}  // namespace eligo::program
