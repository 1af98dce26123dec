#include "record_outputs.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "destination.hpp"
#include "interruption.hpp"
#include "output/output_target.hpp"
#include "resumption.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

constexpr std::array<std::string_view, evaluate::record_streams> stream_names{"visible", "hidden", "denied",
                                                                              "error"};

/// `decisions.csv` becomes `decisions.denied.csv`.
std::string name_of_stream(const RecordOutputs::Names& names, std::size_t stream) {
  const std::size_t stem = names.out.size() - names.form.ending;
  return names.out.substr(0, stem) + "." + std::string(stream_names[stream]) + names.out.substr(stem);
}

/// The same for all names of a place.
std::string place_of(const std::string& name) {
  std::string none;
  const auto target = output::OutputTarget::find(name == "-" ? "/dev/stdout" : name, none);
  if (!target) return name;
  if (target->kind == output::OutputTarget::Kind::descriptor) return std::to_string(target->descriptor);
  std::error_code problem;
  const std::filesystem::path path = std::filesystem::absolute(target->path, problem);
  return (std::filesystem::weakly_canonical(path.parent_path(), problem) / path.filename()).string();
}

}  // namespace

bool RecordOutputs::add(const std::string& name, const OutputForm& form, const Names& names,
                        std::vector<output::FileInUse>& in_use) {
  const std::string place = place_of(name);
  const bool taken =
      std::ranges::any_of(files_, [&](const File& other) { return place_of(other.name) == place; });
  if (taken) {
    say("cannot write " + name + ": other records go to it, too");
    return false;
  }
  if (names.resume) return resume(name, form, in_use);
  auto file = open_destination(name, in_use);
  if (!file) return false;
  files_.push_back({name, *std::move(file), output::Packer::make(form.packing)});
  return true;
}

/// Goes on with the file that an earlier run has left, or begins one that a later run can go on with.
bool RecordOutputs::resume(const std::string& name, const OutputForm& form,
                           const std::vector<output::FileInUse>& in_use) {
  std::string problem;
  auto target = output::OutputTarget::find(name, problem);
  if (target && target->kind != output::OutputTarget::Kind::file) problem = "it is no file";
  if (target && problem.empty()) {
    if (const output::FileInUse* const same = target->same_as(in_use); same != nullptr)
      problem = same->reason;
  }
  if (!problem.empty()) {
    say("cannot write " + name + ": " + problem);
    return false;
  }
  const auto found = find_resumption(*target, resumption_key_, form.format);
  if (!found) return false;
  const HeldSignals held;
  auto file = output::OutputFile::resume(*target, found->bytes, problem);
  if (!file) {
    say("cannot write " + name + ": " + problem);
    return false;
  }
  tell_at_end(file->partial_path());
  files_.push_back({name, *std::move(file), nullptr, std::move(target), found->records});
  return true;
}

void RecordOutputs::say_what_stands() const {
  std::uint64_t records = 0;
  std::string paths;
  for (const File& file : files_) {
    if (file.written.value_or(0) == 0) continue;
    records += *file.written;
    paths += (paths.empty() ? "" : ", ") + file.file.partial_path();
  }
  if (records > 0)
    say("--resume: " + text::counted(records, "record") + " stood in " + paths +
        " and are not written again");
}

std::optional<RecordOutputs> RecordOutputs::open(const Names& names,
                                                 const std::vector<output::FileInUse>& in_use) {
  RecordOutputs outputs;
  outputs.resumption_key_ = names.resumption_key;
  std::vector<output::FileInUse> used = in_use;
  const auto error = static_cast<std::size_t>(evaluate::RecordStream::error);
  if (names.by_verdict) {
    for (std::size_t stream = 0; stream < evaluate::record_streams; ++stream) {
      if (stream == error && !names.errors.empty()) continue;
      outputs.file_of_[stream] = outputs.files_.size();
      if (!outputs.add(name_of_stream(names, stream), names.form, names, used)) return std::nullopt;
      outputs.written_[stream] = outputs.files_.back().written;
    }
  } else {
    if (!outputs.add(names.out, names.form, names, used)) return std::nullopt;
    outputs.written_.front() = outputs.files_.back().written;
  }
  if (!names.errors.empty()) {
    outputs.file_of_[error] = outputs.files_.size();
    if (!outputs.add(names.errors, names.errors_form, names, used)) return std::nullopt;
    outputs.written_[error] = outputs.files_.back().written;
  }
  outputs.say_what_stands();
  return outputs;
}

bool RecordOutputs::write(evaluate::RecordStream stream, std::string_view bytes) {
  File& file = files_[file_of_[static_cast<std::size_t>(stream)]];
  if (!file.packer) return file.file.write(bytes);
  return file.packer->write(bytes, [&](std::string_view packed) { return file.file.write(packed); });
}

bool RecordOutputs::note_whole() const {
  return files_.size() == 1 || std::ranges::all_of(files_, [&](const File& file) {
           return !file.resumed || tool::note_whole(*file.resumed, resumption_key_);
         });
}

bool RecordOutputs::finish() {
  if (!note_whole()) return false;
  const bool finished = std::ranges::all_of(files_, [](File& file) {
    const bool packed =
        !file.packer || file.packer->finish([&](std::string_view bytes) { return file.file.write(bytes); });
    return packed && tool::finish(file.file);
  });
  for (const File& file : files_) {
    if (finished && file.resumed) forget_resumption(*file.resumed);
  }
  return finished;
}

bool RecordOutputs::has_failed() const {
  return std::ranges::any_of(files_, [](const File& file) { return !file.file.error().empty(); });
}

Status RecordOutputs::say_failure() const {
  const auto failed =
      std::ranges::find_if(files_, [](const File& file) { return !file.file.error().empty(); });
  return failed == files_.end() ? Status::unusable : write_failed("the decisions", failed->file);
}

std::string RecordOutputs::appearing() const {
  std::string names;
  for (const File& file : files_) {
    if (!file.file.partial_path().empty()) names += (names.empty() ? "" : ", ") + file.name;
  }
  return names;
}

}  // namespace eligo::tool
