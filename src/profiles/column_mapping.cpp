#include "profiles/column_mapping.hpp"

#include <algorithm>

#include "diagnostics/suggestion.hpp"
#include "profiles/column_path.hpp"
#include "text/display.hpp"

namespace eligo::profiles {

namespace {

using text::quoted_name;

std::string no_such_fact(const std::string& name, const Schema& schema) {
  std::vector<std::string> names{schema.subject};
  for (const FactSchema& fact : schema.facts) {
    if (!fact.as_written) names.push_back(fact.name);
  }
  const std::string hint = diagnostics::did_you_mean(name.substr(0, 64), names);
  return "there is no fact " + quoted_name(name) + (hint.empty() ? "" : "; " + hint);
}

}  // namespace

const ValueForm& ColumnMapping::form_of(const std::string& fact) const {
  const auto column = std::ranges::find(columns, fact, &Column::fact);
  return column == columns.end() ? form : column->form;
}

std::shared_ptr<const LinkedMapping> LinkedMapping::link(std::shared_ptr<const ColumnMapping> mapping,
                                                         const Schema& schema, std::string& error) {
  auto linked = std::make_shared<LinkedMapping>();
  linked->mapping_ = std::move(mapping);
  const ColumnMapping& written = *linked->mapping_;
  linked->subject_column_ = schema.subject;
  linked->subject_form_ = &written.form;
  for (const FactSchema& fact : schema.facts) {
    linked->columns_.push_back(fact.name);
    linked->forms_.push_back(written.form.is_plain() ? nullptr : &written.form);
  }
  ColumnsByFact from;
  for (const ColumnMapping::Column& column : written.columns) {
    if (!column.fact) continue;
    bool known = *column.fact == schema.subject;
    if (known) {
      linked->subject_column_ = column.name;
      linked->subject_form_ = &column.form;
    }
    for (std::uint32_t fact = 0; fact < schema.facts.size(); ++fact) {
      if (schema.facts[fact].name != *column.fact || schema.facts[fact].as_written) continue;
      known = true;
      linked->columns_[fact] = column.name;
      linked->forms_[fact] = column.form.is_plain() ? nullptr : &column.form;
    }
    const auto [other, first] = from.try_emplace(*column.fact, column.name);
    if (!known) {
      error = no_such_fact(*column.fact, schema);
    } else if (!first) {
      error = "the columns " + quoted_name(other->second) + " and " + quoted_name(column.name) +
              " are both the fact " + quoted_name(*column.fact);
    }
    if (!error.empty()) return nullptr;
  }
  linked->leave_columns_to_others(schema, from);
  for (std::uint32_t fact = 0; fact < schema.facts.size(); ++fact) {
    if (!schema.facts[fact].asked_for || schema.facts[fact].as_written || !linked->columns_[fact].empty())
      continue;
    error = "the column " + quoted_name(schema.facts[fact].name) +
            ", which was asked for, is another fact there, or none; ask for that fact";
    return nullptr;
  }
  for (const ColumnMapping::Constant& constant : written.constants) {
    const auto fact = std::ranges::find(schema.facts, constant.fact, &FactSchema::name);
    if (fact == schema.facts.end()) {
      error = no_such_fact(constant.fact, schema);
    } else if (from.contains(constant.fact)) {
      error = "the fact " + quoted_name(constant.fact) + " is a column and a constant";
    }
    if (!error.empty()) return nullptr;
    for (auto same = static_cast<std::uint32_t>(fact - schema.facts.begin()); same < schema.facts.size();
         ++same) {
      if (schema.facts[same].name != constant.fact) continue;
      linked->columns_[same].clear();
      if (schema.facts[same].used) linked->constants_.push_back({same, constant.json});
    }
  }
  return linked;
}

/// A fact of which no column is said is read from the one that is called like it, unless the mapping says
/// something else of that one.
void LinkedMapping::leave_columns_to_others(const Schema& schema, const ColumnsByFact& from) {
  const auto is_spoken_of = [&](const std::string& fact) {
    return !from.contains(fact) &&
           std::ranges::any_of(mapping_->columns, [&](const ColumnMapping::Column& column) {
             return column.name == fact || column_path(column.name) == dotted_path(fact);
           });
  };
  if (is_spoken_of(schema.subject)) subject_column_.clear();
  for (std::size_t fact = 0; fact < schema.facts.size(); ++fact) {
    if (!schema.facts[fact].as_written && is_spoken_of(schema.facts[fact].name)) columns_[fact].clear();
  }
}

bool LinkedMapping::is_left_out(std::string_view column) const {
  return std::ranges::any_of(mapping_->columns, [&](const ColumnMapping::Column& written) {
    return written.name == column && !written.fact;
  });
}

}  // namespace eligo::profiles
