#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/fact_reader.hpp"
#include "profiles/scalar_rule.hpp"
#include "profiles/text_scan.hpp"
#include "profiles/value_form.hpp"

namespace eligo::profiles {

/// What a key of an object that holds facts leads to.
struct KeyMeaning {
  enum class Kind : std::uint8_t { object, fact, as_written, subject, passed_over };
  Kind kind = Kind::passed_over;
  std::uint32_t index = 0;                       ///< of the object; of the fact
  std::optional<std::uint32_t> as_written = {};  ///< of a scalar fact: the one that takes the value as it is
};

/// What the reader that teaches makes of a profile's keys. Object 0 is the profile.
struct ProfileKeys {
  /// Nothing for a key that only it can take: one with several meanings, or that it does not remember.
  std::function<std::optional<KeyMeaning>(std::uint32_t object, std::string_view key)> meaning;
  /// The facts, of those that are read, that are unknown where something else stands in an object's place.
  std::function<std::vector<std::uint32_t>(std::uint32_t object)> facts_below;
  std::span<const FactReader> facts;
};

/// Where a value can stand in a profile: behind which keys of which objects, or as an element of which list.
/// Each has a number.
using PlaceNumber = std::uint32_t;

/// What becomes of a value.
enum class ValueUse : std::uint8_t {
  boolean,
  integer,
  floating,
  string,
  time,    ///< a timestamp or duration
  formed,  ///< a scalar that is written in a form of its own
  subject,
  as_written,  ///< and, where there is a fact, as that one's type says
  passed_over,
  null_list,    ///< null where a fact's list could stand
  null_object,  ///< null where an object with facts could stand
  end,          ///< there is none: the record ends
};

/// Which column a value goes to: the fact's, its elements', or that of a field of them.
enum class ColumnLevel : std::uint8_t { fact, element, field };

/// Keys, a bit each, of everything that can stand in a profile.
using KeySet = std::array<std::uint64_t, 4>;
inline constexpr std::size_t most_keys = 64 * std::tuple_size_v<KeySet>;

/// The end of a fact's list, or of a record in it.
struct ListEvent {
  enum class Kind : std::uint8_t { record_ends, list_ends };
  Kind kind = Kind::list_ends;
  std::uint32_t fact = 0;
  std::uint32_t fields = 0;  ///< of the record
};

/// What only some literals have.
struct LiteralExtras {
  std::string tail;       ///< the text behind its first bytes
  bool has_keys = false;  ///< the sets below stand for `Literal::keys`
  KeySet checked{};       ///< keys that must not have been seen before
  KeySet forgotten{};     ///< of objects in lists: another one begins
  KeySet opened{};
  std::vector<PlaceNumber> elements;  ///< the objects in lists that begin in the literal
  std::vector<ListEvent> events;
  std::vector<std::uint32_t> facts;  ///< for `null_object`
};

/// Where values of a place go.
struct ValueTarget {
  static constexpr std::uint32_t none = 0xFFFF'FFFF;
  const ScalarRule* rule = nullptr;          ///< null where the value is only taken as it is written
  std::unique_ptr<FormedValue> formed = {};  ///< where values are not written as profiles write them
  std::uint32_t fact = 0;
  std::uint32_t as_written = none;  ///< the fact that takes the value as it is written
  std::uint16_t field = 0;
  ColumnLevel level = ColumnLevel::fact;
  std::uint8_t given = 0;             ///< how many facts a value is all for
  ValueUse typed = ValueUse::formed;  ///< where it is taken as it is written, too: what else becomes of it
};

/// What stood between two values of a record, quotes, keys and brackets, and what comes behind it.
struct alignas(64) Literal {
  static constexpr std::size_t first_bytes = 64, most_bytes = 1'024;

  std::array<char, first_bytes> text{};
  const Literal* next = nullptr;   ///< the first that may follow the value; null: the value is the last known
  const Literal* other = nullptr;  ///< to be tried where this one does not stand
  ValueTarget* target = nullptr;
  std::unique_ptr<LiteralExtras> extras;  ///< null for most
  std::uint64_t keys = 0;                 ///< that it opens, all of one word of a KeySet
  std::uint32_t lower_mask = 0;           ///< of the first 32 bytes, those that are part of it
  std::uint32_t upper_mask = 0;           ///< of the next 32
  PlaceNumber place = 0;                  ///< of the value behind it
  std::uint16_t size = 0;
  ValueUse use = ValueUse::end;
  std::uint8_t key_word = 0;
  std::uint8_t key_count = 0;

  /// Whether the record goes on with it. `first_bytes` must be readable at `at`.
  template <typename Scan = PlainScan>
  [[nodiscard, gnu::always_inline]] bool stands_at(const char* at, const char* end) const {
    if ((Scan::differing(at, text.data()) & lower_mask) != 0) return false;
    if (upper_mask == 0) [[likely]]
      return true;
    return (Scan::differing(at + 32, text.data() + 32) & upper_mask) == 0 &&
           (size <= first_bytes || tail_stands_at(at, end));
  }
  /// Whether the text is that of the literal, or goes on from it.
  [[nodiscard]] bool begins(std::string_view longer) const;

 private:
  [[nodiscard]] bool tail_stands_at(const char* at, const char* end) const {
    const std::string& tail = extras->tail;
    return size <= static_cast<std::size_t>(end - at) &&
           std::memcmp(at + first_bytes, tail.data(), tail.size()) == 0;
  }
};

/// A literal of a record, as a lesson finds it.
struct ShapeStep {
  std::string_view text;
  PlaceNumber place = 0;  ///< of the value behind it
  KeySet checked{}, opened{};
  std::vector<PlaceNumber> elements;
  std::vector<ListEvent> events;
};

/// The literals that stood between the values of records read so far, by the place of the value before. Only
/// what stood in a valid record is learned, and what may stand behind a value depends on its place alone, so
/// that whoever goes from literal to literal, and checks the values in between, has read valid JSON. Bounded,
/// whatever the records are.
class ShapeGraph {
 public:
  static constexpr PlaceNumber start = 0, end = 1, profile = 2;

  explicit ShapeGraph(ProfileKeys keys) : keys_(std::move(keys)) { forget(); }

  /// What a record may begin with; null where nothing was learned.
  [[nodiscard]] const Literal* first() const { return places_.front().first(); }
  /// Literals or places are as many as are kept.
  [[nodiscard]] bool is_full() const;
  /// How many words of a KeySet have keys.
  [[nodiscard]] std::size_t key_words() const { return (key_places_.size() + 63) / 64; }
  /// How many facts the keys met so far are for, and whether all of these keys are among those of a record.
  [[nodiscard]] std::size_t facts() const { return facts_; }
  [[nodiscard]] bool has_all_facts(const KeySet& seen) const {
    bool all = true;
    for (std::size_t word = 0; word < key_words(); ++word) all = all && (fact_keys_[word] & ~seen[word]) == 0;
    return all;
  }
  void forget();

  // What a lesson asks. Nothing where the reader has to take it that teaches.
  [[nodiscard]] bool takes_object(PlaceNumber place) const;
  [[nodiscard]] bool takes_list(PlaceNumber place) const;
  [[nodiscard]] bool takes_scalar(PlaceNumber place, bool null) const;
  [[nodiscard]] std::optional<PlaceNumber> key(PlaceNumber object, std::string_view name);
  [[nodiscard]] std::optional<PlaceNumber> element(PlaceNumber list);
  /// The bit of the key behind which the place is.
  [[nodiscard]] std::size_t key_bit(PlaceNumber place) const { return *places_[place].key_bit; }
  [[nodiscard]] bool is_below(PlaceNumber place, PlaceNumber above) const;
  void remove_below(PlaceNumber above, KeySet& keys) const;
  /// What the end of an object or list at the place means to a fact's list.
  [[nodiscard]] std::optional<ListEvent> end_of(PlaceNumber place) const;

  /// Takes in the literals of a record, as far as there is room.
  void add(std::span<const ShapeStep> steps);

 private:
  enum class PlaceKind : std::uint8_t {
    start,
    end,
    object,  ///< with facts
    scalar,
    list,         ///< of scalars
    record_list,  ///< of records
    record,
    subject,
    passed_over,
  };
  struct Place {
    PlaceKind kind = PlaceKind::passed_over;
    std::uint32_t object = 0;  ///< the reader's number of it
    ValueTarget target = {};
    PlaceNumber parent = start;
    std::optional<std::size_t> key_bit = {};
    std::map<std::string, PlaceNumber, std::less<>> keys = {};
    std::optional<PlaceNumber> element = {};
    std::vector<std::unique_ptr<Literal>> literals =
        {};  ///< of two with the same beginning, the longer first

    [[nodiscard]] const Literal* first() const { return literals.empty() ? nullptr : literals.front().get(); }
  };
  static constexpr std::size_t most_places = 1'024, most_literals = 2'048, most_behind_a_value = 48;

  [[nodiscard]] std::optional<Place> member(const Place& object, std::string_view name) const;
  [[nodiscard]] Place scalar(std::uint32_t fact, std::uint32_t field, ColumnLevel level) const;
  void add(PlaceNumber from, const ShapeStep& step);
  [[nodiscard]] std::unique_ptr<Literal> literal(const ShapeStep& step);
  [[nodiscard]] static ValueUse use_of(const Place& place);
  void link() noexcept;
  [[nodiscard]] KeySet keys_below(std::span<const PlaceNumber> above) const noexcept;

  ProfileKeys keys_;
  std::deque<Place> places_;
  std::vector<PlaceNumber> key_places_;  // by bit
  KeySet fact_keys_{};                   // behind which values for facts stand
  std::size_t facts_ = 0;
  std::size_t literals_ = 0;
};

}  // namespace eligo::profiles
