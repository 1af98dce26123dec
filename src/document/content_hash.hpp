#pragma once

#include <string>

#include "document/rule_set_document.hpp"

namespace eligo::document {

/// The identity of a rule set's content: SHA-256, as 64 lower-case hexadecimal digits, over
///
/// 1. the document's text without a byte order mark and without the white space between JSON tokens; strings
///    with no escapes but those that JSON needs, and expressions with the spaces of canonical_spacing;
/// 2. for each list that is read from a file, in the order of the document: a line feed, the list's
///    name, a line feed, how many values it has in decimal, and for each value a line feed and the
///    value as its line has it.
///
/// So layout does not count, that of expressions included, nor do comments and blank lines of list files; all
/// else does, the order of keys included.
[[nodiscard]] std::string content_hash(const RuleSetDocument& document);

}  // namespace eligo::document
