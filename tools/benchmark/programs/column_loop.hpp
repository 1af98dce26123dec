#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "profile_columns.hpp"

namespace comparison {

/// 0 visible, 1 hidden, 2 denied for each row; with reasons as ranges of rule numbers of `rule_texts`.
struct ColumnDecisions {
  std::vector<std::uint8_t> verdicts;
  std::vector<std::uint32_t> reason_offsets, reason_codes;
};

/// What a loop reads of columns of text: dictionary codes, or the texts themselves.
enum class Texts : std::uint8_t { codes, views };

/// The 24 rules as loops over columns, compiled for the best of the processor's vector units.
class ColumnLoop {
 public:
  ColumnLoop(const ProfileColumns& columns, Texts texts);

  /// Decides rows `begin`, a multiple of 8, up to `end`, and puts the verdicts in place of those before.
  void verdicts(std::size_t begin, std::size_t end, ColumnDecisions& decisions) const;
  void reasons(std::size_t begin, std::size_t end, ColumnDecisions& decisions) const;

 private:
  const ProfileColumns& columns_;
  Texts texts_;
  std::uint32_t frozen_, restricted_, inactive_, small_business_, business_line_, cash_advance_, agent_;
  std::vector<std::uint8_t> region_lists_;

  template <bool by_code>
  friend struct BlockRules;
};

}  // namespace comparison
