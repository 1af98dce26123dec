#include "values/phrase.hpp"

namespace eligo::values {

const std::array<PhraseDescription, phrase_count>& phrase_descriptions() noexcept {
  static constexpr std::array<PhraseDescription, phrase_count> descriptions{{
      {"unknown", "unknown", "未知", {}},
      {"missing", "Not decided: {facts} not known.", "无法判定：缺少{facts}。", {"{facts}"}},
      {"failed", "Not decided: {errors}.", "无法判定：{errors}。", {"{errors}"}},
      {"error", "{cause} in `{part}`", "{cause}（`{part}`）", {"{cause}", "{part}"}},
      {"separator", ", ", "、", {}},
      {"division_by_zero", "division by zero", "除数为零", {}},
      {"overflow", "overflow", "数值溢出", {}},
      {"index_out_of_range", "index out of range", "下标越界", {}},
      {"bad_conversion", "conversion not possible", "无法转换", {}},
      {"bad_argument", "argument not valid", "参数无效", {}},
      {"zone_data", "time zone data missing or damaged", "时区数据缺失或损坏", {}},
      {"step_budget", "too many steps", "计算步数超限", {}},
  }};
  return descriptions;
}

}  // namespace eligo::values
