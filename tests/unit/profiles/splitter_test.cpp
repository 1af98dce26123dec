#include <gtest/gtest.h>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "profiles/csv_splitter.hpp"
#include "profiles/format.hpp"
#include "profiles/line_splitter.hpp"
#include "profiles/record_block.hpp"
#include "profiles/value_splitter.hpp"

namespace eligo::profiles {
namespace {

/// A record as `line<bytes>`, or `line!` for a flawed one.
std::string listed(const RawRecord& record, const std::string& bytes) {
  const std::string line = std::to_string(record.line);
  switch (record.flaw) {
    case Flaw::none: return line + "<" + bytes.substr(record.begin, record.size) + ">";
    case Flaw::too_long: return line + "!long";
    case Flaw::bad_quote: return line + "!bad " + std::to_string(record.last_line) + " ";
    case Flaw::open_quote: return line + "!quote " + std::to_string(record.last_line) + " ";
    case Flaw::open_array: return line + "!open";
    case Flaw::after_array: return line + "!after";
    case Flaw::no_comma: return line + "!comma";
  }
  return line;
}

template <typename Splitter>
std::string records(InputWindow& window, Splitter& splitter) {
  std::string bytes;
  std::string all;
  RawRecord record;
  while (splitter.next(window, bytes, record)) all += listed(record, bytes);
  EXPECT_FALSE(splitter.next(window, bytes, record));
  return all;
}

/// The same, whole lines all at once, as many as `most` and a good many bytes at a time.
template <typename Splitter>
std::string records_in_blocks(InputWindow& window, Splitter& splitter, std::size_t most) {
  std::string bytes, spare = "whatever", all;
  std::vector<RawRecord> records;
  bool more = true;
  while (more) {
    bytes.clear();
    records.clear();
    window.fill();
    RecordBlock block{bytes, records, spare, most, 100'000};
    if constexpr (requires { splitter.take_whole(window, block); }) splitter.take_whole(window, block);
    RawRecord record;
    more = splitter.next(window, bytes, record);
    if (more) records.push_back(record);
    for (const RawRecord& each : records) all += listed(each, bytes);
  }
  return all;
}

template <typename Splitter>
std::string records(std::string text, std::size_t longest = 1000) {
  for (const std::size_t most : {std::size_t{1}, std::size_t{2}, std::size_t{1'000'000}}) {
    InputWindow window(ByteSource::from_text(text));
    Splitter splitter(longest), one_by_one(longest);
    InputWindow again(ByteSource::from_text(text));
    EXPECT_EQ(records_in_blocks(window, splitter, most), records(again, one_by_one)) << text.substr(0, 1'000);
  }
  InputWindow window(ByteSource::from_text(std::move(text)));
  Splitter splitter(longest);
  return records(window, splitter);
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

TEST(LineSplitter, CutsMoreThanAWindow) {
  std::string text;
  for (int line = 0; line < 40'000; ++line)
    text += std::string(static_cast<std::size_t>(line) % 71, 'x') + "\n";
  static_cast<void>(records<LineSplitter>(text));
  static_cast<void>(records<CsvSplitter>(text));
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
      {"a,\"\"\nb", "1<a,\"\">2<b>"},
      {"\"a\r\nb\"\r\nc\r\n", "1<\"a\r\nb\">3<c>"},
  });
  EXPECT_EQ(records<CsvSplitter>("0123456789\na\n", 8), "1!long2<a>");
  EXPECT_EQ(records<CsvSplitter>("a,\"01\nb\",cd\nc,\"d\"\n", 5), "1!long3<c,\"d\">");
}

TEST(CsvSplitter, GoesOnBehindTheLineOfAQuoteThatOpensNothing) {
  expect_records<CsvSplitter>({
      {"a,\"6ft\nb,y\nc,\"O, B\"\nd,w\n", "1!bad 3 2<b,y>3<c,\"O, B\">4<d,w>"},
      {"a,\"x\"y\nb,z\n", "1<a,\"x\"y>2<b,z>"},
      {"a,\"1\nb,\"2\nc,\"3\nd,4\n", "1!bad 2 2!bad 3 3!quote 4 "},
      {"\"a\nb\"c\nd\n", "1!bad 2 2<b\"c>3<d>"},
  });
}

TEST(CsvSplitter, TakesWhatFollowsAnOpenQuoteForOneRecord) {
  expect_records<CsvSplitter>({
      {"a,\"b\nz,2\nlast", "1!quote 3 "},
      {"z,2\na,\"b\nz,2\nlast\n", "1<z,2>2!quote 4 "},
      {"a,\"b", "1!quote 1 "},
  });
}

TEST(CsvSplitter, GuessesAtRowsBehindAnOpenQuoteIfAsked) {
  const auto guessed = [](const std::string& text) {
    InputWindow window(ByteSource::from_text(text));
    CsvSplitter splitter(1000, {',', true});
    return records(window, splitter);
  };
  EXPECT_EQ(guessed("a,\"b\nz,2\nlast"), "1!quote 0 2<z,2>3<last>");
  EXPECT_EQ(guessed("a,\"b\na,\"c\nz\n"), "1!bad 2 2!quote 0 3<z>");
}

TEST(CsvSplitter, TakesLinearTime) {
  std::string rows;
  for (int row = 0; row < 1'000'000; ++row) rows += "a\",\"\n";
  for (const char* end : {"", "x\"y\n", "\"x\"y\n"}) {
    for (const bool guess : {false, true}) {
      InputWindow window(ByteSource::from_text(rows + end));
      CsvSplitter splitter(std::size_t{64} << 20U, {',', guess});
      EXPECT_NE(records(window, splitter), "");
    }
  }
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

TEST(ValueSplitter, GoesOnAtTheElementBehindABadOne) {
  expect_records<ValueSplitter>({
      // a bracket or brace that is missing
      {R"([{"a":1},{"b":[1,2},{"c":3}])", R"(1<{"a":1}>2<{"b":[1,2}>3<{"c":3}>)"},
      {R"([{"a":1},{"b":{"x":1},{"c":3},{"d":4}])", R"(1<{"a":1}>2<{"b":{"x":1}>3<{"c":3}>4<{"d":4}>)"},
      {R"([{"a":1},{"b":{"x":1,{"c":3}])", R"(1<{"a":1}>2<{"b":{"x":1>3<{"c":3}>)"},
      {R"([{"a":1},{"b":2])", R"(1<{"a":1}>2<{"b":2>)"},
      {R"([{"a":1},{"b":2],"x":3},{"c":3}])", R"(1<{"a":1}>2<{"b":2],"x":3}>3<{"c":3}>)"},
      {R"([{"l":[{"m":1,{"m":2}]},{"c":3}])", R"(1<{"l":[{"m":1,{"m":2}]}>2<{"c":3}>)"},
      // a quote that is missing
      {R"([{"a":1},{"b":"x},{"c":3},{"d":4}])", R"(1<{"a":1}>2<{"b":"x}>3<{"c":3}>4<{"d":4}>)"},
      {R"([{"a":1},{"b":"x"},{"c":3}])", R"(1<{"a":1}>2<{"b":"x"}>3<{"c":3}>)"},
      {"[{\"b\":\"x},\n{\"c\":3}]", "1<{\"b\":\"x}>2<{\"c\":3}>"},
      // a comma that is missing
      {R"([{"a":1} {"b":2},{"c":3}])", R"(1!comma2<{"b":2}>3<{"c":3}>)"},
      {"[\n{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n]", "1!comma2!comma3<{\"c\":3}>"},
      {R"([{"a":1}};{"b":2}])", R"(1!comma2<{"b":2}>)"},
      {R"([x {"a":1}])", R"(1!comma2<{"a":1}>)"},
      {R"([{"a":1}{"b":2)", R"(1!comma2<{"b":2>3!open)"},
      // two that are missing, in elements that have lines of their own
      {"[\n {\"a\":1},\n {\"b\":[{\"x\":1},\n {\"c\":3},\n {\"d\":4}\n]",
       "1<{\"a\":1}>2<{\"b\":[{\"x\":1}>3<{\"c\":3}>4<{\"d\":4}>"},
  });
  // objects within elements are never taken for elements
  const std::string nested = "[\n{\"a\":[\n{\"x\":1},\n{\"x\":2}\n]},\n{\"b\":[\n{\"x\":1},\n{\"x\":2}\n";
  EXPECT_EQ(records<ValueSplitter>(nested),
            "1<{\"a\":[\n{\"x\":1},\n{\"x\":2}\n]}>2<{\"b\":[\n{\"x\":1},\n{\"x\":2}>3!open");
}

TEST(ValueSplitter, TakesLinearTime) {
  for (const char* element : {"{\"a\":[", "{\"a\":\"x},", "{]},", "\\\"", "{\"a\":1,"}) {
    std::string text = "[";
    for (int number = 0; number < 300'000; ++number) text += element;
    EXPECT_NE(records<ValueSplitter>(text, std::size_t{64} << 20U), "");
  }
}

TEST(Format, IsDetected) {
  const struct {
    const char *path, *beginning;
    Format format;
  } cases[] = {
      {"a.ndjson", "[", Format::ndjson},
      {"a.jsonl", "", Format::ndjson},
      {"a.json", "[{}]", Format::json},
      {"a.csv", "{", Format::csv},
      {"a.json", "{}", Format::ndjson},
      {"a.json", "{\"a\":1}\n{\"a\":2}", Format::ndjson},
      {"a.json", "{}{}", Format::json},
      {"a.json", "{\"a\":1,\n\"b\":2}", Format::json},
      {"a.json", "{\"a\":1\n{\"a\":2}", Format::ndjson},
      {"a.json", "{\"a\":\"x\n{\"a\":2}", Format::ndjson},
      {"a.json", "{\"a\":\n{\"b\":2}}", Format::json},
      {"a.json", "{\"a\":[{},\n{\"b\":2}]}", Format::json},
      {"a.json", "\"text\"", Format::json},
      {"-", "  [1", Format::json},
      {"-", "{\"a\":1}\n", Format::ndjson},
      {"-", "{ \n \"a\"", Format::json},
      {"-", "id,a\n", Format::csv},
      {"-", "", Format::ndjson},
  };
  for (const auto& [path, beginning, format] : cases)
    EXPECT_EQ(detect_format(path, beginning), format) << beginning;
}

}  // namespace
}  // namespace eligo::profiles
