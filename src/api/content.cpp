#include "api/content.hpp"

#include <stdexcept>
#include <utility>

#include "api/fingerprint.hpp"

namespace eligo::api {

Content::Content(std::shared_ptr<const check::CheckedRuleSet> checked_rules,
                 std::shared_ptr<const program::Program> compiled, std::string content_hash,
                 std::vector<Diagnostic> doubts)
    : checked(std::move(checked_rules)),
      program(std::move(compiled)),
      decider(checked, program),
      readers(program->schema()),
      hash(std::move(content_hash)),
      warnings(std::move(doubts)) {
  for (std::uint32_t index = 0; index < checked->facts.size(); ++index) {
    const check::Fact& fact = checked->facts[index];
    facts_by_name.emplace(fact.name, index);
    handles.push_back(Fact(index, fingerprint(fact), std::make_shared<const std::string>(fact.name)));
  }
  for (const profiles::FactSchema& fact : program->schema().facts) {
    const bool list = fact.type.kind == values::Kind::list;
    scalar_rules.emplace_back(list ? *fact.type.element : fact.type, fact.range, &program->dictionary());
  }
}

const Fact& Content::handle(std::string_view name) const {
  const auto found = facts_by_name.find(name);
  if (found == facts_by_name.end()) {
    throw std::invalid_argument("rule set `" + checked->id + "` has no fact `" + std::string(name) + "`");
  }
  return handles[found->second];
}

std::uint32_t Content::look_up(const Fact& fact) const {
  if (!fact.name_)
    throw std::invalid_argument("an empty handle was given for a fact of rule set `" + checked->id + "`");
  const Fact& same_name = handle(*fact.name_);
  if (same_name.fingerprint_ != fact.fingerprint_) {
    throw std::invalid_argument("fact `" + *fact.name_ + "` of rule set `" + checked->id + "` is " +
                                values::type_name(checked->facts[same_name.index_].type) +
                                ", and not of the type that it had where its handle comes from");
  }
  return same_name.index_;
}

}  // namespace eligo::api
