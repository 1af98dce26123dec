#pragma once

#include <string_view>
#include <vector>

#include "check/linking.hpp"

/// What is checked of a rule set, a pass each, in the order in which they run. The first ones link; those
/// from check_list_uses() on only look, and from check_usage() on only at a rule set without errors.
namespace eligo::check {

/// Checks and links the facts: their names, types and ranges.
void check_facts(Linking& linking);

/// Whether a name may not begin with this word, because the language means something else by it.
[[nodiscard]] bool is_reserved_word(std::string_view word);

/// Checks and links the params.
void check_params(Linking& linking);

/// Checks the values that a segment gives to params.
[[nodiscard]] std::vector<Segment::Override> check_overrides(
    Linking& linking, const std::vector<document::WrittenOverride>& written);

/// Checks and links the lists: each value is of the list's type; a value that stands twice is a
/// warning and counts once.
void check_lists(Linking& linking);

/// Checks and links the definitions, dependencies first; the type of each comes out of its expression.
/// Definitions that need each other in a circle are mistakes.
void check_definitions(Linking& linking);

/// Collects the reason codes and categories of the rules, which segments and rules refer to.
void collect_codes(Linking& linking);

/// Checks and links the segments. After collect_codes().
void check_segments(Linking& linking);

/// Checks and links the rules. After collect_codes().
void check_rules(Linking& linking);

/// Checks and links the alternatives.
void check_alternatives(Linking& linking);

/// Checks the author's phrases, and warns of rules whose texts are in a language that phrases lack.
void check_phrases(Linking& linking);

/// Finds values of lists that can never be met, because what is looked up in the list is an enum without
/// them. Each list is looked at once for each enum, however many conditions ask.
void check_list_uses(Linking& linking);

/// Marks the facts that something names, and warns of params, lists and definitions that nothing does
/// and of segments that never match because an earlier one always does. Facts may well be unused: the
/// profiles hold more than one rule set needs.
void check_usage(Linking& linking);

/// Warns of divisors that may be 0 by what is declared of facts and params, unless the conditions around
/// them exclude it, and of int literals whose division is cut.
void check_divisors(Linking& linking);

/// Warns of parts that change all the time because `now` does, and of which it cannot be computed when the
/// outcome turns, so that `retry_at` and `valid_until` are bounded: `string(now - t)`.
void check_moving_parts(Linking& linking);

}  // namespace eligo::check
