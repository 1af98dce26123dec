#include "authoring/comparison/report_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "text/display.hpp"

namespace eligo::authoring {

namespace {

std::string joined_codes(const std::vector<std::uint32_t>& codes, const RuleSetPair& pair) {
  std::string text;
  for (const std::uint32_t code : codes) text += (text.empty() ? "" : ", ") + pair.codes.names[code];
  return text;
}

std::vector<std::uint32_t> without(const std::vector<std::uint32_t>& codes,
                                   const std::vector<std::uint32_t>& others) {
  std::vector<std::uint32_t> left;
  for (const std::uint32_t code : codes) {
    if (std::ranges::find(others, code) == others.end()) left.push_back(code);
  }
  return left;
}

}  // namespace

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  if (part == 0) return "0%";
  if (part == whole) return "100%";
  // in doubles, as the product might leave 64 bits; shown are three digits
  const auto thousandths = std::lround(static_cast<double>(part) / static_cast<double>(whole) * 1000);
  if (thousandths == 0) return "<0.1%";
  if (thousandths == 1000) return ">99.9%";
  return std::to_string(thousandths / 10) + "." + std::to_string(thousandths % 10) + "%";
}

std::string cell_title(Cell cell) {
  const std::string before(to_string(cell.champion));
  if (cell.outcome() == Outcome::same) return before + " as before, for other reasons";
  return before + ", now " + std::string(to_string(cell.challenger));
}

std::string change_of(Side side) { return side == Side::champion ? "no longer" : "now"; }

std::string change_text(const Sample& sample, const RuleSetPair& pair) {
  const auto& before = sample.codes[Side::champion];
  const auto& after = sample.codes[Side::challenger];
  const std::string gone = joined_codes(without(before, after), pair);
  const std::string added = joined_codes(without(after, before), pair);
  std::string text(to_string(sample.cell.champion));
  if (sample.cell.outcome() != Outcome::same)
    text += ", now " + std::string(to_string(sample.cell.challenger));
  if (!gone.empty()) text += "; no longer " + gone;
  if (!added.empty()) text += "; now " + added;
  if (gone.empty() && added.empty())
    text += "; the same reasons in another order or with another effect: " + joined_codes(after, pair);
  return text;
}

std::string segments_text(const RuleSetPair& pair, const SwapSet::SegmentCounts& counts) {
  Both<std::string> names;
  for (const Side side : sides) {
    const auto segment = counts.segments[side];
    names[side] = segment ? pair.rules_of(side).segments[*segment].id : "(none)";
  }
  return names[Side::champion] == names[Side::challenger]
             ? names[Side::champion]
             : names[Side::champion] + ", then " + names[Side::challenger];
}

std::string difference_text(const FactDifference& difference) {
  constexpr std::size_t most = 100;
  const auto& before = difference.types[Side::champion];
  const auto& after = difference.types[Side::challenger];
  if (!after) return "only the champion has it";
  if (!before) return "only the challenger has it";
  return text::cut(*before, most) + ", now " + text::cut(*after, most);
}

}  // namespace eligo::authoring
