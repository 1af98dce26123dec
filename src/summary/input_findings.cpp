#include "summary/input_findings.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "decide/undecided_facts.hpp"
#include "diagnostics/name_index.hpp"

namespace eligo::summary {

namespace {

using Kind = InputFinding::Kind;
using Tally = FactTallies::Tally;

constexpr std::uint64_t fewest_records = 100;  // from which on a fact that no record has is a finding
constexpr std::size_t most_named = 10;         // findings of a kind
constexpr std::size_t most_compared = 100;     // facts, with every name

// The letters and digits of a name, small ones: what all ways of writing it have in common.
std::string folded(std::string_view name) {
  std::string out;
  for (std::string_view rest = name; !rest.empty();) {
    std::size_t bytes = 1;
    const auto first = static_cast<unsigned char>(rest.front());
    if (rest.starts_with("\xC2\xA0")) {  // no-break space
      bytes = 2;
    } else if (rest.starts_with("\xEF\xBB\xBF")) {  // byte order mark
      bytes = 3;
    } else if (first >= 'A' && first <= 'Z') {
      out += static_cast<char>(first + ('a' - 'A'));
    } else if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9') || first >= 0x80) {
      out += rest.front();
    }
    rest.remove_prefix(bytes);
  }
  return out;
}

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char letter : name) {
    const bool parts = letter == '.' || letter == '_' || letter == '-' || letter == ' ';
    if (!parts) words.back() += letter;
    if (parts && !words.back().empty()) words.emplace_back();
  }
  return words;
}

std::string digits_of(std::string_view name) {
  std::string digits;
  std::ranges::copy_if(name, std::back_inserter(digits),
                       [](char letter) { return letter >= '0' && letter <= '9'; });
  return digits;
}

// One letter of a word may be wrong. Short words differ by one without being mistyped (`age`, `page`), and
// names that differ in a short word or a number (`balance_min`, `phone2`) stand for different things.
bool is_mistyped(std::string_view fact, std::string_view name) {
  constexpr std::size_t shortest = 5;
  const auto meant = words_of(fact);
  const auto written = words_of(name);
  return digits_of(fact) == digits_of(name) &&
         std::ranges::equal(meant, written, [](const std::string& one, const std::string& other) {
           const auto answer = diagnostics::NameIndex(std::span(&other, 1)).closest(one);
           return !answer.name.empty() && answer.distance <= (one.size() < shortest ? 0U : 1U);
         });
}

class Finder {
 public:
  Finder(const FactTallies& tallies, const decide::UndecidedFacts& undecided,
         const std::vector<std::string>& ignored, const std::vector<MappedColumn>& mapped)
      : tallies_(tallies), undecided_(undecided), ignored_(ignored), mapped_(mapped) {}

  InputFindings find() {
    if (tallies_.records() == 0) return {};
    find_refused();
    find_strangers();
    find_absent();
    return std::move(found_);
  }

 private:
  void find_refused() {
    std::vector<InputFinding> refused;
    for (const Tally& tally : tallies_.tallies()) {
      if (tally.known == 0 && tally.all_refused() > 0) refused.push_back({Kind::all_refused, {&tally}});
    }
    add_findings(std::move(refused), Kind::more_refused);
  }

  void find_absent() {
    std::vector<InputFinding> absent;
    InputFinding unlikely{Kind::absent};
    std::size_t compared = 0;
    for (const Tally& tally : tallies_.tallies()) {
      if (tally.missing() == 0 || tally.rows == 0) continue;
      const auto mapped = std::ranges::find(mapped_, tally.name, &MappedColumn::fact);
      if (tally.absent() && tally.nulls == 0 && mapped != mapped_.end()) {
        InputFinding finding{Kind::absent_mapped, {&tally}, near_name(mapped->column, ignored_)};
        finding.column = mapped->column;
        (tally.expected ? absent : found_.remarks).push_back(std::move(finding));
        continue;
      }
      const std::string near = compared++ < most_compared ? near_name(tally.name, ignored_) : std::string{};
      if (!tally.absent()) {
        const bool same_letters = !near.empty() && folded(near) == folded(tally.name);
        if (tally.of == Tally::Of::fact && tally.expected && same_letters)
          absent.push_back({Kind::missing_but_near, {&tally}, near, tally.missing()});
        continue;
      }
      if (!near.empty()) {
        (tally.expected ? absent : found_.remarks).push_back({Kind::absent_but_near, {&tally}, near});
      } else if (tally.expected && tally.of == Tally::Of::fact && is_finding(tally.fact)) {
        absent.push_back({Kind::absent_undecided, {&tally}});
      } else if (tally.expected) {
        unlikely.parts.push_back(&tally);
      }
    }
    add_findings(std::move(absent), Kind::more_absent);
    const bool said = tallies_.strangers() == tallies_.records();
    if (!unlikely.parts.empty() && !said) found_.remarks.push_back(std::move(unlikely));
  }

  [[nodiscard]] bool is_finding(std::uint32_t fact) const {
    return tallies_.records() >= fewest_records && undecided_.contains(fact);
  }

  void find_strangers() {
    const std::uint64_t count = tallies_.strangers();
    const std::uint64_t records = tallies_.records();
    if (count == 0 || std::ranges::none_of(tallies_.tallies(), &Tally::expected)) return;
    found_.findings.push_back({Kind::no_known_fact, {}, {}, count, records, tallies_.first_stranger()});
  }

  /// The first of a kind; of the others only how many there are.
  void add_findings(std::vector<InputFinding> found, Kind more) {
    const std::size_t named = std::min(found.size(), most_named);
    std::move(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(named),
              std::back_inserter(found_.findings));
    if (found.size() > named) found_.findings.push_back({more, {}, {}, found.size() - named});
  }

  const FactTallies& tallies_;
  const decide::UndecidedFacts& undecided_;
  const std::vector<std::string>& ignored_;
  const std::vector<MappedColumn>& mapped_;
  InputFindings found_;
};

}  // namespace

InputFindings find_in_input(const FactTallies& tallies, const decide::UndecidedFacts& undecided,
                            const std::vector<std::string>& ignored,
                            const std::vector<MappedColumn>& mapped) {
  return Finder(tallies, undecided, ignored, mapped).find();
}

std::vector<UnknownName> unknown_names(const FactTallies& tallies, const std::vector<std::string>& ignored) {
  std::vector<UnknownName> unknown;
  unknown.reserve(ignored.size());
  for (const std::string& name : ignored) unknown.push_back({name, {}});
  std::size_t compared = 0;
  for (const Tally& tally : tallies.tallies()) {
    if (tally.missing() == 0 || compared == most_compared) continue;
    ++compared;
    const std::string near = near_name(tally.name, ignored);
    const auto found = std::ranges::find(unknown, near, &UnknownName::name);
    if (found != unknown.end() && found->near.empty()) found->near = tally.name;
  }
  return unknown;
}

std::string near_name(const std::string& fact, const std::vector<std::string>& names) {
  const std::string whole = folded(fact);
  for (const std::string& name : names) {
    if (folded(name) == whole) return name;
  }
  for (std::size_t dot = fact.find('.'); dot != std::string::npos; dot = fact.find('.', dot + 1)) {
    const std::string object = fact.substr(0, dot);
    const std::string part = folded(object);
    for (const std::string& name : names) {
      if (name != object && folded(name) == part) return name;
    }
  }
  auto answer = diagnostics::NameIndex(names).closest(fact);
  return is_mistyped(fact, answer.name) ? std::move(answer.name) : std::string{};
}

}  // namespace eligo::summary
