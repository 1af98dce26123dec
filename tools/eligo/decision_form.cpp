#include "decision_form.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "command.hpp"

namespace eligo::tool {

namespace {

using evaluate::DecisionFormat;
using output::Packing;

constexpr std::string_view packed = "packed otherwise than by gzip or Zstandard";

struct Promise {
  std::string_view extension;
  std::string_view form;
  std::optional<DecisionFormat> written;  ///< nothing: records are not written so
};

constexpr std::array<Promise, 17> promises{{
    {".ndjson", "NDJSON", DecisionFormat::ndjson},
    {".jsonl", "NDJSON", DecisionFormat::ndjson},
    {".json", "JSON", DecisionFormat::ndjson},
    {".csv", "CSV", DecisionFormat::csv},
    {".tsv", "text parted by tabs", {}},
    {".parquet", "Parquet", {}},
    {".arrow", "Arrow", {}},
    {".feather", "Arrow", {}},
    {".avro", "Avro", {}},
    {".orc", "ORC", {}},
    {".xlsx", "a spreadsheet", {}},
    {".html", "HTML", {}},
    {".bz2", packed, {}},
    {".xz", packed, {}},
    {".lz4", packed, {}},
    {".br", packed, {}},
    {".zip", packed, {}},
}};

std::string lower_extension(const std::string& file) {
  std::string extension = std::filesystem::path(file).extension().string();
  std::ranges::transform(extension, extension.begin(), [](char byte) {
    return byte >= 'A' && byte <= 'Z' ? char(byte + ('a' - 'A')) : byte;
  });
  return extension;
}

Packing packing_of(std::string_view extension) {
  if (extension == ".gz") return Packing::gzip;
  return extension == ".zst" ? Packing::zstandard : Packing::none;
}

std::string why_not(const Promise& promise) {
  if (promise.form == packed) return "decisions are not; `.gz` and `.zst` pack them";
  if (!promise.written) return "decisions are NDJSON or CSV";
  return std::string("--to asks for ") + (promise.written == DecisionFormat::csv ? "ndjson" : "csv");
}

}  // namespace

std::optional<OutputForm> output_form(const std::string& option, std::optional<DecisionFormat> asked,
                                      const std::string& file) {
  OutputForm form;
  std::string extension = lower_extension(file);
  form.packing = packing_of(extension);
  if (form.packing != Packing::none) {
    form.ending = extension.size();
    extension = lower_extension(file.substr(0, file.size() - form.ending));
  }
  form.format = asked.value_or(DecisionFormat::ndjson);
  const auto promise = std::ranges::find(promises, extension, &Promise::extension);
  if (promise == promises.end()) return form;
  form.ending += extension.size();
  if (promise->written && promise->written == asked.value_or(*promise->written)) {
    form.format = *promise->written;
    return form;
  }
  say(option + ": `" + file + "` is " + std::string(promise->form) + " by its name, but " +
      why_not(*promise));
  return std::nullopt;
}

}  // namespace eligo::tool
