#include "api/rule_loading.hpp"

#include <memory>

#include <eligo/rule_set.hpp>

#include "api/content.hpp"

namespace eligo::api {

authoring::RuleLoader rule_loader(const Limits& limits) {
  return [limits](const std::filesystem::path& path) {
    authoring::LoadedRules loaded;
    const Result<RuleSet> rules = RuleSet::try_load(path, limits);
    loaded.files = files_of(path, rules ? &*rules : nullptr);
    if (!rules) {
      loaded.errors = rules.diagnostics();
      return loaded;
    }
    const std::shared_ptr<const Content>& content = Content::shared_by(*rules);
    loaded.decider = {content, &content->decider};
    return loaded;
  };
}

}  // namespace eligo::api
