#include "property/rule_set_generator.hpp"

#include <algorithm>
#include <utility>

#include "property/expression_generator.hpp"

namespace eligo::property {

namespace {

std::string seconds_text(std::int64_t seconds) { return std::to_string(seconds) + "s"; }

class Generator {
 public:
  Generator(Random& random, Theme theme)
      : random_(random),
        theme_(theme),
        vocabulary_(make_vocabulary(random, theme != Theme::everything, theme == Theme::calendar)),
        expressions_(vocabulary_, random) {}

  GeneratedRuleSet run() {
    document_["format"] = 1;
    document_["id"] = "generated";
    document_["version"] = "1";
    add_facts();
    add_params();
    add_lists();
    add_definitions();
    // Segments name codes, and rules give them: the codes are chosen first.
    codes_ = 1 + random_.below(4);
    add_segments();
    if (random_.chance(50)) document_["on_missing"] = missing_word();
    if (random_.chance(20)) document_["max_reasons"] = 1 + random_.below(3);
    add_rules();
    add_alternatives();
    return {std::move(document_), std::move(vocabulary_)};
  }

 private:
  int depth() { return static_cast<int>(1 + random_.below(3)); }
  std::string missing_word() { return random_.pick(std::vector<std::string>{"deny", "hide", "skip"}); }

  void add_facts() {
    Json& facts = document_["facts"] = Json::object();
    for (const FactSpec& fact : vocabulary_.facts) {
      Json& entry = facts[fact.name.text] = Json::object();
      if (fact.records) {
        entry["type"] = "list";
        for (const Name& field : fact.fields) entry["of"][field.text] = type_entry(field);
        continue;
      }
      entry = type_entry(fact.name);
      if (fact.ranged) entry["range"] = {fact.lowest, fact.highest};
    }
  }

  static Json type_entry(const Name& name) {
    Json entry;
    if (!name.values.empty()) {
      entry["type"] = "enum";
      entry["values"] = name.values;
    } else if (name.sort.list) {
      entry["type"] = "list<" + base_name(name.sort.base) + ">";
    } else {
      entry["type"] = base_name(name.sort.base);
    }
    return entry;
  }

  Json param_value(Base base) {
    const Literals& literals = vocabulary_.literals;
    switch (base) {
      case Base::boolean: return random_.chance(50);
      case Base::integer: return random_.pick(literals.integers);
      case Base::floating: return {{"type", "double"}, {"value", Json::parse(random_.pick(literals.floats))}};
      case Base::string: return random_.pick(literals.strings);
      case Base::timestamp:
        return {{"type", "timestamp"}, {"value", moment_text(random_.pick(literals.moments))}};
      case Base::duration:
        return {{"type", "duration"}, {"value", seconds_text(random_.pick(literals.lengths))}};
    }
    return {};
  }

  void add_params() {
    for (const Name& param : vocabulary_.params)
      document_["params"][param.text] = param_value(param.sort.base);
  }

  void add_lists() {
    for (const Name& list : vocabulary_.lists) {
      Json& entry = document_["lists"][list.text];
      entry["of"] = base_name(list.sort.base);
      Json& values = entry["values"] = Json::array();
      const std::size_t count = 1 + random_.below(4);
      for (std::size_t i = 0; i < count; ++i) {
        Json value;
        if (list.sort.base == Base::string) {
          value = random_.pick(vocabulary_.literals.strings);
        } else {
          value = random_.pick(vocabulary_.literals.integers);
        }
        if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
      }
    }
  }

  void add_definitions() {
    const std::size_t count = random_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      Sort sort{static_cast<Base>(random_.below(6)), random_.chance(15)};
      if (theme_ != Theme::everything) sort = {random_.chance(70) ? Base::boolean : Base::duration, false};
      const std::string name = "part" + std::to_string(i);
      const std::string text = expressions_.write(sort, depth());
      bool uses_now = text.find("now") != std::string::npos;
      for (const Name& earlier : vocabulary_.definitions)
        uses_now = uses_now || (earlier.uses_now && text.find(earlier.text) != std::string::npos);
      document_["definitions"][name] = text;
      vocabulary_.definitions.push_back({name, sort, {}, uses_now});
    }
  }

  Json condition(int levels) {
    if (levels == 0 || random_.chance(65)) {
      const std::string text = expressions_.condition(depth());
      if (random_.chance(85)) return text;
      return {{"when", text}, {"note", {{"en", "a part"}}}};
    }
    static const std::vector<std::string> words{"all", "any", "none"};
    Json parts = Json::array();
    const std::size_t count = 1 + random_.below(3);
    for (std::size_t i = 0; i < count; ++i) parts.push_back(condition(levels - 1));
    return {{random_.pick(words), std::move(parts)}};
  }

  std::string code(std::size_t number) const { return "CODE_" + std::to_string(number); }

  void add_segments() {
    const std::size_t count = random_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      Json segment;
      segment["id"] = "segment" + std::to_string(i);
      segment["when"] = condition(1);
      for (const Name& param : vocabulary_.params)
        if (random_.chance(50)) segment["params"][param.text] = param_value(param.sort.base);
      // Only code 0 is certain to be given by a rule.
      if (random_.chance(50)) segment["waives"] = {code(0)};
      document_["segments"].push_back(std::move(segment));
    }
  }

  Json window() {
    Json active = Json::object();
    const std::int64_t from = about_now + 1800 * random_.between(-20, 20);
    if (random_.chance(70)) active["from"] = moment_text(from);
    if (random_.chance(70)) active["until"] = moment_text(from + 1800 * random_.between(1, 20));
    return active;
  }

  std::string message() {
    std::string text = "Because {{of}}";
    for (const FactSpec& fact : vocabulary_.facts)
      if (!fact.name.sort.list && random_.chance(15)) text += " {" + fact.name.text + "}";
    for (const Name& param : vocabulary_.params)
      if (random_.chance(30)) text += " {params." + param.text + "}";
    for (const Name& definition : vocabulary_.definitions)
      if (!definition.sort.list && random_.chance(30)) text += " {" + definition.text + "}";
    return text + ".";
  }

  void add_rules() {
    const std::size_t count = codes_ + random_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t code_number = i == 0 ? 0 : random_.below(codes_);
      Json rule;
      rule["id"] = "rule" + std::to_string(i);
      rule["category"] = "category" + std::to_string(code_number % 2);
      rule["effect"] = random_.chance(40) ? "deny" : "hide";
      rule["when"] = condition(2);
      if (random_.chance(50)) rule["on_missing"] = missing_word();
      rule["reason"] = code(code_number);
      if (random_.chance(40)) rule["priority"] = random_.between(-1, 2);
      const unsigned windows = theme_ == Theme::everything ? 15 : 35;
      if (random_.chance(windows)) rule["active"] = window();
      if (random_.chance(15)) rule["review"] = true;
      if (random_.chance(10)) rule["always_shown"] = true;
      if (random_.chance(30)) rule["message"] = {{"en", message()}, {"zh-CN", message()}};
      if (random_.chance(15)) rule["remedy"] = {{"en", message()}};
      document_["rules"].push_back(std::move(rule));
    }
  }

  void add_alternatives() {
    const std::size_t count = random_.below(3);
    for (std::size_t i = 0; i < count; ++i)
      document_["alternatives"].push_back({{"id", "other" + std::to_string(i)}, {"when", condition(1)}});
  }

  Random& random_;
  Theme theme_;
  Vocabulary vocabulary_;
  ExpressionGenerator expressions_;
  Json document_;
  std::size_t codes_ = 1;
};

}  // namespace

GeneratedRuleSet generate_rule_set(Random& random, Theme theme) { return Generator(random, theme).run(); }

}  // namespace eligo::property
