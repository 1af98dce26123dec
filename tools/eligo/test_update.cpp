#include "test_update.hpp"

#include <cstdio>
#include <string>

#include <unistd.h>

#include "authoring/fixtures/fixture_update.hpp"
#include "destination.hpp"
#include "document/file.hpp"
#include "text/display.hpp"

namespace eligo::tool {

namespace {

std::string counted_values(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " expectation" : " expectations");
}

bool agreed(const authoring::FileUpdate& update) {
  const std::string question = "Write " + counted_values(update.changes.size()) + " into " +
                               text::printable(update.path.string()) + "? [y/N] ";
  std::fputs(question.c_str(), stderr);
  std::string answer;
  for (int c = std::getchar(); c != '\n' && c != EOF; c = std::getchar()) answer += static_cast<char>(c);
  return answer == "y" || answer == "Y" || answer == "yes";
}

Status write(const authoring::FileUpdate& update) {
  const document::FileContent now = document::read_document_bytes(update.path, update.before.size() + 1);
  const std::string name = update.path.string();
  if (now.outcome != document::FileContent::Outcome::read || now.text != update.before) {
    say(name + " was changed since it was read; it is left as it is");
    return Status::unusable;
  }
  const Status status = write_file(name, name, update.after, {});
  if (status == Status::well) say(name + ": " + counted_values(update.changes.size()) + " written");
  return status;
}

}  // namespace

Status update_fixtures(const std::vector<authoring::TestedFile>& tested, bool yes,
                       std::vector<std::size_t>& written) {
  bool unasked = false;
  for (std::size_t i = 0; i < tested.size(); ++i) {
    const authoring::FixtureUpdate update = authoring::update_of(tested[i]);
    for (const authoring::FixtureUpdate::Left& left : update.left)
      say(text::quote(left.name) + " in " + tested[i].path.string() + " is left as it is: " + left.why);
    for (const authoring::FileUpdate& file : update.files) {
      const std::string diff = authoring::diff_text(file, wants_color(STDOUT_FILENO));
      if (const Status status = write_text("the difference", diff, output::OutputFile::standard_output());
          status != Status::well)
        return status;
      if (!yes && ::isatty(STDIN_FILENO) == 0) {
        unasked = true;
        continue;
      }
      if (!yes && !agreed(file)) continue;
      if (const Status status = write(file); status != Status::well) return status;
      if (written.empty() || written.back() != i) written.push_back(i);
    }
  }
  if (!unasked) return Status::well;
  say("nothing was written: there is no terminal to ask on; --yes writes without asking");
  return Status::unusable;
}

}  // namespace eligo::tool
