#include "profiles/arrow_values.hpp"

#include <limits>
#include <optional>
#include <string>
#include <type_traits>

#include "profiles/arrow_texts.hpp"

namespace eligo::profiles {

namespace {

using values::Cause;
using values::Column;
using values::Kind;

/// Appends each row that is there by `append`, which says why it does not take one.
template <typename Append>
void append_each(const ArrowRows& rows, Column& column, const Append& append) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const Cause refused = rows.is_there(row) ? append(row) : Cause::absent;
    if (refused != Cause::none) column.append_unknown(refused);
  }
}

/// All values in another type that has each of them.
template <typename From, typename To>
std::span<const To> convert(const ArrowRows& rows, std::vector<To>& to) {
  to.resize(rows.size());
  // NOLINTNEXTLINE(bugprone-signed-char-misuse): a number of one byte is no character
  for (std::size_t row = 0; row < rows.size(); ++row) to[row] = static_cast<To>(rows.value<From>(row));
  return to;
}

/// Unsigned numbers as signed ones; none where one of them is too large for that.
std::span<const std::int64_t> as_signed(std::span<const std::uint64_t> numbers) {
  std::uint64_t all = 0;
  for (const std::uint64_t number : numbers) all |= number;
  if (!std::in_range<std::int64_t>(all)) return {};
  return {reinterpret_cast<const std::int64_t*>(numbers.data()), numbers.size()};
}

const ArrowSchema& child_of(const ArrowSchema& schema, std::size_t index) { return *schema.children[index]; }
const ArrowArray& child_of(const ArrowArray& array, std::size_t index) { return *array.children[index]; }

}  // namespace

void ArrowValues::read(const ArrowRows& rows, const ArrowSchema& schema, ArrowRule& rule, Of of,
                       Column& column) {
  if (schema.dictionary != nullptr) return read_codes(rows, schema, rule, of, column);
  const ScalarRule& taking = rule.rule;
  switch (rows.form().kind) {
    case ArrowKind::boolean: return read_booleans(rows, column);
    case ArrowKind::integer:
      return with_integer_type(rows.form(),
                               [&](auto number) { read_integers<decltype(number)>(rows, taking, column); });
    case ArrowKind::floating: return read_floats(rows, taking, column);
    case ArrowKind::text:
    case ArrowKind::text_view:
      return with_texts(rows, [&](const auto& text_at) {
        append_each(rows, column, [&](std::size_t row) { return taking.append_value(text_at(row), column); });
      });
    case ArrowKind::timestamp:
    case ArrowKind::duration:
      return append_each(rows, column, [&](std::size_t row) {
        return taking.append_time(rows.value<std::int64_t>(row) * rows.form().unit, column);
      });
    case ArrowKind::null:
    case ArrowKind::list:
    case ArrowKind::record:
    case ArrowKind::other: break;
  }
  column.assign_absent(rows.size());
}

template <typename T>
void ArrowValues::read_integers(const ArrowRows& rows, const ScalarRule& rule, Column& column) {
  const std::uint8_t* const validity = rows.validity();
  if (rule.kind() == Kind::integer) {
    if constexpr (std::is_same_v<T, std::int64_t>) {
      const auto values = rows.values<T>();
      if (!values.empty() && rule.refer_all(values, validity, column)) return;
    }
    if constexpr (std::is_same_v<T, std::uint64_t>) {
      const auto values = as_signed(rows.values<T>());
      if (!values.empty() && rule.refer_all(values, validity, column)) return;
    } else if (rule.assign_all(convert<T>(rows, integers_), validity, column)) {
      return;
    }
  } else if constexpr (sizeof(T) < sizeof(double)) {
    if (rule.assign_all(convert<T>(rows, doubles_), validity, column)) return;
  }
  using Wide = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
  append_each(rows, column,
              [&](std::size_t row) { return rule.append_value(Wide{rows.value<T>(row)}, column); });
}

void ArrowValues::read_floats(const ArrowRows& rows, const ScalarRule& rule, Column& column) {
  const bool narrow = rows.form().size == sizeof(float);
  if (rule.kind() == Kind::floating) {
    const auto values = narrow ? std::span<const double>() : rows.values<double>();
    if (!values.empty() && rule.refer_all(values, rows.validity(), column)) return;
    if (rule.assign_all(narrow ? convert<float>(rows, doubles_) : convert<double>(rows, doubles_),
                        rows.validity(), column))
      return;
  }
  append_each(rows, column, [&](std::size_t row) {
    return rule.append_number(narrow ? double{rows.value<float>(row)} : rows.value<double>(row), column);
  });
}

void ArrowValues::read_booleans(const ArrowRows& rows, Column& column) {
  if (rows.size() == 0) return column.assign_absent(0);
  const auto* const bits = static_cast<const std::uint8_t*>(rows.buffer(1));
  const ArrowRows::Choice choice = rows.inside();
  bits_.assign(values::bytes_for(rows.size()), 0);
  if (choice.chosen == nullptr) {
    values::copy_bits(bits, choice.first, rows.size(), bits_.data());
  } else {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const unsigned bit = values::has_bit(bits, rows.place(row)) ? 1U << (row % 8) : 0U;
      bits_[row / 8] = static_cast<std::uint8_t>(bits_[row / 8] | bit);
    }
  }
  column.assign_bits(bits_.data(), rows.size(), rows.validity());
}

void ArrowValues::read_dictionary(const ArrowRows& texts) {
  texts_.clear();
  missing_.clear();
  if (texts.form().kind == ArrowKind::null) {  // of null alone
    for (std::size_t place = 0; place < texts.size(); ++place) {
      texts_.emplace_back();
      missing_.push_back(static_cast<std::uint32_t>(place));
    }
    return;
  }
  with_texts(texts, [&](const auto& text_at) {
    for (std::size_t place = 0; place < texts.size(); ++place) {
      texts_.push_back(texts.is_there(place) ? text_at(place) : std::string_view());
      if (!texts.is_there(place)) missing_.push_back(static_cast<std::uint32_t>(place));
    }
  });
}

void ArrowValues::read_codes(const ArrowRows& rows, const ArrowSchema& schema, ArrowRule& rule, Of of,
                             Column& column) {
  const ArrowArray& dictionary = *rows.array().dictionary;
  check_array(*schema.dictionary, dictionary, 0, rows.name());
  const auto entries = static_cast<std::size_t>(dictionary.length);
  if (entries > std::size_t{std::numeric_limits<std::int32_t>::max()})
    refuse_column(rows.name(), "has a dictionary of too many entries");
  read_dictionary(ArrowRows(*schema.dictionary, dictionary, rows.name(), {0, entries}));

  std::span<const std::int32_t> codes;
  if (rows.form().size == sizeof(std::int32_t)) codes = rows.values<std::int32_t>();
  const bool elsewhere = codes.size() == rows.size();
  if (!elsewhere) {
    codes_.resize(rows.size());
    with_integer_type(rows.form(), [&](auto number) {
      for (std::size_t row = 0; row < rows.size(); ++row)
        codes_[row] = arrow_code(rows.value<decltype(number)>(row));
    });
    codes = codes_;
  }
  if (const auto wrong = first_wrong_code(codes, entries, rows.validity()))
    rows.refuse_row(*wrong, "a code that its dictionary does not have");
  const DictionaryTexts* texts = &rule.dictionary;
  if (!texts->holds(texts_, missing_)) {
    new_dictionaries_.emplace_back(&rule, DictionaryTexts(texts_, missing_, rule.rule));
    texts = &new_dictionaries_.back().second;
  }
  if (elsewhere && of == Of::fact) {
    texts->refer(codes, rows.validity(), column);
  } else {
    texts->fill(codes, rows.validity(), column);
  }
}

void ArrowValues::keep_dictionaries() noexcept {
  for (auto& [rule, dictionary] : new_dictionaries_) rule->dictionary = std::move(dictionary);
  new_dictionaries_.clear();
}

/// Where the elements of each row end when they are put side by side; gives how many they are, the first one
/// that a row has, and whether there are others between them.
template <typename Offset>
std::size_t ArrowValues::read_ends(const ArrowRows& rows, std::size_t& first, bool& gaps) {
  const std::int64_t elements = rows.array().children[0]->length;
  std::int64_t next = -1, total = 0;
  ends_.resize(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.is_there(row)) {
      const std::int64_t begin = ArrowRows::load<Offset>(rows.buffer(1), rows.place(row));
      const std::int64_t end = ArrowRows::load<Offset>(rows.buffer(1), rows.place(row) + 1);
      if (begin < 0 || end < begin) rows.refuse_row(row, "offsets that decrease");
      if (end > elements) rows.refuse_row(row, "elements that its child does not");
      if (begin != end) {
        if (next < 0) first = static_cast<std::size_t>(begin);
        gaps = gaps || (next >= 0 && next != begin);
        next = end;
        total += end - begin;
        if (total >= std::numeric_limits<std::uint32_t>::max()) rows.refuse_row(row, "one element too many");
      }
    }
    ends_[row] = static_cast<std::uint32_t>(total);
  }
  return static_cast<std::size_t>(total);
}

template <typename Offset>
void ArrowValues::choose_elements(const ArrowRows& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (!rows.is_there(row)) continue;
    const auto begin = ArrowRows::load<Offset>(rows.buffer(1), rows.place(row));
    const auto end = ArrowRows::load<Offset>(rows.buffer(1), rows.place(row) + 1);
    for (auto element = begin; element < end; ++element) chosen_.push_back(static_cast<std::size_t>(element));
  }
}

void ArrowValues::read_lists(const ArrowRows& rows, const ArrowSchema& schema, std::span<ArrowRule> rules,
                             Column& column) {
  if (rows.form().kind == ArrowKind::null) return column.assign_absent(rows.size());
  const bool large = rows.form().size == sizeof(std::int64_t);
  ArrowRows::Choice choice;
  bool gaps = false;
  choice.count = large ? read_ends<std::int64_t>(rows, choice.first, gaps)
                       : read_ends<std::int32_t>(rows, choice.first, gaps);
  if (gaps) {
    chosen_.clear();
    large ? choose_elements<std::int64_t>(rows) : choose_elements<std::int32_t>(rows);
    choice = {0, chosen_.size(), chosen_.data()};
  }
  const ArrowSchema& element_schema = child_of(schema, 0);
  const ArrowRows elements(element_schema, child_of(rows.array(), 0), rows.name() + "[]", choice);
  if (column.child().type().kind == Kind::record) {
    read_records(elements, element_schema, rules, column.child());
  } else {
    read(elements, element_schema, rules.front(), Of::elements, column.child());
  }
  column.assign_lists(ends_, rows.validity());
}

void ArrowValues::read_records(const ArrowRows& rows, const ArrowSchema& schema, std::span<ArrowRule> rules,
                               Column& elements) {
  const auto& fields = *elements.type().fields;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    std::size_t child = 0;
    const auto children =
        static_cast<std::size_t>(rows.form().kind == ArrowKind::record ? schema.n_children : 0);
    while (child < children && fields[field].name != child_of(schema, child).name) ++child;
    if (child == children) {
      elements.child(field).assign_absent(rows.size());
      continue;
    }
    const ArrowRows values(child_of(schema, child), child_of(rows.array(), child),
                           rows.name() + "." + fields[field].name, rows.inside(), rows.validity());
    read(values, child_of(schema, child), rules[field], Of::elements, elements.child(field));
  }
  elements.assign_records(rows.size());
}

}  // namespace eligo::profiles
