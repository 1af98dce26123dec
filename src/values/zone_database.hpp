#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "values/zone.hpp"

namespace eligo::values {

/// Why a text gives no zone.
struct ZoneFault {
  enum class Kind : std::uint8_t {
    unknown_name,
    no_database,  ///< the folder holds no zones, or there is no such folder
    damaged,      ///< the zone's file cannot be used
  };
  Kind kind = Kind::unknown_name;
  std::string_view damage;  ///< what is wrong with the file, as a phrase that goes after "the file"
};

/// A folder of zone files, as zic makes it and the package tzdata installs it. The names of its zones are
/// read when the first one is looked for, a zone's file when that zone is first looked for; both are then
/// kept. Names are the paths of files below the folder, of letters, digits, `_`, `+`, `-` and `/`;
/// what is not a zone of its own (`posix/…`, `right/…`, `localtime`, `posixrules`, `Factory`) is left out.
/// A text that is not among them never leads to a file. Safe to use from many threads at once.
class ZoneDatabase {
 public:
  /// The folder that the environment variable TZDIR names, as for the C library; else /usr/share/zoneinfo.
  ZoneDatabase();
  explicit ZoneDatabase(std::filesystem::path folder);
  ZoneDatabase(const ZoneDatabase&) = delete;
  ZoneDatabase& operator=(const ZoneDatabase&) = delete;
  ~ZoneDatabase();

  /// A zone by its name or by its fixed offset (which needs no database); valid as long as this object.
  [[nodiscard]] std::variant<Zone, ZoneFault> find(std::string_view text) const;
  /// In ascending order.
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// The bytes of a zone's file.
  [[nodiscard]] std::optional<std::string> file(const std::string& name) const;
  /// The version of the data, like `2025b`, as the file `tzdata.zi` states it; empty where it does not.
  [[nodiscard]] std::string version() const;

 private:
  struct Names;

  std::filesystem::path folder_, absolute_;
  std::unique_ptr<Names> names_;
};

}  // namespace eligo::values
