#pragma once

#include <cstddef>
#include <vector>

#include <eligo/eligo.hpp>

#include "column_loop.hpp"
#include "person.hpp"
#include "profile_columns.hpp"

namespace comparison {

/// The handles of ../rules.json, by Field.
std::vector<eligo::Fact> fact_handles(const eligo::RuleSet& rules);

/// Gives an evaluator rows `begin`, a multiple of 8, up to `end` of every column, those of text in one of
/// their forms.
void set_columns(eligo::BatchEvaluator& evaluator, const std::vector<eligo::Fact>& facts,
                 const ProfileColumns& columns, Texts texts, std::size_t begin, std::size_t end);

/// Fills a profile through handles, as a service does that holds its facts in a struct.
void set_facts(eligo::Profile& profile, const std::vector<eligo::Fact>& facts, const Person& person);

}  // namespace comparison
