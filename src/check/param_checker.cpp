#include <optional>
#include <string_view>
#include <utility>

#include "check/passes.hpp"
#include "check/scalar.hpp"
#include "diagnostics/suggestion.hpp"
#include "json/number_text.hpp"

namespace eligo::check {

namespace {

using diagnostics::Code;

constexpr ScalarCodes codes{Code::parameter_type, Code::invalid_instant, Code::invalid_duration};

std::string suggestion(const Linking& linking, const std::string& name) {
  const std::vector<Param>& params = linking.rules.params;
  const auto names = [&] {
    std::vector<std::string> all;
    for (const Param& param : params) all.push_back(param.name);
    return all;
  };
  return diagnostics::did_you_mean(
      linking.scope.suggester->closest(name, diagnostics::identity(params), params.size(), names).name);
}

std::optional<std::int32_t> decimals_of(const document::ScalarLiteral& literal) {
  if (!std::holds_alternative<double>(literal.value.content)) return std::nullopt;
  const auto& [source, span, pointer] = literal.place;
  return json::decimals_of(std::string_view(source->text).substr(span.begin, span.end - span.begin));
}

}  // namespace

void check_params(Linking& linking) {
  for (const document::WrittenParam& written : linking.document.params) {
    if (linking.mistakes.enough_errors()) return;
    const MistakeList::Context context(linking.mistakes, "param " + quote(written.name));
    refuse_keyword(written.name, written.name_place, "param", linking.mistakes);
    Param param;
    param.name = written.name;
    param.unit = written.unit;
    param.title = texts_of(written.title);
    param.type = written.type ? scalar_type(written.type->text).value_or(values::Type{})
                              : type_of(written.value.value);
    auto value = convert(written.value, param.type, codes, "the param", linking.mistakes);
    if (!value) {
      linking.broken.insert("params." + param.name);
      continue;
    }
    param.value = std::move(*value);
    param.decimals = decimals_of(written.value);
    const auto index = static_cast<std::uint32_t>(linking.rules.params.size());
    linking.scope.params.emplace(param.name, Scope::Name{NodeKind::parameter, index, param.type});
    linking.rules.params.push_back(std::move(param));
  }
}

std::vector<Segment::Override> check_overrides(Linking& linking,
                                               const std::vector<document::WrittenOverride>& written) {
  std::vector<Segment::Override> overrides;
  for (const document::WrittenOverride& entry : written) {
    if (linking.broken.contains("params." + entry.name)) continue;
    const auto found = linking.scope.params.find(entry.name);
    if (found == linking.scope.params.end()) {
      linking.mistakes.error(Code::unknown_parameter, entry.name_place,
                             "no param is called " + quote(entry.name), suggestion(linking, entry.name));
      continue;
    }
    const Param& param = linking.rules.params[found->second.index];
    if (entry.type &&
        !values::same_type(scalar_type(entry.type->text).value_or(values::Type{}), param.type)) {
      linking.mistakes.error(Code::parameter_type, entry.type->place,
                             "the param " + quote(param.name) + " is " + values::type_name(param.type) +
                                 ", not " + entry.type->text);
      continue;
    }
    auto value = convert(entry.value, param.type, codes, "the param " + quote(param.name), linking.mistakes);
    if (value) overrides.push_back({found->second.index, std::move(*value), decimals_of(entry.value)});
  }
  return overrides;
}

}  // namespace eligo::check
