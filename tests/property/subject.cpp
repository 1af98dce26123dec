#include "property/subject.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <memory_resource>
#include <utility>

#include "scaffold/checked_text.hpp"
#include "scaffold/columns.hpp"
#include "scaffold/loaded_rules.hpp"

namespace eligo::property {

namespace {

oracle::Reason reason_of(const decide::ReasonData& data) {
  oracle::Reason reason;
  reason.code = data.code;
  reason.effect = data.effect;
  reason.rules = data.rules;
  reason.undecided = data.undecided;
  reason.text_rule = data.text_rule;
  reason.missing = data.missing;
  // Errors come rule by rule; the oracle keeps them sorted.
  for (const decide::MissingInput& input : data.errors) oracle::add_missing_input(reason.errors, input);
  for (const decide::FactValue& fact : data.facts) reason.facts.push_back(fact.fact);
  reason.placeholder_values = data.placeholder_values;
  return reason;
}

EngineDecision decision_of(const check::CheckedRuleSet& rules, const decide::DecisionData& data) {
  EngineDecision out;
  out.decision.verdict = data.verdict;
  out.decision.segment = data.segment;
  out.decision.review = data.review;
  for (const auto& reason : data.reasons) out.decision.reasons.push_back(reason_of(reason));
  for (const auto& reason : data.waived) out.decision.waived.push_back(reason_of(reason));
  out.decision.alternatives = data.alternatives;
  make_comparable(rules, out.decision);
  out.refused = data.refused;
  out.retry_at = data.retry_at;
  out.valid_until = data.valid_until;
  out.times_bounded = data.times_bounded;
  out.best = data.best;
  out.worst = data.worst;
  out.needs = data.needs;
  return out;
}

std::string reason_text(const check::CheckedRuleSet& rules, const oracle::Reason& reason) {
  std::string out = rules.codes[reason.code];
  out += reason.effect == check::Effect::deny ? " deny" : " hide";
  if (reason.undecided) out += " undecided";
  out += ", text of " + rules.rules[reason.text_rule].id;
  out += ", rules";
  for (const std::uint32_t rule : reason.rules) out += " " + rules.rules[rule].id;
  if (!reason.missing.empty()) out += ", missing" + describe(rules, reason.missing);
  if (!reason.errors.empty()) out += ", errors" + describe(rules, reason.errors);
  if (!reason.facts.empty()) out += ", facts";
  for (const std::uint32_t fact : reason.facts) out += " " + rules.facts[fact].name;
  if (!reason.placeholder_values.empty()) out += ", placeholders";
  for (const values::Value& placeholder : reason.placeholder_values)
    out += " " + (placeholder.known() ? values::literal_text(placeholder) : "?");
  return out;
}

oracle::MissingInputs once_a_list(const check::CheckedRuleSet& rules, const oracle::MissingInputs& inputs) {
  oracle::MissingInputs once;
  for (oracle::MissingInput input : inputs) {
    if (rules.facts[input.index].type.kind == values::Kind::list) input.cause = values::Cause::absent;
    oracle::add_missing_input(once, input);
  }
  return once;
}

void make_equal_to_itself(values::Value& placeholder) {
  const auto* const number = std::get_if<double>(&placeholder.content);
  if (number != nullptr && std::isnan(*number)) placeholder.content = std::string("not a number");
  if (!placeholder.known()) placeholder.content = values::Unknown{};
}

}  // namespace

void make_comparable(const check::CheckedRuleSet& rules, oracle::Decision& decision) {
  for (auto* const reasons : {&decision.reasons, &decision.waived}) {
    for (oracle::Reason& reason : *reasons) {
      reason.missing = once_a_list(rules, reason.missing);
      for (values::Value& placeholder : reason.placeholder_values) make_equal_to_itself(placeholder);
    }
  }
}

std::string describe(const check::CheckedRuleSet& rules, const std::vector<decide::MissingInput>& inputs) {
  std::string out;
  for (const decide::MissingInput& input : inputs) {
    const bool fact = input.kind == decide::MissingInput::Kind::fact;
    out +=
        " " + (fact ? std::string(decide::fact_name(rules, input))
                    : "`" + std::string(rules.nodes.text(input.index)) + "`#" + std::to_string(input.index));
    out += " (" + std::string(values::cause_text(input.cause)) + ")";
  }
  return out;
}

std::string describe(const check::CheckedRuleSet& rules, const oracle::Decision& decision) {
  std::string out = std::string(to_string(decision.verdict)) + ", segment ";
  out += decision.segment ? rules.segments[*decision.segment].id : "none";
  if (decision.review) out += ", review";
  for (const std::uint32_t other : decision.alternatives) out += ", offers " + rules.alternatives[other].id;
  for (const oracle::Reason& reason : decision.reasons) out += "\n    reason " + reason_text(rules, reason);
  for (const oracle::Reason& reason : decision.waived) out += "\n    waived " + reason_text(rules, reason);
  return out + "\n";
}

std::string describe(std::optional<values::Nanoseconds> instant) {
  return instant ? values::format_timestamp(*instant) : "never";
}

std::optional<Subject> Subject::load(const std::string& document, std::string& why,
                                     const std::optional<std::filesystem::path>& folder) {
  test::CheckedText checked = test::check_text(document, folder);
  if (!checked.rules) {
    why = render(checked.diagnostics);
    return std::nullopt;
  }
  const test::LoadedRules loaded(std::move(checked).accepted());
  return Subject(loaded.rules, loaded.program,
                 std::make_shared<const decide::Decider>(loaded.rules, loaded.program));
}

Subject Subject::indexed() const {
  return Subject(rules_, program_, std::make_shared<const decide::Decider>(rules_, program_, 1));
}

namespace {

/// A column's strings as codes into a dictionary of its own.
struct CodedColumn {
  std::vector<std::uint32_t> codes;
  std::vector<values::StringValue> entries;

  CodedColumn(const values::View& strings, std::size_t least_entries) {
    for (std::size_t row = 0; row < strings.size; ++row) codes.push_back(code_of(strings, row));
    while (entries.size() < least_entries) entries.push_back({"no profile has it", 17});
  }

  void put_into(values::View& view) const {
    view.values = entries.data();
    view.codes = codes.data();
    view.entry_count = static_cast<std::uint32_t>(entries.size());
  }

 private:
  std::uint32_t code_of(const values::View& strings, std::size_t row) {
    if (!strings.is_known(row)) return 0xFFFF'FFFF;  // it may be anything
    const std::string_view text = strings.string_at(row).text();
    const auto found = std::ranges::find(entries, text, [](const auto& entry) { return entry.text(); });
    const auto code = static_cast<std::uint32_t>(found - entries.begin());
    if (found == entries.end()) entries.push_back(strings.string_at(row));
    return code;
  }
};

}  // namespace

decide::VerdictColumns Subject::coded_columns(const std::vector<std::string>& profiles,
                                              values::Nanoseconds now) const {
  profiles::Batch batch = test::read_profiles(program().schema(), profiles);
  const auto sealed = batch.seal();
  std::vector<values::View> views(sealed.begin(), sealed.end());
  std::deque<CodedColumn> coded;
  for (std::size_t fact = 0; fact < views.size(); ++fact) {
    if (views[fact].kind != values::Kind::string) continue;
    // Of each size that is looked up in another way.
    constexpr std::array<std::size_t, 3> least_entries{1, 40, 5'000};
    coded.emplace_back(views[fact], least_entries[fact % least_entries.size()]).put_into(views[fact]);
  }
  std::pmr::monotonic_buffer_resource memory;
  decide::VerdictColumns columns;
  decider_->decide_columns({views, batch.rows()}, now, true, memory, columns);
  return columns;
}

decide::VerdictColumns Subject::columns(const std::vector<std::string>& profiles,
                                        values::Nanoseconds now) const {
  profiles::Batch batch = test::read_profiles(program().schema(), profiles);
  std::pmr::monotonic_buffer_resource memory;
  decide::VerdictColumns columns;
  decider_->decide_columns({batch.seal(), batch.rows()}, now, true, memory, columns);
  return columns;
}

std::vector<EngineDecision> Subject::decide(const std::vector<std::string>& profiles, values::Nanoseconds now,
                                            Detail detail) const {
  profiles::Batch batch = test::read_profiles(program().schema(), profiles);
  std::vector<decide::DecisionData> decisions(profiles.size());
  std::pmr::monotonic_buffer_resource memory;
  decider_->decide({batch.seal(), batch.rows()}, now, detail, memory, decisions);
  std::vector<EngineDecision> out;
  out.reserve(decisions.size());
  for (const decide::DecisionData& data : decisions) out.push_back(decision_of(rules(), data));
  return out;
}

std::vector<EngineDecision> Subject::decide_by_kind(const std::vector<std::string>& profiles,
                                                    values::Nanoseconds now) const {
  const auto half = profiles.begin() + static_cast<std::ptrdiff_t>(profiles.size() / 2);
  decide::DecisionKinds kinds;
  std::vector<EngineDecision> out;
  for (const auto& part : {std::vector(profiles.begin(), half), std::vector(half, profiles.end())}) {
    profiles::Batch batch = test::read_profiles(program().schema(), part);
    std::pmr::monotonic_buffer_resource memory;
    decider_->decide_kinds({batch.seal(), batch.rows()}, now, memory, kinds);
    for (const std::uint32_t kind : kinds.of_rows())
      out.push_back(decision_of(rules(), kinds.decision(kind)));
  }
  return out;
}

}  // namespace eligo::property
