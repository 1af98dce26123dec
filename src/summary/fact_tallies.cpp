#include "summary/fact_tallies.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <utility>

#include "profiles/batch.hpp"

namespace eligo::summary {

namespace {

using Of = FactTallies::Tally::Of;

// The place of a cause among the counts of refusals; nothing for null.
std::optional<std::size_t> refusal(values::Cause cause) {
  switch (cause) {
    case values::Cause::wrong_type: return 0;
    case values::Cause::out_of_range: return 1;
    case values::Cause::not_in_enum: return 2;
    default: return std::nullopt;
  }
}

void keep_first(std::optional<RecordNumber>& first, const RecordNumber& other) {
  if (!first || other < *first) first = other;
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

std::uint64_t bits_of(const std::uint64_t* known, std::size_t word, std::size_t rows) {
  const std::size_t left = rows - word * 64;
  return left >= 64 ? known[word] : known[word] & ((std::uint64_t{1} << left) - 1);
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

void FactTallies::add(const profiles::Batch& batch, std::span<const values::View> views, std::size_t input) {
  std::uint64_t errors = 0;
  for (std::size_t row = 0; row < batch.rows(); ++row) errors += batch.error(row) ? 1 : 0;
  records_ += batch.rows() - errors;
  known_.assign(values::words_for(batch.rows()), 0);
  for (Tally& tally : tallies_) {
    if (tally.of == Of::fact) tally.rows -= errors;
    add_part(tally, batch, views[tally.fact], input);
  }
  count_strangers(batch, input);
}

void FactTallies::add_part(Tally& tally, const profiles::Batch& batch, const values::View& fact,
                           std::size_t input) {
  const values::Column* column = &batch.column(tally.fact);
  const values::View* view = &fact;
  if (tally.of != Of::fact) {
    column = &column->child();
    view = &view->children[0];
  }
  if (tally.of == Of::field) {
    column = &column->child(tally.field);
    view = &view->children[tally.field];
  }
  const bool whole = tally.of == Of::fact;
  const std::size_t rows = whole ? batch.rows() : view->size;
  tally.rows += rows;
  for (std::size_t word = 0; word < values::words_for(rows); ++word) {
    const std::uint64_t bits = bits_of(view->known, word, rows);
    tally.known += static_cast<std::uint64_t>(std::popcount(bits));
    if (whole) known_[word] |= bits;
  }
  bool first = true;
  for (const auto& [row, cause] : column->causes_between(0, rows)) {
    if (whole) known_[row / 64] |= std::uint64_t{1} << (row % 64);  // null is something that stands there
    const auto place = refusal(cause);
    if (!place) continue;
    ++tally.refused[*place];
    if (!std::exchange(first, false)) continue;
    std::size_t record = row;
    if (!whole) {
      const auto* const end = fact.offsets + batch.rows() + 1;
      record = static_cast<std::size_t>(std::upper_bound(fact.offsets, end, row) - fact.offsets) - 1;
    }
    keep_first(tally.first_refused, {input, batch.line(record)});
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
    for (std::size_t cause = 0; cause < tally.refused.size(); ++cause)
      tally.refused[cause] += more.refused[cause];
    if (more.first_refused) keep_first(tally.first_refused, *more.first_refused);
  }
}

}  // namespace eligo::summary
