#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "profiles/arrow_rows.hpp"

namespace eligo::profiles {

/// The column that says who each profile is, read where a decision asks for it.
class ArrowSubject {
 public:
  /// Whether subjects can be read off such a column: strings, dictionaries of them, integers.
  [[nodiscard]] static bool takes(const ArrowSchema& schema);
  ArrowSubject(const ArrowSchema& schema, ArrowRows rows);

  /// As JSON text; empty where there is none.
  [[nodiscard]] std::string json(std::size_t row) const;

 private:
  ArrowRows rows_;
  std::optional<ArrowRows> dictionary_;
};

}  // namespace eligo::profiles
