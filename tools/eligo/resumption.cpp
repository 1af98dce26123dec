#include "resumption.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "command.hpp"
#include "output/output_file.hpp"

namespace eligo::tool {

namespace {

namespace fs = std::filesystem;

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

std::string content_of(int file) {
  std::string content;
  std::array<char, 4'096> block;
  for (ssize_t count = 0;
       (count = ::pread(file, block.data(), block.size(), static_cast<off_t>(content.size()))) > 0;)
    content.append(block.data(), static_cast<std::size_t>(count));
  return content;
}

/// That the files are whole, by whatever of their names.
std::string whole_lines(const std::vector<ResumedFile>& files) {
  std::string lines;
  for (const ResumedFile& file : files) {
    const std::string partial = output::OutputFile::resumed_path(file.target);
    lines += "whole " + identity_of(fs::exists(partial) ? partial : file.target.path).value_or("") + "\n";
  }
  return lines;
}

constexpr const char* begun_again = "begun again\n";

/// Gives files that had their names already the names of partial ones again.
bool take_names_back(const std::vector<ResumedFile>& files) {
  for (const ResumedFile& file : files) {
    const std::string partial = output::OutputFile::resumed_path(file.target);
    std::error_code problem;
    if (!fs::exists(partial)) fs::rename(file.target.path, partial, problem);
    if (!problem) continue;
    say("--resume: cannot go on with " + file.target.path + ": " + problem.message());
    return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> resumption_key(const RuleSet& rules, const CLI::App& command,
                                          const std::vector<std::string>& inputs) {
  std::string key = "eligo " ELIGO_VERSION "\nrules " + std::string(rules.hash()) + "\n";
  std::istringstream options(command.config_to_str());
  for (std::string line; std::getline(options, line);) {
    constexpr std::array<std::string_view, 3> for_speed{"threads=", "batch-size=", "quiet="};
    const bool matters =
        std::ranges::none_of(for_speed, [&](std::string_view name) { return line.starts_with(name); });
    if (matters && !line.empty()) key += line + "\n";
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
  return key + "\n";
}

std::optional<ResumptionKey> ResumptionKey::hold(const std::vector<ResumedFile>& files) {
  constexpr mode_t own = 0600;
  ResumptionKey key(output::OutputFile::resumed_path(files.front().target) + ".key");
  key.file_ =
      files::Descriptor(::open(key.path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, own));
  if (!key.file_.is_open()) {
    say("cannot write " + key.path_ + ": " + std::generic_category().message(errno));
    return std::nullopt;
  }
  // A file system that knows no locks lets everything pass.
  const bool held = ::flock(key.file_.number(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  if (!held || !output::is_called(key.file_.number(), key.path_)) {
    say("--resume: another run is writing " + files.front().target.path);
    return std::nullopt;
  }
  key.content_ = content_of(key.file_.number());
  return key;
}

bool ResumptionKey::begin(const std::string& key) {
  if (::ftruncate(file_.number(), 0) == 0) return add(key);
  say("cannot write " + path_ + ": " + std::generic_category().message(errno));
  return false;
}

bool ResumptionKey::add(const std::string& lines) {
  const bool written =
      ::write(file_.number(), lines.data(), lines.size()) == static_cast<ssize_t>(lines.size());
  if (!written) say("cannot write " + path_);
  return written;
}

void ResumptionKey::remove() {
  std::error_code none;
  fs::remove(path_, none);
}

std::optional<std::vector<Resumption>> find_resumptions(const std::vector<ResumedFile>& files,
                                                        const std::string& key, ResumptionKey& kept) {
  const bool same = kept.content().starts_with(key);
  if (same && kept.content().ends_with(whole_lines(files))) {
    if (!take_names_back(files) || !kept.add(begun_again)) return std::nullopt;
  }
  std::vector<Resumption> found;
  std::string of_others;
  for (const ResumedFile& file : files) {
    const std::string partial = output::OutputFile::resumed_path(file.target);
    const auto standing = standing_records(partial, file.format == evaluate::DecisionFormat::csv);
    if (!standing) {
      say("--resume: cannot read " + partial);
      return std::nullopt;
    }
    if (!same && standing->records.value_or(0) > 0) of_others += (of_others.empty() ? "" : ", ") + partial;
    found.push_back(same ? *standing : Resumption{});
  }
  if (!of_others.empty()) {
    say("--resume: begun with other rules, options or inputs: " + of_others + "; delete it to begin anew");
    return std::nullopt;
  }
  if (!same && !kept.begin(key)) return std::nullopt;
  return found;
}

bool note_whole(const std::vector<ResumedFile>& files, ResumptionKey& kept) {
  return kept.add(whole_lines(files));
}

}  // namespace eligo::tool
