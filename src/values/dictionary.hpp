#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace eligo::values {

/// The strings that a rule set speaks of, numbered from 1 in order of insertion: literals, enum
/// values, list members. Filled while a rule set is loaded, constant afterwards; then safe to read
/// from many threads. Strings of profiles are looked up in it and never added.
class Dictionary {
 public:
  Dictionary() = default;
  Dictionary(Dictionary&&) noexcept = default;
  Dictionary& operator=(Dictionary&&) noexcept = default;
  Dictionary(const Dictionary&) = delete;  // a copy's texts would point into the original
  Dictionary& operator=(const Dictionary&) = delete;
  ~Dictionary() = default;

  /// The number of the string, new or old.
  std::uint32_t insert(std::string_view text);
  /// The number, or StringValue::absent_code.
  [[nodiscard]] std::uint32_t find(std::string_view text) const;
  [[nodiscard]] std::string_view text(std::uint32_t code) const { return *texts_[code - 1]; }
  /// The highest number given so far.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
  std::vector<const std::string*> texts_;  // keys of codes_, whose addresses are stable
};

}  // namespace eligo::values
