#include "column_loop.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "plain_rules.hpp"
#include "region_lists.hpp"

// One body for each vector unit, chosen when the program starts; the parts are inlined into it.
#define COMPARISON_ALL_PROCESSORS __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#define COMPARISON_INLINE inline __attribute__((always_inline))

namespace comparison {

namespace {

constexpr std::size_t block_rows = 1024;
using Flags = std::array<std::uint8_t, block_rows>;

/// Eight flags for the eight bits of a byte.
constexpr std::array<std::uint64_t, 256> spread_bits = [] {
  std::array<std::uint64_t, 256> spread{};
  for (unsigned bits = 0; bits < 256; ++bits) {
    for (unsigned bit = 0; bit < 8; ++bit) spread[bits] |= std::uint64_t{bits >> bit & 1U} << (8 * bit);
  }
  return spread;
}();

/// Where values hold: known, and the test true. `validity` is of the rows from 0.
template <typename Value, typename Test>
COMPARISON_INLINE void test(const Value* values, const std::vector<std::uint8_t>& validity, std::size_t begin,
                            std::size_t rows, const Test& passes, Flags& flags) {
  for (std::size_t row = 0; row < rows; ++row) flags[row] = passes(values[row]) ? 1 : 0;
  const std::uint8_t* const valid = validity.data() + begin / 8;
  for (std::size_t eight = 0; eight * 8 < rows; ++eight) {
    std::uint64_t known = 0;
    std::memcpy(&known, flags.data() + eight * 8, 8);
    known &= spread_bits[valid[eight]];
    std::memcpy(flags.data() + eight * 8, &known, 8);
  }
}

/// A test of a text, by the loop's two forms of it.
struct Is {
  std::uint32_t code;
  std::string_view text;
  bool operator()(std::uint32_t value) const { return value == code; }
  bool operator()(std::string_view value) const { return value == text; }
};

COMPARISON_INLINE void both(Flags& left, const Flags& right) {
  for (std::size_t row = 0; row < block_rows; ++row) left[row] &= right[row];
}

/// One of the two forms of a column of texts, with its validity.
template <bool by_code>
struct TextForm {
  const TextColumn& column;
  [[nodiscard]] const auto* begin() const {
    if constexpr (by_code)
      return column.codes.values.data();
    else
      return column.views.data();
  }
};

std::uint32_t code_of(const TextColumn& column, std::string_view text) {
  const auto found = std::ranges::find(column.dictionary, text);
  return found == column.dictionary.end() ? 0xFFFF'FFFFU
                                          : static_cast<std::uint32_t>(found - column.dictionary.begin());
}

}  // namespace

ColumnLoop::ColumnLoop(const ProfileColumns& columns, Texts texts)
    : columns_(columns),
      texts_(texts),
      frozen_(code_of(columns.status, "frozen")),
      restricted_(code_of(columns.status, "restricted")),
      inactive_(code_of(columns.status, "inactive")),
      small_business_(code_of(columns.kind, "small_business")),
      business_line_(code_of(columns.product, "business_line")),
      cash_advance_(code_of(columns.product, "cash_advance")),
      agent_(code_of(columns.channel, "agent")) {
  for (const auto& region : columns.region.dictionary) region_lists_.push_back(lists_of(region));
  if (region_lists_.empty()) region_lists_.push_back(0);
}

/// All rules over one block, texts in one of their forms; `hit(rule, flags)` takes what each gives.
template <bool by_code>
struct BlockRules {
  const ColumnLoop& loop;
  std::size_t begin, rows;

  template <typename Hit>
  COMPARISON_INLINE void run(const Hit& hit) const {
    const ProfileColumns& c = loop.columns_;
    alignas(64) Flags flags{}, other{}, amount{};
    const auto is = [&](const auto& column, const auto& passes, Flags& to) __attribute__((always_inline)) {
      test(column.values.data() + begin, column.valid, begin, rows, passes, to);
    };
    const auto is_text = [&](const TextColumn& column, const auto& passes, Flags& to)
        __attribute__((always_inline)) {
      test(TextForm<by_code>{column}.begin() + begin, column.codes.valid, begin, rows, passes, to);
    };
    const auto rule = [&](unsigned number, const auto& column, const auto& passes)
        __attribute__((always_inline)) {
      is(column, passes, flags);
      hit(number, flags);
    };
    const auto text_rule = [&](unsigned number, const TextColumn& column, const auto& passes)
        __attribute__((always_inline)) {
      is_text(column, passes, flags);
      hit(number, flags);
    };
    const auto absent = [](std::uint8_t value) { return value == 0; };

    // A region as text is looked up once a row.
    std::array<std::uint8_t, block_rows> looked_up{};
    if constexpr (!by_code) {
      for (std::size_t row = 0; row < rows; ++row) looked_up[row] = lists_of(c.region.views[begin + row]);
    }
    const auto in_region = [&](RegionList list, bool in, Flags& to) __attribute__((always_inline)) {
      if constexpr (by_code) {
        const std::uint8_t* const lists = loop.region_lists_.data();
        is(
            c.region.codes, [=](std::uint32_t code) { return ((lists[code] & list) != 0) == in; }, to);
      } else {
        test(
            looked_up.data(), c.region.codes.valid, begin, rows,
            [=](std::uint8_t lists) { return ((lists & list) != 0) == in; }, to);
      }
    };

    rule(0, c.real_name, absent);
    rule(1, c.age_years, [](std::int64_t years) { return years < 18; });
    text_rule(2, c.status, Is{loop.frozen_, "frozen"});
    in_region(RegionList::prohibited, true, flags);
    hit(3, flags);
    rule(4, c.overdue_days, [](std::int64_t days) { return days > 30; });
    rule(5, c.bureau_adverse, [](std::uint8_t adverse) { return adverse != 0; });
    rule(6, c.phone, absent);
    rule(7, c.bank_card, absent);

    is(
        c.age_years, [](std::int64_t years) { return years > 65; }, flags);
    is(
        c.amount, [](double value) { return value > 50000.0; }, other);
    both(flags, other);
    hit(8, flags);

    const Is restricted{loop.restricted_, "restricted"}, inactive{loop.inactive_, "inactive"};
    text_rule(9, c.status, [=](auto status) { return restricted(status) || inactive(status); });
    rule(10, c.age_days, [](std::int64_t days) { return days < 90; });

    const Is business_line{loop.business_line_, "business_line"};
    is_text(c.kind, Is{loop.small_business_, "small_business"}, flags);
    is_text(
        c.product, [=](auto product) { return !business_line(product); }, other);
    both(flags, other);
    hit(11, flags);

    text_rule(12, c.channel, Is{loop.agent_, "agent"});
    rule(13, c.consent, absent);

    in_region(RegionList::high_risk, true, flags);
    is(
        c.amount, [](double value) { return value > 20000.0; }, amount);
    both(flags, amount);
    hit(14, flags);

    is_text(c.product, Is{loop.cash_advance_, "cash_advance"}, flags);
    in_region(RegionList::pilot, false, other);
    both(flags, other);
    hit(15, flags);

    rule(16, c.score, [](std::int64_t score) { return score < 560; });
    is(
        c.score, [](std::int64_t score) { return score < 640; }, flags);
    is(
        c.amount, [](double value) { return value > 30000.0; }, amount);
    both(flags, amount);
    hit(17, flags);

    rule(18, c.debt_ratio, [](double ratio) { return ratio > 0.85; });
    rule(19, c.payment_ratio, [](double ratio) { return ratio < 0.05; });
    rule(20, c.late_payments, [](std::int64_t payments) { return payments >= 3; });

    is(
        c.payments, [](std::int64_t payments) { return payments < 3; }, flags);
    is(
        c.active_days, [](std::int64_t days) { return days < 5; }, other);
    both(flags, other);
    hit(21, flags);

    rule(22, c.inquiries, [](std::int64_t inquiries) { return inquiries > 6; });
    is(
        c.night_transfers, [](std::int64_t transfers) { return transfers > 12; }, flags);
    is(
        c.inflow, [](double inflow) { return inflow > 800000.0; }, other);
    for (std::size_t row = 0; row < block_rows; ++row) flags[row] |= other[row];
    hit(23, flags);
  }
};

template <bool by_code>
COMPARISON_INLINE void any_hits(const ColumnLoop& loop, std::size_t begin, std::size_t rows,
                                std::uint8_t* verdicts) {
  alignas(64) Flags denied{}, hidden{};
  BlockRules<by_code>{loop, begin, rows}.run([&](unsigned rule, const Flags& flags)
                                                 __attribute__((always_inline)) {
                                                   Flags& to = rule < denying_rules ? denied : hidden;
                                                   for (std::size_t row = 0; row < block_rows; ++row)
                                                     to[row] |= flags[row];
                                                 });
  for (std::size_t row = 0; row < rows; ++row) {
    verdicts[row] = static_cast<std::uint8_t>(denied[row] != 0 ? 2 : hidden[row]);
  }
}

template <bool by_code>
COMPARISON_INLINE void all_hits(const ColumnLoop& loop, std::size_t begin, std::size_t rows,
                                std::uint32_t* hits) {
  BlockRules<by_code>{loop, begin, rows}.run([&](unsigned rule, const Flags& flags)
                                                 __attribute__((always_inline)) {
                                                   for (std::size_t row = 0; row < block_rows; ++row)
                                                     hits[row] |= std::uint32_t{flags[row]} << rule;
                                                 });
}

COMPARISON_ALL_PROCESSORS
static void block_verdicts(const ColumnLoop& loop, std::size_t begin, std::size_t rows,
                           std::uint8_t* verdicts) {
  any_hits<true>(loop, begin, rows, verdicts);
}

COMPARISON_ALL_PROCESSORS
static void block_verdicts_of_texts(const ColumnLoop& loop, std::size_t begin, std::size_t rows,
                                    std::uint8_t* verdicts) {
  any_hits<false>(loop, begin, rows, verdicts);
}

COMPARISON_ALL_PROCESSORS
static void block_hits(const ColumnLoop& loop, std::size_t begin, std::size_t rows, std::uint32_t* hits) {
  all_hits<true>(loop, begin, rows, hits);
}

COMPARISON_ALL_PROCESSORS
static void block_hits_of_texts(const ColumnLoop& loop, std::size_t begin, std::size_t rows,
                                std::uint32_t* hits) {
  all_hits<false>(loop, begin, rows, hits);
}

void ColumnLoop::verdicts(std::size_t begin, std::size_t end, ColumnDecisions& decisions) const {
  decisions.verdicts.resize(end - begin);
  for (std::size_t row = begin; row < end; row += block_rows) {
    (texts_ == Texts::codes ? block_verdicts : block_verdicts_of_texts)(
        *this, row, std::min(block_rows, end - row), decisions.verdicts.data() + (row - begin));
  }
}

void ColumnLoop::reasons(std::size_t begin, std::size_t end, ColumnDecisions& decisions) const {
  decisions.verdicts.resize(end - begin);
  decisions.reason_offsets.assign(1, 0);
  decisions.reason_codes.clear();
  alignas(64) std::array<std::uint32_t, block_rows> hits;
  for (std::size_t row = begin; row < end; row += block_rows) {
    const std::size_t rows = std::min(block_rows, end - row);
    hits.fill(0);
    (texts_ == Texts::codes ? block_hits : block_hits_of_texts)(*this, row, rows, hits.data());
    for (std::size_t at = 0; at < rows; ++at) {
      std::uint32_t rules = hits[at];
      decisions.verdicts[row - begin + at] = static_cast<std::uint8_t>((rules & denying_mask) != 0 ? 2
                                                                       : rules != 0                ? 1
                                                                                                   : 0);
      for (; rules != 0; rules &= rules - 1) {
        decisions.reason_codes.push_back(static_cast<std::uint32_t>(std::countr_zero(rules)));
      }
      decisions.reason_offsets.push_back(static_cast<std::uint32_t>(decisions.reason_codes.size()));
    }
  }
}

}  // namespace comparison
