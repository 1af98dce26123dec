#include <gtest/gtest.h>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>

#include "profiles/csv_splitter.hpp"
#include "profiles/format.hpp"
#include "profiles/line_splitter.hpp"
#include "profiles/value_splitter.hpp"

namespace eligo::profiles {
namespace {

/// The records as `line<bytes>`, or `line!` for a flawed one.
template <typename Splitter>
std::string records(std::string text, std::size_t longest = 1000) {
  InputWindow window(ByteSource::from_text(std::move(text)));
  Splitter splitter(longest);
  std::string bytes;
  std::string listed;
  RawRecord record;
  while (splitter.next(window, bytes, record)) {
    listed += std::to_string(record.line);
    switch (record.flaw) {
      case Flaw::none: listed += "<" + bytes.substr(record.begin, record.size) + ">"; break;
      case Flaw::too_long: listed += "!long"; break;
      case Flaw::open_quote: listed += "!quote"; break;
      case Flaw::open_array: listed += "!open"; break;
      case Flaw::after_array: listed += "!after"; break;
    }
  }
  EXPECT_FALSE(splitter.next(window, bytes, record));
  return listed;
}

struct Cut {
  const char *text, *records;
};

template <typename Splitter>
void expect_records(std::initializer_list<Cut> cuts, std::size_t longest = 1000) {
  for (const auto& [text, expected] : cuts) EXPECT_EQ(records<Splitter>(text, longest), expected) << text;
}

TEST(LineSplitter, CutsLines) {
  expect_records<LineSplitter>(
      {
          {"", ""},
          {"\n", ""},
          {"a", "1<a>"},
          {"a\n", "1<a>"},
          {"a\nb", "1<a>2<b>"},
          {"a\r\nb\r\n", "1<a\r>2<b\r>"},
          {"\n \t\r\na\n\n\nb\n\n", "3<a>6<b>"},
          {"0123456789\na\n", "1!long2<a>"},
          {"a\n0123456789", "1<a>2!long"},
          {"01234567\n", "1<01234567>"},
      },
      8);
}

TEST(LineSplitter, FindsTheNextLineBehindOneThatIsMuchTooLong) {
  std::string text = "{}\n" + std::string(5'000'000, 'x') + "\n{}\n";
  EXPECT_EQ(records<LineSplitter>(std::move(text), 1000), "1<{}>2!long3<{}>");
}

TEST(CsvSplitter, CutsRows) {
  expect_records<CsvSplitter>({
      {"", ""},
      {"a,b\n1,2\n", "1<a,b>2<1,2>"},
      {"a,b\r\n1,2\r\n", "1<a,b>2<1,2>"},
      {"a\n\n\nb", "1<a>4<b>"},
      {"\"x\ny\",1\nz,2\n", "1<\"x\ny\",1>3<z,2>"},
      {"\"x\"\"\ny\",1\nz,2\n", "1<\"x\"\"\ny\",1>3<z,2>"},
      {"5\" pipe,1\nz,2\n", "1<5\" pipe,1>2<z,2>"},
      {"a,\"b\nz,2\nlast", "1!quote2<z,2>3<last>"},
      {"a,\"\"\nb", "1<a,\"\">2<b>"},
  });
  EXPECT_EQ(records<CsvSplitter>("0123456789\na\n", 8), "1!long2<a>");
  EXPECT_EQ(records<CsvSplitter>("a,\"01\nb\nc,\"d\"\n", 5), "1!long2<b>3<c,\"d\">");
}

TEST(ValueSplitter, CutsArraysAndSequences) {
  expect_records<ValueSplitter>({
      {"", ""},
      {" ", ""},
      {"[]", ""},
      {"[ ] ", ""},
      {"[{}]", "1<{}>"},
      {" [ {\"a\":[1,2]} ,\n{\"b\":\"],}\\\"\"} ] ", "1<{\"a\":[1,2]}>2<{\"b\":\"],}\\\"\"}>"},
      {"[1,\"a\",null]", "1<1>2<\"a\">3<null>"},
      {"[{},]", "1<{}>2<>"},
      {"[,{}]", "1<>2<{}>"},
      {"[{}", "1<{}>2!open"},
      {"[{},", "1<{}>2!open"},
      {"[{\"a\":1", "1<{\"a\":1>2!open"},
      {"[", "1!open"},
      {"[{}]x", "1<{}>2!after"},
      {"[]x", "1!after"},
      {"[{}}]", "1<{}}>"},
      {"[x y,{}]", "1<x y>2<{}>"},
      {"{\"a\":1}", "1<{\"a\":1}>"},
      {"{\n\"a\": 1\n}\n{\"b\":2}{}", "1<{\n\"a\": 1\n}>2<{\"b\":2}>3<{}>"},
      {"{} nonsense {}", "1<{}>2<nonsense>3<{}>"},
      {"{\"a\"", "1<{\"a\">"},
  });
  EXPECT_EQ(records<ValueSplitter>("[{},{\"a\":\"0123456789\"},{}]", 8), "1<{}>2!long3<{}>");
  const std::string deep = "[" + std::string(3'000'000, '[') + std::string(3'000'000, ']') + ",{}]";
  EXPECT_EQ(records<ValueSplitter>(deep, 8), "1!long2<{}>");
}

TEST(Format, IsDetected) {
  const struct {
    const char *path, *beginning;
    Format format;
  } cases[] = {
      {"a.ndjson", "[", Format::ndjson}, {"a.jsonl", "", Format::ndjson},
      {"a.json", "{}", Format::json},    {"a.csv", "{", Format::csv},
      {"-", "  [1", Format::json},       {"-", "{\"a\":1}\n", Format::ndjson},
      {"-", "{ \n \"a\"", Format::json}, {"-", "id,a\n", Format::csv},
      {"-", "", Format::ndjson},
  };
  for (const auto& [path, beginning, format] : cases)
    EXPECT_EQ(detect_format(path, beginning), format) << beginning;
}

}  // namespace
}  // namespace eligo::profiles
