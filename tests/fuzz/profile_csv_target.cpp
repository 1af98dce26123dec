// Profiles as CSV: a header and rows, with a limit on records that some of them break.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "api/content.hpp"
#include "fuzz/decided_chunk.hpp"
#include "fuzz/invariant.hpp"
#include "profiles/byte_source.hpp"
#include "profiles/csv_header.hpp"
#include "profiles/csv_splitter.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eligo;
  if (fuzz::is_packed({reinterpret_cast<const char*>(data), size})) return 0;
  profiles::InputWindow window(
      profiles::ByteSource::from_text(std::string(reinterpret_cast<const char*>(data), size)));
  profiles::CsvSplitter splitter(size / 2 + 1);
  std::string row;
  profiles::RawRecord record;
  if (!splitter.next(window, row, record) || record.flaw != profiles::Flaw::none) return 0;

  std::string error;
  const auto& schema = api::Content::of(fuzz::sample_rules()).program->schema();
  auto header = profiles::CsvHeader::read(row, schema, false, error);
  fuzz::require(header.has_value() == error.empty(), "a header, or what is wrong with it");
  fuzz::require_utf8(error, "what is wrong with a header");
  if (!header) return 0;

  profiles::Chunk chunk;
  chunk.format = profiles::Format::csv;
  chunk.header = std::make_shared<const profiles::CsvHeader>(std::move(*header));
  fuzz::cut(window, splitter, chunk);
  fuzz::require_one_decision_each(fuzz::sample_rules(), chunk);
  return 0;
}
