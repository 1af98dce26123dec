#include "authoring/schema/decision_schema.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <eligo/schema.hpp>
#include <eligo/verdict.hpp>

#include "authoring/schema/schema_writer.hpp"
#include "output/record_keys.hpp"
#include "values/value.hpp"

namespace eligo::authoring {

namespace {

using check::CheckedRuleSet;
using check::Effect;

constexpr std::array verdicts{Verdict::visible, Verdict::hidden, Verdict::denied};
constexpr std::array run_time_errors{values::Cause::division_by_zero,   values::Cause::overflow,
                                     values::Cause::index_out_of_range, values::Cause::bad_conversion,
                                     values::Cause::bad_argument,       values::Cause::zone_data,
                                     values::Cause::step_budget};

class DecisionSchema {
 public:
  DecisionSchema(json::Writer& json, const CheckedRuleSet& rules, std::string_view locale)
      : json_(json), rules_(rules), locale_(locale) {}

  void write() {
    json_.key("oneOf").begin_array();
    reference("decision");
    reference("error");
    json_.end_array();
    json_.key("$defs").begin_object();
    write_decision();
    write_error();
    write_reason();
    definition("verdict",
               [&] { words("enum", verdicts, [](Verdict verdict) { return to_string(verdict); }); });
    definition("instant", [&] { write_instant(json_); });
    definition("subject", [&] {
      json_.key("description").string("Who the profile is about");
      json_.key("type").begin_array().string("string").string("integer").end_array();
    });
    definition("fact", [&] {
      words("enum", rules_.facts, [](const check::Fact& fact) { return std::string_view(fact.name); });
    });
    json_.end_object();
  }

 private:
  template <typename Body>
  void object(const Body& body) {
    json_.begin_object();
    body();
    json_.end_object();
  }
  template <typename Body>
  void definition(std::string_view name, const Body& body) {
    json_.key(name);
    object(body);
  }
  /// A field, what it says, and its schema's members.
  template <typename Body>
  void field(std::string_view name, std::string_view description, const Body& body) {
    json_.key(name).begin_object().key("description").string(description);
    body();
    json_.end_object();
  }
  void reference(std::string_view name) {
    object([&] { refer(name); });
  }
  void refer(std::string_view name) { json_.key("$ref").string("#/$defs/" + std::string(name)); }
  void type(std::string_view name) { json_.key("type").string(name); }
  void text() {
    type("string");
    json_.key("minLength").number(1);
  }
  void only(bool value) { json_.key("const").boolean(value); }
  void only(std::string_view value) { json_.key("const").string(value); }
  void count() {
    type("integer");
    json_.key("minimum").number(1);
  }
  void never(std::string_view name) { json_.key(name).boolean(false); }
  template <typename Items, typename Word>
  void words(std::string_view keyword, const Items& items, const Word& word) {
    json_.key(keyword).begin_array();
    for (const auto& item : items) json_.string(word(item));
    json_.end_array();
  }
  void required(std::initializer_list<std::string_view> names) {
    words("required", names, [](std::string_view name) { return name; });
  }
  template <typename Body>
  void list_of(const Body& items) {
    type("array");
    json_.key("minItems").number(1);
    json_.key("items");
    object(items);
  }
  void names_of_facts() {
    list_of([&] { refer("fact"); });
    json_.key("uniqueItems").boolean(true);
  }

  void write_decision();
  void write_error();
  void write_reason();
  using Rules = std::vector<const check::Rule*>;
  void write_rules_of_code(const Rules& rules);
  void write_refused();
  void write_evidence();
  void write_stamp();

  json::Writer& json_;
  const CheckedRuleSet& rules_;
  std::string_view locale_;
};

void DecisionSchema::write_decision() {
  json_.key("decision").begin_object();
  type("object");
  required({"verdict"});
  json_.key("properties").begin_object();
  definition(output::carried_key(rules_.subject), [&] { refer("subject"); });
  field("file", "Of the record: with `--place`", [&] { text(); });
  field("line", "Of the record, or the number of the element of a JSON array: with `--place`",
        [&] { count(); });
  definition("verdict", [&] { refer("verdict"); });
  if (rules_.segments.empty()) {
    never("segment");
  } else {
    field("segment", "The first whose condition is true", [&] {
      words("enum", rules_.segments,
            [](const check::Segment& segment) { return std::string_view(segment.id); });
    });
  }
  field("reasons", "Why the verdict is not visible, in the order in which they count",
        [&] { list_of([&] { refer("reason"); }); });
  if (rules_.max_reasons) {
    field("shown", "The codes of the reasons that are meant for the applicant, in order", [&] {
      list_of([&] {
        words("enum", rules_.codes, [](const std::string& code) { return std::string_view(code); });
      });
      json_.key("uniqueItems").boolean(true);
    });
  } else {
    never("shown");
  }
  field("waived", "Reasons that do not count in the segment", [&] { list_of([&] { refer("reason"); }); });
  field("review", "A person should look", [&] { only(true); });
  if (rules_.alternatives.empty()) {
    never("alternatives");
  } else {
    field("alternatives", "Other products to offer", [&] {
      list_of([&] {
        type("object");
        required({"id"});
        json_.key("properties").begin_object();
        definition("id", [&] {
          words("enum", rules_.alternatives,
                [](const check::Alternative& alternative) { return std::string_view(alternative.id); });
        });
        for (const std::string_view name : {"title", "message"}) definition(name, [&] { text(); });
        json_.end_object();
      });
    });
  }
  write_refused();
  field("bounds", "The verdicts that facts which are missing could still give", [&] {
    type("object");
    required({"best", "worst"});
    json_.key("properties").begin_object();
    for (const std::string_view name : {"best", "worst"}) definition(name, [&] { refer("verdict"); });
    json_.end_object();
  });
  field("needs", "The missing facts that could change the verdict", [&] { names_of_facts(); });
  field("retry_at", "When the verdict gets better by time alone", [&] { refer("instant"); });
  field("valid_until", "When anything of the decision could change", [&] { refer("instant"); });
  field("times_bounded", "The search for these two was cut short", [&] { only(true); });
  write_stamp();
  json_.end_object().end_object();
}

void DecisionSchema::write_refused() {
  field("refused", "Values of the profile that their facts do not take", [&] {
    list_of([&] {
      type("object");
      required({"fact", "cause", "expected"});
      json_.key("properties").begin_object();
      std::vector<std::string_view> names;
      for (const check::Fact& fact : rules_.facts) {
        names.emplace_back(fact.name);
        for (const check::RecordField& record_field : fact.fields) names.emplace_back(record_field.path);
      }
      definition("fact", [&] { words("enum", names, [](std::string_view name) { return name; }); });
      definition("cause", [&] { words("enum", values::refusals, values::cause_text); });
      definition("expected", [&] { type("string"); });
      json_.end_object();
    });
  });
}

void DecisionSchema::write_stamp() {
  field("rule_set", "Which rule set decided", [&] {
    type("object");
    required({"id", "version", "sha256"});
    json_.key("properties").begin_object();
    definition("id", [&] { only(rules_.id); });
    definition("version", [&] { only(rules_.version); });
    definition("sha256", [&] {
      type("string");
      json_.key("pattern").string("^[0-9a-f]{64}$");
    });
    field("zones", "The version of the time zone data", [&] { text(); });
    field("limits", "Those that are not the usual ones", [&] { text(); });
    json_.end_object();
  });
}

void DecisionSchema::write_error() {
  json_.key("error").begin_object();
  json_.key("description").string("In place of a profile that cannot be read");
  type("object");
  required({"error"});
  json_.key("properties").begin_object();
  definition(output::carried_key(rules_.subject), [&] { refer("subject"); });
  definition("file", [&] { text(); });
  field("line", "From 1", [&] { count(); });
  field("element", "Of a JSON array, from 1", [&] { count(); });
  definition("error", [&] { text(); });
  json_.end_object();
  json_.key("oneOf").begin_array();
  for (const std::string_view name : {"line", "element"}) object([&] { required({name}); });
  json_.end_array().end_object();
}

void DecisionSchema::write_reason() {
  json_.key("reason").begin_object();
  type("object");
  required({"code", "effect", "category", "rules"});
  json_.key("properties").begin_object();
  field("undecided", "With `--detail codes`: no rule hit, but a condition is unknown", [&] { only(true); });
  for (const std::string_view name : {"message", "remedy"}) definition(name, [&] { text(); });
  write_evidence();
  json_.end_object();
  json_.key("oneOf").begin_array();
  std::vector<Rules> by_code(rules_.codes.size());
  for (const check::Rule& rule : rules_.rules) by_code[rule.code].push_back(&rule);
  for (const Rules& rules : by_code) {
    if (!rules.empty()) object([&] { write_rules_of_code(rules); });
  }
  json_.end_array().end_object();
}

/// What the reasons of one code have: their rules, those rules' category and effects.
void DecisionSchema::write_rules_of_code(const Rules& rules) {
  write_text(json_, "title", rules.front()->title, locale_);
  json_.key("properties").begin_object();
  definition("code", [&] { only(rules_.codes[rules.front()->code]); });
  definition("effect", [&] {
    json_.key("enum").begin_array();
    for (const Effect effect : {Effect::deny, Effect::hide}) {
      const bool given = std::ranges::any_of(rules, [&](const check::Rule* rule) {
        return rule->effect == effect || rule->on_missing == effect;
      });
      if (given) json_.string(to_string(effect));
    }
    json_.end_array();
  });
  definition("category", [&] { only(rules_.categories[rules.front()->category]); });
  definition("rules", [&] {
    list_of(
        [&] { words("enum", rules, [](const check::Rule* rule) { return std::string_view(rule->id); }); });
    json_.key("uniqueItems").boolean(true);
  });
  json_.end_object();
}

void DecisionSchema::write_evidence() {
  field("facts", "What made the condition true", [&] {
    type("object");
    json_.key("minProperties").number(1);
    json_.key("properties").begin_object();
    for (const check::Fact& fact : rules_.facts) {
      if (fact.type.kind == values::Kind::list) continue;
      json_.key(fact.name).begin_object();
      write_text(json_, "title", fact.title, locale_);
      write_written_scalar(json_, fact.type);
      json_.end_object();
    }
    json_.end_object();
    json_.key("additionalProperties").boolean(false);
  });
  field("missing", "The facts that an unknown condition hangs on", [&] { names_of_facts(); });
  field("errors", "What went wrong in an unknown condition", [&] {
    list_of([&] {
      type("object");
      required({"part", "at", "error"});
      json_.key("properties").begin_object();
      definition("part", [&] { text(); });
      field("at", "A JSON pointer into the rule set", [&] { type("string"); });
      definition("error", [&] { words("enum", run_time_errors, values::cause_text); });
      json_.end_object();
    });
  });
}

}  // namespace

std::string decision_schema(const CheckedRuleSet& rules, std::string_view sha256, std::string_view locale) {
  std::string text;
  json::Writer json(text);
  begin_schema(json, "decision", decision_form, rules, sha256,
               "What is answered about a profile: a line of `eligo evaluate`");
  write_text(json, "title", rules.title, locale);
  DecisionSchema(json, rules, locale).write();
  json.end_object();
  return finish_schema(text);
}

}  // namespace eligo::authoring
