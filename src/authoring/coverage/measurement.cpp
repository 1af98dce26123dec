#include "authoring/coverage/measurement.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "authoring/search/step.hpp"
#include "decide/plan.hpp"
#include "decide/row_slice.hpp"
#include "engine/limits.hpp"

namespace eligo::authoring {

namespace {

using program::DomainId;
using program::ValueId;
using values::Nanoseconds;
using values::Value;

constexpr std::size_t none = Witnesses::none;
constexpr std::size_t rows_a_word = 64;  // of a bitmap

bool is_at(const check::Rule& rule, Obligation::Window window, Nanoseconds now) {
  switch (window) {
    case Obligation::Window::before: return now < *rule.active_from;
    case Obligation::Window::first: return now == *rule.active_from;
    case Obligation::Window::last:
      return now < *rule.active_until && now >= *rule.active_until - values::nanoseconds_per_second;
    case Obligation::Window::after: return now >= *rule.active_until;
  }
  return false;
}

Truth truth_of(const values::TruthBits<>& bits, std::size_t row) {
  if (!bits.is_known(row)) return Truth::unknown;
  return bits.is_true(row) ? Truth::yes : Truth::no;
}

/// Tells whether values are so many steps from a threshold; doubles but for the noise of binary fractions.
class Distance {
 public:
  Distance(const check::CheckedRuleSet& rules, const Obligation& obligation)
      : rules_(rules), obligation_(obligation) {}

  bool is_met(const values::View& value, std::size_t row, const values::View& limit, std::size_t limit_row) {
    if (value.constant) row = 0;
    if (limit.constant) limit_row = 0;
    if (value.kind == values::Kind::integer) {
      const Nanoseconds by = std::get<std::int64_t>(obligation_.step->content);
      return value.as<std::int64_t>()[row] == limit.as<std::int64_t>()[limit_row] + by * obligation_.steps;
    }
    if (value.kind != values::Kind::floating) {
      const Nanoseconds by = std::get<values::Interval>(obligation_.step->content).nanoseconds;
      return value.as<Nanoseconds>()[row] == limit.as<Nanoseconds>()[limit_row] + by * obligation_.steps;
    }
    const double threshold = limit.as<double>()[limit_row];
    if (obligation_.steps == 0) return value.as<double>()[row] == threshold;
    if (threshold_ != threshold) aim(threshold);
    return std::fabs(value.as<double>()[row] - aim_) <= tolerance_;
  }

 private:
  void aim(double threshold) {
    threshold_ = threshold;
    tolerance_ = -1;
    const auto step = step_at(threshold);
    const auto aim = step ? moved(Value{threshold}, *step, obligation_.steps) : std::nullopt;
    if (!aim) return;
    aim_ = std::get<double>(aim->content);
    tolerance_ = tolerance * std::get<double>(step->content);
  }

  [[nodiscard]] std::optional<Value> step_at(double threshold) const {
    if (obligation_.step) return obligation_.step;
    for (const auto& [known, step] : obligation_.steps_by_threshold) {
      if (std::fabs(threshold - known) <= tolerance * step) return Value{step};
    }
    return step_of(rules_, std::nullopt, Value{threshold}, std::nullopt);
  }

  static constexpr double tolerance = 1e-6;  // of a step
  const check::CheckedRuleSet& rules_;
  const Obligation& obligation_;
  double threshold_ = std::nan(""), aim_ = 0, tolerance_ = -1;
};

}  // namespace

/// One run over a batch, and the rows of the domains in it.
class Measurement::Run {
 public:
  Run(Measurement& all, const engine::Results& results, Nanoseconds now)
      : all_(all),
        results_(results),
        program_(*all.program_),
        now_(now),
        rows_(results.rows()),
        parents_(program_.domains().size()) {}

  std::vector<std::size_t> measure() {
    const auto& obligations = all_.obligations_->all;
    for (std::size_t i = 0; i < obligations.size(); ++i) {
      if (all_.left_out_[i] || all_.reached(i)) continue;
      if (obligations[i].kind == Obligation::Kind::mcdc) continue;
      if (const auto row = find(obligations[i])) {
        all_.witnesses_[i].first = all_.situations_ + *row;
        news_.push_back(*row);
      }
    }
    for (std::uint32_t i = 0; i < all_.cases_.size(); ++i) {
      if (all_.cases_[i].open > 0) find_pairs(i);
    }
    std::ranges::sort(news_);
    news_.erase(std::unique(news_.begin(), news_.end()), news_.end());
    return std::move(news_);
  }

 private:
  [[nodiscard]] const MeasuredCondition& condition(const Obligation& obligation) const {
    return all_.obligations_->conditions[obligation.condition];
  }

  std::size_t rows_of(DomainId domain) {
    return domain == program::profile_domain ? rows_ : parents_of(domain).size();
  }

  /// For each row of an element domain that of the domain outside of it.
  const std::vector<std::uint32_t>& parents_of(DomainId domain) {
    std::vector<std::uint32_t>& parents = parents_[domain];
    if (!parents.empty() || !results_.has_rows(domain)) return parents;
    const std::size_t outer = rows_of(program_.parent_of(domain));
    for (std::size_t row = 0; row < outer; ++row) {
      const auto [begin, end] = results_.rows_in(domain, row);
      parents.insert(parents.end(), end - begin, static_cast<std::uint32_t>(row));
    }
    return parents;
  }

  /// The row of an outer domain that holds a row; that of the profile in the end.
  std::size_t row_in(DomainId outer, DomainId domain, std::size_t row) {
    while (domain != outer && domain != program::profile_domain) {
      row = parents_of(domain)[row];
      domain = program_.parent_of(domain);
    }
    return row;
  }

  std::optional<std::size_t> find(const Obligation& obligation) {
    switch (obligation.kind) {
      case Obligation::Kind::outcome: return find_outcome(obligation);
      case Obligation::Kind::part: {
        const auto& part = condition(obligation).tree.parts()[obligation.part];
        return find_truth(part.value, obligation.truth, condition(obligation).domain);
      }
      case Obligation::Kind::threshold: return find_threshold(obligation);
      case Obligation::Kind::waiver: return find_waived(obligation);
      case Obligation::Kind::list:
        for (const ValueId value : all_.lists_[obligation.list]) {
          if (const auto row = find_truth(value, obligation.truth, program_.domain_of(value))) return row;
        }
        return std::nullopt;
      case Obligation::Kind::window: {
        const bool met = is_at(all_.rules_->rules[obligation.part], obligation.window, now_);
        return met && rows_ > 0 ? std::optional<std::size_t>(0) : std::nullopt;
      }
      case Obligation::Kind::mcdc: break;
    }
    return std::nullopt;
  }

  /// The profile of the first row in which a value comes out so. Rows of `cases` only: a part of the body of
  /// a comprehension that lives outside of it counts where there are elements.
  std::optional<std::size_t> find_truth(ValueId value, Truth wanted, DomainId cases) {
    if (!results_.has(value)) return std::nullopt;
    const DomainId domain = program_.domain_of(value);
    const auto bits = results_.truth(value);
    if (domain != cases) {
      for (std::size_t row = 0; row < rows_of(cases); ++row) {
        if (truth_of(bits, row_in(domain, cases, row)) == wanted)
          return row_in(program::profile_domain, cases, row);
      }
      return std::nullopt;
    }
    const std::size_t rows = rows_of(domain);
    for (std::size_t word = 0; word < values::words_for(rows); ++word) {
      std::uint64_t found = values::first_rows(rows - word * 64);
      if (wanted == Truth::yes) found &= bits.truth(word);
      if (wanted == Truth::no) found &= bits.known(word) & ~bits.truth(word);
      if (wanted == Truth::unknown) found &= bits.unknown(word);
      if (found != 0) {
        const std::size_t row = word * 64 + static_cast<std::size_t>(std::countr_zero(found));
        return row_in(program::profile_domain, domain, row);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::int64_t segment_at(std::size_t row) const {
    return results_.integer_at(program_.segment_index(), row);
  }

  [[nodiscard]] bool is_waived(std::size_t row, std::uint32_t code) const {
    const auto& segments = all_.rules_->segments;
    if (segments.empty()) return false;
    const auto segment = static_cast<std::size_t>(segment_at(row));
    return segment < segments.size() &&
           std::ranges::find(segments[segment].waives, code) != segments[segment].waives.end();
  }

  std::optional<std::size_t> find_outcome(const Obligation& obligation) {
    const MeasuredCondition& measured = condition(obligation);
    if (measured.comprehension != check::no_node)
      return find_truth(measured.value, obligation.truth, measured.domain);
    const auto& rules = *all_.rules_;
    if (measured.owner == ConditionOwner::segment && obligation.truth == Truth::yes) {
      for (std::size_t row = 0; row < rows_; ++row) {
        if (segment_at(row) == measured.index) return row;
      }
      return std::nullopt;
    }
    if (measured.owner != ConditionOwner::rule || obligation.truth == Truth::no)
      return find_truth(measured.value, obligation.truth, measured.domain);
    if (!decide::is_active(rules.rules[measured.index], now_) || !results_.has(measured.value))
      return std::nullopt;
    const auto bits = results_.truth(measured.value);
    for (std::size_t row = 0; row < rows_; ++row) {
      if (truth_of(bits, row) == obligation.truth && !is_waived(row, rules.rules[measured.index].code))
        return row;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> find_waived(const Obligation& obligation) {
    for (const std::uint32_t index : all_.waiving_[obligation.part]) {
      const check::Rule& rule = all_.rules_->rules[index];
      const ValueId value = program_.rule_condition(index);
      if (!decide::is_active(rule, now_) || !results_.has(value)) continue;
      const auto bits = results_.truth(value);
      for (std::size_t row = 0; row < rows_; ++row) {
        const Truth truth = truth_of(bits, row);
        const bool triggers =
            truth == Truth::yes || (truth == Truth::unknown && rule.on_missing != check::Effect::skip);
        if (triggers && segment_at(row) == obligation.list) return row;
      }
    }
    return std::nullopt;
  }

  std::optional<std::size_t> find_threshold(const Obligation& obligation) {
    const auto operands = all_.rules_->nodes.operands(obligation.comparison);
    const MeasuredCondition& measured = condition(obligation);
    const ValueId threshold =
        program_.value_of(operands[obligation.threshold_left ? 0 : 1], measured.context);
    const ValueId compared = program_.value_of(operands[obligation.threshold_left ? 1 : 0], measured.context);
    if (threshold == program::no_value || compared == program::no_value) return std::nullopt;
    if (!results_.has(threshold) || !results_.has(compared)) return std::nullopt;
    const values::View& thresholds = results_[threshold];
    const values::View& values = results_[compared];
    const DomainId domain = program_.domain_of(compared), outer = program_.domain_of(threshold);
    Distance distance(*all_.rules_, obligation);
    for (std::size_t row = 0; row < rows_of(domain); ++row) {
      if (!values.is_known(row)) continue;
      const std::size_t at = row_in(outer, domain, row);
      if (!thresholds.is_known(at)) continue;
      if (distance.is_met(values, row, thresholds, at)) return row_in(program::profile_domain, domain, row);
    }
    return std::nullopt;
  }

  void find_pairs(std::uint32_t index) {
    const MeasuredCondition& measured = all_.obligations_->conditions[index];
    const auto& parts = measured.tree.parts();
    const std::size_t rows = rows_of(measured.domain);
    // Most rows are like one before them: their parts as two bits each tell. Of more than 32 parts the bits
    // of some fall together, so all rows are looked at.
    std::unordered_set<std::uint64_t> looked_at;
    for (std::size_t begin = 0; begin < rows; begin += rows_a_word) {
      const std::size_t count = std::min(rows_a_word, rows - begin);
      std::array<std::uint64_t, rows_a_word> codes{};
      for (const auto& part : parts) add_truths(part.value, measured.domain, begin, count, codes);
      for (std::size_t i = 0; i < count; ++i) {
        if (parts.size() <= 32 && !looked_at.insert(codes[i]).second) continue;
        add_row(measured, all_.cases_[index], begin + i);
      }
    }
  }

  /// Shifts two bits for the truth of a part into the code of each row.
  void add_truths(ValueId value, DomainId cases, std::size_t begin, std::size_t count,
                  std::array<std::uint64_t, rows_a_word>& codes) {
    const bool has = results_.has(value);
    if (has && program_.domain_of(value) == cases) {
      const auto bits = results_.truth(value);
      const std::size_t word = begin / rows_a_word;
      const std::uint64_t known = bits.known(word), truth = bits.truth(word) & known;
      for (std::size_t i = 0; i < count; ++i)
        codes[i] = (codes[i] << 2U) | ((known >> i & 1U) << 1U) | (truth >> i & 1U);
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Truth truth = truth_in(value, cases, begin + i);
      codes[i] = (codes[i] << 2U) | (truth == Truth::unknown ? 0U : truth == Truth::no ? 2U : 3U);
    }
  }

  /// What a value is for a row of `cases`, which may lie further inside.
  Truth truth_in(ValueId value, DomainId cases, std::size_t row) {
    if (!results_.has(value)) return Truth::unknown;
    const DomainId domain = program_.domain_of(value);
    return truth_of(results_.truth(value), domain == cases ? row : row_in(domain, cases, row));
  }

  void add_row(const MeasuredCondition& measured, Cases& cases, std::size_t row) {
    const auto& parts = measured.tree.parts();
    std::string key(parts.size(), '\0');
    for (std::size_t part = 0; part < parts.size(); ++part)
      key[part] = static_cast<char>(truth_in(parts[part].value, measured.domain, row));
    const std::size_t profile = row_in(program::profile_domain, measured.domain, row);
    add_case(measured, cases, key, all_.situations_ + profile, profile);
  }

  void add_case(const MeasuredCondition& measured, Cases& cases, const std::string& key,
                std::size_t situation, std::size_t profile) {
    if (!cases.seen.emplace(key, situation).second) return;
    std::vector<Truth> truths(key.size());
    for (std::size_t part = 0; part < key.size(); ++part) truths[part] = static_cast<Truth>(key[part]);
    const Truth outcome = measured.tree.outcome(truths);
    if (outcome == Truth::unknown) return;
    for (std::size_t part = 0; part < key.size(); ++part) {
      const std::size_t obligation = cases.obligations[part];
      if (obligation == none || all_.left_out_[obligation] || truths[part] == Truth::unknown) continue;
      const Truth own = truths[part];
      truths[part] = own == Truth::yes ? Truth::no : Truth::yes;
      const Truth turned = measured.tree.outcome(truths);
      truths[part] = own;
      if (turned == Truth::unknown || turned == outcome) continue;
      Witnesses& witnesses = all_.witnesses_[obligation];
      const auto half = [&](Truth truth, Truth result) -> std::size_t& {
        return cases.halves[part * 4 + (truth == Truth::yes ? 2U : 0U) + (result == Truth::yes ? 1U : 0U)];
      };
      std::size_t& mine = half(own, outcome);
      const std::size_t other = half(own == Truth::yes ? Truth::no : Truth::yes, turned);
      if (mine == none) mine = situation;
      if (witnesses.unique_cause) continue;
      news_.push_back(profile);  // also where it is not the first of its half: its twin may come later
      std::string twin = key;
      twin[part] = static_cast<char>(own == Truth::yes ? Truth::no : Truth::yes);
      if (const auto found = cases.seen.find(twin); found != cases.seen.end()) {
        witnesses = {found->second, situation, true};
        --cases.open;
      } else if (witnesses.first == none && other != none) {
        witnesses = {other, situation, false};
      }
    }
  }

  Measurement& all_;
  const engine::Results& results_;
  const program::Program& program_;
  Nanoseconds now_;
  std::size_t rows_;
  std::vector<std::vector<std::uint32_t>> parents_;  // by domain; empty until asked for
  std::vector<std::size_t> news_;
};

Measurement::Measurement(const check::CheckedRuleSet& rules, const program::Program& program,
                         const Obligations& obligations)
    : rules_(&rules),
      program_(&program),
      obligations_(&obligations),
      witnesses_(obligations.all.size()),
      left_out_(obligations.all.size()),
      cases_(obligations.conditions.size()),
      lists_(rules.lists.size()),
      waiving_(rules.codes.size()) {
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    const std::size_t parts = obligations.conditions[i].tree.parts().size();
    cases_[i].halves.resize(parts * 4);
    cases_[i].obligations.assign(parts, none);
  }
  for (std::size_t i = 0; i < obligations.all.size(); ++i) {
    const Obligation& obligation = obligations.all[i];
    if (obligation.kind != Obligation::Kind::mcdc) continue;
    cases_[obligation.condition].obligations[obligation.part] = i;
    ++cases_[obligation.condition].parts;
  }
  restart();
  for (check::NodeId id = 0; id < rules.nodes.size(); ++id) {
    const check::Node& node = rules[id];
    if (node.kind != check::NodeKind::list_member) continue;
    for (const auto context : {program::Context::base, program::Context::segment}) {
      if (const ValueId value = program.value_of(id, context); value != program::no_value)
        lists_[node.list()].push_back(value);
    }
  }
  for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule)
    waiving_[rules.rules[rule].code].push_back(rule);
}

Measurement::Measurement(const Measurement& other)
    : rules_(other.rules_),
      program_(other.program_),
      obligations_(other.obligations_),
      witnesses_(other.witnesses_),
      left_out_(other.left_out_),
      cases_(other.cases_),
      lists_(other.lists_),
      waiving_(other.waiving_),
      situations_(other.situations_) {}

std::vector<std::size_t> Measurement::measure(std::span<const values::View> facts, std::size_t rows,
                                              Nanoseconds now) {
  try {
    return measure_together(facts, rows, now);
  } catch (
      const engine::BeyondBudget&) {  // by the run, before anything is noted; one row has a budget of its own
    std::vector<std::size_t> news;
    for (std::size_t row = 0; row < rows; ++row) {
      const decide::RowSlice one(facts, row);
      if (!measure_together(one.views(), 1, now).empty()) news.push_back(row);
    }
    return news;
  }
}

std::vector<std::size_t> Measurement::measure_together(std::span<const values::View> facts, std::size_t rows,
                                                       Nanoseconds now) {
  memory_.reset();
  engine::RunOptions options;
  options.part = engine::Part::every;
  const engine::Results results = engine::run(*program_, facts, rows, now, options, memory_);
  std::vector<std::size_t> news = Run(*this, results, now).measure();
  situations_ += rows;
  return news;
}

std::vector<std::size_t> Measurement::measure(std::span<const Situation> situations) {
  const profiles::Schema& schema = program_->schema();
  if (!batch_) batch_.emplace(schema);
  batch_->clear();
  for (const Situation& situation : situations) append(situation.profile, schema, *batch_);
  return measure(batch_->seal(), batch_->rows(), situations.front().now);
}

void Measurement::restart() {
  std::ranges::fill(witnesses_, Witnesses{});
  for (Cases& cases : cases_) {
    cases.seen.clear();
    std::ranges::fill(cases.halves, none);
    cases.open = cases.parts;
  }
  situations_ = 0;
}

std::size_t Measurement::reached() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(witnesses_, [](const Witnesses& witnesses) { return witnesses.first != none; }));
}

}  // namespace eligo::authoring
