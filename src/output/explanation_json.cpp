#include <string>

#include "decide/message.hpp"
#include "json/writer.hpp"
#include "output/decision_writer.hpp"
#include "output/explanation_writer.hpp"
#include "output/record_keys.hpp"

namespace eligo::output {

namespace {

using explain::ExplainedCondition;
using explain::ExplainedPart;
using explain::ExplainedRule;
using explain::Explanation;

class ExplanationJson {
 public:
  ExplanationJson(std::string& out, const check::CheckedRuleSet& rules, const ExplanationContext& context)
      : json_(out), rules_(rules), context_(context) {}

  void write(const Explanation& explanation) {
    json_.begin_object();
    if (!context_.subject.empty()) json_.key("id").raw(context_.subject);
    json_.key("now").string(values::format_timestamp(context_.now));
    json_.key("rule_set").raw(rule_set_json(rules_, context_.sha256, context_.limits));
    std::string decision;
    DecisionWriter(rules_, context_.locale, context_.forms)
        .write(decision, explanation.decision, subject_member(rules_.subject, context_.subject));
    json_.key("decision").raw(decision);
    json_.key("segments").begin_array();
    for (const ExplainedCondition& segment : explanation.segments) {
      condition(rules_.segments[segment.index].id, segment.condition);
    }
    json_.end_array().key("rules").begin_array();
    for (const ExplainedRule& rule : explanation.rules) write_rule(rule);
    json_.end_array();
    if (explanation.rules_left_out > 0) json_.key("rules_left_out").number(explanation.rules_left_out);
    json_.key("alternatives").begin_array();
    for (const ExplainedCondition& alternative : explanation.alternatives) {
      condition(rules_.alternatives[alternative.index].id, alternative.condition);
    }
    json_.end_array();
    write_definitions(explanation);
    json_.end_object();
  }

 private:
  void write_definitions(const Explanation& explanation) {
    if (explanation.definitions.empty()) return;
    json_.key("definitions").begin_array();
    for (const explain::ExplainedDefinition& explained : explanation.definitions) {
      const check::Definition& definition = rules_.definitions[explained.index];
      json_.begin_object().key("name").string(definition.name);
      if (definition.title) json_.key("title").string(decide::choose(*definition.title, context_.locale));
      if (explained.base) json_.key("outside_of_segment").boolean(true);
      if (explained.exact) json_.key("exact").boolean(true);
      json_.key("definition");
      write_part(explained.part);
      json_.end_object();
    }
    json_.end_array();
  }

  void condition(std::string_view id, const ExplainedPart& part) {
    json_.begin_object().key("id").string(id).key("condition");
    write_part(part);
    json_.end_object();
  }

  void write_rule(const ExplainedRule& explained) {
    const check::Rule& rule = rules_.rules[explained.rule];
    json_.begin_object().key("id").string(rule.id).key("state").string(to_string(explained.state));
    json_.key("reason").string(rules_.codes[rule.code]);
    if (!rules_.categories[rule.category].empty())
      json_.key("category").string(rules_.categories[rule.category]);
    json_.key("effect").string(to_string(rule.effect)).key("on_missing").string(to_string(rule.on_missing));
    if (rule.title) json_.key("title").string(decide::choose(*rule.title, context_.locale));
    if (rule.active_from) json_.key("active_from").string(values::format_timestamp(*rule.active_from));
    if (rule.active_until) json_.key("active_until").string(values::format_timestamp(*rule.active_until));
    json_.key("at").string(rule.pointer).key("condition");
    write_part(explained.condition);
    if (rule.meta) json_.key("meta").raw(*rule.meta);
    json_.end_object();
  }

  void write_part(const ExplainedPart& part) {
    json_.begin_object().key("text").string(part.text);
    if (const auto* unknown = std::get_if<values::Unknown>(&part.value.content)) {
      const bool here = unknown->cause != values::Cause::none;
      json_.key("unknown").string(here ? values::cause_text(unknown->cause) : "because of its parts");
    } else {
      json_.key("value").value(part.value, part.type);
    }
    if (part.node != nullptr) {
      if (const auto* const note = rules_.nodes.note(*part.node))
        json_.key("note").string(decide::choose(*note, context_.locale));
      json_.key("at").string(rules_.nodes.pointer(*part.node));
      const diagnostics::Span span = part.node->span;
      if (span.end > 0) json_.key("span").begin_array().number(span.begin).number(span.end).end_array();
    }
    if (!part.parts.empty()) {
      json_.key("parts").begin_array();
      for (const ExplainedPart& below : part.parts) write_part(below);
      json_.end_array();
    }
    if (part.definition) json_.key("definition").number(*part.definition);
    if (part.cut) json_.key("parts_left_out").boolean(true);
    if (part.elements) write_elements(*part.elements);
    json_.end_object();
  }

  void write_elements(const explain::ExplainedElements& elements) {
    if (elements.shown == elements.number) return;
    json_.key("elements").begin_object().key("number").number(elements.number);
    if (elements.which != explain::Deciding::none) {
      json_.key("which").string(to_string(elements.which)).key("deciding").number(elements.deciding);
    }
    json_.end_object().key("elements_left_out").number(elements.number - elements.shown);
  }

  json::Writer json_;
  const check::CheckedRuleSet& rules_;
  const ExplanationContext& context_;
};

}  // namespace

std::string explanation_json(const check::CheckedRuleSet& rules, const Explanation& explanation,
                             const ExplanationContext& context) {
  std::string out;
  ExplanationJson(out, rules, context).write(explanation);
  out += '\n';
  return out;
}

}  // namespace eligo::output
