#include "decide/message.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "decide/figures.hpp"

namespace eligo::decide {

namespace {

// The words that come from the program and not from the author, in the languages it speaks.
struct Phrases {
  std::string_view unknown_figure;
  std::string_view facts_before, facts_after;    // around the titles of missing facts
  std::string_view errors_before, errors_after;  // around the causes of run-time errors
  std::string_view separator;
  std::string_view cause_before, cause_after;  // around the part in which an error arose
};

constexpr Phrases english{"unknown", "Not decided: ", " not known.", "Not decided: ", ".", ", ", " in `",
                          "`"};
constexpr Phrases chinese{"未知", "无法判定：缺少", "。", "无法判定：", "。", "、", "（`", "`）"};

std::string_view language_of(std::string_view locale) { return locale.substr(0, locale.find_first_of("-_")); }

bool same_letters(std::string_view left, std::string_view right) {
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

const Phrases& phrases_for(std::string_view locale) {
  return same_letters(language_of(locale), "zh") ? chinese : english;
}

std::string_view chinese_cause(values::Cause cause) {
  switch (cause) {
    case values::Cause::none: return "已知";
    case values::Cause::absent: return "档案中没有";
    case values::Cause::null: return "值为空";
    case values::Cause::wrong_type: return "类型不符";
    case values::Cause::out_of_range: return "超出范围";
    case values::Cause::not_in_enum: return "不在允许的取值中";
    case values::Cause::division_by_zero: return "除数为零";
    case values::Cause::overflow: return "数值溢出";
    case values::Cause::index_out_of_range: return "下标越界";
    case values::Cause::bad_conversion: return "无法转换";
    case values::Cause::bad_argument: return "参数无效";
    case values::Cause::zone_data: return "时区数据缺失或损坏";
    case values::Cause::step_budget: return "计算步数超限";
  }
  return "未知";
}

template <typename Entry>
const Entry* choose_entry(const std::vector<Entry>& entries, std::string_view locale) {
  const auto first = [&](auto&& suits) -> const Entry* {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return suits(entry.locale); });
    return found == entries.end() ? nullptr : &*found;
  };
  if (const auto* entry = first([&](std::string_view tag) { return same_letters(tag, locale); }))
    return entry;
  const auto same_language = [&](std::string_view language) {
    return first([=](std::string_view tag) { return same_letters(language_of(tag), language); });
  };
  if (const auto* entry = same_language(language_of(locale))) return entry;
  if (const auto* entry = same_language("en")) return entry;
  return entries.empty() ? nullptr : &entries.front();
}

std::string render(const check::Template& text, const std::vector<Figure>& figures,
                   const std::vector<values::Value>& shown, std::string_view locale) {
  std::string rendered;
  for (const auto& piece : text.pieces) {
    if (piece.kind == check::Template::Piece::Kind::text) {
      rendered += piece.text;
      continue;
    }
    const auto position = position_of(piece, figures);
    const bool known = position && *position < shown.size() && shown[*position].known();
    rendered +=
        known ? values::display_text(shown[*position]) : std::string(phrases_for(locale).unknown_figure);
  }
  return rendered;
}

std::string_view fact_title(const check::Fact& fact, std::string_view locale) {
  if (fact.title) {
    const auto title = choose(*fact.title, locale);
    if (!title.empty()) return title;
  }
  return fact.name;
}

std::string undecided_message(const check::CheckedRuleSet& rules, const ReasonData& reason,
                              std::string_view locale) {
  const Phrases& phrases = phrases_for(locale);
  std::string text;
  std::string_view separator;
  if (!reason.missing.empty()) {
    text += phrases.facts_before;
    for (const auto& gap : reason.missing) {
      text += separator;
      text += fact_title(rules.facts[gap.index], locale);
      separator = phrases.separator;
    }
    text += phrases.facts_after;
    return text;
  }
  text += phrases.errors_before;
  for (const auto& gap : reason.errors) {
    text += separator;
    text += &phrases == &chinese ? chinese_cause(gap.cause) : values::cause_text(gap.cause);
    text += phrases.cause_before;
    text += rules[gap.index].text;
    text += phrases.cause_after;
    separator = phrases.separator;
  }
  if (reason.errors.empty()) text += phrases.unknown_figure;
  text += phrases.errors_after;
  return text;
}

std::string rule_text(const check::Rule& rule, const check::LocalizedTemplate& text, const ReasonData& reason,
                      std::string_view locale) {
  const check::Template* chosen = choose(text, locale);
  return chosen == nullptr ? std::string() : render(*chosen, figures_of(rule), reason.figures, locale);
}

}  // namespace

const check::Template* choose(const check::LocalizedTemplate& text, std::string_view locale) {
  const auto* entry = choose_entry(text.entries, locale);
  return entry == nullptr ? nullptr : &entry->text;
}

std::string_view choose(const document::LocalizedText& text, std::string_view locale) {
  const auto* entry = choose_entry(text.entries, locale);
  return entry == nullptr ? std::string_view() : std::string_view(entry->text.text);
}

std::string message(const check::CheckedRuleSet& rules, const ReasonData& reason, std::string_view locale) {
  if (reason.bare) return {};
  if (reason.undecided) return undecided_message(rules, reason, locale);
  const auto& rule = rules.rules[reason.text_rule];
  return rule_text(rule, rule.message, reason, locale);
}

std::string remedy(const check::CheckedRuleSet& rules, const ReasonData& reason, std::string_view locale) {
  if (reason.bare) return {};
  const auto& rule = rules.rules[reason.text_rule];
  return rule_text(rule, rule.remedy, reason, locale);
}

}  // namespace eligo::decide
