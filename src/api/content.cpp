#include "api/content.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/sha256.hpp"
#include "values/type.hpp"

namespace eligo::api {

namespace {

// Texts stand with their length, so that no two types are written alike.
std::string with_length(std::string_view text) {
  return std::to_string(text.size()) + ":" + std::string(text);
}

std::string in_order(std::vector<std::string> parts) {
  std::ranges::sort(parts);
  std::string text = "{";
  for (const std::string& part : parts) text += with_length(part);
  return text + "}";
}

// Types nest no deeper than a list of flat records.
std::string canonical(const values::Type& type) {
  std::vector<std::string> parts;
  switch (type.kind) {
    case values::Kind::list: return type.element ? "list of " + canonical(*type.element) : "list";
    case values::Kind::record:
      for (const values::Field& field : *type.fields) {
        parts.push_back(with_length(field.name) + canonical(field.type));
      }
      return "record" + in_order(std::move(parts));
    case values::Kind::string: return type.enumeration ? "enum" + in_order(*type.enumeration) : "string";
    case values::Kind::boolean:
    case values::Kind::integer:
    case values::Kind::floating:
    case values::Kind::timestamp:
    case values::Kind::duration:
    case values::Kind::null:
    case values::Kind::any: break;
  }
  return values::type_name(type);
}

/// Tells facts apart by name and type: equal for a fact of the same name and type in any rule set. Fields of
/// records and values of enums count, their order does not; nor do range, unit, title and meta.
std::uint64_t fingerprint(const check::Fact& fact) {
  document::Sha256 hash;
  hash.add(with_length(fact.name));
  hash.add(canonical(fact.type));
  const std::string digest = hash.hex_digest();
  std::uint64_t number = 0;
  std::from_chars(digest.data(), digest.data() + 16, number, 16);
  return number;
}

}  // namespace

Content::Content(std::shared_ptr<const check::CheckedRuleSet> checked_rules,
                 std::shared_ptr<const program::Program> compiled, std::string content_hash,
                 std::vector<Diagnostic> doubts)
    : checked(std::move(checked_rules)),
      program(std::move(compiled)),
      decider(checked, program),
      handles(make_handles(*checked)),
      rows(program->schema()),
      readers(rows),
      hash(std::move(content_hash)),
      warnings(std::move(doubts)) {
  for (std::uint32_t index = 0; index < checked->facts.size(); ++index)
    facts_by_name.emplace(checked->facts[index].name, index);
  for (const profiles::FactSchema& fact : program->schema().facts) {
    const bool list = fact.type.kind == values::Kind::list;
    rows.cells[scalar_rules.size()].fingerprint = handles[scalar_rules.size()].fingerprint_;
    scalar_rules.emplace_back(list ? *fact.type.element : fact.type, fact.range, &program->dictionary());
    limits.push_back(list ? FactLimits() : scalar_rules.back().limits());
  }
}

std::unique_ptr<profiles::ProfileRow> Content::take_row() const {
  auto row = idle_rows.take();
  return row ? std::move(row) : std::make_unique<profiles::ProfileRow>(rows);
}

std::vector<Fact> Content::make_handles(const check::CheckedRuleSet& rules) {
  std::vector<Fact> handles;
  for (std::uint32_t index = 0; index < rules.facts.size(); ++index) {
    const check::Fact& fact = rules.facts[index];
    handles.push_back(Fact(index, fingerprint(fact), std::make_shared<const std::string>(fact.name)));
  }
  return handles;
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

std::vector<std::filesystem::path> files_of(const std::filesystem::path& path, const RuleSet* rules) {
  std::vector<std::filesystem::path> files{path};
  if (rules == nullptr) return files;
  for (const check::List& list : Content::of(*rules).checked->lists) {
    if (!list.file.empty()) files.emplace_back(list.file);
  }
  return files;
}

}  // namespace eligo::api
