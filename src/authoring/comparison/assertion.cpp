#include "authoring/comparison/assertion.hpp"

#include "authoring/comparison/report_text.hpp"
#include "text/display.hpp"

namespace eligo::authoring {

namespace {

constexpr std::uint64_t whole_share = 100'000'000;  // 100%

std::vector<Cell> cells_where(bool (*wanted)(Cell)) {
  std::vector<Cell> cells;
  for (std::size_t index = 0; index < Cell::count; ++index) {
    if (wanted(Cell::at(index))) cells.push_back(Cell::at(index));
  }
  return cells;
}

bool any(Cell) { return true; }
bool is_changed(Cell cell) { return cell.outcome() != Outcome::same; }
bool is_new_denial(Cell cell) { return cell.challenger == Verdict::denied && is_changed(cell); }

std::vector<std::string> witnesses(bool (*wanted)(Cell), const RuleSetPair& pair,
                                   const ComparisonResult& result) {
  std::vector<std::string> named;
  for (const Sample* sample : result.samples.first(cells_where(wanted), most_witnesses))
    named.push_back(result.inputs.text(sample->profile) + ": " + change_text(*sample, pair));
  return named;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return text::grouped(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace

std::optional<Share> Share::read(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  const std::string_view number = text.substr(0, text.size() - 1);
  const std::size_t point = number.find('.');
  const std::string_view whole = number.substr(0, point);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view() : number.substr(point + 1);
  if (whole.empty() || whole.size() > 3 || decimals.size() > 6) return std::nullopt;
  if (point != std::string_view::npos && decimals.empty()) return std::nullopt;
  std::string digits = std::string(whole) + std::string(decimals);
  digits.append(6 - decimals.size(), '0');
  std::uint64_t millionths = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    millionths = millionths * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (millionths > whole_share) return std::nullopt;
  return Share{millionths, std::string(text)};
}

// A run has fewer than 10^11 profiles, so neither product leaves 64 bits.
bool Share::is_exceeded(std::uint64_t part, std::uint64_t whole) const {
  return part * whole_share > millionths * whole;
}

std::vector<Violation> violations(const Assertions& assertions, const RuleSetPair& pair,
                                  const ComparisonResult& result) {
  const SwapSet& swap_set = result.swap_set;
  const std::uint64_t changed = swap_set.count(Outcome::better) + swap_set.count(Outcome::worse);
  std::vector<Violation> found;
  if (const std::uint64_t other = changed + swap_set.other_reasons(); assertions.same && other > 0) {
    found.push_back({"--assert same: " +
                         counted(other, "profile is decided differently", "profiles are decided differently"),
                     witnesses(any, pair, result)});
  }
  std::uint64_t denied = 0;
  for (const Cell cell : cells_where(is_new_denial)) denied += swap_set.count(cell);
  if (assertions.no_new_denials && denied > 0) {
    found.push_back({"--assert no-new-denials: " + counted(denied, "profile is denied that was not",
                                                           "profiles are denied that were not"),
                     witnesses(is_new_denial, pair, result)});
  }
  if (assertions.max_changed && assertions.max_changed->is_exceeded(changed, swap_set.decided())) {
    found.push_back({"--max-changed " + assertions.max_changed->text + ": the verdict of " +
                         counted(changed, "profile", "profiles") + " of " +
                         text::grouped(swap_set.decided()) + " changes, " +
                         share_text(changed, swap_set.decided()),
                     witnesses(is_changed, pair, result)});
  }
  return found;
}

}  // namespace eligo::authoring
