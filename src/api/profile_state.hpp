#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/profile.hpp>

#include "api/content.hpp"
#include "profiles/profile_row.hpp"
#include "profiles/scalar_rule.hpp"
#include "values/column.hpp"
#include "values/scratch_memory.hpp"

namespace eligo {

/// A row, whose views are refreshed whenever a fact is set, so that evaluating only reads.
struct Profile::State {
  /// No fact is known.
  explicit State(std::shared_ptr<const api::Content> rules)
      : content(std::move(rules)), own_row(content->take_row()), row(*own_row) {
    row.clear();
  }
  /// For what is read from a text of this size: the row is as another profile left it.
  State(std::shared_ptr<const api::Content> rules, std::size_t text_size)
      : content(std::move(rules)),
        own_row(content->take_row()),
        row(*own_row),
        is_small(text_size <= api::ReaderPool::largest_text) {}
  State(const State& other);
  State& operator=(const State&) = delete;
  ~State() {
    if (is_small) content->idle_rows.put(std::move(own_row));
  }

  /// Where the fact of a handle stands; std::invalid_argument where the rule set has no such fact.
  [[nodiscard]] std::uint32_t place(const Fact& fact) const {
    const std::uint32_t index = fact.index_;
    const std::span<const api::FactCell> cells = row.cells();
    if (index < cells.size() && cells[index].fingerprint == fact.fingerprint_) [[likely]]
      return index;
    return content->look_up(fact);
  }

  /// Puts a value in place of the fact's, or the cause where it is refused. A value of another type is
  /// std::invalid_argument, and nothing is changed.
  template <typename Value>
  void put(std::uint32_t fact, const Value& value);
  template <typename Element>
  void put_list(std::uint32_t fact, const List<Element>& values);
  void put_text(std::uint32_t fact, std::string_view value);
  /// The same of a text that the dictionary does not have, `value`, whose bytes are copied.
  void keep_text(std::uint32_t fact, values::StringValue value);
  void put_texts(std::uint32_t fact, const List<std::string_view>& values);
  /// Says what is wrong where the text is no JSON; then nothing is changed.
  [[nodiscard]] std::optional<Diagnostic> put_json(std::uint32_t fact, std::string_view json);
  void put_value(std::uint32_t fact, const Value& value);
  /// `json` is JSON text; empty for none.
  void put_subject(std::string_view json);
  /// Which alternative of a Value's content the fact's values are.
  [[nodiscard]] std::size_t alternative(std::uint32_t fact) const;
  [[nodiscard]] bool is_missing(std::uint32_t fact) const;
  [[nodiscard]] Value value_of(std::uint32_t fact) const;
  template <typename Value>
  void require_type(std::uint32_t fact) const;
  template <typename Value>
  void require_list_of(std::uint32_t fact) const;
  [[noreturn]] void refuse_type(std::uint32_t fact) const;
  /// Where the bytes of a fact's strings are that a program sets.
  [[nodiscard]] std::string& text_of(std::uint32_t fact);
  [[nodiscard]] const values::Type& type_of(std::uint32_t fact) const {
    return content->program->schema().facts[fact].type;
  }

  std::shared_ptr<const api::Content> content;
  std::string subject;
  std::string subject_json;  ///< as decisions echo it; empty for none
  std::unique_ptr<profiles::ProfileRow> own_row;
  profiles::ProfileRow& row;
  /// Whether the row's memory may wait for another profile: a list that a program sets, and a long text, can
  /// take any amount of it.
  bool is_small = true;
  /// By fact, the bytes of strings that a program set, which are the profile's own and used again, and of
  /// those read from a fact's own JSON, which copies share; empty until there are any.
  std::vector<std::string> texts;
  std::vector<std::shared_ptr<const values::ByteArena>> read_texts;
};

template <typename Value>
void Profile::State::require_type(std::uint32_t fact) const {
  if (!profiles::accepts<Value>(type_of(fact).kind)) [[unlikely]]
    refuse_type(fact);
}

template <typename Value>
void Profile::State::require_list_of(std::uint32_t fact) const {
  const values::Type& type = type_of(fact);
  if (type.kind != values::Kind::list || !profiles::accepts<Value>(type.element->kind)) refuse_type(fact);
}

template <typename Value>
void Profile::State::put(std::uint32_t fact, const Value& value) {
  require_type<Value>(fact);
  const values::Cause refused = content->scalar_rules[fact].append_value(value, row.scalar(fact));
  if (refused != values::Cause::none) [[unlikely]]
    row.make_unknown(fact, refused);
}

template <typename Element>
void Profile::State::put_list(std::uint32_t fact, const List<Element>& values) {
  require_list_of<Element>(fact);
  is_small = false;
  row.replace_list(fact, [&](values::Column& column) {
    for (std::size_t at = 0; at < values.size; ++at) {
      const Element value = values.at(values.range, at);
      const values::Cause refused = content->scalar_rules[fact].append_value(value, column.child());
      if (refused != values::Cause::none) column.child().append_unknown(refused);
    }
    column.append_list();
  });
}

}  // namespace eligo
