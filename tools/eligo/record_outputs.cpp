#include "record_outputs.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "destination.hpp"
#include "interruption.hpp"
#include "output/output_target.hpp"
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

std::vector<RecordOutputs::Planned> RecordOutputs::plan(const Names& names) {
  constexpr auto error = static_cast<std::size_t>(evaluate::RecordStream::error);
  std::vector<Planned> planned;
  if (!names.by_verdict) planned.push_back({names.out, names.form});
  for (std::size_t stream = 0; names.by_verdict && stream < evaluate::record_streams; ++stream) {
    if (stream != error || names.errors.empty())
      planned.push_back({name_of_stream(names, stream), names.form, stream});
  }
  if (!names.errors.empty()) planned.push_back({names.errors, names.errors_form, error});
  return planned;
}

/// Says which of them are the same file.
bool RecordOutputs::are_apart(const std::vector<Planned>& planned) {
  std::vector<std::string> places;
  for (const Planned& file : planned) {
    std::string place = place_of(file.name);
    if (std::ranges::find(places, place) != places.end()) {
      say("cannot write " + file.name + ": other records go to it, too");
      return false;
    }
    places.push_back(std::move(place));
  }
  return true;
}

bool RecordOutputs::create(const std::vector<Planned>& planned,
                           const std::vector<output::FileInUse>& in_use) {
  for (const Planned& plan : planned) {
    auto file = open_destination(plan.name, in_use);
    if (!file) return false;
    files_.push_back({plan.name, *std::move(file), output::Packer::make(plan.form.packing)});
  }
  return true;
}

/// Goes on with the files that an earlier run has left, or begins some that a later run can go on with.
bool RecordOutputs::resume(const std::vector<Planned>& planned, const std::string& key,
                           const std::vector<output::FileInUse>& in_use) {
  std::string problem;
  const auto cannot = [&](const Planned& plan) {
    say("cannot write " + plan.name + ": " + problem);
    return false;
  };
  for (const Planned& plan : planned) {
    auto target = output::OutputTarget::find(plan.name, problem);
    if (target && target->kind != output::OutputTarget::Kind::file) problem = "it is no file";
    if (target && problem.empty()) {
      if (const output::FileInUse* const same = target->same_as(in_use); same != nullptr)
        problem = same->reason;
    }
    if (!problem.empty()) return cannot(plan);
    resumed_.push_back({*std::move(target), plan.form.format});
  }
  key_ = ResumptionKey::hold(resumed_);
  if (!key_) return false;
  const auto found = find_resumptions(resumed_, key, *key_);
  if (!found) return false;
  const HeldSignals held;
  for (std::size_t index = 0; index < planned.size(); ++index) {
    const Resumption& standing = (*found)[index];
    auto file = output::OutputFile::resume(resumed_[index].target, standing.bytes, problem);
    if (!file) return cannot(planned[index]);
    tell_at_end(file->partial_path());
    files_.push_back({planned[index].name, *std::move(file),
                      output::Packer::make(planned[index].form.packing), standing.records});
  }
  return true;
}

std::string RecordOutputs::partial_paths() const {
  std::string paths;
  for (const File& file : files_) paths += (paths.empty() ? "" : ", ") + file.file.partial_path();
  return paths;
}

void RecordOutputs::say_what_stands() const {
  std::uint64_t records = 0;
  for (const File& file : files_) records += file.written.value_or(0);
  if (records > 0)
    say("--resume: " + text::counted(records, "record") + " stood in " + partial_paths() +
        " and are not written again");
}

std::optional<RecordOutputs> RecordOutputs::open(const Names& names,
                                                 const std::vector<output::FileInUse>& in_use) {
  RecordOutputs outputs;
  const std::vector<Planned> planned = plan(names);
  if (!are_apart(planned)) return std::nullopt;
  if (!(names.resume ? outputs.resume(planned, names.resumption_key, in_use)
                     : outputs.create(planned, in_use)))
    return std::nullopt;
  for (std::size_t file = 0; file < planned.size(); ++file) {
    outputs.file_of_[planned[file].stream] = file;
    outputs.written_[planned[file].stream] = outputs.files_[file].written;
  }
  outputs.say_what_stands();
  return outputs;
}

bool RecordOutputs::write(evaluate::RecordStream stream, std::string_view bytes) {
  File& file = files_[file_of_[static_cast<std::size_t>(stream)]];
  if (!file.packer || !resumed_.empty()) return file.file.write(bytes);
  return file.packer->write(bytes, [&](std::string_view packed) { return file.file.write(packed); });
}

/// Packs what a run with `--resume` has written.
bool RecordOutputs::pack_whole(File& file) {
  auto packed = open_destination(file.name, {});
  if (!packed) return false;
  const output::Packer::Sink sink = [&](std::string_view bytes) { return packed->write(bytes); };
  std::ifstream whole(file.file.partial_path(), std::ios::binary);
  std::vector<char> block(std::size_t{1} << 18U);
  bool well = true;
  while (well && (whole.read(block.data(), static_cast<std::streamsize>(block.size())), whole.gcount() > 0))
    well = file.packer->write({block.data(), static_cast<std::size_t>(whole.gcount())}, sink);
  if (!whole.eof() && well) {
    say("cannot read " + file.file.partial_path());
    return false;
  }
  well = well && file.packer->finish(sink) && tool::finish(*packed);
  if (!well) file.file = *std::move(packed);  // it says why
  return well;
}

bool RecordOutputs::finish(File& file) const {
  if (!file.packer) return tool::finish(file.file);
  if (!resumed_.empty()) return pack_whole(file);
  return file.packer->finish([&](std::string_view bytes) { return file.file.write(bytes); }) &&
         tool::finish(file.file);
}

bool RecordOutputs::finish() {
  if (resumed_.size() > 1 && !note_whole(resumed_, *key_)) return false;
  if (!std::ranges::all_of(files_, [&](File& file) { return finish(file); })) return false;
  if (!key_) return true;
  key_->remove();
  for (const File& file : files_) {
    const std::string& path = file.file.partial_path();  // of what was packed
    if (path.empty()) continue;
    keep_at_end(path);
    std::error_code none;
    std::filesystem::remove(path, none);
  }
  return true;
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
