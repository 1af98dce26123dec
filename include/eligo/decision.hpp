#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/instant.hpp>
#include <eligo/lifetime.hpp>
#include <eligo/verdict.hpp>

namespace eligo {

namespace api {
struct Content;
}

/// What a reason does to the verdict.
enum class Effect : std::uint8_t { hide, deny };

/// One reason of a decision. A light view, like all that it gives as std::string_view: valid as long as the
/// decision it came from, and when that is moved, as long as the one that took its place. Assigning to a
/// decision ends its views, as destroying it does.
class Reason {
 public:
  [[nodiscard]] std::string_view code() const;  ///< `SCORE_BELOW_THRESHOLD`
  [[nodiscard]] Effect effect() const;
  [[nodiscard]] std::string_view category() const;            ///< `credit`
  [[nodiscard]] std::vector<std::string_view> rules() const;  ///< ids of the rules that gave it, best first
  /// For people, in the locale asked for, by the lookup of RFC 4647; else the same language, else `en`, else
  /// the rule set's first. Empty where the author gave no text, and with Detail::codes.
  [[nodiscard]] std::string message(std::string_view locale = "en") const;
  [[nodiscard]] std::string remedy(std::string_view locale = "en") const;
  /// None of its rules with this effect hit: conditions could not be decided, and `on_missing` made it a
  /// reason. Otherwise message and remedy are those of the first rule that hit.
  [[nodiscard]] bool undecided() const;
  [[nodiscard]] std::vector<std::string_view> missing() const;  ///< facts that were missing, if undecided
  /// Run-time errors, if undecided: `division by zero in `a / b``.
  [[nodiscard]] std::vector<std::string> errors() const;
  /// The scalar facts that made it so: name and value as JSON text; texts beyond 1,000 characters end in `…`.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::string>> facts() const;

 private:
  friend class ReasonList;  // and its Iterator
  Reason(const api::Content* rules, const void* data) : rules_(rules), data_(data) {}
  const api::Content* rules_;
  const void* data_;
};

/// The reasons of a decision in order; made from views, so iterate by value or const reference. Itself a
/// view, valid as long as its reasons are; so are its iterators, even if the list is gone.
class ReasonList {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Reason;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Reason;

    Iterator() = default;  ///< to be assigned to
    Reason operator*() const;
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const Iterator& left, const Iterator& right) { return left.at_ == right.at_; }

   private:
    friend class ReasonList;
    Iterator(const api::Content* rules, const void* data, std::size_t at)
        : rules_(rules), data_(data), at_(at) {}
    const api::Content* rules_ = nullptr;
    const void* data_ = nullptr;
    std::size_t at_ = 0;
  };

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Reason operator[](std::size_t index) const;
  [[nodiscard]] Iterator begin() const { return {rules_, data_, 0}; }
  [[nodiscard]] Iterator end() const { return {rules_, data_, size_}; }

 private:
  friend class Decision;
  ReasonList(const api::Content* rules, const void* data, std::size_t size)
      : rules_(rules), data_(data), size_(size) {}
  const api::Content* rules_;
  const void* data_;
  std::size_t size_;
};

/// The best and the worst verdict that the values of missing facts could give. Sound: never narrower
/// than the truth; may be wider where one missing fact stands in several parts.
struct Bounds {
  Verdict best = Verdict::visible;
  Verdict worst = Verdict::visible;
  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// What a rule set says about a profile at an instant. Immutable; keeps its rule set alive; safe to
/// read from many threads.
///
/// All views that it gives are valid as long as a Reason is (see there); a decision that goes away at once
/// gives none: name it first. One that was moved from keeps its rule set and says `denied`, without reasons.
class Decision {
 public:
  Decision(const Decision&);
  Decision(Decision&&) noexcept;
  Decision& operator=(const Decision&);
  Decision& operator=(Decision&&) noexcept;
  ~Decision();

  [[nodiscard]] Verdict verdict() const noexcept;
  /// The reasons in order: deny before hide, then priority, then the order of the document.
  /// Empty with Detail::verdict.
  [[nodiscard]] ReasonList reasons() const& noexcept ELIGO_LIFETIME_BOUND;
  ReasonList reasons() const&& = delete;
  /// The codes of the reasons that are meant for the applicant, in order: of the first `max_reasons`, and of
  /// those of rules that are always shown.
  [[nodiscard]] std::vector<std::string_view> shown() const& ELIGO_LIFETIME_BOUND;
  std::vector<std::string_view> shown() const&& = delete;
  /// How many these are.
  [[nodiscard]] std::size_t shown_reasons() const noexcept;
  /// Reasons that the segment set aside.
  [[nodiscard]] ReasonList waived() const& noexcept ELIGO_LIFETIME_BOUND;
  ReasonList waived() const&& = delete;
  [[nodiscard]] std::optional<std::string_view> segment() const& noexcept ELIGO_LIFETIME_BOUND;
  std::optional<std::string_view> segment() const&& = delete;
  [[nodiscard]] bool review() const noexcept;  ///< a rule asks for a person to look
  /// Ids; only where not visible.
  [[nodiscard]] std::vector<std::string_view> alternatives() const& ELIGO_LIFETIME_BOUND;
  std::vector<std::string_view> alternatives() const&& = delete;
  /// The facts whose values were refused (wrong type, out of range, not in the enum): once for each cause. A
  /// fact of which an element was, and fields of records, as `loans.opened`.
  [[nodiscard]] std::vector<std::string_view> refused() const& ELIGO_LIFETIME_BOUND;
  std::vector<std::string_view> refused() const&& = delete;

  /// The earliest instant at which the verdict is better if only time passes. Detail::full only.
  [[nodiscard]] std::optional<Instant> retry_at() const noexcept;
  /// The earliest instant at which anything here could change if only time passes: how long the
  /// decision may be cached. Nothing: for ever. Detail::full only.
  [[nodiscard]] std::optional<Instant> valid_until() const noexcept;
  /// The search for the two was cut short: a missing `retry_at` does not mean never, and `valid_until` is the
  /// last instant known to be good, not the first change. See the limits in the rule author's guide.
  [[nodiscard]] bool times_bounded() const noexcept;
  /// Detail::full only; otherwise both are the verdict.
  [[nodiscard]] Bounds bounds() const noexcept;
  /// The missing facts that decide between best and worst. Detail::full only.
  [[nodiscard]] std::vector<std::string_view> needs() const& ELIGO_LIFETIME_BOUND;
  std::vector<std::string_view> needs() const&& = delete;

  [[nodiscard]] std::string_view rule_set_id() const& noexcept ELIGO_LIFETIME_BOUND;
  std::string_view rule_set_id() const&& = delete;
  [[nodiscard]] std::string_view rule_set_version() const& noexcept ELIGO_LIFETIME_BOUND;
  std::string_view rule_set_version() const&& = delete;
  /// SHA-256, 64 hexadecimal digits.
  [[nodiscard]] std::string_view rule_set_hash() const& noexcept ELIGO_LIFETIME_BOUND;
  std::string_view rule_set_hash() const&& = delete;

  /// Who it is about: the profile's subject, without the quotes that it has as JSON. Nothing where the
  /// profile has none.
  [[nodiscard]] std::optional<std::string> subject() const;

  /// One line of JSON in the form that `eligo evaluate` writes, without a newline. The subject is echoed as
  /// `id`, as it was written; `subject`, unless empty, in its place.
  [[nodiscard]] std::string json(std::string_view locale = "en", std::string_view subject = {}) const;

 private:
  friend class RuleSet;
  friend class BatchEvaluator;
  struct State;
  explicit Decision(std::shared_ptr<const api::Content> rules) noexcept;
  [[nodiscard]] State& state() noexcept;
  [[nodiscard]] const State& state() const noexcept;

  static constexpr std::size_t state_size_ = 320;
  alignas(16) std::byte storage_[state_size_];  // in place, so that a decision costs no allocation
};

}  // namespace eligo

template <>
inline constexpr bool std::ranges::enable_borrowed_range<eligo::ReasonList> = true;
