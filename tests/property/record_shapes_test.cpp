// Records that are read by the shape of earlier ones come out as if none had been read before: values, what
// is missing and why, elements, subjects, errors; with a mapping, too. So do those that are read alone, into
// a row of their own. Random records (ELIGO_SHAPED_RECORDS sets how many), made of those in record_shapes/
// and of real profiles.

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/rule_set.hpp>

#include "api/content.hpp"
#include "profiles/batch.hpp"
#include "profiles/column_mapping.hpp"
#include "profiles/json_reader.hpp"
#include "profiles/profile_row.hpp"
#include "property/random.hpp"
#include "property/record_mutation.hpp"
#include "property/record_tree.hpp"
#include "property/setting.hpp"
#include "scaffold/case_files.hpp"
#include "unit/profiles/sample_schema.hpp"
#include "values/view.hpp"

namespace eligo::property {
namespace {

using profiles::Batch;
using profiles::JsonReader;
using profiles::LinkedMapping;
using profiles::ReadOptions;
using profiles::ValueForm;
using values::Kind;
using values::View;

std::vector<std::string> lines_of(const std::filesystem::path& path, std::size_t most = 1'000) {
  std::istringstream file(test::file_text(path));
  std::vector<std::string> lines;
  for (std::string line; lines.size() < most && std::getline(file, line);) lines.push_back(line);
  return lines;
}

bool same_scalar(const View& left, const View& right, std::size_t row) {
  switch (left.kind) {
    case Kind::boolean:
      return values::bit_at(left.as<std::uint64_t>(), row) == values::bit_at(right.as<std::uint64_t>(), row);
    case Kind::integer: return left.as<std::int64_t>()[row] == right.as<std::int64_t>()[row];
    case Kind::floating:
      return std::bit_cast<std::uint64_t>(left.as<double>()[row]) ==
             std::bit_cast<std::uint64_t>(right.as<double>()[row]);
    case Kind::string: {
      const auto& one = left.as<values::StringValue>()[row];
      const auto& other = right.as<values::StringValue>()[row];
      return one.text() == other.text() && one.code == other.code;
    }
    case Kind::timestamp:
    case Kind::duration: return left.as<values::Nanoseconds>()[row] == right.as<values::Nanoseconds>()[row];
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return true;
}

bool same(const View& left, const View& right, std::size_t row) {
  if (left.size != right.size || left.cause_at(row) != right.cause_at(row)) return false;
  if (left.kind == Kind::list) {
    if (left.offsets[row] != right.offsets[row] || left.offsets[row + 1] != right.offsets[row + 1])
      return false;
    for (std::size_t element = left.offsets[row]; element < left.offsets[row + 1]; ++element)
      if (!same(left.children[0], right.children[0], element)) return false;
    return true;
  }
  if (left.kind == Kind::record) {
    for (std::size_t field = 0; field < left.child_count; ++field)
      if (!same(left.children[field], right.children[field], row)) return false;
    return true;
  }
  return !left.is_known(row) || same_scalar(left, right, row);
}

std::string literal(const View& view, std::size_t row) {
  const values::Cause cause = view.cause_at(row);
  return cause == values::Cause::none ? literal_text(values::value_at(view, row))
                                      : std::string(values::cause_text(cause));
}

std::string message_of(const Batch& batch, std::size_t row) {
  return batch.error(row) ? batch.error(row)->message : "";
}

/// Whether a row of its own holds what a row of a batch does.
bool same_alone(const View& alone, const View& batch, std::size_t row) {
  if (alone.size != 1 || alone.kind != batch.kind || alone.cause_at(0) != batch.cause_at(row)) return false;
  if (values::value_at(alone, 0) != values::value_at(batch, row)) return false;
  return alone.kind != Kind::string || !alone.is_known(0) ||
         alone.string_at(0).code == batch.string_at(row).code;
}

/// Two readers of one file, of which one learns the shapes of its records, and one of single profiles.
class ReaderPair {
 public:
  /// `mapping`, which may be null, must outlive it; single profiles have none, so that with one they are not
  /// looked at.
  ReaderPair(const profiles::Schema& schema, bool strict, const LinkedMapping* mapping)
      : schema_(&schema),
        mapping_(mapping),
        form_(schema),
        row_(form_),
        single_(schema, {.strict = strict, .by_shape = true}),
        by_shape_(schema, {.strict = strict, .mapping = mapping, .by_shape = true}),
        careful_(schema, {.strict = strict, .mapping = mapping, .by_shape = false}),
        shape_batch_(schema),
        careful_batch_(schema) {}

  /// Reads records that lie one behind the other, as those of a chunk do.
  void read(const std::vector<std::string>& records) {
    std::size_t size = 0;
    for (const std::string& record : records) size += record.size() + 1;
    const auto bytes = std::make_unique<char[]>(size);  // of this very size, so that a sanitizer sees more
    std::size_t at = 0;
    for (const std::string& record : records) {
      record.copy(bytes.get() + at, record.size());
      at += record.size();
      bytes[at++] = '\n';
    }
    shape_batch_.clear();
    careful_batch_.clear();
    at = 0;
    for (const std::string& record : records) {
      const std::string_view text(bytes.get() + at, record.size());
      at += record.size() + 1;
      by_shape_.read(text, ++line_, shape_batch_, size - at + 1);
      careful_.read(text, line_, careful_batch_);
    }
    compare(records);
  }
  void compare_ignored() {
    const auto names = [](const JsonReader& reader) {
      return std::set<std::string>(reader.ignored().names().begin(), reader.ignored().names().end());
    };
    EXPECT_EQ(names(by_shape_), names(careful_));
  }
  [[nodiscard]] std::uint64_t read_by_shape() const { return by_shape_.read_by_shape(); }

 private:
  void compare(const std::vector<std::string>& records) {
    ASSERT_EQ(shape_batch_.rows(), careful_batch_.rows());
    const auto views = shape_batch_.seal(), wanted = careful_batch_.seal();
    for (std::size_t row = 0; row < records.size(); ++row) {
      ASSERT_EQ(message_of(shape_batch_, row), message_of(careful_batch_, row)) << records[row];
      ASSERT_EQ(shape_batch_.subject(row), careful_batch_.subject(row)) << records[row];
      ASSERT_EQ(shape_batch_.line(row), careful_batch_.line(row));
      for (std::size_t fact = 0; fact < views.size(); ++fact) {
        ASSERT_TRUE(same(views[fact], wanted[fact], row))
            << records[row] << "\n"
            << schema_->facts[fact].name << " is " << literal(views[fact], row) << ", not "
            << literal(wanted[fact], row);
      }
      if (mapping_ == nullptr) {
        ASSERT_NO_FATAL_FAILURE(compare_alone(records[row], wanted, row));
      }
    }
  }

  void compare_alone(const std::string& record, std::span<const View> wanted, std::size_t row) {
    const auto error = single_.read(record, row_);
    ASSERT_EQ(error ? error->message : "", message_of(careful_batch_, row)) << record;
    ASSERT_EQ(row_.views().size(), wanted.size());
    if (!error) {
      ASSERT_EQ(single_.subject(), careful_batch_.subject(row)) << record;
    }
    bool refusals = false;
    for (std::size_t fact = 0; fact < wanted.size(); ++fact) {
      const View& alone = row_.views()[fact];
      ASSERT_TRUE(same_alone(alone, wanted[fact], row))
          << record << "\nalone " << schema_->facts[fact].name << " is " << literal(alone, 0) << ", not "
          << literal(wanted[fact], row);
      refusals = refusals || (!alone.is_known(0) && alone.cause_at(0) != values::Cause::absent);
    }
    ASSERT_TRUE(row_.has_refusals() || !refusals) << record;
  }

  const profiles::Schema* schema_;
  const LinkedMapping* mapping_;
  profiles::RowForm form_;
  profiles::ProfileRow row_;
  JsonReader single_, by_shape_, careful_;
  Batch shape_batch_, careful_batch_;
  std::uint64_t line_ = 0;
};

ValueForm random_form(Random& random) {
  ValueForm form;
  for (const char* const text : {"Ada", "active", "", "0", "1e5", " NA"})
    if (random.chance(15)) form.nulls.emplace_back(text);
  for (const char* const text : {"frozen", "1", "gone"})
    if (random.chance(15)) form.true_words.emplace_back(text);
  for (const char* const text : {"-1", "personal"})
    if (random.chance(15)) form.false_words.emplace_back(text);
  form.trim = random.chance(20);
  form.integers_from_decimals = random.chance(30);
  form.decimal_comma = random.chance(10);
  form.python_lists = random.chance(10);
  if (random.chance(25)) {
    std::string error;
    form.timestamps =
        values::TimestampFormat::compile(random.chance(50) ? "epoch-s" : "%Y-%m-%dT%H:%M:%S%z", error);
  }
  return form;
}

/// Some facts under other names or in forms of their own, and one that is the same in each record.
std::shared_ptr<const LinkedMapping> random_mapping(const profiles::Schema& schema, Random& random) {
  const auto mapping = std::make_shared<profiles::ColumnMapping>();
  if (random.chance(50)) mapping->form = random_form(random);
  std::set<std::string> named;
  const auto free_fact = [&]() -> std::optional<std::string> {
    const std::string name = random.pick(schema.facts).name;
    return named.insert(name).second ? std::optional(name) : std::nullopt;
  };
  for (std::size_t columns = random.below(6); columns > 0; --columns) {
    const auto fact = free_fact();
    if (!fact) continue;
    const std::string column = random.chance(50) ? *fact : random.pick(schema.facts).name;
    const bool taken = std::ranges::any_of(
        mapping->columns, [&](const profiles::ColumnMapping::Column& other) { return other.name == column; });
    if (!taken) mapping->columns.push_back({column, fact, random_form(random)});
  }
  const auto fact = random.chance(30) ? free_fact() : std::nullopt;
  if (fact) mapping->constants.push_back({*fact, random.chance(50) ? "7" : "\"active\""});
  std::string error;
  return LinkedMapping::link(mapping, schema, error);
}

struct Corpus {
  const profiles::Schema* schema;
  std::vector<RecordTree> records;
};

std::vector<RecordTree> parsed(const std::vector<std::string>& lines) {
  std::vector<RecordTree> trees;
  for (const std::string& line : lines) trees.push_back(RecordTree::parse(line));
  return trees;
}

/// A file's records, nearly all like one of a few.
std::vector<std::string> file_records(const Corpus& corpus, const RecordMutator& mutator, std::size_t count,
                                      Random& random) {
  const auto spacing = random.chance(80)   ? Spacing::none
                       : random.chance(50) ? Spacing::blanks
                                           : Spacing::lines;
  const unsigned changed = random.chance(20) ? 90 : 40;
  std::vector<RecordTree> usual;
  for (std::size_t kinds = 1 + random.below(3); kinds > 0; --kinds)
    usual.push_back(random.pick(corpus.records));
  std::vector<std::string> records;
  while (records.size() < count) {
    RecordTree record = random.pick(usual);
    mutator.freshen(record, random);
    const bool is_changed = random.chance(changed);
    if (is_changed && random.chance(70)) {
      for (std::size_t changes = 1 + random.below(3); changes > 0; --changes) mutator.change(record, random);
    }
    std::string text = written(record, spacing);
    if (is_changed && random.chance(40)) mutator.change(text, random);
    records.push_back(std::move(text));
    if (random.chance(2))
      usual[random.below(usual.size())] = RecordTree::parse(written(random.pick(corpus.records), spacing));
  }
  return records;
}

TEST(RecordShapes, AreReadAsByTheReaderThatLearnsNone) {
  const profiles::SampleSchema sample;
  const auto folder = test::in_tests("property/record_shapes");
  std::vector<Corpus> corpora;
  corpora.push_back({&sample.schema, parsed(lines_of(folder / "sample.ndjson"))});
  std::vector<RuleSet> shipped;
  for (const char* const name : {"consumer_credit", "heating_benefit"}) {
    const auto rules = test::in_tests("../rules") / name;
    shipped.push_back(RuleSet::load(rules / "rule_set.json"));
    Corpus& corpus = corpora.emplace_back();
    corpus.schema = &api::Content::shared_by(shipped.back())->program->schema();
    for (const auto& path : test::files_in(rules / "profiles", ".ndjson"))
      for (RecordTree& record : parsed(lines_of(path, 200))) corpus.records.push_back(std::move(record));
  }
  const RecordMutator mutator(lines_of(folder / "values.txt"));
  const std::uint64_t records = setting("ELIGO_SHAPED_RECORDS", 100'000);
  const std::uint64_t seed = setting("ELIGO_SEED", 20'261'127);
  std::uint64_t read = 0, by_shape = 0, files = 0, mapped = 0;
  while (read < records && !testing::Test::HasFailure()) {
    SCOPED_TRACE("file " + std::to_string(files));
    Random random(seed + files++);
    const Corpus& corpus = random.pick(corpora);
    const auto mapping = random.chance(30) ? random_mapping(*corpus.schema, random) : nullptr;
    mapped += mapping == nullptr ? 0 : 1;
    ReaderPair readers(*corpus.schema, random.chance(25), mapping.get());
    for (std::size_t parts = 1 + random.below(8); parts > 0 && !testing::Test::HasFailure(); --parts) {
      const auto part = file_records(corpus, mutator, 1 + random.below(100), random);
      readers.read(part);
      read += part.size();
    }
    readers.compare_ignored();
    by_shape += readers.read_by_shape();
  }
  std::cout << files << " files, " << mapped << " of them with a mapping, " << read << " records, "
            << by_shape << " of them read by shape\n";
  EXPECT_GT(by_shape, read / 4);
  EXPECT_GT(mapped, files / 8);
}

}  // namespace
}  // namespace eligo::property
