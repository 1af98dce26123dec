#include "sample.hpp"

#include "command.hpp"
#include "share.hpp"

namespace eligo::tool {

void add_sample(CLI::App& command, SampleOptions& sample) {
  command
      .add_option_function<std::string>(
          "--sample", [&sample](const std::string& share) { sample.share = share; },
          "Decide only a part of the profiles, chosen at random")
      ->type_name("SHARE%");
  command
      .add_option_function<std::uint64_t>(
          "--seed", [&sample](std::uint64_t number) { sample.seed = number; },
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
