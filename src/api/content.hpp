#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <eligo/diagnostic.hpp>
#include <eligo/fact.hpp>
#include <eligo/fact_cell.hpp>
#include <eligo/rule_set.hpp>

#include "api/reader_pool.hpp"
#include "check/checked_rule_set.hpp"
#include "decide/decider.hpp"
#include "document/list_folder.hpp"
#include "profiles/profile_row.hpp"
#include "profiles/scalar_rule.hpp"
#include "program/program.hpp"
#include "values/idle_pool.hpp"

namespace eligo::api {

/// What a RuleSet shares between its copies, its profiles and its decisions. Immutable, but for what
/// readers remember of the shape of profiles, and memory that waits to be used again.
struct Content {
  Content(std::shared_ptr<const check::CheckedRuleSet> checked_rules,
          std::shared_ptr<const program::Program> compiled, std::string content_hash,
          std::vector<Diagnostic> doubts);

  /// Of a rule set; valid as long as a copy of it is there.
  [[nodiscard]] static const Content& of(const RuleSet& rules) noexcept { return *rules.content_; }
  [[nodiscard]] static const std::shared_ptr<const Content>& shared_by(const RuleSet& rules) noexcept {
    return rules.content_;
  }

  /// A rule set from text in memory, with its list files from `folder`; `name` stands for the file in
  /// diagnostics.
  [[nodiscard]] static Result<RuleSet> parse(std::string text, const std::string& name,
                                             const std::optional<document::ListFolder>& folder,
                                             const Limits& limits);

  /// The handle of a fact; std::invalid_argument where there is none of that name.
  [[nodiscard]] const Fact& handle(std::string_view name) const;

  /// Where the fact of a handle stands, whichever rule set gave the handle; std::invalid_argument where there
  /// is no fact of its name and type.
  [[nodiscard]] std::uint32_t place(const Fact& fact) const {
    const std::uint32_t index = fact.index_;
    if (index < handles.size() && handles[index].fingerprint_ == fact.fingerprint_) [[likely]]
      return index;
    return look_up(fact);
  }
  /// The same for a handle that another fact has the place of.
  [[nodiscard]] std::uint32_t look_up(const Fact& fact) const;

  /// The row of a profile that went away, as it left it, or a new one.
  [[nodiscard]] std::unique_ptr<profiles::ProfileRow> take_row() const;

  /// A handle for each fact.
  [[nodiscard]] static std::vector<Fact> make_handles(const check::CheckedRuleSet& rules);

  std::shared_ptr<const check::CheckedRuleSet> checked;
  std::shared_ptr<const program::Program> program;
  decide::Decider decider;
  std::vector<Fact> handles;  // by fact
  profiles::RowForm rows;     // of profiles that stand alone
  ReaderPool readers;
  mutable values::IdlePool<profiles::ProfileRow> idle_rows;
  mutable decide::ReasonPool reasons;
  std::string hash;
  std::vector<Diagnostic> warnings;
  std::unordered_map<std::string_view, std::uint32_t> facts_by_name;  // views of checked->facts
  std::vector<profiles::ScalarRule> scalar_rules;  // by fact: what it, or its elements, may be
  std::vector<FactLimits> limits;                  // by fact
};

/// The file of a rule set and those of its lists; of one that could not be loaded the first alone.
[[nodiscard]] std::vector<std::filesystem::path> files_of(const std::filesystem::path& path,
                                                          const RuleSet* rules);

}  // namespace eligo::api
