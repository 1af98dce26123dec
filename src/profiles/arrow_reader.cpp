#include "profiles/arrow_reader.hpp"

#include <limits>
#include <utility>

namespace eligo::profiles {

namespace {

using values::Column;
using values::Kind;
using values::Type;

std::vector<ArrowRule> rules_of(const FactSchema& fact, const values::Dictionary* dictionary) {
  std::vector<ArrowRule> rules;
  const bool is_list = fact.type.kind == Kind::list;
  if (is_list && fact.type.element->kind == Kind::record) {
    for (const FieldSchema& field : fact.fields)
      rules.push_back({ScalarRule(field.type, field.range, dictionary)});
  } else {
    rules.push_back({ScalarRule(is_list ? *fact.type.element : fact.type, fact.range, dictionary)});
  }
  return rules;
}

std::string_view name_of(const ArrowSchema& schema) {
  return schema.name == nullptr ? std::string_view() : schema.name;
}

[[noreturn]] void refuse_form(const ArrowSchema& schema, std::string_view name, const std::string& what,
                              const std::string& right) {
  refuse_column(name, "is " + arrow_form_text(schema) + ", " + what + ": " + right + " would be right");
}

}  // namespace

ArrowReader::ArrowReader(const Schema& schema) : schema_(schema) {
  rules_.reserve(schema.facts.size());
  for (std::uint32_t fact = 0; fact < schema.facts.size(); ++fact) {
    const std::string& name = schema.facts[fact].name;
    facts_.emplace(name, fact);
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
      objects_.insert(name.substr(0, dot));
    rules_.push_back(rules_of(schema.facts[fact], schema.dictionary.get()));
  }
  for (std::size_t dot = schema.subject.find('.'); dot != std::string::npos;
       dot = schema.subject.find('.', dot + 1))
    objects_.insert(schema.subject.substr(0, dot));
}

ArrowReader::Columns ArrowReader::read(const ArrowSchema& schema, const ArrowArray& array, Batch& batch) {
  constexpr std::string_view name;  // a batch of columns has none
  check_schema(schema, name);
  if (arrow_form(schema.format).kind != ArrowKind::record)
    refuse_form(schema, name, "which holds no columns", "a struct (`+s`)");
  check_array(schema, array, 0, name);
  if (array.length > std::numeric_limits<std::int32_t>::max()) refuse_column(name, "has too many rows");
  Columns found;
  found.rows = static_cast<std::size_t>(array.length);
  sources_.clear();
  given_.assign(schema_.facts.size(), false);
  structs_.clear();
  find_columns(schema, structs_.emplace_back(schema, array, std::string(), ArrowRows::Choice{0, found.rows}),
               found);
  fill(batch);
  return found;
}

void ArrowReader::find_columns(const ArrowSchema& schema, const ArrowRows& around, Columns& found) {
  for (std::size_t child = 0; child < static_cast<std::size_t>(schema.n_children); ++child)
    find_column(*schema.children[child], *around.array().children[child], around, found);
}

void ArrowReader::find_column(const ArrowSchema& schema, const ArrowArray& array, const ArrowRows& around,
                              Columns& found) {
  std::string name = (around.name().empty() ? "" : around.name() + ".") + std::string(name_of(schema));
  const auto fact = facts_.find(name);
  const bool is_subject = name == schema_.subject;
  const bool is_object = objects_.contains(name);
  if (fact == facts_.end() && !is_subject && !is_object) {
    found.ignored.push_back(std::move(name));
    return;
  }
  check_schema(schema, name);
  const ArrowRows::Choice inside = around.inside();
  const auto check = [&] { check_array(schema, array, inside.first + inside.count, name); };
  const auto rows = [&] { return ArrowRows(schema, array, name, inside, around.validity()); };
  if (is_object) {
    const ArrowKind kind = arrow_form(schema.format).kind;
    if (schema.dictionary != nullptr || (kind != ArrowKind::record && kind != ArrowKind::null))
      refuse_form(schema, name, "but facts stand below it", "a struct (`+s`)");
    check();
    if (kind == ArrowKind::record) find_columns(schema, structs_.emplace_back(rows()), found);
  }
  if (is_subject) {
    if (found.subject) refuse_column(name, "stands twice");
    if (!ArrowSubject::takes(schema))
      refuse_form(schema, name, "which is no subject", "strings (`u`, `U`, `vu`) or integers");
    check();
    if (schema.dictionary != nullptr) check_array(*schema.dictionary, *array.dictionary, 0, name);
    found.subject.emplace(schema, rows());
  }
  if (fact == facts_.end()) return;
  if (given_[fact->second]) refuse_column(name, "stands twice");
  given_[fact->second] = true;
  check_form(schema, array, schema_.facts[fact->second].type, name, found);
  check();
  if (schema_.facts[fact->second].used) sources_.push_back({fact->second, &schema, rows()});
}

void ArrowReader::check_form(const ArrowSchema& schema, const ArrowArray& array, const Type& type,
                             const std::string& name, Columns& found) const {
  check_schema(schema, name);
  const ArrowForm form = arrow_form(schema.format);
  const bool coded = schema.dictionary != nullptr;
  const bool fits = coded ? form.kind == ArrowKind::integer && type.kind == Kind::string &&
                                takes_form(Kind::string, arrow_form(schema.dictionary->format))
                          : takes_form(type.kind, form);
  const bool whole = form.kind != ArrowKind::list || schema.n_children == 1;
  if (!fits || !whole)
    refuse_form(schema, name, "which is not for " + values::type_name(type), right_form(type));
  check_array(schema, array, 0, name);
  if (coded) check_array(*schema.dictionary, *array.dictionary, 0, name);
  if (form.kind == ArrowKind::list) {
    check_form(*schema.children[0], *array.children[0], *type.element, name + "[]", found);
  } else if (form.kind == ArrowKind::record) {
    check_fields(schema, array, type, name, found);
  }
}

void ArrowReader::check_fields(const ArrowSchema& schema, const ArrowArray& array, const Type& type,
                               const std::string& name, Columns& found) const {
  std::vector<bool> given(type.fields->size(), false);
  for (std::size_t child = 0; child < static_cast<std::size_t>(schema.n_children); ++child) {
    const ArrowSchema& field_schema = *schema.children[child];
    std::string field_name = name + "." + std::string(name_of(field_schema));
    std::size_t field = 0;
    while (field < given.size() && (*type.fields)[field].name != name_of(field_schema)) ++field;
    if (field == given.size()) {
      found.ignored.push_back(std::move(field_name));
      continue;
    }
    if (given[field]) refuse_column(field_name, "stands twice");
    given[field] = true;
    check_form(field_schema, *array.children[child], (*type.fields)[field].type, field_name, found);
    check_array(field_schema, *array.children[child], static_cast<std::size_t>(array.offset + array.length),
                field_name);
  }
}

void ArrowReader::fill(Batch& batch) {
  std::vector<std::pair<std::uint32_t, Column>> others;  // than those that are there already
  std::vector<std::uint32_t> begun;
  others.reserve(sources_.size());
  begun.reserve(sources_.size());
  try {
    for (const Source& source : sources_) {
      Column& column = batch.column(source.fact);
      if (column.size() != 0) {
        fill(source, others.emplace_back(source.fact, Column(column.type())).second);
      } else {
        begun.push_back(source.fact);
        fill(source, column);
      }
    }
  } catch (...) {
    for (const std::uint32_t fact : begun) batch.column(fact).clear();
    values_.forget_dictionaries();
    throw;
  }
  for (auto& [fact, column] : others) batch.column(fact) = std::move(column);
  values_.keep_dictionaries();
}

void ArrowReader::fill(const Source& source, Column& column) {
  std::vector<ArrowRule>& rules = rules_[source.fact];
  if (column.type().kind == Kind::list) {
    values_.read_lists(source.rows, *source.schema, rules, column);
  } else {
    values_.read(source.rows, *source.schema, rules.front(), ArrowValues::Of::fact, column);
  }
}

}  // namespace eligo::profiles
