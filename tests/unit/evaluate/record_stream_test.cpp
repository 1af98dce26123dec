#include "evaluate/record_stream.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace eligo::evaluate {
namespace {

TEST(RecordStream, IsDividedWhereverTheTextIsCut) {
  std::string text;
  std::array<std::string, record_streams> expected;
  for (std::size_t number = 0; number < 50; ++number) {
    const auto stream = static_cast<RecordStream>(number * 7 % record_streams);
    const std::string bytes(number % 9, static_cast<char>('a' + number % 26));
    StreamFrame frame(text, stream);
    text += bytes;
    frame.end();
    expected[static_cast<std::size_t>(stream)] += bytes;
  }
  for (std::size_t piece = 1; piece < 20; ++piece) {
    std::array<std::string, record_streams> got;
    StreamDivider divider([&](RecordStream stream, std::string_view bytes) {
      got[static_cast<std::size_t>(stream)] += bytes;
      return true;
    });
    for (std::size_t at = 0; at < text.size(); at += piece)
      EXPECT_TRUE(divider(std::string_view(text).substr(at, piece)));
    EXPECT_EQ(got, expected) << piece;
  }
}

TEST(RecordStream, StopsWhereNoMoreIsWanted) {
  std::string text;
  StreamFrame frame(text, RecordStream::denied);
  text += "bytes";
  frame.end();
  StreamDivider divider([](RecordStream, std::string_view) { return false; });
  EXPECT_FALSE(divider(text));
}

}  // namespace
}  // namespace eligo::evaluate
