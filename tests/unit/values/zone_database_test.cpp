#include "values/zone_database.hpp"

#include <fstream>
#include <set>

#include <gtest/gtest.h>

namespace eligo::values {
namespace {

namespace fs = std::filesystem;

const fs::path system_zones = "/usr/share/zoneinfo";

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A folder for one test, with copies of some of the system's zone files.
class ScratchDatabase : public testing::Test {
 protected:
  void SetUp() override {
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::path(testing::TempDir()) / (std::string("eligo_zones_") + test->name());
    fs::remove_all(folder);
    fs::create_directories(folder / "Europe");
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string damage(const std::string& name) const {
    const ZoneDatabase zones(folder);
    const auto found = zones.find(name);
    const auto* const fault = std::get_if<ZoneFault>(&found);
    if (fault == nullptr) return "none";
    return fault->kind == ZoneFault::Kind::damaged ? std::string(fault->damage) : "not damaged";
  }

  fs::path folder;
  std::string berlin = content(system_zones / "Europe/Berlin");
};

ZoneFault::Kind fault_of(const ZoneDatabase& zones, std::string_view text) {
  return std::get<ZoneFault>(zones.find(text)).kind;
}

TEST(ZoneDatabase, NamesOfZones) {
  const ZoneDatabase zones(system_zones);
  for (const std::string_view text :
       {"Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "EST5EDT"})
    EXPECT_TRUE(std::holds_alternative<Zone>(zones.find(text))) << text;
  EXPECT_EQ(std::get<Zone>(zones.find("Asia/Shanghai")), std::get<Zone>(zones.find("Asia/Shanghai")));
}

TEST(ZoneDatabase, NothingElseIsAZone) {
  const ZoneDatabase zones(system_zones);
  for (const std::string_view text : {"",
                                      "Mars/Olympus",
                                      "../../etc/passwd",
                                      "../zoneinfo/UTC",
                                      "Europe/../Europe/Berlin",
                                      "./UTC",
                                      "/usr/share/zoneinfo/UTC",
                                      "file:UTC",
                                      "file:/usr/share/zoneinfo/UTC",
                                      "libc:localtime",
                                      "libc:UTC",
                                      "localtime",
                                      "posixrules",
                                      "Factory",
                                      "Fixed/UTC+01:00:00",
                                      "Fixed/UTC",
                                      "posix/Europe/Berlin",
                                      "right/Europe/Berlin",
                                      "Europe",
                                      "Europe/",
                                      "/",
                                      "europe/berlin",
                                      "Europe/Berlin ",
                                      "Europe//Berlin",
                                      "Europe/Berlin/x",
                                      "tzdata.zi",
                                      "zone.tab",
                                      "leapseconds",
                                      "CET-1CEST,M3.5.0,M10.5.0/3",
                                      "+8:00"})
    EXPECT_EQ(fault_of(zones, text), ZoneFault::Kind::unknown_name) << text;
  EXPECT_EQ(fault_of(zones, std::string_view("UTC\0", 4)), ZoneFault::Kind::unknown_name);
}

TEST(ZoneDatabase, EveryNameListedIsAZone) {
  const ZoneDatabase zones(system_zones);
  const auto names = zones.names();
  EXPECT_GT(names.size(), 300U);
  for (const std::string& name : names) EXPECT_TRUE(std::holds_alternative<Zone>(zones.find(name))) << name;
}

TEST(ZoneDatabase, FixedOffsetsNeedNone) {
  const ZoneDatabase zones("/nowhere");
  EXPECT_TRUE(std::holds_alternative<Zone>(zones.find("UTC")));
  EXPECT_TRUE(std::holds_alternative<Zone>(zones.find("+08:00")));
  EXPECT_EQ(fault_of(zones, "Asia/Shanghai"), ZoneFault::Kind::no_database);
  EXPECT_EQ(fault_of(zones, "Mars/Olympus"), ZoneFault::Kind::no_database);
  EXPECT_EQ(zones.version(), "");
}

TEST_F(ScratchDatabase, AnEmptyFolderIsNoDatabase) {
  EXPECT_EQ(fault_of(ZoneDatabase(folder), "Europe/Berlin"), ZoneFault::Kind::no_database);
}

TEST_F(ScratchDatabase, WhateverIsCutOffIsSaid) {
  for (std::size_t size = 0; size < berlin.size(); size += size < 60 ? 1 : 37) {
    write("Europe/Berlin", berlin.substr(0, size));
    EXPECT_EQ(damage("Europe/Berlin"), size == 0 ? "is empty" : "is cut short") << size;
  }
  write("Europe/Berlin", berlin.substr(0, berlin.size() - 1));
  EXPECT_EQ(damage("Europe/Berlin"), "is cut short");
}

TEST_F(ScratchDatabase, DamageIsNotTakenForAMissingZone) {
  const auto changed = [&](std::size_t at, char byte) {
    std::string bytes = berlin;
    bytes[at] = byte;
    return bytes;
  };
  const std::size_t second = berlin.find("TZif", 4);
  ASSERT_NE(second, std::string::npos);
  struct Case {
    std::string bytes, damage;
  };
  for (const Case& c :
       {Case{"no zone at all, but a text of some length that stands in its place", "is no zone file"},
        Case{std::string(5000, '\0'), "is no zone file"}, Case{berlin + "x", "is cut short"},
        Case{berlin + "x\n", "holds garbage"},
        Case{changed(4, '\0'), "is of format 1, which has no rule for later years"},
        Case{changed(32, '\x7f'), "is cut short"}, Case{changed(second, 'x'), "holds garbage"},
        Case{changed(second + 31, '\x01'), "counts leap seconds"}}) {
    write("Europe/Berlin", c.bytes);
    EXPECT_EQ(damage("Europe/Berlin"), c.damage);
  }
  fs::remove(folder / "Europe/Berlin");
  fs::create_symlink("/nowhere", folder / "Europe/Berlin");
  EXPECT_EQ(damage("Europe/Berlin"), "cannot be read");
}

// Whatever is taken has offsets that an offset may have.
TEST_F(ScratchDatabase, AnyByteMayBeWrong) {
  for (std::size_t at = 0; at < berlin.size(); at += 3) {
    std::string bytes = berlin;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    write("Europe/Number" + std::to_string(at), bytes);
  }
  const ZoneDatabase zones(folder);
  for (const std::string& name : zones.names()) {
    const auto found = zones.find(name);
    if (const auto* const zone = std::get_if<Zone>(&found)) {
      for (std::int64_t at = before_year_1; at < 16'000'000'000; at += 100'000'000)
        EXPECT_LT(std::abs(zone->offset_at(at)), 26 * 3600) << name;
    }
  }
}

TEST_F(ScratchDatabase, AFileThatIsAnotherThanBeforeIsNotTakenForIt) {
  write("Europe/Berlin", berlin);
  EXPECT_EQ(damage("Europe/Berlin"), "none");
  write("Europe/Berlin", content(system_zones / "Asia/Shanghai"));
  EXPECT_EQ(damage("Europe/Berlin"), "is not what this process has read before");
}

TEST_F(ScratchDatabase, Version) {
  write("tzdata.zi", "# version 2031c\n# This zic input file is in the public domain.\n");
  EXPECT_EQ(ZoneDatabase(folder).version(), "2031c");
  write("tzdata.zi", "R A 1 2 3\n");
  EXPECT_EQ(ZoneDatabase(folder).version(), "");
}

}  // namespace
}  // namespace eligo::values
