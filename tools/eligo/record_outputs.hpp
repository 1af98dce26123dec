#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"
#include "decision_form.hpp"
#include "evaluate/evaluation.hpp"
#include "evaluate/record_stream.hpp"
#include "output/output_file.hpp"
#include "output/packer.hpp"
#include "resumption.hpp"

namespace eligo::tool {

/// The files that the records of a run go to: one for all, or several.
class RecordOutputs {
 public:
  struct Names {
    std::string out = "-";
    OutputForm form;
    bool by_verdict = false;  ///< one for each, its name before the ending: `decisions.denied.csv`
    std::string errors;       ///< of records that cannot be read; empty: with the decisions
    OutputForm errors_form;
    bool resume = false;
    std::string resumption_key;  ///< see resumption_key
  };

  /// Nothing, with a message, where one cannot be written.
  [[nodiscard]] static std::optional<RecordOutputs> open(const Names& names,
                                                         const std::vector<output::FileInUse>& in_use);

  [[nodiscard]] bool write(evaluate::RecordStream stream, std::string_view bytes);
  /// Makes the files appear. False where one could not be written.
  [[nodiscard]] bool finish();
  /// Says what is wrong with the one that could not be written.
  [[nodiscard]] Status say_failure() const;
  [[nodiscard]] bool has_failed() const;
  /// What stands there from an earlier run.
  [[nodiscard]] const evaluate::WrittenRecords& written() const { return written_; }
  [[nodiscard]] bool is_standard_output() const { return files_.front().file.is_standard_output(); }
  /// Where they are until they are finished.
  [[nodiscard]] std::string partial_paths() const;
  /// The names of those that only appear when they are finished.
  [[nodiscard]] std::string appearing() const;

 private:
  struct File {
    std::string name;
    output::OutputFile file;
    std::unique_ptr<output::Packer> packer;
    std::optional<std::uint64_t> written = {};  ///< records of an earlier run
  };
  /// A file that is to be opened.
  struct Planned {
    std::string name;
    OutputForm form;
    std::size_t stream = 0;  ///< the first that goes there
  };
  [[nodiscard]] static std::vector<Planned> plan(const Names& names);
  [[nodiscard]] static bool are_apart(const std::vector<Planned>& planned);
  [[nodiscard]] bool create(const std::vector<Planned>& planned,
                            const std::vector<output::FileInUse>& in_use);
  [[nodiscard]] bool resume(const std::vector<Planned>& planned, const std::string& key,
                            const std::vector<output::FileInUse>& in_use);
  void say_what_stands() const;
  [[nodiscard]] bool finish(File& file) const;
  [[nodiscard]] static bool pack_whole(File& file);

  std::vector<File> files_;
  std::vector<ResumedFile> resumed_;  ///< with `--resume`: the same files, none of them packed yet
  std::optional<ResumptionKey> key_;  ///< with `--resume`
  evaluate::WrittenRecords written_;
  std::array<std::size_t, evaluate::record_streams> file_of_{};
};

}  // namespace eligo::tool
