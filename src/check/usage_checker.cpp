#include <algorithm>
#include <vector>

#include "check/passes.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;

class UsageChecker {
 public:
  explicit UsageChecker(Linking& linking)
      : linking_(linking),
        params_(linking.rules.params.size()),
        lists_(linking.rules.lists.size()),
        definitions_(linking.rules.definitions.size()) {}

  void run() {
    mark_nodes();
    for (const Rule& rule : linking_.rules.rules) {
      mark(rule.message);
      mark(rule.remedy);
    }
    for (const Alternative& alternative : linking_.rules.alternatives) {
      mark(alternative.title);
      mark(alternative.message);
    }
    warn(linking_.document.params, params_, "param");
    warn(linking_.document.lists, lists_, "list");
    warn(linking_.document.definitions, definitions_, "definition");
    warn_of_segments();
    warn_of_always_shown();
  }

 private:
  void mark_nodes() {
    for (const Node& node : linking_.rules.nodes) {
      if (node.kind == NodeKind::fact) linking_.rules.facts[node.fact()].used = true;
      if (node.kind == NodeKind::parameter) params_[node.parameter()] = true;
      if (node.kind == NodeKind::list_member) lists_[node.list()] = true;
      if (node.kind == NodeKind::definition) definitions_[node.definition()] = true;
    }
  }

  void mark(const LocalizedTemplate& text) {
    for (const LocalizedTemplate::Entry& entry : text.entries) {
      for (const Template::Piece& piece : entry.text.pieces) {
        if (piece.kind == Template::Piece::Kind::fact) linking_.rules.facts[piece.index].used = true;
        if (piece.kind == Template::Piece::Kind::parameter) params_[piece.index] = true;
        if (piece.kind == Template::Piece::Kind::definition) definitions_[piece.index] = true;
      }
    }
  }

  template <typename Written>
  void warn(const std::vector<Written>& written, const std::vector<bool>& used, const std::string& what) {
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (used[i]) continue;
      linking_.mistakes.warning(Code::unused_name, written[i].name_place,
                                "nothing uses the " + what + " " + quote(written[i].name));
    }
  }

  void warn_of_segments() {
    const diagnostics::LocatedText* always = nullptr;
    for (std::size_t i = 0; i < linking_.rules.segments.size(); ++i) {
      const diagnostics::LocatedText& id = linking_.document.segments[i].id;
      if (always != nullptr) {
        linking_.mistakes.warning(Code::unused_name, id.place,
                                  "the segment " + quote(id.text) + " never matches, because " +
                                      quote(always->text) + " before it always does");
        continue;
      }
      const bool* const constant = linking_.rules.nodes.literal<bool>(linking_.rules.segments[i].when);
      if (constant != nullptr && *constant) always = &id;
    }
  }

  void warn_of_always_shown() {
    if (linking_.rules.max_reasons) return;
    const auto& rules = linking_.document.rules;
    const auto found = std::ranges::find(rules, true, &document::WrittenRule::always_shown);
    if (found == rules.end()) return;
    linking_.mistakes.warning(Code::no_effect, found->id.place,
                              "`always_shown` changes nothing: without `max_reasons` every reason is shown",
                              "give the rule set `max_reasons`, or leave `always_shown` out");
  }

  Linking& linking_;
  std::vector<bool> params_, lists_, definitions_;
};

}  // namespace

void check_usage(Linking& linking) { UsageChecker(linking).run(); }

}  // namespace eligo::check
