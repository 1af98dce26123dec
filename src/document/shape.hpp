#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/mistake_list.hpp"
#include "document/rule_set_document.hpp"
#include "json/tree.hpp"
#include "text/display.hpp"

namespace eligo::document {

/// A JSON value with its address.
struct Located {
  const json::Value* json = nullptr;
  std::string pointer;
  diagnostics::Span key_span = {};  ///< of the key that it stands under; empty in an array
};

/// Reads the JSON types that the format asks for; whatever else stands there is a mistake, noted with
/// what was found and what is needed. Nothing comes back then.
class Shape {
 public:
  Shape(std::shared_ptr<const diagnostics::Source> source, diagnostics::MistakeList& mistakes)
      : source_(std::move(source)), mistakes_(mistakes) {}

  [[nodiscard]] Place place(const Located& value) const;
  [[nodiscard]] Place key_place(const Located& value) const;
  [[nodiscard]] diagnostics::MistakeList& mistakes() const { return mistakes_; }
  [[nodiscard]] const std::shared_ptr<const diagnostics::Source>& source() const { return source_; }

  /// Notes that `value` is not `needed` ("a string").
  void wrong_type(const Located& value, std::string_view needed, std::string hint = {}) const;

  [[nodiscard]] std::optional<LocatedText> string(const Located& value) const;
  /// A string that is not empty, has no control characters and no white space around it.
  [[nodiscard]] std::optional<LocatedText> label(const Located& value) const;
  [[nodiscard]] std::optional<LocatedText> choice(const Located& value,
                                                  std::span<const std::string_view> choices) const;
  /// The same, where the choices are types.
  [[nodiscard]] std::optional<LocatedText> type_choice(const Located& value,
                                                       std::span<const std::string_view> types) const;
  [[nodiscard]] std::optional<std::int64_t> integer(const Located& value) const;
  [[nodiscard]] std::optional<bool> boolean(const Located& value) const;
  /// A boolean, number or string.
  [[nodiscard]] std::optional<ScalarLiteral> scalar(const Located& value) const;
  [[nodiscard]] std::optional<WrittenText> localized(const Located& value) const;
  [[nodiscard]] Meta meta(const Located& value) const;
  /// The items of an array.
  [[nodiscard]] std::vector<Located> array(const Located& value, bool may_be_empty) const;
  /// The members of an object that has names of the author's own.
  [[nodiscard]] std::vector<std::pair<std::string, Located>> members(const Located& value,
                                                                     bool may_be_empty) const;
  /// Calls `read(name, item)` for each of them until there are enough errors; what is wrong with one is said
  /// of it: "param `limit`".
  template <typename Read>
  void each_member(const Located& value, bool may_be_empty, const std::string& what, const Read& read) const {
    for (const auto& [name, item] : members(value, may_be_empty)) {
      if (mistakes_.enough_errors()) return;
      const diagnostics::MistakeList::Context context(mistakes_, what + " " + text::quote(name));
      read(name, item);
    }
  }
  /// Notes where the name that an item stands under is no identifier; `whose`: " of a param".
  void check_identifier(const std::string& name, const Located& item, std::string_view whose) const;

 private:
  template <typename Collection>
  [[nodiscard]] const Collection* collection(const Located& value, bool may_be_empty, std::string_view needed,
                                             std::string_view part) const;
  [[nodiscard]] std::optional<LocatedText> one_of(const Located& value,
                                                  std::span<const std::string_view> choices,
                                                  std::string (*hint_of)(std::string_view)) const;

  std::shared_ptr<const diagnostics::Source> source_;
  diagnostics::MistakeList& mistakes_;
};

/// An object with the keys of the format. Keys that it does not have are noted at once.
class ObjectShape {
 public:
  ObjectShape(const Shape& shape, const Located& value, std::span<const std::string_view> keys);

  [[nodiscard]] bool is_object() const { return object_ != nullptr; }
  /// The value under the key, if it is there.
  [[nodiscard]] std::optional<Located> find(std::string_view key) const;
  /// The same, where it has to be there.
  [[nodiscard]] std::optional<Located> require(std::string_view key) const;
  /// Parts that may be left out.
  [[nodiscard]] std::optional<WrittenText> localized(std::string_view key) const;
  [[nodiscard]] std::string string(std::string_view key) const;
  [[nodiscard]] Meta meta() const;

 private:
  const Shape& shape_;
  Located value_;
  const json::Value::Object* object_ = nullptr;
  std::vector<std::string_view> misspelt_;  // keys that are there under another name, which is noted
};

/// "`a`, `b` or `c`"; the conjunction is `or` or `and`.
[[nodiscard]] std::string listed(std::span<const std::string_view> words, std::string_view conjunction);

/// Letters, digits and `_`, not beginning with a digit.
[[nodiscard]] bool is_identifier(std::string_view text);

}  // namespace eligo::document
