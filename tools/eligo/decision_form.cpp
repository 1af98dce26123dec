#include "decision_form.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "command.hpp"

namespace eligo::tool {

namespace {

using evaluate::DecisionFormat;

struct Promise {
  std::string_view extension;
  std::string_view form;
  std::optional<DecisionFormat> written;  ///< nothing: decisions are not written so
};

constexpr std::array<Promise, 19> promises{{
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
    {".gz", "packed", {}},
    {".zst", "packed", {}},
    {".bz2", "packed", {}},
    {".xz", "packed", {}},
    {".lz4", "packed", {}},
    {".br", "packed", {}},
    {".zip", "packed", {}},
}};

std::string lower_extension(const std::string& file) {
  std::string extension = std::filesystem::path(file).extension().string();
  std::ranges::transform(extension, extension.begin(), [](char byte) {
    return byte >= 'A' && byte <= 'Z' ? char(byte + ('a' - 'A')) : byte;
  });
  return extension;
}

std::string why_not(const Promise& promise) {
  if (promise.form == "packed") return "decisions are not; pack what the standard output gives";
  if (!promise.written) return "decisions are NDJSON or CSV";
  return std::string("--to asks for ") + (promise.written == DecisionFormat::csv ? "ndjson" : "csv");
}

}  // namespace

std::optional<DecisionFormat> decision_form(std::optional<DecisionFormat> asked, const std::string& file) {
  const auto promise = std::ranges::find(promises, lower_extension(file), &Promise::extension);
  if (promise == promises.end()) return asked.value_or(DecisionFormat::ndjson);
  if (promise->written && promise->written == asked.value_or(*promise->written)) return promise->written;
  say("--out: `" + file + "` is " + std::string(promise->form) + " by its name, but " + why_not(*promise));
  return std::nullopt;
}

}  // namespace eligo::tool
