#include "api/dictionary_texts.hpp"

namespace eligo::api {

namespace {

/// Takes the one value of a dictionary's text.
struct OneValue {
  values::StringValue value;
  void append(values::StringValue given) { value = given; }
};

}  // namespace

DictionaryTexts::DictionaryTexts(std::span<const std::string_view> texts, const profiles::ScalarRule& rule) {
  ends_.reserve(texts.size());
  for (const std::string_view text : texts) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(bytes_.size());
  }
  values_.reserve(texts.size());
  causes_.reserve(texts.size());
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    OneValue one;
    causes_.push_back(rule.append_value(std::string_view(bytes_.data() + begin, end - begin), one));
    values_.push_back(one.value);
    any_refused_ = any_refused_ || causes_.back() != values::Cause::none;
    begin = end;
  }
}

bool DictionaryTexts::holds(std::span<const std::string_view> texts) const {
  if (texts.size() != ends_.size()) return false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] != std::string_view(bytes_.data() + begin, ends_[i] - begin)) return false;
    begin = ends_[i];
  }
  return true;
}

void DictionaryTexts::fill(std::span<const std::int32_t> codes, const std::uint8_t* validity,
                           values::Column& column) const {
  if (!any_refused_) return column.assign_all(codes, values_, validity);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (!is_valid_row(validity, row)) {
      column.append_unknown(values::Cause::absent);
      continue;
    }
    const auto code = static_cast<std::size_t>(codes[row]);
    if (causes_[code] == values::Cause::none) {
      column.append(values_[code]);
    } else {
      column.append_unknown(causes_[code]);
    }
  }
}

}  // namespace eligo::api
