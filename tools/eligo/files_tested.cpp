#include "files_tested.hpp"

namespace eligo::tool {

std::vector<output::FileInUse> files_tested(const std::vector<authoring::TestedFile>& tested) {
  std::vector<output::FileInUse> files;
  for (const authoring::TestedFile& file : tested) {
    files.push_back({file.path.string(), -1, "fixtures are read from it"});
    if (!file.file) continue;
    files.push_back({file.file->rules.string(), -1, "it is the rule set"});
    for (const authoring::TableFile& table : file.file->tables)
      files.push_back({table.path.string(), -1, "a table of fixtures is read from it"});
    if (file.decider == nullptr) continue;
    for (const check::List& list : file.decider->rules().lists) {
      if (!list.file.empty())
        files.push_back({list.file, -1, "it is the rule set's list `" + list.name + "`"});
    }
  }
  return files;
}

}  // namespace eligo::tool
