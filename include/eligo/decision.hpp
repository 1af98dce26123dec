#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/instant.hpp>
#include <eligo/verdict.hpp>

namespace eligo {

namespace api {
struct Content;
}

class Decision;

/// What a reason does to the verdict.
enum class Effect : std::uint8_t { hide, deny };

/// One reason of a decision. A light view: valid as long as the decision it came from is neither changed
/// nor destroyed.
class Reason {
 public:
  [[nodiscard]] std::string_view code() const;  ///< `SCORE_BELOW_THRESHOLD`
  [[nodiscard]] Effect effect() const;
  [[nodiscard]] std::string_view category() const;            ///< `credit`
  [[nodiscard]] std::vector<std::string_view> rules() const;  ///< ids of the rules that gave it, best first
  /// For people, in the locale asked for: the same tag, else the same language, else `en`, else the
  /// rule set's first. Empty where the author gave no text, and with Detail::codes.
  [[nodiscard]] std::string message(std::string_view locale = "en") const;
  [[nodiscard]] std::string remedy(std::string_view locale = "en") const;
  /// The condition could not be decided; the rule's `on_missing` made it a reason.
  [[nodiscard]] bool undecided() const;
  [[nodiscard]] std::vector<std::string_view> missing() const;  ///< facts that were missing, if undecided
  /// Run-time errors, if undecided: `division by zero in `a / b``.
  [[nodiscard]] std::vector<std::string> errors() const;
  /// The scalar facts that made it so: name and value as JSON text.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::string>> facts() const;

 private:
  friend class ReasonList;
  Reason(const Decision* decision, const void* data) : decision_(decision), data_(data) {}
  const Decision* decision_;
  const void* data_;
};

/// The reasons of a decision in order; made from views, so iterate by value or const reference.
class ReasonList {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Reason;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Reason;

    Reason operator*() const { return (*list_)[at_]; }
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
    Iterator(const ReasonList* list, std::size_t at) : list_(list), at_(at) {}
    const ReasonList* list_;
    std::size_t at_;
  };

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Reason operator[](std::size_t index) const;
  [[nodiscard]] Iterator begin() const { return {this, 0}; }
  [[nodiscard]] Iterator end() const { return {this, size_}; }

 private:
  friend class Decision;
  ReasonList(const Decision* decision, const void* data, std::size_t size)
      : decision_(decision), data_(data), size_(size) {}
  const Decision* decision_;
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
  [[nodiscard]] ReasonList reasons() const noexcept;
  /// How many of `reasons()` are meant to be shown (the rule set's `max_reasons`).
  [[nodiscard]] std::size_t shown_reasons() const noexcept;
  [[nodiscard]] ReasonList waived() const noexcept;  ///< reasons that the segment set aside
  [[nodiscard]] std::optional<std::string_view> segment() const noexcept;
  [[nodiscard]] bool review() const noexcept;                        ///< a rule asks for a person to look
  [[nodiscard]] std::vector<std::string_view> alternatives() const;  ///< ids; only where not visible
  /// The facts whose values were refused (wrong type, out of range, not in the enum): once for each cause. A
  /// fact of which an element was, and fields of records, as `loans.opened`.
  [[nodiscard]] std::vector<std::string_view> refused() const;

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
  [[nodiscard]] std::vector<std::string_view> needs() const;

  [[nodiscard]] std::string_view rule_set_id() const noexcept;
  [[nodiscard]] std::string_view rule_set_version() const noexcept;
  [[nodiscard]] std::string_view rule_set_hash() const noexcept;  ///< SHA-256, 64 hexadecimal digits

  /// One line of JSON in the form that `eligo evaluate` writes, without a newline. `subject` is echoed
  /// as `id` unless empty.
  [[nodiscard]] std::string json(std::string_view locale = "en", std::string_view subject = {}) const;

 private:
  friend class RuleSet;
  friend class Reason;
  friend class BatchEvaluator;
  struct State;
  explicit Decision(std::shared_ptr<const api::Content> rules) noexcept;
  [[nodiscard]] State& state() noexcept;
  [[nodiscard]] const State& state() const noexcept;

  static constexpr std::size_t state_size_ = 288;
  alignas(16) std::byte storage_[state_size_];  // in place, so that a decision costs no allocation
};

}  // namespace eligo
