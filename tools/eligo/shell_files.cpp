#include "shell_files.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace eligo::tool {

namespace {

struct OptionModel {
  std::vector<std::string> names;  // with their dashes; none for the arguments that stand alone
  std::string description;
  std::string value;               // what the help calls it; empty for a flag
  std::vector<std::string> words;  // that the value may be
  [[nodiscard]] bool is_file() const { return value == "FILE"; }
};

struct CommandModel {
  std::string name;
  std::string description;
  std::string footer;
  std::vector<OptionModel> options;
  OptionModel arguments;  // that stand alone
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

CommandModel model_of(const CLI::App& application) {
  CommandModel command{
      application.get_name(), application.get_description(), application.get_footer(), {}, {}};
  for (const CLI::Option* option : application.get_options()) {
    OptionModel model;
    for (const std::string& name : option->get_snames()) model.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) model.names.push_back("--" + name);
    model.description = option->get_description();
    if (option->get_type_size_max() > 0) model.value = option->get_type_name();
    if (model.value.find('|') != std::string::npos) model.words = split(model.value, '|');
    if (model.names.empty())
      command.arguments = std::move(model);
    else
      command.options.push_back(std::move(model));
  }
  return command;
}

std::vector<CommandModel> commands_of(const CLI::App& application) {
  std::vector<CommandModel> commands;
  for (const CLI::App* command : application.get_subcommands({})) commands.push_back(model_of(*command));
  return commands;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

std::string replaced(std::string_view text, char wanted, std::string_view by) {
  std::string out;
  for (const char c : text) {
    if (c == wanted)
      out += by;
    else
      out += c;
  }
  return out;
}

std::string names_of(const CommandModel& command) {
  std::vector<std::string> names;
  for (const OptionModel& option : command.options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return joined(names, " ");
}

// In single quotes, as all three shells read them but for fish, which knows `\'` within.
std::string shell_quoted(std::string_view text) { return "'" + replaced(text, '\'', "'\\''") + "'"; }
std::string fish_quoted(std::string_view text) {
  return "'" + replaced(replaced(text, '\\', "\\\\"), '\'', "\\'") + "'";
}

std::string bash_values(const CommandModel& command) {
  std::string cases;
  for (const OptionModel& option : command.options) {
    if (option.value.empty()) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) patterns.push_back(command.name + ":" + name);
    cases += "    " + joined(patterns, "|") + ") ";
    if (option.is_file())
      cases += "_eligo_files \"$word\"";
    else if (!option.words.empty())
      cases += "_eligo_words " + shell_quoted(joined(option.words, " ")) + " \"$word\"";
    else
      cases += "COMPREPLY=()";
    cases += "; return ;;\n";
  }
  return cases;
}

std::string bash_completion(const CommandModel& application, const std::vector<CommandModel>& commands) {
  std::vector<std::string> names;
  std::string values, options;
  for (const CommandModel& command : commands) {
    names.push_back(command.name);
    values += bash_values(command);
    options +=
        "      " + command.name + ") _eligo_words " + shell_quoted(names_of(command)) + " \"$word\" ;;\n";
  }
  return R"(# Completion of eligo for bash. Made from its options.

_eligo_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2"); }
_eligo_files() {
  compopt -o filenames 2> /dev/null || :  # outside of a completion there is none
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

_eligo() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= at
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((at = 1; at < COMP_CWORD; ++at)); do
    case ${COMP_WORDS[at]} in
      )" +
         joined(names, "|") +
         R"() command=${COMP_WORDS[at]}; break ;;
    esac
  done
  case $command:$before in
)" + values +
         R"(  esac
  if [[ $word == -* ]]; then
    case $command in
      '') _eligo_words )" +
         shell_quoted(names_of(application)) + R"( "$word" ;;
)" + options +
         R"(    esac
  elif [[ -z $command ]]; then
    _eligo_words )" +
         shell_quoted(joined(names, " ")) + R"( "$word"
  else
    _eligo_files "$word"
  fi
}

complete -F _eligo eligo
)";
}

// A description within an argument of zsh's `_arguments`.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_value(const OptionModel& option) {
  if (option.value.empty()) return {};
  const std::string what = option.words.empty() ? zsh_text(option.value) : "value";
  if (option.is_file()) return ":" + what + ":_files";
  return ":" + what + ":" + (option.words.empty() ? "" : "(" + joined(option.words, " ") + ")");
}

std::string zsh_arguments(const CommandModel& command, const std::string& indent) {
  std::string lines;
  for (const OptionModel& option : command.options) {
    for (const std::string& name : option.names) {
      const bool joins = !option.value.empty() && name.starts_with("--");
      lines += indent +
               shell_quoted("*" + name + (joins ? "=" : "") + "[" + zsh_text(option.description) + "]" +
                            zsh_value(option)) +
               " \\\n";
    }
  }
  return lines;
}

std::string zsh_completion(const CommandModel& application, const std::vector<CommandModel>& commands) {
  std::string described, cases;
  for (const CommandModel& command : commands) {
    described += "    " + shell_quoted(command.name + ":" + zsh_text(command.description)) + "\n";
    cases += "    " + command.name + ")\n      _arguments -S \\\n" + zsh_arguments(command, "        ") +
             "        " + shell_quoted("*" + zsh_value(command.arguments)) + "\n      ;;\n";
  }
  return R"(#compdef eligo
# Completion of eligo for zsh. Made from its options.

_eligo_commands() {
  local -a commands=(
)" + described +
         R"(  )
  _describe command commands
}

_eligo() {
  local state line
  _arguments -C \
)" + zsh_arguments(application, "    ") +
         R"(    '1:command:_eligo_commands' \
    '*::argument:->arguments'
  [[ $state == arguments ]] || return
  case $line[1] in
)" + cases +
         R"(  esac
}

_eligo "$@"
)";
}

std::string fish_option(const OptionModel& option, const std::string& condition) {
  std::string line = "complete -c eligo -n " + shell_quoted(condition);
  for (const std::string& name : option.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (option.is_file()) line += " -r -F";
  if (!option.value.empty() && !option.is_file()) line += " -x";
  if (!option.words.empty()) line += " -a " + shell_quoted(joined(option.words, " "));
  return line + " -d " + fish_quoted(option.description) + "\n";
}

std::string fish_completion(const CommandModel& application, const std::vector<CommandModel>& commands) {
  std::string text = "# Completion of eligo for fish. Made from its options.\n\ncomplete -c eligo -f\n";
  for (const OptionModel& option : application.options) text += fish_option(option, "__fish_use_subcommand");
  for (const CommandModel& command : commands) {
    const std::string within = "__fish_seen_subcommand_from " + command.name;
    text += "\ncomplete -c eligo -n __fish_use_subcommand -a " + command.name + " -d " +
            fish_quoted(command.description) + "\n";
    for (const OptionModel& option : command.options) text += fish_option(option, within);
    if (command.arguments.is_file()) text += "complete -c eligo -n " + shell_quoted(within) + " -F\n";
  }
  return text;
}

// Text within a manual page: a hyphen is one that can be copied, and no line begins a request.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool begins = out.empty() || out.back() == '\n';
    if (begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string roff_options(const std::vector<OptionModel>& options) {
  std::string text;
  for (const OptionModel& option : options) {
    std::vector<std::string> forms;
    for (const std::string& name : option.names)
      forms.push_back("\\fB" + roff(name) + "\\fR" +
                      (option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR"));
    text += ".TP\n" + (forms.empty() ? "\\fI" + roff(option.value) + "\\fR" : joined(forms, ", ")) + "\n" +
            roff(option.description) + "\n";
  }
  return text;
}

std::string manual_page(const CommandModel& application, const std::vector<CommandModel>& commands,
                        const std::string& version) {
  static constexpr std::string_view exit_status = "Exit status: ";
  const std::size_t status =
      std::min(application.description.find(exit_status), application.description.size());
  std::string about = application.description.substr(0, status);
  while (!about.empty() && (about.back() == '\n' || about.back() == '.')) about.pop_back();

  std::string text = ".TH ELIGO 1 \"\" \"" + roff(version) + "\" \"User Commands\"\n.SH NAME\neligo \\- " +
                     roff(about) + "\n.SH SYNOPSIS\n";
  for (const CommandModel& command : commands) {
    text += ".B eligo " + command.name + "\n[\\fIOPTIONS\\fR] [\\fI" + roff(command.arguments.value) +
            "\\fR...]\n.br\n";
  }
  text += ".B eligo \\-\\-help\n.SH OPTIONS\n" + roff_options(application.options) + ".SH COMMANDS\n";
  for (const CommandModel& command : commands) {
    text += ".SS eligo " + command.name + "\n" + roff(command.description) + ".\n";
    text += roff_options({command.arguments}) + roff_options(command.options);
    if (!command.footer.empty()) text += ".PP\n.nf\n" + roff(command.footer) + "\n.fi\n";
  }
  if (status < application.description.size())
    text += ".SH EXIT STATUS\n" + roff(application.description.substr(status + exit_status.size())) + "\n";
  return text;
}

}  // namespace

std::string shell_file(const CLI::App& application, std::string_view name) {
  const CommandModel model = model_of(application);
  const std::vector<CommandModel> commands = commands_of(application);
  if (name == "bash") return bash_completion(model, commands);
  if (name == "zsh") return zsh_completion(model, commands);
  if (name == "fish") return fish_completion(model, commands);
  if (name == "man") return manual_page(model, commands, application.version());
  return {};
}

}  // namespace eligo::tool
