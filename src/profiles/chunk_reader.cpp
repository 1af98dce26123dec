#include "profiles/chunk_reader.hpp"

#include <string>
#include <string_view>

namespace eligo::profiles {

void ChunkReader::read(const Chunk& chunk, std::span<const RawRecord> records, Batch& batch) {
  json_.forget_ignored();
  csv_.forget_ignored();
  for (const RawRecord& record : records) {
    const std::string_view text = std::string_view(chunk.bytes).substr(record.begin, record.size);
    if (record.flaw != Flaw::none) {
      batch.fail_row({}, record.line, {std::string(flaw_text(record.flaw))});
    } else if (chunk.format == Format::csv) {
      csv_.read(text, *chunk.header, record.line, batch);
    } else {
      json_.read(text, record.line, batch, chunk.bytes.size() - record.begin - record.size);
    }
  }
}

}  // namespace eligo::profiles
