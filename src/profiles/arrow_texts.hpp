#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "profiles/arrow_rows.hpp"

namespace eligo::profiles {

/// The text of a row, checked as far as it can be told.
template <typename Offset>
std::string_view arrow_text(const ArrowRows& rows, std::size_t row) {
  const std::size_t place = rows.place(row);
  const auto begin = ArrowRows::load<Offset>(rows.buffer(1), place);
  const auto end = ArrowRows::load<Offset>(rows.buffer(1), place + 1);
  if (begin < 0 || end < begin) [[unlikely]]
    rows.refuse_row(row, "offsets that decrease");
  if (begin == end) return std::string_view("");
  const auto* const bytes = static_cast<const char*>(rows.buffer(2));
  if (bytes == nullptr) [[unlikely]]
    rows.refuse_row(row, "a text, but no buffer of bytes,");
  return {bytes + begin, static_cast<std::size_t>(end - begin)};
}

/// The same of string views: 16 bytes, of which the first four are the text's size. A short text stands in
/// the rest; of a longer one stand there its first four bytes, the number of a buffer, and where it begins in
/// that.
inline std::string_view arrow_view_text(const ArrowRows& rows, std::size_t row) {
  constexpr std::int32_t longest_inside = 12;
  const auto* const view = static_cast<const char*>(rows.buffer(1)) + rows.place(row) * 16;
  const auto size = ArrowRows::load<std::int32_t>(view, 0);
  if (size < 0) [[unlikely]]
    rows.refuse_row(row, "a text of less than no bytes");
  if (size <= longest_inside) return {view + 4, static_cast<std::size_t>(size)};
  const auto number = ArrowRows::load<std::int32_t>(view, 2);
  const auto begin = ArrowRows::load<std::int32_t>(view, 3);
  const std::int64_t buffers = rows.array().n_buffers - 3;  // but for validity, views and sizes
  if (number < 0 || number >= buffers || begin < 0) [[unlikely]]
    rows.refuse_row(row, "a text in a buffer that is not there");
  const void* const sizes = rows.buffer(static_cast<std::size_t>(buffers) + 2);
  const auto* const bytes = static_cast<const char*>(rows.buffer(static_cast<std::size_t>(number) + 2));
  const auto end = std::int64_t{begin} + size;
  if (sizes == nullptr || bytes == nullptr ||
      end > ArrowRows::load<std::int64_t>(sizes, static_cast<std::size_t>(number))) [[unlikely]]
    rows.refuse_row(row, "a text beyond its buffer");
  return {bytes + begin, static_cast<std::size_t>(size)};
}

/// Calls `use` with what gives the text of each row of a column of strings.
template <typename Use>
void with_texts(const ArrowRows& rows, const Use& use) {
  if (rows.form().kind == ArrowKind::text_view) {
    use([&rows](std::size_t row) { return arrow_view_text(rows, row); });
  } else if (rows.form().size == 4) {
    use([&rows](std::size_t row) { return arrow_text<std::int32_t>(rows, row); });
  } else {
    use([&rows](std::size_t row) { return arrow_text<std::int64_t>(rows, row); });
  }
}

/// Calls `use` with a value of the C++ type of a column of integers.
template <typename Use>
void with_integer_type(const ArrowForm& form, const Use& use) {
  switch (form.size) {
    case 1: return form.has_sign ? use(std::int8_t{}) : use(std::uint8_t{});
    case 2: return form.has_sign ? use(std::int16_t{}) : use(std::uint16_t{});
    case 4: return form.has_sign ? use(std::int32_t{}) : use(std::uint32_t{});
    default: return form.has_sign ? use(std::int64_t{}) : use(std::uint64_t{});
  }
}

/// Row's place in a dictionary; one that none has where it is negative or beyond 32 bits.
template <typename Code>
std::int32_t arrow_code(Code code) {
  return std::in_range<std::int32_t>(code) ? static_cast<std::int32_t>(code) : -1;
}

}  // namespace eligo::profiles
