// The limits that Eligo is measured against, one a call:
//
//   limits read FILE
//   limits walk FILE lines|stream
//   limits decide FILE OUT brief|eligo lines|stream each|find
//
// Prints what was done; the caller takes the time.

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "json_programs.hpp"

namespace {

using comparison::Documents;
using comparison::Form;
using comparison::Keys;

Form form_of(const std::string& word) { return word == "brief" ? Form::brief : Form::eligo; }
Documents documents_of(const std::string& word) {
  return word == "stream" ? Documents::stream : Documents::lines;
}
Keys keys_of(const std::string& word) { return word == "find" ? Keys::find : Keys::each; }

int run(const std::vector<std::string>& words) {
  unsigned long long done = 0;
  if (words.size() == 2 && words[0] == "read") {
    done = comparison::read_bytes(words[1]);
  } else if (words.size() == 3 && words[0] == "walk") {
    done = comparison::walk(words[1], documents_of(words[2]));
  } else if (words.size() == 6 && words[0] == "decide") {
    done = comparison::decide_file(words[1], words[2], form_of(words[3]), documents_of(words[4]),
                                   keys_of(words[5]));
  } else {
    std::fputs(
        "usage: limits read FILE\n"
        "       limits walk FILE lines|stream\n"
        "       limits decide FILE OUT brief|eligo lines|stream each|find\n",
        stderr);
    return 2;
  }
  std::printf("%llu\n", done);
  return 0;
}

}  // namespace

int main(int count, char** values) {
  try {
    return run({values + 1, values + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
