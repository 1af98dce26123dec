#include "document/content_hash.hpp"

#include <gtest/gtest.h>

#include "document/sha256.hpp"
#include "unit/document/reading.hpp"

namespace eligo::document {
namespace {

std::string hash_of(const std::string& text, const std::optional<std::filesystem::path>& folder = {}) {
  const Reading reading = read(text, folder);
  EXPECT_TRUE(reading.document) << render(reading.diagnostics);
  return reading.document ? content_hash(*reading.document) : "";
}

TEST(ContentHash, OverlooksLayoutAndNothingElse) {
  const std::string plain = rule_set(R"("meta": {"a": " x ", "b": 1})");
  const std::string hash = hash_of(plain);
  EXPECT_EQ(hash, hash_of("\xEF\xBB\xBF\n" + plain + " \r\n"));
  EXPECT_EQ(hash, hash_of(rule_set("\"meta\" :\n{ \"a\":\" x \"\t,\"b\":1 }")));
  EXPECT_NE(hash, hash_of(rule_set(R"("meta": {"a": "x", "b": 1})")));
  EXPECT_NE(hash, hash_of(rule_set(R"("meta": {"b": 1, "a": " x "})")));
  EXPECT_NE(hash, hash_of(rule_set(R"("meta": {"a": " x ", "b": 1.0})")));
}

TEST(ContentHash, OverlooksTheLayoutOfExpressions) {
  const auto with = [](const std::string& condition, const std::string& text = "a<1") {
    return hash_of(rule_set("\"definitions\": {\"d\": \"" + condition + "\"}, \"meta\": \"" + text + "\""));
  };
  const std::string hash = with("a < 1 && !(a == 2)");
  EXPECT_EQ(hash, with("a<1&&! ( a==2 )"));
  EXPECT_EQ(hash, with("\\u0061 <\\n1 && !(a == 2)", "\\u0061<1"));
  EXPECT_NE(hash, with("a < 1 && a != 2"));
  EXPECT_NE(hash, with("a < 1 && !(a == 2)", "a < 1"));
}

TEST(ContentHash, IsOverTheDocumentedBytes) {
  const test::TemporaryFolder folder;
  folder.write("l.txt", "# remark\n\nb  \na");
  const std::string lists =
      R"("lists": {"l": {"of": "string", "file": "l.txt"}, "m": {"of": "int", "values": [1]}})";
  Sha256 expected;
  expected.add(R"({"format":1,"id":"test","version":"1",)");
  expected.add(R"("lists":{"l":{"of":"string","file":"l.txt"},"m":{"of":"int","values":[1]}},)");
  expected.add(R"("facts":{"a":{"type":"int"}},)");
  expected.add(R"("rules":[{"id":"r","category":"c","effect":"hide","when":"a < 1","reason":"R"}]})");
  expected.add("\nl\n2\nb\na");
  const std::string hash = hash_of(rule_set(lists), folder.path());
  EXPECT_EQ(hash, expected.hex_digest());
  folder.write("l.txt",
               "\xEF\xBB\xBF"
               "b\r\na\r\n# other remark\r\n");
  EXPECT_EQ(hash, hash_of(rule_set(lists), folder.path()));
  folder.write("l.txt", "a\nb\n");
  EXPECT_NE(hash, hash_of(rule_set(lists), folder.path()));
}

}  // namespace
}  // namespace eligo::document
