#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/cursor.hpp"
#include "json/key_pattern.hpp"

namespace eligo::profiles {

/// The keys that one kind of object may have, numbered. Profiles of one file nearly always have the same
/// keys in the same order, so the key that came next in the objects before is tried first. One thread at a
/// time.
class KeyTable {
 public:
  /// The number of a name, new or old.
  std::uint32_t insert(std::string_view name);
  /// The number of a name that is in the table.
  [[nodiscard]] std::optional<std::uint32_t> number_of(std::string_view name) const;
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::string& name(std::uint32_t key) const { return names_[key]; }

  /// A new object begins: none of the keys has been seen.
  void begin() {
    ++object_;
    position_ = 0;
  }
  /// Steps over the object's next key. `key` becomes its number, or nothing for a key that is not in the
  /// table, which `name` then names. False where the text is not valid JSON.
  [[nodiscard]] bool next(json::Cursor& cursor, std::optional<std::uint32_t>& key, std::string_view& name) {
    if (position_ < order_.size() && cursor.accept_key(patterns_[order_[position_]])) {
      key = order_[position_++];
      return true;
    }
    if (!cursor.key(name)) return false;
    key = find(name);
    return true;
  }
  /// Notes that the object has this key; false where it has it already.
  [[nodiscard]] bool mark(std::uint32_t key) {
    const bool first = seen_[key] != object_;
    seen_[key] = object_;
    return first;
  }
  [[nodiscard]] bool seen(std::uint32_t key) const { return seen_[key] == object_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name);

  std::vector<std::string> names_;
  std::vector<json::KeyPattern> patterns_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::uint64_t> seen_;   // the object in which each key was seen last
  std::vector<std::uint32_t> order_;  // the keys in the order of the objects before
  std::uint64_t object_ = 0;
  std::size_t position_ = 0;
};

}  // namespace eligo::profiles
