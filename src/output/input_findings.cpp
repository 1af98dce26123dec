#include "output/input_findings.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "diagnostics/name_index.hpp"
#include "output/summary.hpp"
#include "text/display.hpp"
#include "values/value.hpp"

namespace eligo::output {

namespace {

using text::quoted_name;
using values::Kind;
using Tally = FactTallies::Tally;

constexpr std::uint64_t fewest_records = 100;  // from which on a fact that no record has is a finding
constexpr std::size_t most_sentences = 10;     // of one kind
constexpr std::size_t most_named = 5;          // facts, in one sentence
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

std::string range_text(const check::Range& range) {
  const auto bound = [](const std::optional<values::Value>& value) {
    return value ? values::display_text(*value) : std::string("…");
  };
  return "the range is " + bound(range.lowest) + " to " + bound(range.highest);
}

std::string enum_text(const std::vector<std::string>& words) {
  constexpr std::size_t most_shown = 6;
  std::string text = "the values are";
  for (std::size_t i = 0; i < std::min(words.size(), most_shown); ++i) {
    text += (i == 0 ? " " : ", ") + quoted_name(words[i]);
  }
  return words.size() > most_shown ? text + ", …" : text;
}

// How a value of the type is written.
std::string form_of(const values::Type& type) {
  switch (type.kind) {
    case Kind::boolean: return "a bool is `true` or `false`";
    case Kind::integer: return "an int is written like `12`, not `12.0`";
    case Kind::floating: return "a double is written like `0.5`";
    case Kind::string: return type.enumeration ? enum_text(*type.enumeration) : "a string is a text";
    case Kind::timestamp: return "a timestamp is written like `2026-11-23T10:00:00Z`";
    case Kind::duration: return "a duration is written like `168h`";
    default: return "a list is an array";
  }
}

// "of the wrong type" and the like, with counts where there are several; then what would be right.
std::string causes_of(const Tally& tally, const values::Type& type, const check::Range& range) {
  constexpr std::array causes{"of the wrong type", "out of range", "not among the values of the enum"};
  std::string what, right;
  for (std::size_t cause = 0; cause < causes.size(); ++cause) {
    if (tally.refused[cause] == 0) continue;
    if (!what.empty()) what += ", ";
    if (tally.refused[cause] != tally.all_refused()) what += text::grouped(tally.refused[cause]) + " ";
    what += causes[cause];
    const bool bounded = cause == 1 && (range.lowest || range.highest);
    if (right.empty()) right = bounded ? range_text(range) : form_of(type);
  }
  return what + "; " + right;
}

// `credit.score` as `"credit": {"score": …}`.
std::string dotted_example(const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) return "\"" + name + "\": …";
  return "\"" + name.substr(0, dot) + "\": {" + dotted_example(name.substr(dot + 1)) + "}";
}

// A name with what one does not see in it written out.
std::string seen(std::string name) {
  constexpr std::array<std::array<std::string_view, 2>, 2> unseen{
      {{"\xC2\xA0", "<U+00A0>"}, {"\xEF\xBB\xBF", "<U+FEFF>"}}};
  for (const auto& [bytes, shown] : unseen) {
    for (std::size_t at = name.find(bytes); at != std::string::npos; at = name.find(bytes, at))
      name.replace(at, bytes.size(), shown);
  }
  return name;
}

std::string meant_by(const std::string& near, const std::string& name) {
  if (near != name) return "; is " + quoted_name(seen(near)) + " meant to be it?";
  return ", but a key with a dot in it; dots stand for objects: `{" + dotted_example(name) + "}`";
}

class Finder {
 public:
  explicit Finder(const InputAccount& account) : account_(account) {}

  InputFindings find() {
    if (account_.tallies.records() == 0) return {};
    find_refused();
    find_strangers();
    find_absent();
    return std::move(found_);
  }

 private:
  void find_refused() {
    std::vector<std::string> sentences;
    for (const Tally& tally : account_.tallies.tallies()) {
      if (tally.known > 0 || tally.all_refused() == 0) continue;
      const check::Fact& fact = account_.rules.facts[tally.fact];
      const bool field = tally.of == Tally::Of::field;
      const values::Type& type = field                             ? fact.fields[tally.field].type
                                 : tally.of == Tally::Of::elements ? *fact.type.element
                                                                   : fact.type;
      const std::string causes = causes_of(tally, type, field ? fact.fields[tally.field].range : fact.range);
      const std::uint64_t count = tally.all_refused();
      const std::string place = account_.place_of(*tally.first_refused);
      sentences.push_back(count == 1
                              ? "the only value of " + quoted_name(tally.name) + " was refused, " + causes +
                                    " (" + place + ")"
                              : "all " + text::grouped(count) + " values of " + quoted_name(tally.name) +
                                    " were refused, " + causes + " (the first: " + place + ")");
    }
    add_findings(std::move(sentences), "facts of which every value was refused");
  }

  void find_absent() {
    std::vector<std::string> sentences, unlikely;
    std::size_t compared = 0;
    for (const Tally& tally : account_.tallies.tallies()) {
      if (!tally.absent() || tally.rows == 0) continue;
      const bool whole = tally.of == Tally::Of::fact;
      const std::string none = "no record has " + quoted_name(tally.name);
      const std::string near =
          compared++ < most_compared ? near_name(tally.name, account_.ignored) : std::string{};
      if (!near.empty()) {
        (tally.expected ? sentences : found_.remarks).push_back(none + meant_by(near, tally.name));
      } else if (tally.expected && whole && is_finding(tally.fact)) {
        sentences.push_back(none +
                            ", and so conditions could not be decided; where that is as it should be, the "
                            "fact is `\"optional\": true`");
      } else if (tally.expected) {
        unlikely.push_back(quoted_name(tally.name));
      }
    }
    add_findings(std::move(sentences), "facts that no record has");
    const bool said = account_.tallies.strangers() == account_.tallies.records();
    if (unlikely.empty() || said) return;
    const std::size_t named = std::min(unlikely.size(), most_named);
    std::string remark = "no record has " + unlikely.front();
    for (std::size_t i = 1; i < named; ++i) remark += ", " + unlikely[i];
    if (unlikely.size() > named) remark += " and " + text::grouped(unlikely.size() - named) + " more";
    found_.remarks.push_back(std::move(remark));
  }

  [[nodiscard]] bool is_finding(std::uint32_t fact) const {
    return account_.tallies.records() >= fewest_records && account_.undecided.contains(fact);
  }

  void find_strangers() {
    const std::uint64_t count = account_.tallies.strangers();
    const std::uint64_t records = account_.tallies.records();
    const auto& tallies = account_.tallies.tallies();
    const auto is_expected = [](const Tally& tally) { return tally.expected; };
    if (count == 0 || std::none_of(tallies.begin(), tallies.end(), is_expected)) return;
    const std::string who = records == 1       ? "the only record has"
                            : count == records ? "all " + text::grouped(count) + " records have"
                            : count == 1
                                ? "1 of " + text::grouped(records) + " records has"
                                : text::grouped(count) + " of " + text::grouped(records) + " records have";
    std::string sentence = who + " no fact that rules read, and no subject " +
                           quoted_name(account_.rules.subject) + " (" + (count == 1 ? "" : "the first: ") +
                           account_.place_of(*account_.tallies.first_stranger()) + ")";
    (count == records ? found_.findings : found_.remarks).push_back(std::move(sentence));
  }

  void add_findings(std::vector<std::string> sentences, const std::string& what) {
    const std::size_t shown = std::min(sentences.size(), most_sentences);
    for (std::size_t i = 0; i < shown; ++i) found_.findings.push_back(std::move(sentences[i]));
    if (sentences.size() > shown)
      found_.findings.push_back("there are " + text::grouped(sentences.size() - shown) + " more " + what);
  }

  const InputAccount& account_;
  InputFindings found_;
};

}  // namespace

InputFindings find_in_input(const InputAccount& account) { return Finder(account).find(); }

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

}  // namespace eligo::output
