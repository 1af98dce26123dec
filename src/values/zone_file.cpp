#include "values/zone_file.hpp"

#include <bit>
#include <optional>

namespace eligo::values {

namespace {

constexpr std::size_t header_size = 44;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

// The counts of a header, in its order, and the sizes that they come to.
struct Header {
  char version;
  std::uint64_t ut_indicators, standard_indicators, leap_seconds, transitions, types, abbreviation_bytes;

  [[nodiscard]] std::uint64_t data_size(std::uint64_t time_size) const {
    return transitions * (time_size + 1) + types * 6 + abbreviation_bytes + leap_seconds * (time_size + 4) +
           standard_indicators + ut_indicators;
  }
};

std::optional<Header> read_header(std::string_view bytes) {
  if (bytes.size() < header_size || !bytes.starts_with("TZif")) return std::nullopt;
  const auto count = [&](std::size_t index) { return big_endian(bytes.substr(20 + 4 * index, 4)); };
  return Header{bytes[4], count(0), count(1), count(2), count(3), count(4), count(5)};
}

std::variant<ZoneFile, std::string_view> read_transitions(const Header& header, std::string_view bytes) {
  ZoneFile file;
  const std::string_view kinds = bytes.substr(header.transitions * 8, header.transitions);
  const std::string_view types = bytes.substr(header.transitions * 9, header.types * 6);
  const auto offset_of = [&](std::size_t type) {
    return std::bit_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(types.substr(type * 6, 4))));
  };
  constexpr std::int32_t limit = 26 * 3600;  // the standard's
  for (std::size_t type = 0; type < header.types; ++type) {
    if (offset_of(type) <= -limit || offset_of(type) >= limit) return "holds garbage";
  }
  for (std::size_t i = 0; i < header.transitions; ++i) {
    const auto at = std::bit_cast<std::int64_t>(big_endian(bytes.substr(i * 8, 8)));
    const auto kind = static_cast<unsigned char>(kinds[i]);
    if (kind >= header.types || (i > 0 && at <= file.listed.back().at)) return "holds garbage";
    file.listed.push_back({at, offset_of(kind)});
  }
  return file;
}

}  // namespace

std::variant<ZoneFile, std::string_view> read_zone_file(std::string_view bytes) {
  constexpr std::string_view cut_short = "is cut short";
  if (bytes.empty()) return "is empty";
  // The 32-bit part is for old readers.
  const auto old = read_header(bytes);
  if (!old) return std::string_view("TZif").starts_with(bytes.substr(0, 4)) ? cut_short : "is no zone file";
  if (old->version < '2') return "is of format 1, which has no rule for later years";
  if (bytes.size() - header_size < old->data_size(4)) return cut_short;
  bytes.remove_prefix(header_size + old->data_size(4));

  const auto header = read_header(bytes);
  if (!header) return bytes.size() < header_size ? cut_short : "holds garbage";
  bytes.remove_prefix(header_size);
  if (bytes.size() < header->data_size(8)) return cut_short;
  if (header->leap_seconds > 0) return "counts leap seconds";
  auto read = read_transitions(*header, bytes);
  bytes.remove_prefix(header->data_size(8));

  if (auto* const file = std::get_if<ZoneFile>(&read)) {
    if (bytes.size() < 2 || bytes.back() != '\n') return cut_short;
    if (bytes.front() != '\n' || bytes.find('\n', 1) != bytes.size() - 1) return "holds garbage";
    file->rule = bytes.substr(1, bytes.size() - 2);
  }
  return read;
}

}  // namespace eligo::values
