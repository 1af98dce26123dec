#include <eligo/rule_set.hpp>

#include <memory>
#include <optional>
#include <stdexcept>

#include "api/content.hpp"
#include "api/decision_state.hpp"
#include "api/now.hpp"
#include "api/profile_diagnostic.hpp"
#include "api/profile_state.hpp"
#include "check/rule_set_checker.hpp"
#include "document/content_hash.hpp"
#include "document/reader.hpp"
#include "engine/compile.hpp"
#include "program/program.hpp"

namespace eligo {

namespace {

void decide_one(const api::Content& content, const profiles::ProfileRow& row, Instant now, Detail detail,
                decide::DecisionData& decision) {
  const decide::Facts facts{row.views(), 1, row.has_refusals(), {}, row.cells().data()};
  content.decider.decide_profile(facts, api::instant_of(now), detail, decision);
}

/// Decides about the profile in a text; says what is wrong where there is none.
std::optional<profiles::RecordError> decide_text(const api::Content& content, std::string_view json,
                                                 Instant now, Detail detail, decide::DecisionData& decision,
                                                 std::string& subject) {
  return content.readers.lend(json.size(), [&](api::ReaderPool::Reader& reader) {
    auto error = reader.json.read(json, reader.row);
    if (error) return error;
    decide_one(content, reader.row, now, detail, decision);
    subject = reader.json.subject();
    return error;
  });
}

/// Null, and why in `diagnostics`, where the document is no rule set; else they are the rule set's warnings.
std::shared_ptr<const api::Content> build(std::optional<document::RuleSetDocument> document,
                                          const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  if (!document) return nullptr;
  auto checked = check::check(*document, diagnostics);
  if (!checked) return nullptr;
  auto rules = std::make_shared<const check::CheckedRuleSet>(std::move(*checked));
  auto program = std::make_shared<const program::Program>(engine::compile(*rules, limits));
  return std::make_shared<api::Content>(std::move(rules), std::move(program),
                                        document::content_hash(*document), std::move(diagnostics));
}

}  // namespace

Result<RuleSet> RuleSet::try_load(const std::filesystem::path& path, const Limits& limits) {
  std::vector<Diagnostic> diagnostics;
  auto document = document::read_file(path, diagnostics, limits);
  auto content = build(std::move(document), limits, diagnostics);
  if (!content) return diagnostics;
  return RuleSet(std::move(content));
}

Result<RuleSet> RuleSet::try_parse(std::string text, const std::string& name,
                                   const std::filesystem::path& folder, const Limits& limits) {
  return api::Content::parse(std::move(text), name,
                             folder.empty() ? std::nullopt : std::optional<document::ListFolder>(folder),
                             limits);
}

Result<RuleSet> api::Content::parse(std::string text, const std::string& name,
                                    const std::optional<document::ListFolder>& folder, const Limits& limits) {
  std::vector<Diagnostic> diagnostics;
  auto document = document::read_text(std::move(text), name, folder, diagnostics, limits);
  auto content = build(std::move(document), limits, diagnostics);
  if (!content) return diagnostics;
  return RuleSet(std::move(content));
}

RuleSet RuleSet::load(const std::filesystem::path& path, const Limits& limits) {
  return try_load(path, limits).value();
}

RuleSet RuleSet::parse(std::string text, const std::string& name, const std::filesystem::path& folder,
                       const Limits& limits) {
  return try_parse(std::move(text), name, folder, limits).value();
}

const std::string& RuleSet::id() const& noexcept { return content_->checked->id; }
const std::string& RuleSet::version() const& noexcept { return content_->checked->version; }
const std::string& RuleSet::hash() const& noexcept { return content_->hash; }
const std::string& RuleSet::zone_data() const& noexcept { return content_->checked->zone_data; }
const Limits& RuleSet::limits() const& noexcept { return content_->program->limits(); }
const std::vector<Diagnostic>& RuleSet::warnings() const& noexcept { return content_->warnings; }
std::string RuleSet::listing() const { return content_->decider.listing(); }

Fact RuleSet::fact(std::string_view name) const { return content_->handle(name); }

Profile RuleSet::profile() const { return Profile(std::make_unique<Profile::State>(content_)); }

Decision RuleSet::evaluate(const Profile& profile, Instant now, Detail detail) const {
  const Profile::State& facts = profile.state();
  if (facts.content != content_) throw std::invalid_argument("the profile was made for another rule set");
  Decision decision(content_);
  decide_one(*content_, facts.row, now, detail, decision.state().data);
  if (!facts.subject_json.empty()) decision.state().subject = facts.subject_json;
  return decision;
}

// A decision is made where it stays: moving one is no small thing.
Decision RuleSet::evaluate_json(std::string_view json, Instant now, Detail detail) const {
  Decision decision(content_);
  Decision::State& made = decision.state();
  if (const auto error = decide_text(*content_, json, now, detail, made.data, made.subject))
    throw InputError({api::profile_diagnostic(error->message)});
  return decision;
}

Result<Decision> RuleSet::try_evaluate_json(std::string_view json, Instant now, Detail detail) const {
  Decision decision(content_);
  Decision::State& made = decision.state();
  if (const auto error = decide_text(*content_, json, now, detail, made.data, made.subject))
    return std::vector<Diagnostic>{api::profile_diagnostic(error->message)};
  return decision;
}

}  // namespace eligo
