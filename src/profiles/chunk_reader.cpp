#include "profiles/chunk_reader.hpp"

#include <string>
#include <string_view>

namespace eligo::profiles {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

void ChunkReader::read(const Chunk& chunk, std::span<const RawRecord> records, Batch& batch) {
  json_.forget_ignored();
  csv_.forget_ignored();
  if (chunk.header != nullptr) csv_.begin(*chunk.header);
  for (const RawRecord& record : records) {
    const std::string_view text = std::string_view(chunk.bytes).substr(record.begin, record.size);
    const std::size_t readable = chunk.bytes.size() - record.begin - record.size;
    if (record.flaw != Flaw::none) {
      batch.fail_row({}, record.line, {flaw_text(record)});
    } else if (text.starts_with(byte_order_mark)) {
      batch.fail_row({}, record.line,
                     {"a byte order mark stands before the record, as where files were joined"});
    } else if (chunk.format == Format::csv) {
      csv_.read(text, record.line, batch, readable);
    } else {
      json_.read(text, record.line, batch, readable);
    }
  }
}

}  // namespace eligo::profiles
