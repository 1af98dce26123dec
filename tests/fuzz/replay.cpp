// Drives a fuzz target where libFuzzer is not at hand: MUTATIONS, its dictionary, then the files and folders
// of its corpus. Runs on each file, then on that many mutations; ELIGO_MUTATIONS sets another number,
// ELIGO_SEED other ones. The input of the moment stands in a file, so that one that ends the program is there
// to look at.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "fuzz/mutation.hpp"
#include "property/random.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& place) {
  if (!std::filesystem::is_directory(place)) return {place};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(place))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);  // the order in which a folder lists them differs between machines
  return files;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::uint64_t setting(const char* name, const std::string& otherwise) {
  const char* const text = std::getenv(name);
  return std::stoull(text == nullptr ? otherwise : text);
}

class InputOfTheMoment {
 public:
  explicit InputOfTheMoment(std::string path)
      : path_(std::move(path)), file_(::open(path_.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600)) {}
  InputOfTheMoment(const InputOfTheMoment&) = delete;
  InputOfTheMoment& operator=(const InputOfTheMoment&) = delete;
  ~InputOfTheMoment() {
    ::close(file_);
    std::filesystem::remove(path_);
  }

  [[nodiscard]] bool run(const std::string& input) const {
    if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, input.data(), input.size(), 0) < 0) return false;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    return true;
  }

 private:
  std::string path_;
  int file_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::cerr << "usage: " << arguments[0] << " MUTATIONS DICTIONARY CORPUS...\n";
    return 2;
  }
  const std::vector<std::string> dictionary = eligo::fuzz::read_dictionary(content_of(arguments[2]));
  std::vector<std::string> corpus;
  for (int i = 3; i < count; ++i) {
    for (const auto& path : files_in(arguments[i])) corpus.push_back(content_of(path));
  }
  if (corpus.empty()) {
    std::cerr << "the corpus is empty\n";
    return 2;
  }
  const std::string name = std::filesystem::path(arguments[0]).filename().string() + ".input";
  std::cout << "the input of the moment is in " << std::filesystem::absolute(name).string() << std::endl;
  const InputOfTheMoment moment(name);
  bool written = moment.run("");
  for (const std::string& input : corpus) written = written && moment.run(input);
  const std::uint64_t mutations = setting("ELIGO_MUTATIONS", arguments[1]);
  eligo::property::Random random(setting("ELIGO_SEED", "20261123"));
  const eligo::fuzz::Mutator mutator(corpus, dictionary);
  for (std::uint64_t i = 0; i < mutations; ++i) written = written && moment.run(mutator.mutated(random));
  std::cout << corpus.size() << " inputs and " << mutations << " mutations\n";
  return written ? 0 : 2;
}
