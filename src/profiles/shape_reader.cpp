#include "profiles/shape_reader.hpp"

#include <algorithm>
#include <limits>

#include "json/number_text.hpp"
#include "json/string.hpp"

namespace eligo::profiles {

namespace {

using values::Cause;
using values::Column;

// Lessons cost about as much as reading the record once more. A good many at first, then a few for those
// whose shapes change slowly; ever new ones cost a few percent.
constexpr std::uint32_t first_lessons = 512;
constexpr std::uint32_t records_for_a_lesson = 32;
// Of so many records that were tried, so many must have been known, or some are read without being tried.
constexpr std::uint32_t records_to_judge_by = 64;
constexpr std::uint32_t known_at_least = 20;
constexpr std::uint32_t shortest_pause = 64, longest_pause = 4'096;

bool stands(const char* at, std::string_view word) { return std::string_view(at, word.size()) == word; }

[[gnu::always_inline]] inline Column& column_of(const ValueTarget& target, Batch& batch) {
  Column& column = batch.column(target.fact);
  if (target.level == ColumnLevel::fact) [[likely]]
    return column;
  return target.level == ColumnLevel::element ? column.child() : column.child().child(target.field);
}

/// Appends the value of an int or double fact; false where it is out of range.
template <typename Number>
[[gnu::always_inline]] inline bool append_number(const ValueTarget& target, Number number, Batch& batch) {
  if (!target.rule->holds(number)) [[unlikely]]
    return false;
  column_of(target, batch).append(number);
  return true;
}

/// Appends a string of up to `KnownTexts::longest` bytes, looking among those that came lately first.
[[gnu::always_inline]] inline Cause append_string(ValueTarget& target, const char* text, std::size_t size,
                                                  Batch& batch) {
  if (const auto* const known = target.texts->find(text, size); known != nullptr) [[likely]] {
    column_of(target, batch).append(*known);
    return Cause::none;
  }
  values::StringValue value;
  const Cause refused = target.rule->take_string({text, size}, batch.bytes(), value);
  if (refused != Cause::none) return refused;
  if (ScalarRule::is_in_dictionary(value.code)) target.texts->insert(text, value);
  column_of(target, batch).append(value);
  return refused;
}

/// What a number is followed by where more of it follows.
bool goes_on(char c) { return c == '.' || c == 'e' || c == 'E'; }

/// An integer of up to fifteen digits; null for any other.
[[gnu::always_inline]] inline const char* take_integer(const char* at, std::int64_t& value) {
  const bool negative = *at == '-';
  const char* const first = at + (negative ? 1 : 0);
  const DigitRun digits = sixteen_digits(first);
  const char* const behind = first + digits.count;
  const bool usual = digits.count - 1U < 15 && (digits.count == 1 || *first != '0') && !goes_on(*behind);
  if (!usual) [[unlikely]]
    return nullptr;
  const auto size = static_cast<std::int64_t>(digits.value);
  value = negative ? -size : size;
  return behind;
}

/// A number of up to fifteen digits, as `ScalarRule` makes a double of it: its digits are exact, and so is
/// the power of ten, so that it is rounded once. Null for any other.
[[gnu::always_inline]] inline const char* take_floating(const char* at, double& value) {
  const bool negative = *at == '-';
  const char* const first = at + (negative ? 1 : 0);
  const DigitRun whole = sixteen_digits(first);
  if (whole.count - 1U >= 15 || (whole.count > 1 && *first == '0')) [[unlikely]]
    return nullptr;
  const char* behind = first + whole.count;
  auto size = static_cast<double>(whole.value);
  if (*behind == '.') {
    const DigitRun fraction = sixteen_digits(behind + 1);
    if (fraction.count == 0 || whole.count + fraction.count > 15) [[unlikely]]
      return nullptr;
    const std::uint64_t power = powers_of_ten[fraction.count];
    size = static_cast<double>(whole.value * power + fraction.value) / static_cast<double>(power);
    behind += 1 + fraction.count;
  }
  if (goes_on(*behind)) [[unlikely]]
    return nullptr;
  value = negative ? -size : size;
  return behind;
}

}  // namespace

ShapeReader::ShapeReader(ProfileKeys keys, bool strict)
    : strict_(strict), graph_(std::move(keys)), next_pause_(shortest_pause), lessons_(first_lessons) {}

bool ShapeReader::is_worth_trying() {
  if (lessons_ < first_lessons && ++records_ % records_for_a_lesson == 0) ++lessons_;
  if (pause_ == 0) return true;
  --pause_;
  return false;
}

/// Takes down whether a record that was tried was known.
void ShapeReader::note(bool known) {
  ++tried_;
  known_ += known ? 1 : 0;
  if (tried_ < records_to_judge_by) return;
  if (known_ >= known_at_least) {
    next_pause_ = shortest_pause;
  } else {
    pause_ = next_pause_;
    next_pause_ = std::min(next_pause_ * 2, longest_pause);
    if (graph_.is_full()) graph_.forget();  // what it has learned is of no use any more
  }
  tried_ = known_ = 0;
}

void ShapeReader::learn(std::string_view text) {
  if (left_ != Left::unknown_literal || lessons_ == 0) return;
  --lessons_;
  graph_.add(lesson_.read(text, graph_));
}

bool ShapeReader::read(std::string_view text, Batch& batch) {
  left_ = follow(text, batch);
  const bool known = left_ == Left::nowhere;
  if (known) ++read_records_;
  if (!known) batch.abandon_row();
  note(known);
  return known;
}

ShapeReader::Left ShapeReader::follow(std::string_view text, Batch& batch) {
  subject_ = {};
  given_ = 0;
  const Literal* literal = graph_.first();
  if (literal == nullptr || text.size() >= std::numeric_limits<std::uint32_t>::max())
    return Left::unknown_literal;
  const char* at = text.data();
  const char* const end = at + text.size();
  KeySet seen{};
  std::uint64_t twice = 0;
  std::size_t given = 0;
  // False where the record has to be left.
  const auto take_number = [&](auto number, auto take) {
    const char* const value = at;
    at = take(value, number);
    given += literal->target->given;
    if (at == nullptr) [[unlikely]] {
      at = take_odd_scalar(*literal, value, end, batch);
    } else if (!append_number(*literal->target, number, batch)) [[unlikely]] {
      return refuse(*literal->target, Cause::out_of_range, batch);
    }
    return true;
  };
  while (true) {
    while (!literal->stands_at(at, end)) {
      literal = literal->other;
      if (literal == nullptr) return Left::unknown_literal;
    }
    at += literal->size;
    twice |= seen[literal->key_word] & literal->keys;
    seen[literal->key_word] |= literal->keys;
    if (const LiteralExtras* const extras = literal->extras.get(); extras != nullptr) {
      if (extras->has_keys) {
        for (std::size_t word = 0; word < seen.size(); ++word) {
          twice |= seen[word] & extras->checked[word];
          seen[word] = (seen[word] & ~extras->forgotten[word]) | extras->opened[word];
        }
      }
      end_lists(*extras, batch);
    }
    // Whatever was taken of what stands behind the record was in vain.
    if (at >= end) {
      given_ += given;
      return literal->use == ValueUse::end && at == end && twice == 0 ? Left::nowhere : Left::unknown_literal;
    }
    const char* const value = at;
    switch (literal->use) {
      case ValueUse::boolean: {
        const bool yes = stands(at, "true");
        if (yes || stands(at, "false")) [[likely]] {
          at += yes ? 4 : 5;
          column_of(*literal->target, batch).append(yes);
        } else {
          at = take_odd_scalar(*literal, at, end, batch);
        }
        given += literal->target->given;
        break;
      }
      case ValueUse::integer:
        if (!take_number(std::int64_t{},
                         [](const char* from, auto& number) { return take_integer(from, number); }))
          return Left::value;
        break;
      case ValueUse::floating:
        if (!take_number(double{},
                         [](const char* from, auto& number) { return take_floating(from, number); }))
          return Left::value;
        break;
      case ValueUse::string:
      case ValueUse::time: {
        const std::size_t size = *at == '"' ? plain_string_size(at + 1) : not_plain;
        ValueTarget& target = *literal->target;
        given += target.given;
        if (size == not_plain) [[unlikely]] {
          at = take_odd_scalar(*literal, at, end, batch);
          break;
        }
        at += size + 2;
        const Cause refused =
            literal->use == ValueUse::string
                ? append_string(target, value + 1, size, batch)
                : target.rule->append_text({value + 1, size}, batch.bytes(), column_of(target, batch));
        if (refused != Cause::none && !refuse(target, refused, batch)) [[unlikely]]
          return Left::value;
        break;
      }
      case ValueUse::subject: at = take_subject(at, end, batch); break;
      case ValueUse::passed_over: at = pass_over(at, end); break;
      case ValueUse::null_list:
      case ValueUse::null_object: at = take_null(*literal, at, end, batch); break;
      case ValueUse::end: return Left::unknown_literal;
    }
    if (at > end) [[unlikely]] {
      // Where no scalar begins, another literal would have been right.
      const bool is_scalar = std::string_view("{[]},: \t\r\n").find(*value) == std::string_view::npos;
      return is_scalar ? Left::value : Left::unknown_literal;
    }
    literal = literal->next;
    if (literal == nullptr) return Left::unknown_literal;
  }
}

void ShapeReader::end_lists(const LiteralExtras& extras, Batch& batch) {
  for (const ListEvent& event : extras.events) {
    Column& column = batch.column(event.fact);
    switch (event.kind) {
      case ListEvent::Kind::record_ends: {
        Column& records = column.child();
        const std::size_t row = records.size();
        for (std::size_t field = 0; field < event.fields; ++field) {
          if (records.child(field).size() == row) records.child(field).append_unknown(Cause::absent);
        }
        records.append_record();
        break;
      }
      case ListEvent::Kind::list_ends:
        column.append_list();
        ++given_;
        break;
    }
  }
}

/// Makes the row unknown, unless a refused value makes the whole record an error, which the other reader
/// words.
bool ShapeReader::refuse(const ValueTarget& target, Cause refused, Batch& batch) const {
  if (strict_) return false;
  column_of(target, batch).append_unknown(refused);
  return true;
}

/// As `read_scalar` does, for a value that is not of its fact's type, or not in the form that nearly all
/// have.
const char* ShapeReader::take_odd_scalar(const Literal& literal, const char* at, const char* end,
                                         Batch& batch) {
  const ValueTarget& target = *literal.target;
  Column& column = column_of(target, batch);
  Cause refused = Cause::none;
  const char* behind = at;
  const bool yes = stands(at, "true");
  if (*at == '"') {
    StringBody body;
    behind = pass_string(at, end, body);
    if (behind > end) return behind;
    refused = target.rule->append_text(body.escaped ? std::string_view(unescaped_) : body.text, batch.bytes(),
                                       column);
  } else if (stands(at, "null")) {
    behind += 4;
    column.append_unknown(Cause::null);
  } else if (yes || stands(at, "false")) {
    behind += yes ? 4 : 5;
    refused = target.rule->append_boolean(yes, column);
  } else {
    behind = end_of_number(at, end);
    const std::string_view text(at, static_cast<std::size_t>(behind - at));
    const json::NumberText number = json::scan_number(text);
    if (number.form == json::NumberForm::invalid) return left(end);
    refused = target.rule->append_number(text, number, column);
  }
  return refused == Cause::none || refuse(target, refused, batch) ? behind : left(end);
}

/// The string at `at`; where it has escapes, `unescaped_` is what it means.
const char* ShapeReader::pass_string(const char* at, const char* end, StringBody& body) {
  if (!find_string(at + 1, end, body)) return left(end);
  unescaped_.clear();
  if (body.escaped && !json::append_unescaped(unescaped_, body.text)) return left(end);
  return at + body.text.size() + 2;
}

const char* ShapeReader::pass_over(const char* at, const char* end) {
  if (*at == '"') {
    const std::size_t size = plain_string_size(at + 1);
    if (size != not_plain) return at + size + 2;
    StringBody body;
    return pass_string(at, end, body);
  }
  if (stands(at, "null") || stands(at, "true")) return at + 4;
  if (stands(at, "false")) return at + 5;
  std::int64_t value = 0;
  if (const char* const behind = take_integer(at, value); behind != nullptr) return behind;
  const char* const behind = end_of_number(at, end);
  const std::string_view text(at, static_cast<std::size_t>(behind - at));
  return json::number_form(text) == json::NumberForm::invalid ? left(end) : behind;
}

const char* ShapeReader::take_subject(const char* at, const char* end, Batch& batch) {
  if (stands(at, "null")) return at + 4;
  const char* behind = at;
  if (*at == '"') {
    const std::size_t size = plain_string_size(at + 1);
    StringBody body;
    behind = size != not_plain ? at + size + 2 : pass_string(at, end, body);
  } else {
    behind = end_of_number(at, end);
    const std::string_view text(at, static_cast<std::size_t>(behind - at));
    if (json::number_form(text) != json::NumberForm::integer) return left(end);
  }
  if (behind > end) return behind;
  subject_ = batch.bytes().keep({at, static_cast<std::size_t>(behind - at)});
  return behind;
}

const char* ShapeReader::take_null(const Literal& literal, const char* at, const char* end, Batch& batch) {
  if (!stands(at, "null")) return left(end);
  if (literal.use == ValueUse::null_list) {
    batch.column(literal.target->fact).append_unknown(Cause::null);
    ++given_;
  } else {
    for (const std::uint32_t fact : literal.extras->facts) batch.column(fact).append_unknown(Cause::null);
    given_ += literal.extras->facts.size();
  }
  return at + 4;
}

}  // namespace eligo::profiles
