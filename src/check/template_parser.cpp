#include "check/template_parser.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/name_use.hpp"
#include "diagnostics/suggestion.hpp"
#include "values/type.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;
using Piece = Template::Piece;

class TemplateParser {
 public:
  TemplateParser(Linking& linking, const diagnostics::LocatedText& located)
      : linking_(linking), located_(located), text_(located.text) {}

  std::optional<Template> run() {
    for (std::size_t at = 0; at < text_.size();) at = read_piece(at);
    flush();
    return fine_ ? std::optional(std::move(result_)) : std::nullopt;
  }

 private:
  // Reads what begins at `at`; gives where the next piece begins.
  std::size_t read_piece(std::size_t at) {
    const char c = text_[at];
    const bool doubled = at + 1 < text_.size() && text_[at + 1] == c;
    if (c != '{' && c != '}') {
      const std::size_t end = std::min(text_.find_first_of("{}", at), text_.size());
      literal_ += text_.substr(at, end - at);
      return end;
    }
    if (doubled) {
      literal_ += c;
      return at + 2;
    }
    if (c == '}') {
      malformed(at, at + 1, "this `}` closes nothing", "a brace in the text is written `}}`");
      return at + 1;
    }
    const std::size_t close = text_.find_first_of("{}", at + 1);
    if (close == std::string_view::npos || text_[close] == '{') {
      malformed(at, at + 1, "this `{` is not closed", "a brace in the text is written `{{`");
      return at + 1;
    }
    read_placeholder(at, close);
    return close + 1;
  }

  void read_placeholder(std::size_t open, std::size_t close) {
    const std::string_view name = text_.substr(open + 1, close - open - 1);
    if (name.empty() || name.find_first_of(" \t\r\n") != std::string_view::npos) {
      malformed(open, close + 1,
                name.empty() ? "the placeholder is empty" : "a placeholder has no white space in it",
                "write `{credit.score}`, `{params.min_score}` or the name of a definition");
      return;
    }
    const auto piece = link(std::string(name));
    if (piece) {
      flush();
      result_.pieces.push_back(*piece);
      return;
    }
    fine_ = false;
    if (any_within({std::string(name)}, linking_.broken)) return;
    linking_.mistakes.error(Code::unknown_placeholder, place(open, close + 1),
                            "no fact, param or definition is called " + quote(name), suggestion(name));
  }

  std::optional<Piece> link(const std::string& name) {
    const Scope& scope = linking_.scope;
    constexpr std::string_view prefix = "params.";
    const auto in = [](const auto& table, const std::string& key) {
      const auto found = table.find(key);
      return found == table.end() ? nullptr : &found->second;
    };
    const bool is_param = name.starts_with(prefix);
    const Scope::Name* found =
        is_param ? in(scope.params, name.substr(prefix.size())) : in(scope.facts, name);
    Piece piece{is_param ? Piece::Kind::parameter : Piece::Kind::fact, {}, 0};
    if (found == nullptr) {
      found = in(scope.definitions, name);
      if (found == nullptr) return std::nullopt;
      piece.kind = Piece::Kind::definition;
    }
    piece.index = found->index;
    if (found->type.kind == values::Kind::list) refuse_list(name);
    return piece;
  }

  void refuse_list(const std::string& name) {
    fine_ = false;
    const std::size_t at = text_.find("{" + name + "}");
    linking_.mistakes.error(Code::unknown_placeholder, place(at, at + name.size() + 2),
                            quote(name) + " is a list; a message can show single values only",
                            "a definition can make one of it, for instance its `size()`");
  }

  void malformed(std::size_t begin, std::size_t end, std::string message, std::string hint) {
    fine_ = false;
    linking_.mistakes.error(Code::malformed_placeholder, place(begin, end), std::move(message),
                            std::move(hint));
  }

  [[nodiscard]] std::string suggestion(std::string_view name) const {
    if (linking_.scope.params.count(std::string(name)) != 0) {
      return "did you mean `params." + std::string(name) + "`?";
    }
    const CheckedRuleSet& rules = linking_.rules;
    const auto names = [&] {
      std::vector<std::string> all;
      for (const Definition& definition : rules.definitions) all.push_back(definition.name);
      for (const Param& param : rules.params) all.push_back("params." + param.name);
      for (const Fact& fact : rules.facts) all.push_back(fact.name);
      return all;
    };
    const std::size_t count = rules.definitions.size() + rules.params.size() + rules.facts.size();
    return diagnostics::did_you_mean(
        linking_.scope.suggester->closest(name, diagnostics::identity(rules.definitions), count, names).name);
  }

  [[nodiscard]] diagnostics::Place place(std::size_t begin, std::size_t end) const {
    return located_.at({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  void flush() {
    if (!literal_.empty()) result_.pieces.push_back({Piece::Kind::text, std::exchange(literal_, {}), 0});
  }

  Linking& linking_;
  const diagnostics::LocatedText& located_;
  std::string_view text_;
  std::string literal_;
  Template result_;
  bool fine_ = true;
};

}  // namespace

std::optional<Template> parse_template(Linking& linking, const diagnostics::LocatedText& text) {
  return TemplateParser(linking, text).run();
}

LocalizedTemplate parse_templates(Linking& linking, const std::optional<document::WrittenText>& text) {
  LocalizedTemplate templates;
  if (!text) return templates;
  for (const document::WrittenText::Entry& entry : text->entries) {
    if (auto parsed = parse_template(linking, entry.text))
      templates.entries.push_back({entry.locale, std::move(*parsed)});
  }
  return templates;
}

}  // namespace eligo::check
