#pragma once

#include <functional>
#include <stdexcept>
#include <string>

namespace eligo::test {

/// What std::invalid_argument says of a call; `taken` where it does not throw one.
inline std::string refusal_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "taken";
}

}  // namespace eligo::test
