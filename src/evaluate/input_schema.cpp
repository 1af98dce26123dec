#include "evaluate/input_schema.hpp"

#include <utility>

#include "profiles/column_path.hpp"

namespace eligo::evaluate {

namespace {

/// A JSON pointer as a dotted name, where it has one.
std::string dotted(const std::string& name) {
  if (!name.starts_with('/')) return name;
  std::string made;
  for (const std::string& token : profiles::pointer_path(name)) {
    if (token.empty() || token.find('.') != std::string::npos) return name;
    made += (made.empty() ? "" : ".") + token;
  }
  return made;
}

/// The column of the input that a fact, or the subject, is read from.
std::string column_of(const std::string& name, const profiles::ColumnMapping* mapping) {
  if (mapping == nullptr) return name;
  for (const profiles::ColumnMapping::Column& column : mapping->columns) {
    if (column.fact == name) return column.name;
  }
  return name;
}

}  // namespace

bool is_of_subject(const std::string& column, const std::string& subject,
                   const profiles::ColumnMapping* mapping) {
  return dotted(column) == dotted(column_of(subject, mapping));
}

InputSchema::InputSchema(profiles::Schema facts_read, const std::optional<std::string>& now_field,
                         std::shared_ptr<const profiles::ColumnMapping> mapping)
    : schema(std::move(facts_read)), facts(schema.facts.size()), mapping_(std::move(mapping)) {
  if (!now_field) return;
  if (mapping_ != nullptr) now_form = mapping_->form_of(*now_field).written();
  now_form.options = values::WrittenForm::Options::all;
  profiles::FactSchema instant;
  instant.name = *now_field;
  instant.type.kind = values::Kind::timestamp;
  instant.asked_for = true;
  now_column = add(std::move(instant));
}

/// Readers give the same value to each column that is read from the same one.
std::uint32_t InputSchema::add(profiles::FactSchema column) {
  const auto added = static_cast<std::uint32_t>(schema.facts.size());
  const auto source = [&](const profiles::FactSchema& fact) {
    return dotted(fact.as_written ? fact.name : column_of(fact.name, mapping_.get()));
  };
  for (profiles::FactSchema& fact : schema.facts) {
    if (source(fact) == source(column) && !fact.same_name) fact.same_name = added;
  }
  schema.facts.push_back(std::move(column));
  return added;
}

std::optional<std::uint32_t> InputSchema::add_written(const std::string& name) {
  if (is_of_subject(name, schema.subject, mapping_.get())) return std::nullopt;
  const std::string source = dotted(name);
  for (std::uint32_t column = 0; column < schema.facts.size(); ++column) {
    if (schema.facts[column].as_written && schema.facts[column].name == source) return column;
  }
  profiles::FactSchema written;
  written.name = source;
  written.type.kind = values::Kind::string;
  written.as_written = written.asked_for = true;
  return add(std::move(written));
}

}  // namespace eligo::evaluate
