#include "document/reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "document/file.hpp"
#include "document/part_readers.hpp"
#include "document/shape.hpp"
#include "json/tree_reader.hpp"

namespace eligo::document {

namespace {

using diagnostics::Code;

constexpr std::array<std::string_view, 18> keys{
    "$schema",    "format",      "id",     "version",      "title",       "description",
    "subject",    "facts",       "params", "lists",        "definitions", "segments",
    "on_missing", "max_reasons", "rules",  "alternatives", "phrases",     "meta"};

// Another version may mean other things by the same keys, so nothing else is read then.
bool is_supported(const Shape& shape, const ObjectShape& object) {
  const auto format = object.require("format");
  if (!format) return true;
  const auto number = shape.integer(*format);
  if (!number || *number == 1) return number.has_value();
  shape.mistakes().error(Code::unsupported_format, shape.place(*format),
                         "format " + std::to_string(*number) + " is not supported",
                         "this version reads format 1");
  return false;
}

void read_head(const Shape& shape, const ObjectShape& object, RuleSetDocument& document) {
  if (const auto schema = object.find("$schema")) static_cast<void>(shape.string(*schema));
  const auto label = [&](const Located& value, LocatedText& part) {
    if (auto text = shape.label(value)) part = std::move(*text);
  };
  if (const auto id = object.require("id")) label(*id, document.id);
  if (const auto version = object.require("version")) label(*version, document.version);
  document.title = object.localized("title");
  document.description = object.localized("description");
  if (const auto subject = object.find("subject")) {
    if (const auto text = shape.label(*subject)) document.subject = text->text;
  }
  if (const auto missing = object.find("on_missing")) {
    document.on_missing = shape.choice(*missing, on_missing_choices());
  }
  if (const auto most = object.find("max_reasons")) {
    document.max_reasons = shape.integer(*most);
    if (document.max_reasons && *document.max_reasons < 1) {
      shape.mistakes().error(Code::invalid_choice, shape.place(*most), "`max_reasons` must be at least 1",
                             "leave it out to show every reason");
    }
  }
  document.meta = object.meta();
}

// What a reader left out without noting a mistake would decide nothing, and nobody would notice.
void check_counts(const Shape& shape, const ObjectShape& object, const RuleSetDocument& document) {
  const std::array<std::pair<std::string_view, std::size_t>, 8> counts{
      {{"facts", document.facts.size()},
       {"params", document.params.size()},
       {"lists", document.lists.size()},
       {"definitions", document.definitions.size()},
       {"segments", document.segments.size()},
       {"rules", document.rules.size()},
       {"alternatives", document.alternatives.size()},
       {"phrases", document.phrases.size()}}};
  for (const auto& [key, count] : counts) {
    const auto found = object.find(key);
    if (!found) continue;
    const auto* items = found->json->as<json::Value::Array>();
    const auto* members = found->json->as<json::Value::Object>();
    if (count == (items != nullptr ? items->size() : members != nullptr ? members->size() : 0)) continue;
    shape.mistakes().error(Code::internal_inconsistency, shape.place(*found),
                           "Eligo failed to read the whole of `" + std::string(key) + "`",
                           "this is a defect of Eligo, not of the rule set; please report it");
  }
}

std::vector<WrittenPhrase> read_phrases(const Shape& shape, const Located& value) {
  std::array<std::string_view, values::phrase_count> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = values::phrase_descriptions()[i].name;
  std::vector<WrittenPhrase> phrases;
  const ObjectShape object(shape, value, names);
  if (!object.is_object()) return phrases;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = object.find(names[i]);
    if (!found) continue;
    if (auto texts = shape.localized(*found))
      phrases.push_back({static_cast<values::Phrase>(i), std::move(*texts)});
  }
  return phrases;
}

RuleSetDocument read_document(const Shape& shape, const Located& root,
                              const std::optional<ListFolder>& folder, const Limits& limits) {
  RuleSetDocument document;
  document.source = shape.source();
  const ObjectShape object(shape, root, keys);
  if (!object.is_object() || !is_supported(shape, object)) return document;
  read_head(shape, object, document);
  if (const auto facts = object.require("facts")) document.facts = read_facts(shape, *facts);
  if (const auto params = object.find("params")) document.params = read_params(shape, *params);
  if (const auto lists = object.find("lists")) document.lists = read_lists(shape, *lists, folder, limits);
  if (const auto definitions = object.find("definitions")) {
    document.definitions = read_definitions(shape, *definitions);
  }
  if (const auto segments = object.find("segments")) document.segments = read_segments(shape, *segments);
  if (const auto rules = object.require("rules")) document.rules = read_rules(shape, *rules);
  if (const auto alternatives = object.find("alternatives")) {
    document.alternatives = read_alternatives(shape, *alternatives);
  }
  if (const auto phrases = object.find("phrases")) document.phrases = read_phrases(shape, *phrases);
  if (!shape.mistakes().has_errors()) check_counts(shape, object, document);
  return document;
}

// A diagnostic about a file of which nothing could be read.
void note_file(std::vector<Diagnostic>& diagnostics, Code code, const std::string& name,
               std::string message) {
  Diagnostic diagnostic = diagnostics::diagnose(code, {}, std::move(message));
  diagnostic.file = name;
  diagnostics.push_back(std::move(diagnostic));
}

// Places in a text are counted in 32 bits.
std::size_t byte_limit(const Limits& limits) {
  return std::min<std::size_t>(limits.rule_set_bytes, 0xFFFF'FFF0);
}

std::string too_large(const Limits& limits) {
  return "the rule set is larger than " + std::to_string(byte_limit(limits)) + " bytes";
}

}  // namespace

std::shared_ptr<const diagnostics::Source> make_source(std::string text, const std::string& name,
                                                       const Limits& limits,
                                                       std::vector<Diagnostic>& diagnostics) {
  if (text.size() <= byte_limit(limits)) return diagnostics::make_source(name, std::move(text));
  note_file(diagnostics, Code::json_too_large, name, too_large(limits));
  return nullptr;
}

std::optional<RuleSetDocument> read_file(const std::filesystem::path& path,
                                         std::vector<Diagnostic>& diagnostics, const Limits& limits) {
  FileContent content = read_document_bytes(path, byte_limit(limits));
  if (content.outcome == FileContent::Outcome::unreadable) {
    note_file(diagnostics, Code::file_unreadable, path.string(),
              "the rule set cannot be read: " + content.reason);
    return std::nullopt;
  }
  if (content.outcome == FileContent::Outcome::too_large) {
    note_file(diagnostics, Code::json_too_large, path.string(), too_large(limits));
    return std::nullopt;
  }
  const std::filesystem::path folder =
      path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  return read_text(std::move(content.text), path.string(), folder, diagnostics, limits);
}

std::optional<RuleSetDocument> read_text(std::string text, const std::string& name,
                                         const std::optional<ListFolder>& folder,
                                         std::vector<Diagnostic>& diagnostics, const Limits& limits) {
  const auto source = make_source(std::move(text), name, limits, diagnostics);
  if (source == nullptr) return std::nullopt;
  diagnostics::MistakeList mistakes(diagnostics);
  const auto root = json::read_tree(source, limits.json_depth, mistakes);
  if (!root) {
    mistakes.finish(name);
    return std::nullopt;
  }
  const Shape shape(source, mistakes);
  RuleSetDocument document = read_document(shape, {&*root, {}, {}}, folder, limits);
  mistakes.finish(name);
  if (mistakes.has_errors()) return std::nullopt;
  return document;
}

}  // namespace eligo::document
