#include "profiles/column_path.hpp"

namespace eligo::profiles {

namespace {

std::vector<std::string> parted(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// `~1` is `/` and `~0` is `~`.
std::string unescaped(std::string_view token) {
  std::string text;
  for (std::size_t at = 0; at < token.size(); ++at) {
    const bool escape =
        token[at] == '~' && at + 1 < token.size() && (token[at + 1] == '0' || token[at + 1] == '1');
    if (escape) ++at;
    text += !escape ? token[at] : token[at] == '1' ? '/' : '~';
  }
  return text;
}

}  // namespace

std::vector<std::string> dotted_path(std::string_view name) { return parted(name, '.'); }

std::vector<std::string> column_path(std::string_view name) {
  return name.starts_with('/') ? pointer_path(name) : dotted_path(name);
}

std::vector<std::string> pointer_path(std::string_view pointer) {
  if (pointer.empty()) return {};
  std::vector<std::string> path = parted(pointer.substr(pointer.starts_with('/') ? 1 : 0), '/');
  for (std::string& token : path) token = unescaped(token);
  return path;
}

}  // namespace eligo::profiles
