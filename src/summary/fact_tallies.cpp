#include "summary/fact_tallies.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <utility>

#include "profiles/batch.hpp"
#include "values/bitmap.hpp"

namespace eligo::summary {

namespace {

using Of = FactTallies::Tally::Of;

void keep_first(std::optional<RecordNumber>& first, const RecordNumber& other) {
  if (!first || other < *first) first = other;
}

void merge_refused(FactTallies::Refused& into, const FactTallies::Refused& more) {
  into.count += more.count;
  if (!more.first || (into.first && *into.first < *more.first)) return;
  into.first = more.first;
  into.value = more.value;
}

// What the conditions do with the fields of records. The fields of one list of records are one object, that
// the types of its elements share.
struct FieldUse {
  std::vector<bool> read, asked;  // by field; asked for with has()
};
using FieldUses = std::unordered_map<const void*, FieldUse>;

FieldUses field_uses(const check::CheckedRuleSet& rules) {
  FieldUses uses;
  const auto use_of = [&](const check::Node& node) -> FieldUse& {
    const auto& fields = rules.nodes.type(rules.nodes.operands(node)[0]).fields;
    FieldUse& use = uses[fields.get()];
    use.read.resize(fields->size());
    use.asked.resize(fields->size());
    return use;
  };
  for (const check::Node& node : rules.nodes) {
    if (node.kind == check::NodeKind::field) use_of(node).read[node.field()] = true;
    if (node.kind != check::NodeKind::has) continue;
    const check::Node& asked = rules[rules.nodes.operands(node)[0]];
    if (asked.kind == check::NodeKind::field) use_of(asked).asked[asked.field()] = true;
  }
  return uses;
}

std::vector<bool> facts_asked_for(const check::CheckedRuleSet& rules) {
  std::vector<bool> asked(rules.facts.size());
  for (const check::Node& node : rules.nodes) {
    if (node.kind != check::NodeKind::has) continue;
    const check::Node& operand = rules[rules.nodes.operands(node)[0]];
    if (operand.kind == check::NodeKind::fact) asked[operand.fact()] = true;
  }
  return asked;
}

/// The row of a column of lists that an element stands in.
std::size_t record_of(const values::View& lists, std::size_t rows, std::size_t element) {
  const auto* const end = lists.offsets + rows + 1;
  return static_cast<std::size_t>(std::upper_bound(lists.offsets, end, element) - lists.offsets) - 1;
}

}  // namespace

FactTallies::FactTallies(const check::CheckedRuleSet& rules) {
  const FieldUses uses = field_uses(rules);
  const std::vector<bool> asked = facts_asked_for(rules);
  for (std::uint32_t index = 0; index < rules.facts.size(); ++index) {
    const check::Fact& fact = rules.facts[index];
    if (!fact.used) continue;
    const auto add = [&](Of of, std::uint32_t field, std::string name, bool is_asked) {
      Tally& tally = tallies_.emplace_back();
      tally.of = of;
      tally.fact = index;
      tally.field = field;
      tally.name = std::move(name);
      tally.expected = !fact.optional && !is_asked;
    };
    add(Of::fact, 0, fact.name, asked[index]);
    if (fact.type.kind != values::Kind::list) continue;
    if (fact.fields.empty()) {
      add(Of::elements, 0, fact.name + "[]", false);
      continue;
    }
    const auto use = uses.find(fact.type.element->fields.get());
    for (std::uint32_t field = 0; use != uses.end() && field < fact.fields.size(); ++field) {
      if (use->second.read[field]) add(Of::field, field, fact.fields[field].path, use->second.asked[field]);
    }
  }
}

std::uint64_t FactTallies::Tally::all_refused() const {
  std::uint64_t sum = 0;
  for (const Refused& cause : refused) sum += cause.count;
  return sum;
}

std::optional<RecordNumber> FactTallies::Tally::first_refused() const {
  std::optional<RecordNumber> first;
  for (const Refused& cause : refused) {
    if (cause.first) keep_first(first, *cause.first);
  }
  return first;
}

void FactTallies::add(const profiles::Batch& batch, std::span<const values::View> views, std::size_t input,
                      const ValueOf& value_of) {
  std::uint64_t errors = 0;
  for (std::size_t row = 0; row < batch.rows(); ++row) errors += batch.error(row) ? 1 : 0;
  records_ += batch.rows() - errors;
  known_.assign(values::words_for(batch.rows()), 0);
  for (Tally& tally : tallies_) {
    if (tally.of == Of::fact) tally.rows -= errors;
    add_part(tally, batch, views[tally.fact], input, value_of);
  }
  count_strangers(batch, input);
}

void FactTallies::add_part(Tally& tally, const profiles::Batch& batch, const values::View& fact,
                           std::size_t input, const ValueOf& value_of) {
  const values::View* view = &fact;
  if (tally.of != Of::fact) view = &view->children[0];
  if (tally.of == Of::field) view = &view->children[tally.field];
  const bool whole = tally.of == Of::fact;
  const std::size_t rows = whole ? batch.rows() : view->size;
  tally.rows += rows;
  std::array<bool, values::refusals.size()> seen{};  // in this batch
  for (std::size_t word = 0; word < values::words_for(rows); ++word) {
    const std::uint64_t mask = values::first_rows(rows - word * 64);
    const std::uint64_t known = view->known[word] & mask;
    tally.known += values::count_bits(known);
    if (whole) known_[word] |= known;
    if (view->causes == nullptr) continue;
    for (std::uint64_t left = mask & ~known; left != 0; left &= left - 1) {
      const std::size_t row = word * 64 + static_cast<std::size_t>(std::countr_zero(left));
      const values::Cause cause = view->causes[row];
      if (cause == values::Cause::absent) continue;
      if (whole) known_[word] |= left & -left;  // null is something that stands there
      if (cause == values::Cause::null) ++tally.nulls;
      if (!values::is_refusal(cause)) continue;
      const std::size_t index = values::refusal_index(cause);
      Refused& refused = tally.refused[index];
      ++refused.count;
      if (std::exchange(seen[index], true)) continue;
      const std::size_t record = whole ? row : record_of(fact, batch.rows(), row);
      const RecordNumber number{input, batch.line(record)};
      if (refused.first && *refused.first < number) continue;
      refused.first = number;
      if (value_of) refused.value = value_of(record, tally);
    }
  }
}

void FactTallies::count_strangers(const profiles::Batch& batch, std::size_t input) {
  for (std::size_t word = 0; word < known_.size(); ++word) {
    for (std::uint64_t bits = ~known_[word]; bits != 0; bits &= bits - 1) {
      const std::size_t row = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (row >= batch.rows()) return;
      if (batch.error(row) || !batch.subject(row).empty()) continue;
      ++strangers_;
      keep_first(first_stranger_, {input, batch.line(row)});
    }
  }
}

void FactTallies::merge(const FactTallies& other) {
  records_ += other.records_;
  strangers_ += other.strangers_;
  if (other.first_stranger_) keep_first(first_stranger_, *other.first_stranger_);
  for (std::size_t part = 0; part < tallies_.size(); ++part) {
    Tally& tally = tallies_[part];
    const Tally& more = other.tallies_[part];
    tally.rows += more.rows;
    tally.known += more.known;
    tally.nulls += more.nulls;
    for (std::size_t cause = 0; cause < tally.refused.size(); ++cause)
      merge_refused(tally.refused[cause], more.refused[cause]);
  }
}

}  // namespace eligo::summary
