#include "output/output_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

namespace eligo::output {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public testing::Test {
 protected:
  OutputFileTest() { fs::create_directories(folder_); }
  ~OutputFileTest() override { fs::remove_all(folder_); }

  std::string content(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t files() {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  std::string error_;
  fs::path folder_ = fs::path(testing::TempDir()) / ("output_file." + std::to_string(::getpid()));
  fs::path path_ = folder_ / "decisions";
};

TEST_F(OutputFileTest, AppearsWhenItIsWhole) {
  auto file = OutputFile::create(path_, error_);
  ASSERT_TRUE(file) << error_;
  EXPECT_TRUE(file->write("one\n"));
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_TRUE(file->write("two\n"));
  EXPECT_TRUE(file->finish());
  EXPECT_EQ(content(path_), "one\ntwo\n");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, LeavesNothingBehindAndTheOldFileAlone) {
  std::ofstream(path_) << "old";
  {
    auto file = OutputFile::create(path_, error_);
    ASSERT_TRUE(file) << error_;
    EXPECT_TRUE(file->write("half"));
  }
  EXPECT_EQ(content(path_), "old");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, ReplacesTheTargetOfALinkAndKeepsItsMode) {
  std::ofstream(path_) << "old";
  fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("decisions", folder_ / "link");
  auto file = OutputFile::create(folder_ / "link", error_);
  ASSERT_TRUE(file && file->write("new") && file->finish()) << error_;
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(content(path_), "new");
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(OutputFileTest, SaysWhyNot) {
  EXPECT_FALSE(OutputFile::create(folder_ / "none" / "decisions", error_));
  EXPECT_EQ(error_, "No such file or directory");
  auto full = OutputFile::create("/dev/full", error_);
  ASSERT_TRUE(full) << error_;
  EXPECT_FALSE(full->write("x"));
  EXPECT_EQ(full->error(), "No space left on device");
  EXPECT_FALSE(full->finish());
}

}  // namespace
}  // namespace eligo::output
