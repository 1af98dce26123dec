#include "document/list_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "unit/document/reading.hpp"

namespace eligo::document {
namespace {

using test::TemporaryFolder;

std::string with_file(const std::string& file, const std::string& of = "string") {
  return rule_set(R"("lists": {"l": {"of": ")" + of + R"(", "file": ")" + file + R"("}})");
}

std::vector<std::string> values_of(const Reading& reading) {
  std::vector<std::string> values;
  if (!reading.document) return values;
  for (const ScalarLiteral& value : reading.document->lists.at(0).values) {
    values.push_back(std::get<std::string>(value.value.content));
  }
  return values;
}

TEST(ListFile, TakesOneValueALine) {
  const TemporaryFolder folder;
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases{
      {"", {}},
      {"\n\n", {}},
      {"a", {"a"}},
      {"a\nb\n", {"a", "b"}},
      {"a\r\nb\r\n", {"a", "b"}},
      {"\xEF\xBB\xBF"
       "a\n",
       {"a"}},
      {"# remark\na # not a remark  \n  \n#b\n  # c\n", {"a # not a remark"}},
      {" a\n\tb c \t\n", {"a", "b c"}},
      {"\xE4\xB8\xAD\xE6\x96\x87\n", {"\xE4\xB8\xAD\xE6\x96\x87"}},
  };
  for (const auto& [text, expected] : cases) {
    folder.write("lists/l.txt", text);
    const Reading reading = read(with_file("lists/l.txt"), folder.path());
    EXPECT_TRUE(reading.document) << render(reading.diagnostics);
    EXPECT_EQ(values_of(reading), expected) << text;
  }
}

TEST(ListFile, PlacesEachMistakeInTheListFile) {
  const TemporaryFolder folder;
  folder.write("l.txt", "# ages\n1\n x\n-9223372036854775808\n9223372036854775808\n1.5\n0x1\n12 \n+1\n");
  const Reading reading = read(with_file("l.txt", "int"), folder.path());
  EXPECT_FALSE(reading.document);
  std::vector<std::uint32_t> lines;
  for (const Diagnostic& each : reading.diagnostics) {
    EXPECT_EQ(each.code, "E0503");
    EXPECT_EQ(each.file, (folder.path() / "l.txt").string());
    EXPECT_EQ(each.context, "list `l`");
    lines.push_back(each.line);
  }
  EXPECT_EQ(lines, (std::vector<std::uint32_t>{3, 5, 6, 7, 9}));
  folder.write("l.txt", "1\n-2.5\n1e3\nnan\ninf\n1e309\n");
  EXPECT_EQ(read(with_file("l.txt", "double"), folder.path()).codes(),
            (std::vector<std::string>(3, "E0503")));
}

TEST(ListFile, RefusesInvalidUtf8) {
  const TemporaryFolder folder;
  folder.write("l.txt", "fine\n\xE4\xB8\n");
  const Reading reading = read(with_file("l.txt"), folder.path());
  ASSERT_EQ(reading.codes(), (std::vector<std::string>{"E0105"}));
  EXPECT_EQ(reading.diagnostics[0].line, 2U);
}

// A folder with every kind of way out of it.
class LinkFarm : public testing::Test {
 protected:
  LinkFarm() {
    folder_.write("outside/secret.txt", "secret\n");
    folder_.write("rules-more/secret.txt", "secret\n");
    folder_.write("rules/lists/inside.txt", "inside\n");
    const std::filesystem::path rules = folder_.path() / "rules";
    const auto link = [&](const std::string& target, const std::string& name) {
      std::filesystem::create_symlink(target, rules / name);
    };
    link("lists/inside.txt", "link_inside.txt");
    link("lists", "folder_inside");
    link("lists/../link_inside.txt", "link_to_link.txt");
    link("../outside/secret.txt", "link_outside.txt");
    link((folder_.path() / "outside/secret.txt").string(), "absolute_link.txt");
    link("../outside", "folder_outside");
    link("../rules-more/secret.txt", "like_named.txt");
    link("../rules/lists/inside.txt", "out_and_in.txt");
    link("cycle_b.txt", "cycle_a.txt");
    link("cycle_a.txt", "cycle_b.txt");
    link("self.txt", "self.txt");
    link("nowhere.txt", "dangling.txt");
    link(".", "here");
    link("/dev/zero", "device.txt");
    for (int i = 0; i < 60; ++i)
      link(i == 0 ? "lists/inside.txt" : "chain" + std::to_string(i - 1), "chain" + std::to_string(i));
    ::mkfifo((rules / "pipe.txt").c_str(), 0600);
  }

  [[nodiscard]] Reading read_from(const std::string& file) const {
    folder_.write("rules/rule_set.json", with_file(file));
    Reading reading;
    reading.document = read_file(folder_.path() / "rules/rule_set.json", reading.diagnostics);
    return reading;
  }

  TemporaryFolder folder_;
};

TEST_F(LinkFarm, StaysWithinTheFolder) {
  const std::vector<std::string> fine{
      "lists/inside.txt", "./lists/inside.txt",         "lists//inside.txt",
      "link_inside.txt",  "link_to_link.txt",           "folder_inside/inside.txt",
      "out_and_in.txt",   "here/here/lists/inside.txt", "chain20"};
  for (const std::string& file : fine) {
    const Reading reading = read_from(file);
    EXPECT_EQ(values_of(reading), std::vector<std::string>{"inside"}) << file << "\n"
                                                                      << render(reading.diagnostics);
  }
  const std::vector<std::pair<std::string, std::string>> refused{
      {"../outside/secret.txt", "E0502"},
      {"lists/../../outside/secret.txt", "E0502"},
      {"lists/../lists/inside.txt", "E0502"},
      {"..", "E0502"},
      {"/etc/passwd", "E0502"},
      {"//etc/passwd", "E0502"},
      {(folder_.path() / "rules/lists/inside.txt").string(), "E0502"},
      {"link_outside.txt", "E0502"},
      {"absolute_link.txt", "E0502"},
      {"folder_outside/secret.txt", "E0502"},
      {"like_named.txt", "E0502"},
      {"device.txt", "E0502"},
      {".", "E0502"},
      {"", "E0501"},
      {"lists/inside.txt\\u0000.png", "E0501"},
      {"lists", "E0501"},
      {"pipe.txt", "E0501"},
      {"cycle_a.txt", "E0501"},
      {"self.txt", "E0501"},
      {"chain59", "E0501"},
      {"dangling.txt", "E0501"},
      {"missing.txt", "E0501"},
      {"lists/inside.txt/more", "E0501"},
      {std::string(5'000, 'x'), "E0501"},
  };
  for (const auto& [file, code] : refused) {
    const Reading reading = read_from(file);
    EXPECT_FALSE(reading.document) << file;
    EXPECT_EQ(reading.codes(), std::vector<std::string>{code}) << file << "\n" << render(reading.diagnostics);
    EXPECT_EQ(render(reading.diagnostics).find("secret\n"), std::string::npos) << file;
  }
}

TEST_F(LinkFarm, FollowsTheRuleSetsOwnFolder) {
  std::filesystem::create_directory_symlink("rules", folder_.path() / "linked");
  folder_.write("rules/rule_set.json", with_file("lists/inside.txt"));
  std::vector<Diagnostic> diagnostics;
  EXPECT_TRUE(read_file(folder_.path() / "linked/rule_set.json", diagnostics)) << render(diagnostics);
}

TEST(ListFile, NeedsAFolder) {
  EXPECT_EQ(read(with_file("l.txt")).codes(), std::vector<std::string>{"E0501"});
}

TEST(ListFile, ComesFromWhateverGivesIt) {
  std::vector<std::string> asked;
  const ListFolder revision("main:rules/", [&](const std::string& path, std::size_t limit) -> FileContent {
    asked.push_back(path);
    if (path == "gone.txt") return {FileContent::Outcome::unreadable, {}, "it is not in the revision"};
    return {limit < 2 ? FileContent::Outcome::too_large : FileContent::Outcome::read, "a\nb\xff", {}};
  });
  std::vector<Diagnostic> diagnostics;
  const auto read_with = [&](const std::string& file, const Limits& limits = {}) {
    diagnostics.clear();
    EXPECT_FALSE(read_text(with_file(file), "main:rules/x.json", revision, diagnostics, limits));
    return diagnostics.empty() ? Diagnostic{} : diagnostics.front();
  };
  EXPECT_EQ(read_with("l.txt").file, "main:rules/l.txt");
  EXPECT_EQ(read_with("gone.txt").message,
            "the list file `gone.txt` cannot be read: it is not in the revision");
  EXPECT_EQ(read_with("../l.txt").code, "E0502");
  EXPECT_EQ(read_with("/l.txt").code, "E0502");
  Limits limits;
  limits.list_file_bytes = 1;
  EXPECT_EQ(read_with("l.txt", limits).code, "E0504");
  EXPECT_EQ(asked, (std::vector<std::string>{"l.txt", "gone.txt", "l.txt"}));
}

TEST(ListFile, BoundsSizeAndNumber) {
  const TemporaryFolder folder;
  folder.write("l.txt", "a\nb\nc\n");
  Limits limits;
  limits.list_file_bytes = 5;
  EXPECT_EQ(read(with_file("l.txt"), folder.path(), limits).codes(), std::vector<std::string>{"E0504"});
  limits.list_file_bytes = 6;
  limits.list_values = 3;
  EXPECT_TRUE(read(with_file("l.txt"), folder.path(), limits).document);
  limits.list_values = 2;
  EXPECT_EQ(read(with_file("l.txt"), folder.path(), limits).codes(), std::vector<std::string>{"E0214"});
}

TEST(ListFile, ReadsAMillionValues) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "value-" + std::to_string(i) + "\n";
  folder.write("l.txt", text);
  const Reading reading = read(with_file("l.txt"), folder.path());
  ASSERT_TRUE(reading.document);
  EXPECT_EQ(reading.document->lists[0].values.size(), 1'000'000U);
}

}  // namespace
}  // namespace eligo::document
