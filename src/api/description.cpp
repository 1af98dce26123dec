#include <eligo/description.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <eligo/rule_set.hpp>

#include "api/content.hpp"  // IWYU pragma: keep
#include "api/value.hpp"
#include "values/locale.hpp"

namespace eligo {

std::string_view LocalizedText::in(std::string_view locale) const& {
  const auto tag_at = [&](std::size_t at) { return std::string_view(entries[at].locale); };
  const auto chosen = values::choose_locale(entries.size(), tag_at, locale);
  return chosen ? std::string_view(entries[*chosen].text) : std::string_view();
}

namespace {

LocalizedText described(const check::LocalizedText& text) {
  LocalizedText texts;
  for (const auto& entry : text.entries) texts.entries.push_back({entry.locale, entry.text});
  return texts;
}

LocalizedText described(const std::optional<check::LocalizedText>& text) {
  return text ? described(*text) : LocalizedText{};
}

std::optional<Value> bound(const std::optional<values::Value>& value, const values::Type& type) {
  return value ? std::optional(api::public_value(*value, type)) : std::nullopt;
}

ScalarDescription described(const values::Type& type, const check::Range& range, const std::string& unit) {
  const values::Type& scalar = type.kind == values::Kind::list ? *type.element : type;
  ScalarDescription description{.type = api::public_type(type),
                                .values = {},
                                .lowest = bound(range.lowest, scalar),
                                .highest = bound(range.highest, scalar),
                                .unit = unit};
  if (scalar.enumeration) description.values = *scalar.enumeration;
  return description;
}

Actionable described(check::Actionable actionable) {
  switch (actionable) {
    case check::Actionable::unstated: return Actionable::unstated;
    case check::Actionable::increase: return Actionable::increase;
    case check::Actionable::decrease: return Actionable::decrease;
    case check::Actionable::set: return Actionable::set;
    case check::Actionable::wait: return Actionable::wait;
    case check::Actionable::never: return Actionable::never;
  }
  return Actionable::unstated;
}

OnMissing described(check::Effect on_missing) {
  switch (on_missing) {
    case check::Effect::skip: return OnMissing::skip;
    case check::Effect::hide: return OnMissing::hide;
    case check::Effect::deny: return OnMissing::deny;
  }
  return OnMissing::deny;
}

/// A text of the author's as it was written, with its placeholders.
std::string source_of(const check::CheckedRuleSet& rules, const check::Template& text) {
  using Kind = check::Template::Piece::Kind;
  std::string source;
  for (const auto& piece : text.pieces) {
    switch (piece.kind) {
      case Kind::text:
        for (const char c : piece.text) source.append(c == '{' || c == '}' ? 2 : 1, c);
        break;
      case Kind::fact: source += '{' + rules.facts[piece.index].name + '}'; break;
      case Kind::parameter: source += "{params." + rules.params[piece.index].name + '}'; break;
      case Kind::definition: source += '{' + rules.definitions[piece.index].name + '}'; break;
    }
  }
  return source;
}

LocalizedText described(const check::CheckedRuleSet& rules, const check::LocalizedTemplate& text) {
  LocalizedText texts;
  for (const auto& entry : text.entries)
    texts.entries.push_back({entry.locale, source_of(rules, entry.text)});
  return texts;
}

/// The facts and params that conditions and texts read, by themselves or in definitions.
class Reads {
 public:
  explicit Reads(const check::CheckedRuleSet& rules)
      : rules_(&rules),
        nodes_(rules.nodes.size()),
        definitions_(rules.definitions.size()),
        facts_(rules.facts.size()),
        params_(rules.params.size()) {}

  /// Begins the next rule.
  Reads& begin() {
    ++round_;
    return *this;
  }
  Reads& add(check::NodeId condition) {
    pending_.push_back(condition);
    while (!pending_.empty()) {
      const check::NodeId id = pending_.back();
      pending_.pop_back();
      if (id != check::no_node && first_time(nodes_[id])) visit((*rules_)[id]);
    }
    return *this;
  }
  Reads& add(const check::LocalizedTemplate& text) {
    using Kind = check::Template::Piece::Kind;
    for (const auto& entry : text.entries) {
      for (const auto& piece : entry.text.pieces) {
        switch (piece.kind) {
          case Kind::text: break;
          case Kind::fact: facts_[piece.index] = round_; break;
          case Kind::parameter: params_[piece.index] = round_; break;
          case Kind::definition: add_definition(piece.index); break;
        }
      }
    }
    return add(check::no_node);
  }

  [[nodiscard]] std::vector<std::string> facts() const { return names(rules_->facts, facts_); }
  [[nodiscard]] std::vector<std::string> params() const { return names(rules_->params, params_); }

 private:
  void visit(const check::Node& node) {
    if (node.kind == check::NodeKind::fact) facts_[node.fact()] = round_;
    if (node.kind == check::NodeKind::parameter) params_[node.parameter()] = round_;
    if (node.kind == check::NodeKind::definition) add_definition(node.definition());
    const auto operands = rules_->nodes.operands(node);
    pending_.insert(pending_.end(), operands.begin(), operands.end());
  }
  void add_definition(std::uint32_t index) {
    if (first_time(definitions_[index])) pending_.push_back(rules_->definitions[index].root);
  }
  bool first_time(std::uint32_t& round) const { return std::exchange(round, round_) != round_; }

  template <typename Named>
  std::vector<std::string> names(const std::vector<Named>& all,
                                 const std::vector<std::uint32_t>& read) const {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < all.size(); ++at)
      if (read[at] == round_) names.push_back(all[at].name);
    return names;
  }

  const check::CheckedRuleSet* rules_;
  std::uint32_t round_ = 0;  // what has its number was met in this round
  std::vector<std::uint32_t> nodes_, definitions_, facts_, params_;
  std::vector<check::NodeId> pending_;
};

}  // namespace

LocalizedText RuleSet::title() const { return described(content_->checked->title); }
std::vector<std::string> RuleSet::locales() const { return content_->checked->locales; }
std::string RuleSet::subject_name() const { return content_->checked->subject; }

std::vector<FactDescription> RuleSet::facts() const {
  std::vector<FactDescription> all;
  all.reserve(content_->checked->facts.size());
  for (const check::Fact& fact : content_->checked->facts) {
    FactDescription& description = all.emplace_back();
    static_cast<ScalarDescription&>(description) = described(fact.type, fact.range, fact.unit);
    description.name = fact.name;
    if (fact.type.kind == values::Kind::list) description.element = api::public_type(*fact.type.element);
    for (const check::RecordField& field : fact.fields) {
      FieldDescription& last = description.fields.emplace_back();
      static_cast<ScalarDescription&>(last) = described(field.type, field.range, field.unit);
      last.name = field.name;
      last.title = described(field.title);
    }
    description.title = described(fact.title);
    description.description = described(fact.description);
    description.actionable = described(fact.actionable);
    description.cost = fact.cost;
    description.optional = fact.optional;
    description.used = fact.used;
    description.meta = fact.meta.value_or("");
  }
  return all;
}

std::vector<ParamDescription> RuleSet::params() const {
  std::vector<ParamDescription> all;
  for (const check::Param& param : content_->checked->params) {
    all.push_back({.name = param.name,
                   .type = api::public_type(param.type),
                   .value = api::public_value(param.value, param.type),
                   .unit = param.unit,
                   .title = described(param.title)});
  }
  return all;
}

std::vector<ListDescription> RuleSet::lists() const {
  std::vector<ListDescription> all;
  for (const check::List& list : content_->checked->lists)
    all.push_back({list.name, api::public_type(list.of), list.values.size(), list.file});
  return all;
}

std::vector<RuleDescription> RuleSet::rules() const {
  const check::CheckedRuleSet& rules = *content_->checked;
  const auto instant = [](const std::optional<values::Nanoseconds>& time) {
    return time ? std::optional(values::to_instant(*time)) : std::nullopt;
  };
  Reads reads(rules);
  std::vector<RuleDescription> all;
  all.reserve(rules.rules.size());
  for (const check::Rule& rule : rules.rules) {
    reads.begin().add(rule.when).add(rule.message).add(rule.remedy);
    all.push_back({.id = rule.id,
                   .title = described(rule.title),
                   .category = rules.categories[rule.category],
                   .effect = rule.effect == check::Effect::deny ? Effect::deny : Effect::hide,
                   .on_missing = described(rule.on_missing),
                   .code = rules.codes[rule.code],
                   .priority = rule.priority,
                   .active_from = instant(rule.active_from),
                   .active_until = instant(rule.active_until),
                   .review = rule.review,
                   .always_shown = rule.always_shown,
                   .message = described(rules, rule.message),
                   .remedy = described(rules, rule.remedy),
                   .facts = reads.facts(),
                   .params = reads.params(),
                   .meta = rule.meta.value_or("")});
  }
  return all;
}

std::vector<CodeDescription> RuleSet::codes() const {
  const check::CheckedRuleSet& rules = *content_->checked;
  std::vector<CodeDescription> all;
  for (const std::string& code : rules.codes) all.push_back({code, {}, {}});
  for (const check::Rule& rule : rules.rules) {
    all[rule.code].category = rules.categories[rule.category];
    all[rule.code].rules.push_back(rule.id);
  }
  return all;
}

std::vector<SegmentDescription> RuleSet::segments() const {
  const check::CheckedRuleSet& rules = *content_->checked;
  Reads reads(rules);
  std::vector<SegmentDescription> all;
  for (const check::Segment& segment : rules.segments) {
    SegmentDescription& description = all.emplace_back();
    description.id = segment.id;
    description.title = described(segment.title);
    for (const auto& one : segment.params) {
      const check::Param& param = rules.params[one.param];
      description.params.emplace_back(param.name, api::public_value(one.value, param.type));
    }
    for (const std::uint32_t code : segment.waives) description.waives.push_back(rules.codes[code]);
    description.facts = reads.begin().add(segment.when).facts();
  }
  return all;
}

std::vector<AlternativeDescription> RuleSet::alternatives() const {
  const check::CheckedRuleSet& rules = *content_->checked;
  Reads reads(rules);
  std::vector<AlternativeDescription> all;
  for (const check::Alternative& alternative : rules.alternatives) {
    reads.begin().add(alternative.when).add(alternative.title).add(alternative.message);
    all.push_back({.id = alternative.id,
                   .title = described(rules, alternative.title),
                   .message = described(rules, alternative.message),
                   .facts = reads.facts()});
  }
  return all;
}

}  // namespace eligo
