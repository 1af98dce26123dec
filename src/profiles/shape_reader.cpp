#include "profiles/shape_reader.hpp"

#include <algorithm>
#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>

#include "json/number_text.hpp"
#include "json/string.hpp"
#include "profiles/as_written.hpp"
#include "values/bitmap.hpp"
#include "values/vector_compare.hpp"

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

Column& list_of(std::uint32_t fact, Batch& batch) { return batch.column(fact); }
Column& list_of(std::uint32_t fact, ProfileRow& row) { return row.list(fact); }

[[gnu::always_inline]] inline Column& column_of(const ValueTarget& target, Column& column) {
  if (target.level == ColumnLevel::fact) [[likely]]
    return column;
  return target.level == ColumnLevel::element ? column.child() : column.child().child(target.field);
}

/// Calls `use` with what takes the values of a target: a column, or the cell of a scalar.
template <typename Use>
[[gnu::always_inline]] inline auto put(const ValueTarget& target, Batch& batch, const Use& use) {
  return use(column_of(target, batch.column(target.fact)));
}
template <typename Use>
[[gnu::always_inline]] inline auto put(const ValueTarget& target, ProfileRow& row, const Use& use) {
  if (target.level == ColumnLevel::fact) [[likely]]
    return use(row.scalar(target.fact));
  return use(column_of(target, row.list(target.fact)));
}

void make_unknown(const ValueTarget& target, Cause cause, Batch& batch) {
  put(target, batch, [&](Column& column) { column.append_unknown(cause); });
}
void make_unknown(const ValueTarget& target, Cause cause, ProfileRow& row) {
  if (target.level == ColumnLevel::fact) return row.make_unknown(target.fact, cause);
  column_of(target, row.list(target.fact)).append_unknown(cause);
}

/// A fact, whatever it is.
void make_unknown(std::uint32_t fact, Cause cause, Batch& batch) { batch.column(fact).append_unknown(cause); }
void make_unknown(std::uint32_t fact, Cause cause, ProfileRow& row) {
  row.is_list(fact) ? row.list(fact).append_unknown(cause) : row.make_unknown(fact, cause);
}

/// Puts the value of an int or double fact; false where it is out of range.
template <typename Number, typename Row>
[[gnu::always_inline]] inline bool put_number(const ValueTarget& target, Number number, Row& row) {
  if (!target.rule->holds(number)) [[unlikely]]
    return false;
  put(
      target, row, [&](auto& sink) __attribute__((always_inline)) { sink.append(number); });
  return true;
}

/// Puts a string's text, or a number as it is written, in whatever form the fact's values are.
template <typename Row>
Cause put_text(const ValueTarget& target, std::string_view text, Row& row) {
  return put(target, row, [&](auto& sink) {
    if constexpr (std::is_same_v<decltype(sink), Column&>) {
      if (target.formed) return target.formed->take_text(*target.rule, text, true, row.bytes(), sink);
    }
    return target.rule->append_text(text, row.bytes(), sink);
  });
}
template <typename Row>
Cause put_number_text(const ValueTarget& target, std::string_view text, const json::NumberText& number,
                      Row& row) {
  return put(target, row, [&](auto& sink) {
    if constexpr (std::is_same_v<decltype(sink), Column&>) {
      if (target.formed) return target.formed->take_number(*target.rule, text, number, sink);
    }
    return target.rule->append_number(text, number, sink);
  });
}

/// Puts a string or enum's text. `stays`: its bytes need not be copied.
template <typename Row>
[[gnu::always_inline]] inline Cause put_string(const ValueTarget& target, std::string_view text, bool stays,
                                               Row& row) {
  if (target.formed && !target.formed->keeps_text(text)) return put_text(target, text, row);
  values::StringValue value;
  const Cause refused = target.rule->take_string(text, stays ? nullptr : &row.bytes(), value);
  if (refused != Cause::none) [[unlikely]]
    return refused;
  put(
      target, row, [&](auto& sink) __attribute__((always_inline)) { sink.append(value); });
  return Cause::none;
}

}  // namespace

ShapeReader::ShapeReader(ProfileKeys keys, bool strict)
    : strict_(strict),
      graph_(std::move(keys)),
      next_pause_(shortest_pause),
      lessons_(first_lessons),
      has_avx2_(values::kernels() != values::Kernels::plain) {}

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

bool ShapeReader::read(std::string_view text, Batch& batch, bool stays) {
  stays_ = stays;
  left_ = follow(text, batch);
  const bool known = left_ == Left::nowhere;
  if (known) ++read_records_;
  if (!known) {
    batch.abandon_row();
  } else if (!stays) {
    subject_ = batch.bytes().keep_short(subject_);
  }
  note(known);
  return known;
}

bool ShapeReader::read(std::string_view text, ProfileRow& row) {
  stays_ = false;
  left_ = follow(text, row);
  const bool known = left_ == Left::nowhere;
  if (known) ++read_records_;
  note(known);
  return known;
}

template <typename Row>
ShapeReader::Left ShapeReader::follow(std::string_view text, Row& row) {
#if defined(__x86_64__)
  if (has_avx2_) return follow_avx2(text, row);
#endif
  return follow_with<PlainScan>(text, row);
}

#if defined(__x86_64__)
template <typename Row>
[[gnu::target("avx2,bmi,bmi2")]] ShapeReader::Left ShapeReader::follow_avx2(std::string_view text, Row& row) {
  return follow_with<Avx2Scan>(text, row);
}
#endif

template <typename Scan, typename Row>
[[gnu::always_inline]] inline ShapeReader::Left ShapeReader::follow_with(std::string_view text, Row& row) {
  subject_ = {};
  complete_ = false;
  const Literal* literal = graph_.first();
  if (literal == nullptr || text.size() >= std::numeric_limits<std::uint32_t>::max())
    return Left::unknown_literal;
  const char* at = text.data();
  const char* const end = at + text.size();
  KeySet seen{};
  // A key that is opened twice shows where more were opened than are seen.
  std::uint32_t opened = 0;
  std::uint64_t twice = 0;
  // False where the record has to be left. In place like all that the loop does with a value: a call would
  // keep what it works with in memory.
  const auto take_number = [&](auto number) __attribute__((always_inline)) {
    const char* const value = at;
    if constexpr (std::same_as<decltype(number), double>) {
      at = take_floating<Scan>(value, number);
    } else {
      at = take_integer<Scan>(value, number);
    }
    if (at == nullptr) [[unlikely]] {
      at = take_odd_scalar(*literal, value, end, row);
      return true;
    }
    return put_number(*literal->target, number, row) || refuse(*literal->target, Cause::out_of_range, row);
  };
  while (true) {
    while (!literal->template stands_at<Scan>(at, end)) {
      literal = literal->other;
      if (literal == nullptr) return Left::unknown_literal;
    }
    at += literal->size;
    seen[literal->key_word] |= literal->keys;
    opened += literal->key_count;
    if (const LiteralExtras* const extras = literal->extras.get(); extras != nullptr) {
      if (extras->has_keys) {
        for (std::size_t word = 0; word < seen.size(); ++word) {
          const std::uint64_t before = seen[word];
          twice |= before & extras->checked[word];
          seen[word] = (before & ~extras->forgotten[word]) | extras->opened[word];
          opened += values::count_bits(seen[word]) - values::count_bits(before);
        }
      }
      end_lists(*extras, row);
    }
    const char* const value = at;
    switch (literal->use) {
      case ValueUse::boolean: {
        const bool yes = stands(at, "true");
        if (yes || stands(at, "false")) [[likely]] {
          at += yes ? 4 : 5;
          put(
              *literal->target, row, [&](auto& sink) __attribute__((always_inline)) { sink.append(yes); });
        } else {
          at = take_odd_scalar(*literal, at, end, row);
        }
        break;
      }
      case ValueUse::integer:
        if (!take_number(std::int64_t{})) [[unlikely]]
          return Left::value;
        break;
      case ValueUse::floating:
        if (!take_number(double{})) [[unlikely]]
          return Left::value;
        break;
      case ValueUse::string:
      case ValueUse::time: {
        const std::size_t size = *at == '"' ? Scan::plain_string_size(at + 1) : not_plain;
        ValueTarget& target = *literal->target;
        if (size == not_plain) [[unlikely]] {
          at = take_odd_scalar(*literal, at, end, row);
          break;
        }
        at += size + 2;
        const Cause refused =
            literal->use == ValueUse::string
                ? put_string(target, {value + 1, size}, stays_, row)
                : put(
                      target, row, [&](auto& sink) __attribute__((always_inline)) {
                        return target.rule->append_text({value + 1, size}, row.bytes(), sink);
                      });
        if (refused != Cause::none && !refuse(target, refused, row)) [[unlikely]]
          return Left::value;
        break;
      }
      case ValueUse::formed: at = take_odd_scalar(*literal, at, end, row); break;
      case ValueUse::subject: at = take_subject(at, end); break;
      case ValueUse::passed_over: at = pass_over(at, end); break;
      case ValueUse::as_written: at = take_as_written(*literal, at, end, row); break;
      case ValueUse::null_list:
      case ValueUse::null_object: at = take_null(*literal, at, end, row); break;
      case ValueUse::end: {
        for (std::size_t word = 0; word < graph_.key_words(); ++word)
          opened -= values::count_bits(seen[word]);
        complete_ = graph_.has_all_facts(seen);
        return at == end && twice == 0 && opened == 0 ? Left::nowhere : Left::unknown_literal;
      }
    }
    // Whatever was taken of what stands behind the record was in vain.
    if (at > end) [[unlikely]] {
      // Where no scalar begins, another literal would have been right.
      const bool is_scalar =
          value < end && std::string_view("{[]},: \t\r\n").find(*value) == std::string_view::npos;
      return is_scalar ? Left::value : Left::unknown_literal;
    }
    literal = literal->next;
    if (literal == nullptr) return Left::unknown_literal;
  }
}

template <typename Row>
void ShapeReader::end_lists(const LiteralExtras& extras, Row& row) {
  for (const ListEvent& event : extras.events) {
    Column& column = list_of(event.fact, row);
    switch (event.kind) {
      case ListEvent::Kind::record_ends: {
        Column& records = column.child();
        const std::size_t before = records.size();
        for (std::size_t field = 0; field < event.fields; ++field) {
          if (records.child(field).size() == before) records.child(field).append_unknown(Cause::absent);
        }
        records.append_record();
        break;
      }
      case ListEvent::Kind::list_ends: column.append_list(); break;
    }
  }
}

/// Makes the row unknown, unless a refused value makes the whole record an error, which the other reader
/// words.
template <typename Row>
bool ShapeReader::refuse(const ValueTarget& target, Cause refused, Row& row) const {
  if (strict_) return false;
  make_unknown(target, refused, row);
  return true;
}

/// As `read_scalar` does, for a value that is not of its fact's type, or not in the form that nearly all
/// have.
template <typename Row>
const char* ShapeReader::take_odd_scalar(const Literal& literal, const char* at, const char* end, Row& row) {
  const ValueTarget& target = *literal.target;
  Cause refused = Cause::none;
  const char* behind = at;
  const bool yes = stands(at, "true");
  if (*at == '"') {
    StringBody body;
    behind = pass_string(at, end, body);
    if (behind > end) return behind;
    const std::string_view text = body.escaped ? std::string_view(unescaped_) : body.text;
    refused = put_text(target, text, row);
  } else if (stands(at, "null")) {
    behind += 4;
    make_unknown(target, Cause::null, row);
  } else if (yes || stands(at, "false")) {
    behind += yes ? 4 : 5;
    refused = put(target, row, [&](auto& sink) { return target.rule->append_boolean(yes, sink); });
  } else {
    behind = end_of_number(at, end);
    const std::string_view text(at, static_cast<std::size_t>(behind - at));
    const json::NumberText number = json::scan_number(text);
    if (number.form == json::NumberForm::invalid) return left(end);
    refused = put_number_text(target, text, number, row);
  }
  return refused == Cause::none || refuse(target, refused, row) ? behind : left(end);
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
    const std::size_t size = PlainScan::plain_string_size(at + 1);
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

/// For its fact, a value that is also taken as it is written.
template <typename Row>
const char* ShapeReader::take_typed(const Literal& literal, const char* at, const char* end, Row& row) {
  ValueTarget& target = *literal.target;
  const char* behind = nullptr;
  if (target.typed == ValueUse::integer) {
    std::int64_t value = 0;
    behind = take_integer(at, value);
    if (behind != nullptr && !put_number(target, value, row)) behind = nullptr;
  } else if (target.typed == ValueUse::floating) {
    double value = 0;
    behind = take_floating(at, value);
    if (behind != nullptr && !put_number(target, value, row)) behind = nullptr;
  } else if (target.typed == ValueUse::string && *at == '"') {
    const std::size_t size = PlainScan::plain_string_size(at + 1);
    if (size != not_plain && put_string(target, {at + 1, size}, stays_, row) == Cause::none)
      behind = at + size + 2;
  }
  return behind == nullptr ? take_odd_scalar(literal, at, end, row) : behind;
}

template <typename Row>
const char* ShapeReader::take_as_written(const Literal& literal, const char* at, const char* end, Row& row) {
  const ValueTarget& target = *literal.target;
  const char* const behind = target.rule == nullptr ? pass_over(at, end) : take_typed(literal, at, end, row);
  if constexpr (std::is_same_v<Row, Batch>) {  // who reads single profiles wants facts alone
    if (behind <= end) {
      const std::string_view written(at, static_cast<std::size_t>(behind - at));
      append_as_written(stays_ ? written : row.bytes().keep_short(written), row.column(target.as_written));
    }
  }
  return behind;
}

const char* ShapeReader::take_subject(const char* at, const char* end) {
  if (stands(at, "null")) return at + 4;
  const char* behind = at;
  if (*at == '"') {
    const std::size_t size = PlainScan::plain_string_size(at + 1);
    StringBody body;
    behind = size != not_plain ? at + size + 2 : pass_string(at, end, body);
  } else {
    behind = end_of_number(at, end);
    const std::string_view text(at, static_cast<std::size_t>(behind - at));
    if (json::number_form(text) != json::NumberForm::integer) return left(end);
  }
  if (behind > end) return behind;
  subject_ = {at, static_cast<std::size_t>(behind - at)};
  return behind;
}

template <typename Row>
const char* ShapeReader::take_null(const Literal& literal, const char* at, const char* end, Row& row) {
  if (!stands(at, "null")) return left(end);
  if (literal.use == ValueUse::null_list) {
    make_unknown(literal.target->fact, Cause::null, row);
  } else {
    for (const std::uint32_t fact : literal.extras->facts) make_unknown(fact, Cause::null, row);
  }
  return at + 4;
}

}  // namespace eligo::profiles
