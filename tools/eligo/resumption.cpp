#include "resumption.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include "command.hpp"
#include "output/output_file.hpp"

namespace eligo::tool {

namespace {

namespace fs = std::filesystem;

std::string key_path(const std::vector<ResumedFile>& files) {
  return output::OutputFile::resumed_path(files.front().target) + ".key";
}

/// Size and time of change of what a path names; nothing for what is no file.
std::optional<std::string> identity_of(const std::string& name) {
  const std::string path = name == "-" ? "/dev/stdin" : name;
  std::error_code problem;
  if (!fs::is_regular_file(path, problem)) return std::nullopt;
  return std::to_string(fs::file_size(path, problem)) + " " +
         std::to_string(fs::last_write_time(path, problem).time_since_epoch().count());
}

/// How far the records of a text are whole, and how many they are. A quote of CSV turns line ends that are
/// no ends of records on and off.
class WholeRecords {
 public:
  explicit WholeRecords(bool quotes) : quotes_(quotes) {}

  void add(std::string_view bytes) {
    for (const char byte : bytes) {
      ++size_;
      if (byte == '"' && quotes_) quoted_ = !quoted_;
      if (byte != '\n' || quoted_) continue;
      ++records_;
      whole_ = size_;
    }
  }
  [[nodiscard]] std::uint64_t records() const { return records_; }
  [[nodiscard]] std::uint64_t bytes() const { return whole_; }

 private:
  bool quotes_, quoted_ = false;
  std::uint64_t size_ = 0, whole_ = 0, records_ = 0;
};

/// What of a partial file is whole. Nothing where it cannot be read.
std::optional<Resumption> standing_records(const std::string& path, bool csv) {
  if (!fs::exists(path)) return Resumption{};
  WholeRecords whole(csv);
  std::ifstream file(path, std::ios::binary);
  std::array<char, std::size_t{1} << 16U> block;
  while (file.read(block.data(), block.size()), file.gcount() > 0)
    whole.add({block.data(), static_cast<std::size_t>(file.gcount())});
  if (file.bad()) return std::nullopt;
  if (csv && whole.records() == 0) return Resumption{};
  return Resumption{whole.bytes(), whole.records() - (csv ? 1 : 0)};
}

std::string content_of(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

/// The key where all files are whole, by whatever of their names.
std::string whole_key(const std::vector<ResumedFile>& files, const std::string& key) {
  std::string whole = key;
  for (const ResumedFile& file : files) {
    const std::string partial = output::OutputFile::resumed_path(file.target);
    whole += "whole " + identity_of(fs::exists(partial) ? partial : file.target.path).value_or("") + "\n";
  }
  return whole;
}

bool keep_key(const std::string& path, const std::string& key) {
  std::ofstream file(path, std::ios::binary);
  file << key;
  file.close();
  if (!file) say("cannot write " + path);
  return !file.fail();
}

}  // namespace

std::optional<std::string> resumption_key(const RuleSet& rules, const CLI::App& command,
                                          const std::vector<std::string>& inputs) {
  std::string key = "rules " + std::string(rules.hash()) + "\n";
  std::istringstream options(command.config_to_str());
  for (std::string line; std::getline(options, line);) {
    constexpr std::array<std::string_view, 3> for_speed{"threads=", "batch-size=", "quiet="};
    const bool matters =
        std::ranges::none_of(for_speed, [&](std::string_view name) { return line.starts_with(name); });
    if (matters) key += line + "\n";
  }
  for (const std::string& path : inputs) {
    const auto identity = identity_of(path);
    if (!identity) {
      say("--resume: " + (path == "-" ? "the standard input" : path) +
          " is no file, so that nothing tells whether it is the same again");
      return std::nullopt;
    }
    key += path + " " + *identity + "\n";
  }
  return key;
}

std::optional<std::vector<Resumption>> find_resumptions(const std::vector<ResumedFile>& files,
                                                        const std::string& key) {
  const std::string kept = content_of(key_path(files));
  const bool whole = kept == whole_key(files, key);
  for (const ResumedFile& file : files) {
    const std::string partial = output::OutputFile::resumed_path(file.target);
    if (kept == key || whole || !fs::exists(partial)) continue;
    say("--resume: " + partial + " was begun with other rules, options or inputs; delete it to begin anew");
    return std::nullopt;
  }
  if (!keep_key(key_path(files), key)) return std::nullopt;
  std::vector<Resumption> found;
  for (const ResumedFile& file : files) {
    const std::string partial = output::OutputFile::resumed_path(file.target);
    std::error_code problem;
    if (whole && !fs::exists(partial)) fs::rename(file.target.path, partial, problem);
    const auto standing = standing_records(partial, file.format == evaluate::DecisionFormat::csv);
    if (!standing) {
      say("--resume: cannot read " + partial);
      return std::nullopt;
    }
    found.push_back(*standing);
  }
  return found;
}

bool note_whole(const std::vector<ResumedFile>& files, const std::string& key) {
  return keep_key(key_path(files), whole_key(files, key));
}

void forget_resumption(const std::vector<ResumedFile>& files) {
  std::error_code none;
  fs::remove(key_path(files), none);
}

}  // namespace eligo::tool
