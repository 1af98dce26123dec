#include "api/rule_loading.hpp"

#include <memory>
#include <utility>

#include <eligo/rule_set.hpp>

#include "api/content.hpp"

namespace eligo::api {

authoring::RuleLoader rule_loader(const Limits& limits) {
  return [limits](const std::filesystem::path& path) {
    authoring::LoadedRules loaded;
    loaded.files.push_back(path);
    const Result<RuleSet> rules = RuleSet::try_load(path, limits);
    if (!rules) {
      loaded.errors = rules.diagnostics();
      return loaded;
    }
    const std::shared_ptr<const Content>& content = Content::shared_by(*rules);
    loaded.decider = {content, &content->decider};
    for (const check::List& list : content->checked->lists) {
      if (!list.file.empty()) loaded.files.emplace_back(list.file);
    }
    return loaded;
  };
}

}  // namespace eligo::api
