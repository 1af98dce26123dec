#include "share.hpp"

#include "command.hpp"
#include "text/display.hpp"

namespace eligo::tool {

std::optional<authoring::Share> read_share(std::string_view option, const std::string& text,
                                           std::string_view example) {
  auto share = authoring::Share::read(text);
  if (!share)
    say(std::string(option) + ": " + text::quote(text) + " is no share; write it like " +
        std::string(example));
  return share;
}

}  // namespace eligo::tool
