#pragma once

#include <span>
#include <string>
#include <vector>

#include "profiles/batch.hpp"
#include "profiles/csv_reader.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/profile_input.hpp"
#include "profiles/schema.hpp"

namespace eligo::profiles {

/// Reads chunks of any format into a batch. Keeps scratch memory: one a thread.
class ChunkReader {
 public:
  explicit ChunkReader(const Schema& schema, ReadOptions options = {})
      : json_(schema, options), csv_(schema, options) {}

  /// Appends a row for each record of the chunk, which outlives the batch's rows.
  void read(const Chunk& chunk, Batch& batch) { read(chunk, chunk.records, batch); }
  /// Of some records of the chunk.
  void read(const Chunk& chunk, std::span<const RawRecord> records, Batch& batch);
  /// Keys that the records last read have and no fact, those left out that earlier ones had.
  [[nodiscard]] const std::vector<std::string>& ignored_keys() const {
    return (csv_.ignored().names().empty() ? json_.ignored() : csv_.ignored()).names();
  }

 private:
  JsonReader json_;
  CsvReader csv_;
};

}  // namespace eligo::profiles
