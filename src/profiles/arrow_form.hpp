#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <eligo/arrow.h>

#include "values/time.hpp"
#include "values/type.hpp"

namespace eligo::profiles {

enum class ArrowKind : std::uint8_t {
  null,      ///< no row has a value
  boolean,   ///< bits
  integer,   ///< `size` bytes
  floating,  ///< `size` bytes
  text,      ///< bytes behind offsets of `size` bytes
  text_view,
  timestamp,  ///< with a zone: in `unit` since 1970, UTC
  duration,   ///< in `unit`
  list,       ///< offsets of `size` bytes
  record,     ///< struct
  other,      ///< nothing that a fact takes
};

/// What the format string of a column says (Arrow C data interface specification, "Data type description –
/// format strings").
struct ArrowForm {
  ArrowKind kind = ArrowKind::other;
  std::uint8_t size = 0;
  bool has_sign = false;  ///< integer only
  values::Nanoseconds unit = 0;
};

/// Of the column itself; of one that is coded, that of its codes.
[[nodiscard]] ArrowForm arrow_form(std::string_view format);

/// The form for people: `` `tsu:` (timestamp without a zone) ``.
[[nodiscard]] std::string arrow_form_text(const ArrowSchema& schema);

/// Whether values of the type can be read off such a column. Not of lists and records, whose children say
/// more.
[[nodiscard]] bool takes_form(values::Kind kind, const ArrowForm& form);
/// What a column of values of the type is right to be: `` a timestamp with a zone (as `tsu:UTC`) ``.
[[nodiscard]] std::string right_form(const values::Type& type);

}  // namespace eligo::profiles
