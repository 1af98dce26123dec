#include "api/fingerprint.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "document/sha256.hpp"
#include "values/type.hpp"

namespace eligo::api {

namespace {

// Texts stand with their length, so that no two types are written alike.
std::string with_length(std::string_view text) {
  return std::to_string(text.size()) + ":" + std::string(text);
}

std::string in_order(std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  std::string text = "{";
  for (const std::string& part : parts) text += with_length(part);
  return text + "}";
}

// Types nest no deeper than a list of flat records.
std::string canonical(const values::Type& type) {
  std::vector<std::string> parts;
  switch (type.kind) {
    case values::Kind::list: return type.element ? "list of " + canonical(*type.element) : "list";
    case values::Kind::record:
      for (const values::Field& field : *type.fields) {
        parts.push_back(with_length(field.name) + canonical(field.type));
      }
      return "record" + in_order(std::move(parts));
    case values::Kind::string: return type.enumeration ? "enum" + in_order(*type.enumeration) : "string";
    case values::Kind::boolean:
    case values::Kind::integer:
    case values::Kind::floating:
    case values::Kind::timestamp:
    case values::Kind::duration:
    case values::Kind::null:
    case values::Kind::any: break;
  }
  return values::type_name(type);
}

}  // namespace

std::uint64_t fingerprint(const check::Fact& fact) {
  document::Sha256 hash;
  hash.add(with_length(fact.name));
  hash.add(canonical(fact.type));
  const std::string digest = hash.hex_digest();
  std::uint64_t number = 0;
  std::from_chars(digest.data(), digest.data() + 16, number, 16);
  return number;
}

}  // namespace eligo::api
