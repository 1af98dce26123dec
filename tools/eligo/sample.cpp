#include "sample.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>

#include "command.hpp"
#include "share.hpp"
#include "text/display.hpp"

namespace eligo::tool {

void add_sample(CLI::App& command, SampleOptions& sample) {
  command
      .add_option_function<std::string>(
          "--sample", [&sample](const std::string& share) { sample.share = share; },
          "Decide only a part of the profiles, chosen at random")
      ->type_name("SHARE%");
  command
      .add_option_function<std::string>(
          "--seed",
          [&sample](const std::string& text) {
            std::uint64_t number = 0;
            const char* const end = text.data() + text.size();
            const auto read = std::from_chars(text.data(), end, number);
            if (read.ec != std::errc() || read.ptr != end)
              throw CLI::ValidationError("--seed", text::quote(text) + " is no whole number from 0");
            sample.seed = number;
          },
          "What the choice of --sample hangs on; 0 if not said")
      ->type_name("N");
}

bool read_sample(const SampleOptions& sample, std::optional<std::uint64_t> limit,
                 evaluate::RecordChoice& choice) {
  choice.limit = limit;
  if (!sample.share) {
    if (sample.seed) say("--seed: it is of a sample; say how large with --sample");
    return !sample.seed;
  }
  const auto share = read_share("--sample", *sample.share, "1%");
  if (!share) return false;
  choice.sample = {share->millionths, sample.seed.value_or(0)};
  return true;
}

}  // namespace eligo::tool
