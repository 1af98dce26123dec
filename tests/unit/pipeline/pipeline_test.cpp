#include "pipeline/pipeline.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <stdexcept>
#include <string>
#include <vector>

namespace eligo::pipeline {
namespace {

struct Number {
  int value = 0;
};

/// Numbers from 1 to `last`, written by as many threads.
struct Counting {
  Work<Number> work;
  std::string bytes;
  std::vector<int> done;
  int started = 0;

  Counting(std::size_t threads, int last, std::function<void(int, OutputBuffer&)> write) {
    work.next = [this, last](Number& job) {
      if (started == last) return false;
      job.value = ++started;
      return true;
    };
    work.workers.assign(threads, [write](Number& job, OutputBuffer& out) { write(job.value, out); });
    work.done = [this](const Number& job) { done.push_back(job.value); };
  }

  bool run() {
    return pipeline::run(work, [this](std::string_view text) {
      bytes += text;
      return true;
    });
  }
};

void write_line(int number, OutputBuffer& out) { out.text() += std::to_string(number) + "\n"; }

std::vector<int> numbers(int last) {
  std::vector<int> all;
  for (int number = 1; number <= last; ++number) all.push_back(number);
  return all;
}

std::string lines(int last) {
  std::string text;
  for (int number = 1; number <= last; ++number) text += std::to_string(number) + "\n";
  return text;
}

TEST(Pipeline, KeepsTheOrder) {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    for (const int last : {0, 1, 7, 20, 1000}) {
      Counting counting(threads, last, write_line);
      EXPECT_TRUE(counting.run());
      EXPECT_EQ(counting.bytes, lines(last)) << threads;
      EXPECT_EQ(counting.done, numbers(last)) << threads;
    }
  }
}

TEST(Pipeline, KeepsTheOrderWhereALaterJobEndsFirst) {
  std::latch second_is_done(1);
  Counting counting(2, 2, [&](int number, OutputBuffer& out) {
    number == 2 ? second_is_done.count_down() : second_is_done.wait();
    write_line(number, out);
  });
  EXPECT_TRUE(counting.run());
  EXPECT_EQ(counting.bytes, lines(2));
}

/// Three pieces and something, passed on as they come.
void write_much(int number, OutputBuffer& out) {
  for (int line = 0; line < 7; ++line) {
    out.text().append(OutputBuffer::piece_size / 2, static_cast<char>('a' + number));
    if (!out.pass_on_piece()) return;
  }
}

TEST(Pipeline, PassesMuchOnInPieces) {
  for (const std::size_t threads : {1U, 3U}) {
    Counting counting(threads, 4, write_much);
    std::vector<char> order;
    std::size_t sum = 0, longest = 0;
    EXPECT_TRUE(pipeline::run(counting.work, [&](std::string_view text) {
      longest = std::max(longest, text.size());
      sum += text.size();
      if (order.empty() || order.back() != text.front()) order.push_back(text.front());
      EXPECT_EQ(text.find_first_not_of(text.front()), std::string_view::npos);
      return true;
    }));
    EXPECT_EQ(order, (std::vector<char>{'b', 'c', 'd', 'e'}));
    EXPECT_EQ(sum, 4 * 7 * (OutputBuffer::piece_size / 2));
    EXPECT_LE(longest, 2 * OutputBuffer::piece_size);
  }
}

TEST(Pipeline, EndsWhereTheSinkIsClosed) {
  for (const std::size_t threads : {1U, 2U, 4U}) {
    for (const auto& write : {write_line, write_much}) {
      Counting counting(threads, 1000, write);
      int taken = 0;
      EXPECT_FALSE(pipeline::run(counting.work, [&](std::string_view) { return ++taken < 3; }));
      EXPECT_EQ(taken, 3) << threads;
      EXPECT_LE(counting.started, static_cast<int>(threads) * 4 + 3) << threads;
    }
  }
}

TEST(Pipeline, ThrowsWhatAJobThrewWhenItsTurnHasCome) {
  for (const std::size_t threads : {1U, 2U, 4U}) {
    Counting counting(threads, 100, [](int number, OutputBuffer& out) {
      out.text() += "begun\n";
      if (number == 30 || number == 31) throw std::runtime_error(std::to_string(number));
      out.text().clear();
      write_line(number, out);
    });
    try {
      static_cast<void>(counting.run());
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "30");
    }
    EXPECT_EQ(counting.bytes, lines(29)) << threads;
    EXPECT_EQ(counting.done, numbers(29)) << threads;
  }
}

TEST(Pipeline, WakesWhoWaitsWhereAJobThrows) {
  Counting counting(3, 3, [](int number, OutputBuffer& out) {
    if (number == 1) throw std::runtime_error("first");
    write_much(number, out);  // and waits for its turn, which never comes
  });
  EXPECT_THROW(static_cast<void>(counting.run()), std::runtime_error);
  EXPECT_EQ(counting.bytes, "");
}

TEST(Pipeline, ThrowsWhatTheSinkOrTheInputThrows) {
  for (const std::size_t threads : {1U, 3U}) {
    Counting counting(threads, 10, write_much);
    EXPECT_THROW(static_cast<void>(pipeline::run(
                     counting.work, [](std::string_view) -> bool { throw std::runtime_error("sink"); })),
                 std::runtime_error);
    counting.work.next = [](Number& job) -> bool {
      if (job.value > 0) throw std::runtime_error("input");
      return ++job.value > 0;
    };
    EXPECT_THROW(static_cast<void>(counting.run()), std::runtime_error);
  }
}

/// Throws the third time that it is copied, as there may be no memory for a thread.
struct Unstartable {
  int* copies;

  explicit Unstartable(int& counted) : copies(&counted) {}
  Unstartable(const Unstartable& other) : copies(other.copies) {
    if (++*copies == 3) throw std::runtime_error("no thread");
  }
  Unstartable(Unstartable&&) = default;
  void operator()(std::size_t, OutputBuffer&) const {}
};

TEST(OrderedJobs, EndsTheThreadsThatRunWhereAnotherCannotBeStarted) {
  int copies = -1000;
  const std::vector<OrderedJobs::Worker> workers(5, OrderedJobs::Worker(Unstartable(copies)));
  OrderedJobs jobs(
      16, {[](std::size_t) { return true; }, [](std::size_t) {}, [](std::string_view) { return true; }});
  copies = 0;
  EXPECT_THROW(static_cast<void>(jobs.run(workers)), std::runtime_error);
  EXPECT_EQ(copies, 3);
}

}  // namespace
}  // namespace eligo::pipeline
