#include "values/zone_database.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <system_error>

#include "values/zone_file.hpp"

namespace eligo::values {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_file = 1UL << 20U;  // those of tzdata have some 4 KB

fs::path system_folder() {
  const char* const folder = std::getenv("TZDIR");
  return folder != nullptr && *folder != '\0' ? folder : "/usr/share/zoneinfo";
}

bool may_stand_in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+' ||
         c == '-' || c == '/';
}

// What lies in the folder of a database and is no zone of its own.
bool is_left_out(std::string_view name) {
  constexpr std::array<std::string_view, 9> others{
      "localtime", "posixrules", "Factory", "leapseconds", "SECURITY", "+VERSION", "posix", "right", "Fixed"};
  return std::ranges::find(others, name) != others.end() || !std::ranges::all_of(name, may_stand_in_name);
}

std::vector<std::string> list_names(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  const std::size_t prefix = (folder / "").native().size();
  fs::recursive_directory_iterator entry(folder / "", fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::string name = entry->path().native().substr(prefix);
    std::error_code unreadable;
    const bool left_out = is_left_out(name);
    if (entry->is_directory(unreadable)) {
      if (left_out) entry.disable_recursion_pending();
    } else if (!left_out) {
      names.push_back(std::move(name));
    }
  }
  std::ranges::sort(names);
  return names;
}

std::optional<std::string> read_whole(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > largest_file) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Whether the library answers as the file has it, which it has perhaps read when the file was another.
bool agree(const ZoneTable& table, const ZoneFile& file) {
  const Zone zone(table);
  return std::ranges::all_of(file.listed, [&](const ZoneFile::Transition& transition) {
    return transition.at < table.begins.front() || zone.offset_at(transition.at) == transition.offset;
  });
}

std::variant<ZoneTable, std::string_view> read_zone(const fs::path& path) {
  const auto bytes = read_whole(path);
  if (!bytes) return "cannot be read";
  const auto read = read_zone_file(*bytes);
  if (const auto* const mistake = std::get_if<std::string_view>(&read)) return *mistake;
  const auto& file = std::get<ZoneFile>(read);
  const std::int64_t last = file.listed.empty() ? before_year_1 : file.listed.back().at;
  if (last <= before_year_1 && file.rule.find(',') != std::string::npos)
    return "has a rule without a beginning";
  auto table = read_zone_table(path, last);
  if (!table) return "holds garbage";
  if (!agree(*table, file)) return "is not what this process has read before";
  return std::move(*table);
}

}  // namespace

// The names, and what became of the zones so far.
struct ZoneDatabase::Names {
  struct Entry {
    std::string name;
    std::once_flag once;
    std::variant<ZoneTable, std::string_view> read;
  };

  std::once_flag once;
  std::vector<Entry> entries;

  Names() = default;

  void list(const fs::path& folder) {
    std::call_once(once, [&] {
      auto names = list_names(folder);
      entries = std::vector<Entry>(names.size());
      for (std::size_t i = 0; i < names.size(); ++i) entries[i].name = std::move(names[i]);
    });
  }
};

ZoneDatabase::ZoneDatabase() : ZoneDatabase(system_folder()) {}
ZoneDatabase::ZoneDatabase(fs::path folder) : folder_(std::move(folder)), names_(std::make_unique<Names>()) {
  std::error_code error;
  absolute_ = fs::absolute(folder_, error);
}
ZoneDatabase::~ZoneDatabase() = default;

std::variant<Zone, ZoneFault> ZoneDatabase::find(std::string_view text) const {
  if (const auto fixed = parse_fixed_zone(text)) return *fixed;
  names_->list(absolute_);
  auto& entries = names_->entries;
  if (entries.empty()) return ZoneFault{ZoneFault::Kind::no_database, {}};
  const auto entry =
      std::lower_bound(entries.begin(), entries.end(), text,
                       [](const auto& one, std::string_view wanted) { return one.name < wanted; });
  if (entry == entries.end() || entry->name != text) return ZoneFault{ZoneFault::Kind::unknown_name, {}};
  std::call_once(entry->once, [&] { entry->read = read_zone(absolute_ / entry->name); });
  if (const auto* const table = std::get_if<ZoneTable>(&entry->read)) return Zone(*table);
  return ZoneFault{ZoneFault::Kind::damaged, std::get<std::string_view>(entry->read)};
}

std::vector<std::string> ZoneDatabase::names() const {
  names_->list(absolute_);
  std::vector<std::string> names;
  for (const auto& entry : names_->entries) names.push_back(entry.name);
  return names;
}

std::optional<std::string> ZoneDatabase::file(const std::string& name) const {
  return read_whole(absolute_ / name);
}

std::string ZoneDatabase::version() const {
  std::ifstream file(absolute_ / "tzdata.zi");
  std::string line;
  constexpr std::string_view introduction = "# version ";
  if (!std::getline(file, line) || !line.starts_with(introduction)) return {};
  return line.substr(introduction.size());
}

}  // namespace eligo::values
