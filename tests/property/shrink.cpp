#include "property/shrink.hpp"

#include <string>
#include <utility>
#include <vector>

#include "expression/parser.hpp"

namespace eligo::property {

namespace {

// Shorter texts of the same expression: a part in place of the whole, an operand in place of a part.
std::vector<std::string> shorter_expressions(const std::string& text) {
  std::vector<std::string> found{"true", "false"};
  std::vector<Diagnostic> diagnostics;
  const auto tree = expression::parse(diagnostics::text_from_memory(text), diagnostics);
  if (!tree) return {};
  const auto cut = [&](diagnostics::Span span) { return text.substr(span.begin, span.end - span.begin); };
  for (const expression::Node& node : tree->nodes) {
    found.push_back(cut(node.span));
    for (const expression::NodeId operand : node.operands) {
      const std::string part = "(" + cut((*tree)[operand].span) + ")";
      found.push_back(text.substr(0, node.span.begin) + part + text.substr(node.span.end));
      found.push_back(text.substr(0, node.span.begin) + cut((*tree)[operand].span) +
                      text.substr(node.span.end));
    }
  }
  std::erase_if(found, [&](const std::string& other) { return other.size() >= text.size(); });
  return found;
}

class Shrinker {
 public:
  Shrinker(Failure failure, const std::function<bool(const Failure&)>& fails)
      : failure_(std::move(failure)), fails_(fails) {}

  Failure run() {
    for (bool again = true; again;) {
      again = false;
      for (const char* part :
           {"rules", "segments", "alternatives", "definitions", "params", "lists", "facts"})
        again = drop_members({part}) || again;
      for (const char* key :
           {"on_missing", "max_reasons", "segments", "alternatives", "definitions", "params", "lists"})
        again = drop({}, key) || again;
      for (const char* part : {"rules", "segments", "alternatives"}) again = shrink_entries(part) || again;
      again = shrink_definitions() || again;
      again = shrink_profile() || again;
    }
    return failure_;
  }

 private:
  using Path = std::vector<std::string>;

  bool accept(Failure smaller) {
    if (!fails_(smaller)) return false;
    failure_ = std::move(smaller);
    return true;
  }

  static Json::json_pointer pointer(const Path& path) {
    Json::json_pointer at;
    for (const std::string& key : path) at /= key;
    return at;
  }
  [[nodiscard]] bool stands(const Json::json_pointer& at) const { return failure_.document.contains(at); }

  bool drop(const Path& path, const std::string& key) {
    const auto at = pointer(path);
    if (!stands(at) || !failure_.document.at(at).is_object() || !failure_.document.at(at).contains(key))
      return false;
    Failure smaller = failure_;
    smaller.document.at(at).erase(key);
    return accept(std::move(smaller));
  }

  bool drop_members(const Path& path) {
    const auto at = pointer(path);
    bool dropped = false;
    for (std::size_t i = 0; stands(at) && i < failure_.document.at(at).size();) {
      Failure smaller = failure_;
      Json& whole = smaller.document.at(at);
      if (whole.is_array()) {
        whole.erase(i);
      } else {
        whole.erase(std::next(whole.begin(), static_cast<std::ptrdiff_t>(i)).key());
      }
      const bool done = accept(std::move(smaller));
      dropped = dropped || done;
      if (!done) ++i;
    }
    return dropped;
  }

  bool replace(const Json::json_pointer& at, Json value) {
    Failure smaller = failure_;
    smaller.document.at(at) = std::move(value);
    return accept(std::move(smaller));
  }

  bool shrink_entries(const std::string& part) {
    bool any = false;
    for (std::size_t i = 0; failure_.document.contains(part) && i < failure_.document[part].size(); ++i) {
      const std::string number = std::to_string(i);
      for (const char* key : {"on_missing", "priority", "active", "review", "always_shown", "message",
                              "remedy", "waives", "params"})
        any = drop({part, number}, key) || any;
      any = drop({part, number, "active"}, "from") || any;
      any = drop({part, number, "active"}, "until") || any;
      any = shrink_condition(pointer({part, number, "when"})) || any;
    }
    return any;
  }

  bool shrink_condition(const Json::json_pointer& at) {
    const Json condition = failure_.document.at(at);
    if (condition.is_string()) return shrink_expression(at);
    if (condition.contains("when")) return replace(at, condition["when"]) || shrink_condition(at / "when");
    for (const char* word : {"all", "any", "none"}) {
      if (!condition.contains(word)) continue;
      for (const Json& part : condition[word])
        if (replace(at, part)) return true;
      bool any = false;
      for (std::size_t i = 0; i < failure_.document.at(at)[word].size(); ++i) {
        Failure smaller = failure_;
        smaller.document.at(at)[word].erase(i);
        if (!smaller.document.at(at)[word].empty() && accept(std::move(smaller))) return true;
        any = shrink_condition(at / word / i) || any;
      }
      return any;
    }
    return false;
  }

  bool shrink_expression(const Json::json_pointer& at) {
    for (const std::string& text : shorter_expressions(failure_.document.at(at).get<std::string>()))
      if (replace(at, text)) return true;
    return false;
  }

  bool shrink_definitions() {
    bool any = false;
    if (!failure_.document.contains("definitions")) return false;
    const Json definitions = failure_.document["definitions"];
    for (const auto& [name, text] : definitions.items())
      any = shrink_expression(pointer({"definitions", name})) || any;
    return any;
  }

  bool shrink_profile() { return shrink_object(Json::json_pointer()); }

  bool shrink_object(const Json::json_pointer& at) {
    bool any = false;
    const Json whole = failure_.profile.at(at);
    if (whole.is_array()) {
      for (std::size_t i = whole.size(); i-- > 0;) {
        Failure smaller = failure_;
        smaller.profile.at(at).erase(i);
        any = accept(std::move(smaller)) || any;
      }
      return any;
    }
    if (!whole.is_object()) return false;
    for (const auto& [key, value] : whole.items()) {
      Failure smaller = failure_;
      smaller.profile.at(at).erase(key);
      any = accept(std::move(smaller)) || shrink_object(at / key) || any;
    }
    return any;
  }

  Failure failure_;
  const std::function<bool(const Failure&)>& fails_;
};

}  // namespace

Failure shrink(Failure failure, const std::function<bool(const Failure&)>& fails) {
  return Shrinker(std::move(failure), fails).run();
}

}  // namespace eligo::property
