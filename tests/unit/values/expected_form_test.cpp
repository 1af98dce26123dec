#include "values/expected_form.hpp"

#include <gtest/gtest.h>

#include <string>

namespace eligo::values {
namespace {

Type of(Kind kind) { return {kind, nullptr, nullptr, nullptr}; }

TEST(ExpectedForm, SaysWhatIsRightInTheFormThatIsDeclared) {
  WrittenForm words, commas, decimals, dates, lists, all, none, both;
  words.booleans = {"yes", "no", "true"};
  commas.decimal_comma = true;
  decimals.decimal_integers = true;
  dates.timestamp = "a timestamp like `23.11.2026`";
  lists.python_lists = true;
  all.options = WrittenForm::Options::all;
  none.options = WrittenForm::Options::none;
  both.decimal_comma = both.decimal_integers = true;
  const std::string standard = "a timestamp like `2026-11-23T10:00:00Z`";
  const struct {
    Cause cause;
    Type type;
    WrittenForm form;
    std::string expected;
  } cases[] = {
      {Cause::wrong_type, of(Kind::boolean), {}, "`true` or `false`"},
      {Cause::wrong_type, of(Kind::boolean), words, "one of `yes`, `no`, `true`, `false`"},
      {Cause::wrong_type, of(Kind::floating), {}, "a number like `0.5`"},
      {Cause::wrong_type, of(Kind::floating), commas, "a number like `0,5`"},
      {Cause::not_whole, of(Kind::integer), {}, "an int like `12`, not `12.0`"},
      {Cause::not_whole, of(Kind::integer), decimals, "an int like `12` or `12.0`"},
      {Cause::not_whole, of(Kind::integer), both, "an int like `12` or `12,0`"},
      {Cause::quoted, of(Kind::boolean), words,
       "one of `yes`, `no`, `true`, or `true` or `false` without quotes"},
      {Cause::malformed, of(Kind::timestamp), {}, standard},
      {Cause::malformed, of(Kind::timestamp), all, standard + ", or --timestamp-format for another form"},
      {Cause::malformed, of(Kind::timestamp), dates, "a timestamp like `23.11.2026`"},
      {Cause::out_of_range, of(Kind::timestamp), dates, "a timestamp of the years 1 to 9999"},
      {Cause::no_zone, of(Kind::timestamp), none, standard},
      {Cause::no_time_of_day, of(Kind::timestamp), none, standard},
      {Cause::no_zone, of(Kind::timestamp), {}, standard + ", or --timezone for all without one"},
      {Cause::no_zone, of(Kind::timestamp), dates,
       "a timestamp like `23.11.2026`, and --timezone for the zone that it does not say"},
      {Cause::no_such_instant, of(Kind::timestamp), dates,
       "a time that clocks there show once; a form with `%z` says which one is meant"},
      {Cause::wrong_type, list_of(of(Kind::string)), {}, "an array, each element a text"},
      {Cause::wrong_type, list_of(of(Kind::string)), lists,
       "an array as JSON or Python writes it, each element a text"},
      {Cause::wrong_type, list_of(of(Kind::record)), lists,
       "an array as JSON or Python writes it, of objects"},
  };
  for (const auto& expected : cases)
    EXPECT_EQ(expected_form(expected.cause, expected.type, {}, {}, expected.form), expected.expected);
}

}  // namespace
}  // namespace eligo::values
