#include "document/content_hash.hpp"

#include <string_view>

#include "document/sha256.hpp"
#include "json/tree.hpp"

namespace eligo::document {

std::string content_hash(const RuleSetDocument& document) {
  std::string_view text = document.source->text;
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Sha256 hash;
  hash.add(json::compact(text));
  for (const WrittenList& list : document.lists) {
    if (!list.file) continue;
    hash.add("\n" + list.name + "\n" + std::to_string(list.values.size()));
    for (const ScalarLiteral& value : list.values) {
      const auto [begin, end] = value.place.span;
      hash.add("\n");
      hash.add(std::string_view(value.place.source->text).substr(begin, end - begin));
    }
  }
  return hash.hex_digest();
}

}  // namespace eligo::document
