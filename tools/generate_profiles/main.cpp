// Writes synthetic profiles for rules/consumer_credit as NDJSON: the same bytes for the same
// options on every platform. `generate_profiles --count N --seed S [--missing PERCENT]`

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "profile_generator.hpp"

namespace {

using eligo::generate_profiles::append_profile;
using eligo::generate_profiles::Options;

constexpr std::string_view usage =
    "usage: generate_profiles --count N [--seed S] [--missing PERCENT]\n"
    "  --count N          how many profiles, at least 1\n"
    "  --seed S           which profiles (default 1)\n"
    "  --missing PERCENT  of the profiles that lack one to three facts, 0 to 100 (default 2)\n";

constexpr std::size_t chunk = std::size_t{1} << 20U;

struct Arguments {
  Options options;
  std::uint64_t count = 0;
};

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Arguments> parse_arguments(int count, const char* const* values) {
  Arguments arguments;
  for (int index = 1; index < count; index += 2) {
    const std::string_view name = values[index];
    const auto number = index + 1 < count ? parse_number(values[index + 1]) : std::nullopt;
    if (!number) return std::nullopt;
    if (name == "--count") {
      arguments.count = *number;
    } else if (name == "--seed") {
      arguments.options.seed = *number;
    } else if (name == "--missing" && *number <= 100) {
      arguments.options.missing_percent = static_cast<std::int64_t>(*number);
    } else {
      return std::nullopt;
    }
  }
  if (arguments.count == 0) return std::nullopt;
  return arguments;
}

bool write_out(std::string& buffer) {
  const bool written = std::fwrite(buffer.data(), 1, buffer.size(), stdout) == buffer.size();
  buffer.clear();
  return written;
}

}  // namespace

int main(int count, char** values) {
  if (count == 2 && std::string_view(values[1]) == "--help") {
    std::fputs(usage.data(), stdout);
    return 0;
  }
  const auto arguments = parse_arguments(count, values);
  if (!arguments) {
    std::fputs(usage.data(), stderr);
    return 2;
  }
  std::string buffer;
  buffer.reserve(chunk + 8'192);
  bool written = true;
  for (std::uint64_t index = 1; written && index <= arguments->count; ++index) {
    append_profile(arguments->options, index, buffer);
    if (buffer.size() >= chunk) written = write_out(buffer);
  }
  if (!written || !write_out(buffer) || std::fflush(stdout) != 0) {
    std::perror("generate_profiles: cannot write");
    return 1;
  }
  return 0;
}
