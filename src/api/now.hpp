#pragma once

#include <stdexcept>
#include <string>

#include <eligo/instant.hpp>

#include "values/time.hpp"

namespace eligo::api {

/// The instant to decide at; std::invalid_argument where it is none.
inline values::Nanoseconds instant_of(const Instant& now) {
  if (!values::is_valid(now)) [[unlikely]] {
    throw std::invalid_argument("`now` is no instant from year 1 to 9999: " + std::to_string(now.seconds) +
                                " seconds since 1970 and " + std::to_string(now.nanoseconds) +
                                " nanoseconds");
  }
  return values::to_nanoseconds(now);
}

}  // namespace eligo::api
