#include "output/output_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
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

  std::optional<OutputFile> create(const fs::path& path) {
    const auto target = OutputTarget::find(path.string(), error_);
    return target ? OutputFile::create(*target, error_) : std::nullopt;
  }

  std::string error_;
  fs::path folder_ = fs::path(testing::TempDir()) / ("output_file." + std::to_string(::getpid()));
  fs::path path_ = folder_ / "decisions";
};

TEST_F(OutputFileTest, AppearsWhenItIsWhole) {
  auto file = create(path_);
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
    auto file = create(path_);
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
  auto file = create(folder_ / "link");
  ASSERT_TRUE(file && file->write("new") && file->finish()) << error_;
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(content(path_), "new");
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(OutputFileTest, SaysWhyNot) {
  EXPECT_FALSE(create(folder_ / "none" / "decisions"));
  EXPECT_EQ(error_, "No such file or directory");
  auto full = create("/dev/full");
  ASSERT_TRUE(full) << error_;
  EXPECT_FALSE(full->write("x"));
  EXPECT_EQ(full->error(), "No space left on device");
  EXPECT_FALSE(full->finish());
}

TEST_F(OutputFileTest, KnowsAFileByAnyName) {
  std::ofstream(path_) << "old";
  fs::create_hard_link(path_, folder_ / "twin");
  fs::create_symlink("decisions", folder_ / "link");
  const std::vector<FileInUse> used{{"/dev/null", -1, "a device"}, {path_, -1, "it is in use"}};
  for (const char* name : {"decisions", "twin", "link", "./decisions"}) {
    const auto target = OutputTarget::find(folder_ / name, error_);
    ASSERT_TRUE(target) << error_;
    const FileInUse* const same = target->same_as(used);
    ASSERT_TRUE(same) << name;
    EXPECT_EQ(same->reason, "it is in use");
  }
  for (const char* name : {"/dev/null", "/dev/full"}) {
    EXPECT_FALSE(OutputTarget::find(name, error_)->same_as(used));
  }
  EXPECT_FALSE(OutputTarget::find(folder_ / "new", error_)->same_as(used));
}

TEST_F(OutputFileTest, WritesToADescriptorOfTheProcess) {
  const int file = ::open(path_.c_str(), O_CREAT | O_WRONLY, 0600);
  ASSERT_GE(file, 0);
  const auto target = OutputTarget::find("/dev/fd/" + std::to_string(file), error_);
  ASSERT_TRUE(target) << error_;
  EXPECT_EQ(target->kind, OutputTarget::Kind::descriptor);
  EXPECT_EQ(target->descriptor, file);
  auto output = OutputFile::create(*target, error_);
  ASSERT_TRUE(output && output->write("one\n") && output->finish());
  EXPECT_EQ(::write(file, "two\n", 4), 4);  // still open
  ::close(file);
  EXPECT_EQ(content(path_), "one\ntwo\n");
  EXPECT_FALSE(OutputTarget::find("/dev/fd/" + std::to_string(file), error_));
  EXPECT_EQ(error_, "Bad file descriptor");
}

TEST_F(OutputFileTest, FindsWhatKilledRunsLeft) {
  const auto left = folder_ / "decisions.partial.abcdef";
  for (const char* name : {"decisions.partial.abcdef", "decisions.partial.abc", "other.partial.abcdef"}) {
    std::ofstream(folder_ / name) << "half";
  }
  const auto running = create(path_);
  ASSERT_TRUE(running) << error_;
  const auto target = OutputTarget::find(path_, error_);
  EXPECT_EQ(abandoned_partial_files(*target), std::vector<std::string>{left});
}

TEST_F(OutputFileTest, KeepsWhatIsWholeWhereItCannotBeRenamed) {
  auto file = create(path_);
  ASSERT_TRUE(file && file->write("whole")) << error_;
  const std::string beside = file->partial_path();
  fs::create_directory(path_);
  EXPECT_FALSE(file->finish());
  EXPECT_EQ(file->error(), "Is a directory; what was written is whole in " + beside);
  file.reset();
  EXPECT_EQ(content(beside), "whole");
}

TEST_F(OutputFileTest, KnowsAClosedPipe) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  auto file = OutputFile::of_descriptor(ends[1]);
  EXPECT_FALSE(file.write("x"));
  EXPECT_TRUE(file.pipe_closed());
  ::signal(SIGPIPE, before);
  ::close(ends[1]);
}

TEST_F(OutputFileTest, WaitsForAPipeThatDoesNotBlock) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
  const std::string text(1U << 20U, 'x');
  std::size_t count = 0;
  std::thread reader([&] {
    std::string some(1U << 16U, '\0');
    while (const auto size = std::max<ssize_t>(0, ::read(ends[0], some.data(), some.size()))) {
      count += static_cast<std::size_t>(size);
    }
  });
  EXPECT_TRUE(OutputFile::of_descriptor(ends[1]).write(text));
  ::close(ends[1]);
  reader.join();
  ::close(ends[0]);
  EXPECT_EQ(count, text.size());
}

}  // namespace
}  // namespace eligo::output
