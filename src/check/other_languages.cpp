#include "check/other_languages.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "expression/other_languages.hpp"
#include "expression/printer.hpp"
#include "text/ascii.hpp"

namespace eligo::check {

namespace {

using expression::grouped;
using expression::NodeKind;
using expression::Tree;
using values::Kind;

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 6> comparisons{
    {{"equals", "=="}, {"eq", "=="}, {"equalTo", "=="}, {"notEquals", "!="}, {"ne", "!="}, {"neq", "!="}}};

constexpr std::array<Pair, 16> calendar_fields{{{"year", "getFullYear"},
                                                {"month", "getMonth"},
                                                {"day", "getDate"},
                                                {"date", "getDate"},
                                                {"dayOfMonth", "getDate"},
                                                {"day_of_month", "getDate"},
                                                {"dayOfWeek", "getDayOfWeek"},
                                                {"day_of_week", "getDayOfWeek"},
                                                {"weekday", "getDayOfWeek"},
                                                {"dayOfYear", "getDayOfYear"},
                                                {"hour", "getHours"},
                                                {"hours", "getHours"},
                                                {"minute", "getMinutes"},
                                                {"minutes", "getMinutes"},
                                                {"second", "getSeconds"},
                                                {"seconds", "getSeconds"}}};

// Names that people know a zone by, and offsets that have several names.
constexpr std::array<Pair, 22> zones{
    {{"Asia/Beijing", "China's zone is `Asia/Shanghai`; or write `+08:00`"},
     {"Asia/Peking", "China's zone is `Asia/Shanghai`; or write `+08:00`"},
     {"Asia/Guangzhou", "China's zone is `Asia/Shanghai`; or write `+08:00`"},
     {"Asia/Shenzhen", "China's zone is `Asia/Shanghai`; or write `+08:00`"},
     {"Beijing", "China's zone is `Asia/Shanghai`; or write `+08:00`"},
     {"China", "China's zone is `Asia/Shanghai`; or write `+08:00`"},
     {"Asia/Mumbai", "India's zone is `Asia/Kolkata`; or write `+05:30`"},
     {"Asia/Delhi", "India's zone is `Asia/Kolkata`; or write `+05:30`"},
     {"CST", "`Asia/Shanghai` or `America/Chicago`?"},
     {"IST", "`Asia/Kolkata`, `Europe/Dublin` or `Asia/Jerusalem`?"},
     {"BST", "`Europe/London` or `Asia/Dhaka`?"},
     {"AST", "`America/Halifax` or `Asia/Riyadh`?"},
     {"PST", "`America/Los_Angeles` or `Asia/Manila`?"},
     {"PDT", "`America/Los_Angeles`?"},
     {"CDT", "`America/Chicago` or `America/Havana`?"},
     {"EDT", "`America/New_York`?"},
     {"MDT", "`America/Denver`?"},
     {"CEST", "`Europe/Berlin`?"},
     {"JST", "`Asia/Tokyo`?"},
     {"KST", "`Asia/Seoul`?"},
     {"SGT", "`Asia/Singapore`?"},
     {"HKT", "`Asia/Hong_Kong`?"}}};

constexpr std::array<std::string_view, 12> names_of_now{"today",
                                                        "Today",
                                                        "TODAY",
                                                        "NOW",
                                                        "Now",
                                                        "current_time",
                                                        "current_date",
                                                        "currentTime",
                                                        "CURRENT_DATE",
                                                        "CURRENT_TIMESTAMP",
                                                        "current_timestamp",
                                                        "sysdate"};

template <std::size_t Size>
std::string_view meant(const std::array<Pair, Size>& table, std::string_view word) {
  const auto* const found = std::ranges::find_if(table, [&](const Pair& each) { return each.first == word; });
  return found == table.end() ? std::string_view{} : found->second;
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// The operands of a call, as they are written; the target of a member call is the first.
std::vector<std::string> texts_of(const Tree& tree, expression::NodeId call) {
  std::vector<std::string> texts;
  for (const expression::NodeId operand : tree[call].operands)
    texts.push_back(expression::print(tree, operand));
  return texts;
}

std::string write(std::string text) { return "write `" + std::move(text) + "`"; }

// The comparison that a node is the left side of, written with another left side; else that alone.
std::string with_comparison(const Tree& tree, expression::NodeId id, const std::string& left) {
  for (const expression::Node& node : tree.nodes) {
    if (node.kind != NodeKind::binary || node.operands.size() != 2 || node.operands[0] != id) continue;
    return left + " " + node.name + " " + grouped(expression::print(tree, node.operands[1]));
  }
  return left;
}

}  // namespace

std::optional<std::string> foreign_call_hint(const Tree& tree, expression::NodeId call) {
  const expression::Node& written = tree[call];
  const bool member = written.kind == NodeKind::member_call;
  const std::string name = text::lower_ascii(written.name);
  const std::vector<std::string> texts = texts_of(tree, call);
  if (is_any_of(name, {"coalesce", "ifnull", "nvl", "isnull", "ordefault", "orelse", "default"}) &&
      texts.size() == 2)
    return write("has(" + texts[0] + ") ? " + texts[0] + " : " + texts[1]);
  if (name == "between" && texts.size() == 3) {
    const std::string subject = grouped(texts[0]);
    return write(grouped(texts[1]) + " <= " + subject + " && " + subject + " <= " + grouped(texts[2]));
  }
  if (is_any_of(name, {"isempty", "empty", "is_empty"}) && texts.size() == 1)
    return write(grouped(texts[0]) + ".size() == 0");
  if (is_any_of(name, {"isnotempty", "notempty", "is_not_empty", "nonempty"}) && texts.size() == 1)
    return write(grouped(texts[0]) + ".size() > 0");
  if (!member || texts.size() != 2) return std::nullopt;
  const std::string left = grouped(texts[0]), right = grouped(texts[1]);
  if (name == "equalsignorecase") return write(left + ".lowerAscii() == " + right + ".lowerAscii()");
  const std::string_view symbol = meant(comparisons, written.name);
  if (symbol.empty()) return std::nullopt;
  return write(left + " " + std::string(symbol) + " " + right);
}

std::string foreign_field_hint(const Tree& tree, expression::NodeId selection, const values::Type& of) {
  const expression::Node& written = tree[selection];
  const std::string target = grouped(expression::print(tree, written.operands.front()));
  const bool sized = of.kind == Kind::list || of.kind == Kind::string;
  if (sized && is_any_of(written.name, {"length", "len", "count", "Length", "Count"}))
    return write(target + ".size()");
  if (of.kind == Kind::timestamp) {
    const std::string_view function = meant(calendar_fields, written.name);
    if (!function.empty())
      return write(target + "." + std::string(function) + "('Asia/Shanghai')") + ", with your zone";
  }
  if (of.kind != Kind::list || of.element->kind != Kind::record) return {};
  const auto& fields = *of.element->fields;
  const bool has_field =
      std::ranges::any_of(fields, [&](const values::Field& field) { return field.name == written.name; });
  if (!has_field) return {};
  const std::string condition = with_comparison(tree, selection, "x." + written.name);
  return "`" + target + "` is a list: " + write(target + ".exists(x, " + condition + ")");
}

std::string_view foreign_name_hint(std::string_view name) {
  return std::ranges::find(names_of_now, name) == names_of_now.end()
             ? std::string_view{}
             : "write `now`, the instant of the decision";
}

std::string foreign_zone_hint(std::string_view zone) {
  const std::string_view known = meant(zones, zone);
  if (known.starts_with('`')) return "abbreviations are ambiguous: " + std::string(known);
  if (!known.empty()) return std::string(known);
  // `UTC+8`, `GMT+08:00`
  std::string_view offset = zone;
  for (const std::string_view prefix : {"UTC", "GMT", "utc", "gmt"}) {
    if (offset.starts_with(prefix)) offset.remove_prefix(prefix.size());
  }
  const bool is_signed = !offset.empty() && (offset.front() == '+' || offset.front() == '-');
  const std::string_view digits = is_signed ? offset.substr(1) : std::string_view{};
  const bool hours = !digits.empty() && digits.size() <= 2 &&
                     digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (hours) {
    return write(std::string(1, offset.front()) + (digits.size() == 1 ? "0" : "") + std::string(digits) +
                 ":00");
  }
  if (is_zone_abbreviation(zone))
    return "abbreviations are ambiguous: write an IANA name like `Asia/Shanghai`, or an offset like `+08:00`";
  return {};
}

bool is_zone_abbreviation(std::string_view zone) {
  return zone.size() >= 2 && zone.size() <= 5 &&
         std::ranges::all_of(zone, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace eligo::check
