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
#include "output/output_target.hpp"
#include "output/packer.hpp"

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
  /// The names of those that only appear when they are finished.
  [[nodiscard]] std::string appearing() const;

 private:
  struct File {
    std::string name;
    output::OutputFile file;
    std::unique_ptr<output::Packer> packer;
    std::optional<output::OutputTarget> resumed = {};  ///< where a later run can go on with it
    std::optional<std::uint64_t> written = {};         ///< records of an earlier run
  };
  [[nodiscard]] bool add(const std::string& name, const OutputForm& form, const Names& names,
                         std::vector<output::FileInUse>& in_use);
  [[nodiscard]] bool resume(const std::string& name, const OutputForm& form,
                            const std::vector<output::FileInUse>& in_use);
  [[nodiscard]] bool note_whole() const;
  void say_what_stands() const;

  std::vector<File> files_;
  std::string resumption_key_;
  evaluate::WrittenRecords written_;
  std::array<std::size_t, evaluate::record_streams> file_of_{};
};

}  // namespace eligo::tool
