#include "check/time_zone.hpp"

#include <set>
#include <utility>
#include <vector>

#include "check/other_languages.hpp"
#include "diagnostics/suggestion.hpp"
#include "document/sha256.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using values::ZoneFault;

ZoneMistake data_mistake(std::string message) {
  return {Code::zone_data, std::move(message),
          "install the package tzdata, or let TZDIR name the folder of a whole database"};
}

ZoneMistake no_database(const values::ZoneDatabase& zones) {
  return data_mistake("this system has no time zone database: there are no zones in `" +
                      zones.folder().string() + "`");
}

// Follows the operands of calendar functions to the names that they may have.
class ZoneUse {
 public:
  explicit ZoneUse(Linking& linking)
      : linking_(linking), rules_(linking.rules), met_(rules_.nodes.size(), false) {}

  void run() {
    for (const Node& node : rules_.nodes) {
      if (node.kind == NodeKind::call && is_time_accessor(node.function) && node.operand_count == 2)
        meet(rules_.nodes.operands(node)[1]);
    }
    while (!open_.empty()) {
      const Node& node = *open_.back();
      open_.pop_back();
      follow(node);
    }
    if (from_profiles_ != nullptr) need_database(*from_profiles_);
    rules_.zone_data = data();
  }

 private:
  void meet(NodeId id) {
    if (met_[id]) return;
    met_[id] = true;
    open_.push_back(&rules_.nodes[id]);
  }

  void follow(const Node& node) {
    switch (node.composition()) {
      case Composition::leaf:
        if (node.kind == NodeKind::constant) return use(rules_.nodes.value(node), node, {});
        if (node.kind == NodeKind::parameter) return follow_parameter(node);
        break;
      case Composition::definition: return meet(rules_.definitions[node.definition()].root);
      case Composition::conditional:
        meet(rules_.nodes.operands(node)[1]);
        return meet(rules_.nodes.operands(node)[2]);
      case Composition::negation:
      case Composition::junction:
      case Composition::comprehension:
      case Composition::operation: break;
    }
    from_profiles_ = &node;
  }

  void follow_parameter(const Node& node) {
    const Param& param = rules_.params[node.parameter()];
    use(param.value, node, "; the param " + quote(param.name) + " says so");
    for (const Segment& segment : rules_.segments) {
      for (const Segment::Override& override : segment.params) {
        if (override.param == node.parameter())
          use(override.value, node,
              "; the segment " + quote(segment.id) + " sets the param " + quote(param.name) + " so");
      }
    }
  }

  void use(const values::Value& value, const Node& node, const std::string& source) {
    const auto* const text = std::get_if<std::string>(&value.content);
    if (text == nullptr) return;
    if (auto mistake = zone_mistake(*text, *rules_.zones, *linking_.scope.suggester)) {
      linking_.mistakes.error(mistake->code, rules_.nodes.place(node), mistake->message + source,
                              mistake->hint);
    } else if (!values::parse_fixed_zone(*text)) {
      names_.insert(*text);
    }
  }

  void need_database(const Node& node) {
    if (!rules_.zones->names().empty()) return;
    const ZoneMistake mistake = no_database(*rules_.zones);
    linking_.mistakes.error(mistake.code, rules_.nodes.place(node), mistake.message, mistake.hint);
  }

  // Which data the zones come from: the version, else a hash of the files.
  [[nodiscard]] std::string data() {
    if (names_.empty() && from_profiles_ == nullptr) return {};
    if (std::string version = rules_.zones->version(); !version.empty()) return version;
    if (from_profiles_ != nullptr) {
      for (std::string& name : rules_.zones->names()) names_.insert(std::move(name));
    }
    document::Sha256 hash;
    for (const std::string& name : names_) {
      const std::string bytes = rules_.zones->file(name).value_or("");
      hash.add(name + '\n' + std::to_string(bytes.size()) + '\n');
      hash.add(bytes);
    }
    return "sha256:" + hash.hex_digest();
  }

  Linking& linking_;
  CheckedRuleSet& rules_;
  std::vector<bool> met_;  // by node
  std::vector<const Node*> open_;
  std::set<std::string> names_;
  const Node* from_profiles_ = nullptr;  // an operand that names a zone of a profile's
};

}  // namespace

std::optional<ZoneMistake> zone_mistake(std::string_view text, const values::ZoneDatabase& zones,
                                        diagnostics::Suggester& suggester) {
  const auto found = zones.find(text);
  const auto* const fault = std::get_if<ZoneFault>(&found);
  if (fault == nullptr) return std::nullopt;
  switch (fault->kind) {
    case ZoneFault::Kind::no_database: return no_database(zones);
    case ZoneFault::Kind::damaged:
      return data_mistake("the time zone file `" + (zones.folder() / text).string() + "` " +
                          std::string(fault->damage));
    case ZoneFault::Kind::unknown_name: break;
  }
  std::string hint = foreign_zone_hint(text);
  if (hint.empty()) {
    hint = diagnostics::did_you_mean(
        suggester.closest(text, diagnostics::identity(zones), 1, [&] { return zones.names(); }).name);
  }
  if (hint.empty()) hint = "write an IANA name like `Asia/Shanghai`, or an offset like `+08:00`";
  return ZoneMistake{Code::invalid_time_zone, "no time zone is called " + quote(text), std::move(hint)};
}

void check_zones(Linking& linking) { ZoneUse(linking).run(); }

}  // namespace eligo::check
