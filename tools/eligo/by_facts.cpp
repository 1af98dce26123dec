#include "by_facts.hpp"

#include <algorithm>

#include "command.hpp"
#include "diagnostics/suggestion.hpp"

namespace eligo::tool {

void add_by(CLI::App& command, std::vector<std::string>& names, const std::string& description) {
  command.add_option("--by", names, description)->delimiter(',')->allow_extra_args(false)->type_name("FACTS");
}

bool find_facts(const std::vector<FactDescription>& known, const std::vector<std::string>& names,
                std::vector<std::uint32_t>& facts) {
  for (const std::string& name : names) {
    const auto found = std::ranges::find(known, name, &FactDescription::name);
    if (found == known.end()) {
      std::vector<std::string> all;
      all.reserve(known.size());
      for (const FactDescription& fact : known) all.push_back(fact.name);
      const std::string hint = diagnostics::did_you_mean(name, all);
      say("--by: there is no fact `" + name + "`" + (hint.empty() ? "" : "; " + hint));
      return false;
    }
    if (found->type == ValueType::list || !found->used) {
      say("--by: " +
          std::string(found->used ? "a list is nothing to count by: `" : "no rule reads the fact `") + name +
          "`");
      return false;
    }
    facts.push_back(static_cast<std::uint32_t>(found - known.begin()));
  }
  return true;
}

}  // namespace eligo::tool
