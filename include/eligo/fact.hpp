#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <eligo/lifetime.hpp>

namespace eligo {

namespace api {
struct Content;
}

/// The handle of a fact, looked up once by name (`RuleSet::fact`), so that setting the fact later costs no
/// hashing and no comparison of strings.
///
/// It is good for every rule set that has a fact of this name and type (the fields of records and the values
/// of enums included; not ranges, units, titles), thus for the rule set's next version, too, wherever the
/// fact stands there. Where there is no such fact, whoever takes the handle throws std::invalid_argument.
/// Outlives its rule set. Copying allocates nothing; a handle that was moved from is still the same handle.
class Fact {
 public:
  Fact() = default;  ///< no fact
  Fact(const Fact&) = default;
  Fact& operator=(const Fact&) = default;
  ~Fact() = default;

  /// Its place among the facts of the rule set that gave it, from 0.
  [[nodiscard]] std::uint32_t index() const noexcept { return index_; }
  /// Empty for no fact.
  [[nodiscard]] std::string_view name() const& noexcept ELIGO_LIFETIME_BOUND {
    return name_ ? std::string_view(*name_) : std::string_view();
  }
  std::string_view name() const&& = delete;

 private:
  friend struct api::Content;
  friend class Profile;
  Fact(std::uint32_t index, std::uint64_t fingerprint, std::shared_ptr<const std::string> name)
      : fingerprint_(fingerprint), name_(std::move(name)), index_(index) {}

  std::uint64_t fingerprint_ = 0;  // of name and type
  std::shared_ptr<const std::string> name_;
  std::uint32_t index_ = 0xFFFF'FFFF;
};

}  // namespace eligo
