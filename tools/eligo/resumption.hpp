#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <eligo/rule_set.hpp>

#include <CLI/CLI.hpp>

#include "evaluate/evaluation.hpp"
#include "files/descriptor.hpp"
#include "output/output_target.hpp"

namespace eligo::tool {

/// One of the files that a run writes.
struct ResumedFile {
  output::OutputTarget target;
  evaluate::DecisionFormat format = evaluate::DecisionFormat::ndjson;
};

/// What an earlier run that did not come to its end has written of a file, as far as its records are whole.
struct Resumption {
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> records = {};  ///< nothing: not even the header, where there is one
};

/// What decides about the bytes that a command writes: the rule set, its options but those for speed, its
/// inputs by size and time. Nothing, with a message, where an input is no file.
[[nodiscard]] std::optional<std::string> resumption_key(const RuleSet& rules, const CLI::App& command,
                                                        const std::vector<std::string>& inputs);

/// The file beside a run's outputs that says what the run is. One run at a time holds it, until its end.
class ResumptionKey {
 public:
  /// The key of a run that writes these files. Nothing, with a message, where another run holds it, or it
  /// cannot be made.
  [[nodiscard]] static std::optional<ResumptionKey> hold(const std::vector<ResumedFile>& files);

  /// What stood there.
  [[nodiscard]] const std::string& content() const { return content_; }
  // False, with a message, where it cannot be written: in place of all that stands there, or behind it.
  [[nodiscard]] bool begin(const std::string& key);
  [[nodiscard]] bool add(const std::string& lines);
  void remove();

 private:
  explicit ResumptionKey(std::string path) : path_(std::move(path)) {}

  std::string path_;
  files::Descriptor file_;
  std::string content_;
};

/// Finds out what is there of the files of a run with a key. Files without a record are begun anew. Nothing,
/// with a message, where records stand there of a run with another key, or where a file cannot be read.
[[nodiscard]] std::optional<std::vector<Resumption>> find_resumptions(const std::vector<ResumedFile>& files,
                                                                      const std::string& key,
                                                                      ResumptionKey& kept);

/// Takes down, before the first of several files gets its name, that all are whole: if the run is stopped
/// between two names, one like it finds them by their names. False, with a message, where it cannot.
[[nodiscard]] bool note_whole(const std::vector<ResumedFile>& files, ResumptionKey& kept);

}  // namespace eligo::tool
