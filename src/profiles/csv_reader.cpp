#include "profiles/csv_reader.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "json/string.hpp"
#include "json/syntax.hpp"
#include "profiles/as_written.hpp"
#include "profiles/byte_block.hpp"
#include "profiles/csv_row.hpp"
#include "profiles/shape_values.hpp"
#include "profiles/value_form.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

using text::quoted_name;

namespace {

/// As a JSON integer where the cell is written as one, else as a string.
void append_subject(std::string& out, std::string_view cell) {
  is_integer_cell(cell) ? void(out += cell) : json::append_string(out, cell);
}

}  // namespace

CsvReader::CsvReader(const Schema& schema, ReadOptions options)
    : schema_(&schema),
      options_(options),
      cursor_(options.max_depth),
      ignored_(std::make_unique<IgnoredNames>()) {
  for (const FactSchema& fact : schema.facts)
    facts_.emplace_back(fact, schema.dictionary.get(), options.strict, ignored_.get(),
                        options.mapping == nullptr
                            ? nullptr
                            : options.mapping->form(static_cast<std::uint32_t>(facts_.size())));
  for (std::size_t fact = 0; fact < facts_.size(); ++fact) {
    PlainFact& plain = plain_.emplace_back();
    const FactReader& reader = facts_[fact];
    if (reader.is_list() || reader.is_as_written() || !schema.facts[fact].used) continue;
    const ScalarRule& rule = reader.rules().front();
    if (reader.form() != nullptr && !reader.form()->keeps_cells(rule.kind())) continue;
    plain.rule = &rule;
    plain.formed = reader.formed();
  }
}

void CsvReader::begin(const CsvHeader& header) {
  header_ = &header;
  fact_columns_.clear();
  subject_column_.reset();
  for (std::uint32_t column = 0; column < header.columns.size(); ++column) {
    const CsvHeader::Column& meant = header.columns[column];
    if (meant.meaning == CsvHeader::Meaning::subject) subject_column_ = column;
    if (meant.meaning != CsvHeader::Meaning::fact) continue;
    for (std::optional<std::uint32_t> fact = meant.fact; fact; fact = schema_->facts[*fact].same_name) {
      if (!schema_->facts[*fact].used) continue;
      fact_columns_.push_back({column, *fact, facts_[*fact].is_as_written(),
                               plain_[*fact].rule == nullptr ? nullptr : &plain_[*fact]});
    }
  }
}

void CsvReader::read(std::string_view row, std::uint64_t line, Batch& batch, std::size_t readable) {
  copied_ = readable < shape_padding;
  if (copied_) {
    padded_.resize(row.size() + shape_padding);
    row.copy(padded_.data(), row.size());
    row = std::string_view(padded_).substr(0, row.size());
  }
  given_ = 0;
  if (read_row(row, batch)) {
    batch.end_row(subject_, line, given_);
  } else {
    batch.fail_row(subject_, line, {std::move(error_)});
  }
}

bool CsvReader::fail(std::string message) {
  error_ = std::move(message);
  return false;
}

bool CsvReader::split(std::string_view row) {
  const char separator = options_.mapping == nullptr ? ',' : options_.mapping->mapping().delimiter;
  bool odd = true;
  const bool plain = split_plain_csv_row(row, cells_, separator, odd);
  if (odd && !json::is_utf8(row)) return fail("the text is not UTF-8");
  usual_row_ = plain && !odd && !copied_ && separator == ',';
  if (plain) return true;
  const std::string_view wrong = split_csv_row(row, cells_, unquoted_, separator);
  return wrong.empty() || fail(std::string(wrong));
}

/// Whether the form of the file says that no cell has a value.
bool CsvReader::is_empty_by_form() const {
  const ValueForm& form = options_.mapping->mapping().form;
  return std::ranges::all_of(cells_, [&](std::string_view cell) {
    cell = form.trimmed(cell);
    return cell.empty() || form.is_null(cell);
  });
}

/// Whether the row's cells are the header's names, however they are quoted or set apart.
bool CsvReader::is_header() const {
  return std::ranges::equal(cells_, header_->names, [](std::string_view cell, std::string_view name) {
    const bool other = !cell.empty() && !name.empty() && cell.front() != name.front() &&
                       cell.front() != ' ' && cell.front() != '\t';
    return !other && ValueForm::without_blanks(cell) == name;
  });
}

bool CsvReader::read_row(std::string_view row, Batch& batch) {
  subject_ = {};
  if (!split(row)) return false;
  if (std::ranges::all_of(cells_, [](std::string_view cell) { return cell.empty(); }))
    return fail("every cell of the row is empty");
  if (is_header()) return fail("the header stands here again");
  if (options_.mapping != nullptr && !options_.mapping->mapping().form.is_plain() && is_empty_by_form())
    return fail("no cell of the row has a value");
  if (cells_.size() != header_->columns.size()) {
    return fail("the row has " + std::to_string(cells_.size()) + " cells, the header " +
                std::to_string(header_->columns.size()));
  }
  if (subject_column_) read_subject(batch);  // first, so that an error in another cell can name it
  if (!read_facts(batch)) return false;
  return options_.mapping == nullptr || options_.mapping->constants().empty() ||
         read_constants(options_.mapping->constants(), batch);
}

void CsvReader::read_subject(Batch& batch) {
  std::string_view cell = cells_[*subject_column_];
  if (options_.mapping != nullptr) {
    const ValueForm& form = options_.mapping->subject_form();
    cell = form.trimmed(cell);
    if (form.is_null(cell)) return;
  }
  if (cell.empty()) return;
  subject_text_.clear();
  append_subject(subject_text_, cell);
  subject_ = batch.bytes().keep(subject_text_);
}

bool CsvReader::read_constants(const std::vector<LinkedMapping::Constant>& constants, Batch& batch) {
  for (const LinkedMapping::Constant& constant : constants) {
    Refusal refused;
    const bool read =
        cursor_.begin(constant.json) &&
        facts_[constant.fact].read(cursor_, batch.bytes(), batch.column(constant.fact), refused) &&
        cursor_.end();
    if (!read || (options_.strict && refused.any()))
      return fail(read ? refusal_text(schema_->facts[constant.fact], refused) : cursor_.error());
  }
  return true;
}

[[gnu::cold]] bool CsvReader::fail_cell(std::uint32_t fact, std::string_view cell) {
  const auto python = json_of_python_list(cell);
  return fail(quoted_name(schema_->facts[fact].name) + ": " + cursor_.error() +
              (python && *python != cell
                   ? "; `\"python_lists\": true` in a mapping (--columns) takes arrays as Python writes them"
                   : ""));
}

[[gnu::cold]] bool CsvReader::fail_refused(std::uint32_t fact, const Refusal& refused) {
  return fail(refusal_text(schema_->facts[fact], refused, options_.written_form(fact)));
}

bool CsvReader::read_cell(std::uint32_t fact, std::string_view cell, Batch& batch) {
  values::Column& column = batch.column(fact);
  Refusal refused;
  if (!facts_[fact].read_cell(cell, cursor_, batch.bytes(), column, refused)) {
    return fail_cell(fact, cell);
  }
  if (options_.strict && refused.any()) return fail_refused(fact, refused);
  if (column.size() > batch.rows()) ++given_;  // some forms take a cell for an absent fact
  return true;
}

[[gnu::always_inline]] inline bool CsvReader::take_plain(const PlainFact& fact, std::string_view cell,
                                                         values::ByteArena& bytes, values::Column& column) {
  const char* const end = cell.data() + cell.size();
  switch (fact.rule->kind()) {
    case values::Kind::boolean: {
      const bool yes = cell.size() == 4 && std::memcmp(cell.data(), "true", 4) == 0;
      if (!yes && (cell.size() != 5 || std::memcmp(cell.data(), "false", 5) != 0)) return false;
      column.append(yes);
      return true;
    }
    case values::Kind::integer: {
      std::int64_t value = 0;
      if (take_integer(cell.data(), value) != end || !fact.rule->holds(value)) return false;
      column.append(value);
      return true;
    }
    case values::Kind::floating: {
      double value = 0;
      if (take_floating(cell.data(), value) != end || !fact.rule->holds(value)) return false;
      column.append(value);
      return true;
    }
    case values::Kind::string: {
      if (fact.formed != nullptr && !fact.formed->keeps_text(cell)) return false;
      values::StringValue value;
      if (fact.rule->take_string(cell, usual_row_ ? nullptr : &bytes, value) != values::Cause::none)
        return false;
      column.append(value);
      return true;
    }
    case values::Kind::timestamp:
    case values::Kind::duration: return fact.rule->append_text(cell, bytes, column) == values::Cause::none;
    case values::Kind::null:
    case values::Kind::list:
    case values::Kind::record:
    case values::Kind::any: break;
  }
  return false;
}

/// Takes most texts of a usual row, which stay where they are.
[[gnu::always_inline]] inline bool CsvReader::take_bare(std::string_view cell, values::Column& column) const {
  if (!usual_row_ || cell.size() > 2 * ByteBlock::size || json::begins_number(cell.front())) return false;
  const std::uint64_t escaped =
      ByteBlock(cell.data()).equal('\\') | std::uint64_t{ByteBlock(cell.data() + ByteBlock::size).equal('\\')}
                                               << ByteBlock::size;
  if ((escaped & ((std::uint64_t{1} << cell.size()) - 1)) != 0) return false;
  append_bare_string(cell, column);
  return true;
}

/// As `append_cell_as_json` does, for short cells of ASCII with nothing to escape, and for numbers that it
/// keeps as they are.
bool CsvReader::take_as_written(std::string_view cell, values::ByteArena& bytes,
                                values::Column& column) const {
  constexpr std::size_t longest = 2 * ByteBlock::size, most_digits = 15;
  const char* const begin = cell.data();
  if (json::begins_number(*begin)) {
    std::int64_t integer = 0;
    double decimal = 0;
    const char* const end = begin + cell.size();
    if (cell.size() > most_digits ||
        (take_integer(begin, integer) != end && take_floating(begin, decimal) != end))
      return false;
    append_as_written(usual_row_ ? cell : bytes.keep_short(cell), column);
    return true;
  }
  if (cell.size() > longest) return false;
  const ByteBlock first(begin), second(begin + ByteBlock::size);
  const auto escaped = [](const ByteBlock& block) {
    return block.control_or_not_ascii() | block.equal('"') | block.equal('\\');
  };
  const std::uint64_t odd = escaped(first) | std::uint64_t{escaped(second)} << ByteBlock::size;
  if ((odd & ((std::uint64_t{1} << cell.size()) - 1)) != 0) return false;
  char* const text = bytes.room(longest + 2);
  text[0] = '"';
  std::memcpy(text + 1, begin, longest);
  text[cell.size() + 1] = '"';
  append_as_written(bytes.keep_written(cell.size() + 2), column);
  return true;
}

bool CsvReader::read_facts(Batch& batch) {
  for (const FactColumn& place : fact_columns_) {
    const std::string_view cell = cells_[place.column];
    if (cell.empty()) continue;
    values::Column& column = batch.column(place.fact);
    if ((place.plain != nullptr && take_plain(*place.plain, cell, batch.bytes(), column)) ||
        (place.as_written && (take_bare(cell, column) || take_as_written(cell, batch.bytes(), column))))
        [[likely]] {
      ++given_;
    } else if (!read_cell(place.fact, cell, batch)) {
      return false;
    }
  }
  return true;
}

}  // namespace eligo::profiles
