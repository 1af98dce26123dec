#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "check/condition_checker.hpp"
#include "check/exact_sums.hpp"
#include "check/name_use.hpp"
#include "check/passes.hpp"
#include "values/type.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using diagnostics::Place;

constexpr std::size_t longest_chain = 8;  // definitions of a circle that a message names

class DefinitionChecker {
 public:
  explicit DefinitionChecker(Linking& linking) : linking_(linking), written_(linking.document.definitions) {}

  void run() {
    check_names();
    parse();
    order();
    link();
  }

 private:
  enum class Visit : unsigned char { open, active, done };
  struct Step {
    std::uint32_t definition;
    std::size_t next;  // dependency to look at
  };

  void check_names();
  void parse();
  void order();
  void visit(std::uint32_t start, std::vector<Visit>& visits);
  void refuse_circle(const std::vector<Step>& path, std::uint32_t entry);
  void link();

  Linking& linking_;
  const std::vector<document::WrittenDefinition>& written_;
  std::vector<std::optional<expression::Tree>> trees_;
  std::vector<std::vector<std::uint32_t>> needs_;
  std::vector<std::uint32_t> order_;
};

std::string context_of(const document::WrittenDefinition& definition) {
  return "definition " + quote(definition.name);
}

void DefinitionChecker::check_names() {
  std::unordered_map<std::string_view, const Place*> first_parts;
  for (const document::WrittenFact& fact : linking_.document.facts) {
    first_parts.emplace(first_part(fact.name), &fact.name_place);
  }
  for (const document::WrittenDefinition& definition : written_) {
    const MistakeList::Context context(linking_.mistakes, context_of(definition));
    if (is_reserved_word(definition.name)) {
      linking_.mistakes.error(Code::reserved_word, definition.name_place,
                              quote(definition.name) + " is reserved: no definition may be called so");
    }
    const auto fact = first_parts.find(definition.name);
    if (fact != first_parts.end()) {
      linking_.mistakes.error(Code::name_clash, definition.name_place,
                              "facts already have the name " + quote(definition.name),
                              first_place_hint(*fact->second));
    }
  }
}

void DefinitionChecker::parse() {
  std::unordered_map<std::string_view, std::uint32_t> index;
  for (std::uint32_t i = 0; i < written_.size(); ++i) index.emplace(written_[i].name, i);
  trees_.resize(written_.size());
  needs_.resize(written_.size());
  for (std::uint32_t i = 0; i < written_.size() && !linking_.mistakes.enough_errors(); ++i) {
    const MistakeList::Context context(linking_.mistakes, context_of(written_[i]));
    trees_[i] = parse_with_subject(linking_, written_[i].expression);
    if (!trees_[i]) {
      linking_.broken.insert(written_[i].name);
      continue;
    }
    for (const std::string& name : free_names(*trees_[i])) {
      const auto found = index.find(first_part(name));
      if (found != index.end()) needs_[i].push_back(found->second);
    }
    std::ranges::sort(needs_[i]);
    needs_[i].erase(std::unique(needs_[i].begin(), needs_[i].end()), needs_[i].end());
  }
}

void DefinitionChecker::order() {
  std::vector<Visit> visits(written_.size(), Visit::open);
  for (std::uint32_t i = 0; i < written_.size(); ++i) {
    if (visits[i] == Visit::open) visit(i, visits);
  }
}

// Depth first, with a path of its own so that a long chain cannot overflow the stack.
void DefinitionChecker::visit(std::uint32_t start, std::vector<Visit>& visits) {
  std::vector<Step> path{{start, 0}};
  visits[start] = Visit::active;
  while (!path.empty()) {
    Step& step = path.back();
    const auto& needs = needs_[step.definition];
    if (step.next == needs.size()) {
      visits[step.definition] = Visit::done;
      order_.push_back(step.definition);
      path.pop_back();
      continue;
    }
    const std::uint32_t need = needs[step.next++];
    if (visits[need] == Visit::active) {
      refuse_circle(path, need);
    } else if (visits[need] == Visit::open) {
      visits[need] = Visit::active;
      path.push_back({need, 0});
    }
  }
}

void DefinitionChecker::refuse_circle(const std::vector<Step>& path, std::uint32_t entry) {
  std::size_t begin = path.size();
  while (path[begin - 1].definition != entry) --begin;
  --begin;
  std::string chain;
  for (std::size_t i = begin; i < path.size(); ++i) {
    linking_.broken.insert(written_[path[i].definition].name);
    if (i - begin < longest_chain) chain += quote(written_[path[i].definition].name) + " needs ";
    if (i - begin == longest_chain) chain += "… needs ";
  }
  chain += path.size() - begin == 1 ? "itself" : quote(written_[entry].name);
  const MistakeList::Context context(linking_.mistakes, context_of(written_[entry]));
  linking_.mistakes.error(Code::definition_cycle, written_[entry].name_place,
                          "definitions go round in a circle: " + chain);
}

void DefinitionChecker::link() {
  CheckedRuleSet& rules = linking_.rules;
  rules.definitions.resize(written_.size());
  for (std::uint32_t i = 0; i < written_.size(); ++i) {
    rules.definitions[i].name = written_[i].name;
    rules.definitions[i].unit = written_[i].unit;
    rules.definitions[i].title = texts_of(written_[i].title);
  }
  for (const std::uint32_t i : order_) {
    if (linking_.mistakes.enough_errors()) return;
    if (linking_.broken.contains(written_[i].name)) continue;
    const MistakeList::Context context(linking_.mistakes, context_of(written_[i]));
    const auto root = check_tree(linking_, written_[i].expression, *trees_[i]);
    if (!root) {
      linking_.broken.insert(written_[i].name);
      continue;
    }
    Definition& definition = rules.definitions[i];
    definition.root = *root;
    definition.exact_root = add_exact_copy(rules.nodes, *root);
    definition.type = rules.nodes.type(*root);
    rules.definition_order.push_back(i);
    linking_.scope.definitions.emplace(
        definition.name, Scope::Name{NodeKind::definition, i, definition.type, definition.root});
  }
}

}  // namespace

void check_definitions(Linking& linking) { DefinitionChecker(linking).run(); }

}  // namespace eligo::check
