#include "profiles/dictionary_texts.hpp"

#include <algorithm>

#include "values/bit_bytes.hpp"
#include "values/vector_compare.hpp"

namespace eligo::profiles {

namespace {

/// Takes the one value of a dictionary's text.
struct OneValue {
  values::StringValue value;
  void append(values::StringValue given) { value = given; }
};

}  // namespace

DictionaryTexts::DictionaryTexts(std::span<const std::string_view> texts,
                                 std::span<const std::uint32_t> missing, const ScalarRule& rule)
    : missing_(missing.begin(), missing.end()) {
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
    begin = end;
  }
  for (const std::uint32_t place : missing_) causes_[place] = values::Cause::absent;
  any_refused_ = std::ranges::any_of(causes_, [](auto cause) { return cause != values::Cause::none; });
}

bool DictionaryTexts::holds(std::span<const std::string_view> texts,
                            std::span<const std::uint32_t> missing) const {
  if (texts.size() != ends_.size() || !std::ranges::equal(missing, missing_)) return false;
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
    if (!values::is_valid_row(validity, row)) {
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

void DictionaryTexts::refer(std::span<const std::int32_t> codes, const std::uint8_t* validity,
                            values::Column& column) const {
  if (any_refused_) return fill(codes, validity, column);
  column.refer_all({reinterpret_cast<const std::uint32_t*>(codes.data()), codes.size()}, values_, validity);
}

std::optional<std::size_t> first_wrong_code(std::span<const std::int32_t> codes, std::size_t dictionary,
                                            const std::uint8_t* validity) {
  const std::span<const std::uint32_t> all{reinterpret_cast<const std::uint32_t*>(codes.data()),
                                           codes.size()};
  const auto limit = static_cast<std::uint32_t>(std::min<std::size_t>(dictionary, 0x8000'0000U));
  if (values::all_below(all, limit, values::kernels())) return std::nullopt;
  for (std::size_t row = 0; row < codes.size(); ++row) {
    const auto code = static_cast<std::size_t>(static_cast<std::uint32_t>(codes[row]));
    if (code >= dictionary && values::is_valid_row(validity, row)) return row;
  }
  return std::nullopt;
}

}  // namespace eligo::profiles
