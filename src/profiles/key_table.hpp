#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace eligo::profiles {

/// The keys that one kind of object may have, numbered. Profiles of one file nearly always have the same
/// keys in the same order, so the order of the object before is tried first. One thread at a time.
class KeyTable {
 public:
  /// The number of a name, new or old.
  std::uint32_t insert(const std::string& name);
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::string& name(std::uint32_t key) const { return names_[key]; }

  /// A new object begins: none of the keys has been seen.
  void begin();
  /// The number of the next key of the object; nothing for a key that is not in the table.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name);
  /// Notes that the object has this key; false where it has it already.
  [[nodiscard]] bool mark(std::uint32_t key);
  [[nodiscard]] bool seen(std::uint32_t key) const { return seen_[key] == object_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::uint64_t> seen_;      // the object in which each key was seen last
  std::vector<std::uint32_t> expected_;  // key by position in the object before
  std::uint64_t object_ = 0;
  std::size_t position_ = 0;
};

}  // namespace eligo::profiles
