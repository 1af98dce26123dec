#pragma once

#include <cstdint>
#include <string>

namespace eligo::generate_profiles {

struct Options {
  std::uint64_t seed = 1;
  std::int64_t missing_percent = 2;  ///< of the profiles that lack one to three facts
};

/// Appends the profile of this index as one line of JSON. Depends on its arguments alone.
void append_profile(const Options& options, std::uint64_t index, std::string& buffer);

}  // namespace eligo::generate_profiles
