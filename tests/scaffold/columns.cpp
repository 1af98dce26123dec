#include "scaffold/columns.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

#include "profiles/json_reader.hpp"

namespace eligo::test {

void append(values::Column& column, const values::Value& value, const StringNumbers& numbers) {
  using values::Kind;
  if (const auto* unknown = std::get_if<values::Unknown>(&value.content))
    return column.append_unknown(unknown->cause);
  switch (column.type().kind) {
    case Kind::boolean: return column.append(std::get<bool>(value.content));
    case Kind::integer: return column.append(std::get<std::int64_t>(value.content));
    case Kind::floating: return column.append(std::get<double>(value.content));
    case Kind::timestamp: return column.append(std::get<values::Timestamp>(value.content).nanoseconds);
    case Kind::duration: return column.append(std::get<values::Interval>(value.content).nanoseconds);
    case Kind::string: {
      const std::string_view text = std::get<std::string>(value.content);
      return column.append(values::StringValue{text.data(), static_cast<std::uint32_t>(text.size()),
                                               numbers ? numbers(text) : values::StringValue::unknown_code});
    }
    case Kind::list:
      for (const values::Value& element : std::get<values::List>(value.content))
        append(column.child(), element, numbers);
      return column.append_list();
    case Kind::record: {
      const auto& fields = std::get<values::Record>(value.content).fields;
      for (std::size_t i = 0; i < fields.size(); ++i) append(column.child(i), fields[i], numbers);
      return column.append_record();
    }
    case Kind::null: return column.append_null();
    case Kind::any: throw std::logic_error("no column is of any type");
  }
}

FactColumns::FactColumns(const LoadedRules& loaded) : program_(loaded.program) {
  for (const check::Fact& fact : loaded.rules->facts) columns_.emplace_back(fact.type);
}

void FactColumns::add_row(std::vector<values::Value> row) {
  const auto& kept = rows_.emplace_back(std::move(row));
  // Every other string as if nobody had looked it up.
  const StringNumbers numbers = [this](std::string_view text) {
    return ++strings_ % 2 == 0 ? values::StringValue::unknown_code : program_->dictionary().find(text);
  };
  for (std::size_t i = 0; i < columns_.size(); ++i) append(columns_[i], kept.at(i), numbers);
}

const std::vector<values::View>& FactColumns::views() {
  views_.clear();
  for (values::Column& column : columns_) views_.push_back(column.seal());
  return views_;
}

profiles::Batch read_profiles(const profiles::Schema& schema, const std::vector<std::string>& texts) {
  profiles::Batch batch(schema);
  profiles::JsonReader reader(schema);
  for (std::size_t row = 0; row < texts.size(); ++row) {
    reader.read(texts[row], row + 1, batch);
    if (const auto& error = batch.error(row)) throw std::runtime_error(texts[row] + ": " + error->message);
  }
  return batch;
}

}  // namespace eligo::test
