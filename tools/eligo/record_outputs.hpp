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
  /// How many records stand there from an earlier run; nothing where this one writes all.
  [[nodiscard]] const std::optional<std::uint64_t>& written() const { return written_; }
  [[nodiscard]] bool is_standard_output() const { return files_.front().file.is_standard_output(); }
  /// The names of those that only appear when they are finished.
  [[nodiscard]] std::string appearing() const;

 private:
  struct File {
    std::string name;
    output::OutputFile file;
    std::unique_ptr<output::Packer> packer;
  };
  [[nodiscard]] bool add(const std::string& name, output::Packing packing,
                         std::vector<output::FileInUse>& in_use);

  [[nodiscard]] bool resume(const Names& names, const std::vector<output::FileInUse>& in_use);

  std::vector<File> files_;
  std::optional<std::uint64_t> written_;
  std::optional<output::OutputTarget> resumed_;
  std::array<std::size_t, evaluate::record_streams> file_of_{};
};

}  // namespace eligo::tool
