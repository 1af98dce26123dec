#include "profiles/arrow_subject.hpp"

#include <utility>

#include "json/writer.hpp"
#include "profiles/arrow_texts.hpp"

namespace eligo::profiles {

namespace {

std::string quoted_text(const ArrowRows& rows, std::size_t row) {
  std::string json;
  with_texts(rows, [&](const auto& text_at) { json = json::quoted(text_at(row)); });
  return json;
}

}  // namespace

bool ArrowSubject::takes(const ArrowSchema& schema) {
  const ArrowForm form = arrow_form(schema.format);
  if (schema.dictionary != nullptr)
    return form.kind == ArrowKind::integer &&
           takes_form(values::Kind::string, arrow_form(schema.dictionary->format));
  return form.kind == ArrowKind::integer || takes_form(values::Kind::string, form);
}

ArrowSubject::ArrowSubject(const ArrowSchema& schema, ArrowRows rows) : rows_(std::move(rows)) {
  rows_.keep_validity();
  if (schema.dictionary == nullptr) return;
  const ArrowArray& dictionary = *rows_.array().dictionary;
  dictionary_.emplace(*schema.dictionary, dictionary, rows_.name(),
                      ArrowRows::Choice{0, static_cast<std::size_t>(dictionary.length)});
}

std::string ArrowSubject::json(std::size_t row) const {
  if (rows_.form().kind == ArrowKind::null || !rows_.is_there(row)) return {};
  if (rows_.form().kind != ArrowKind::integer) return quoted_text(rows_, row);
  std::string text;
  std::size_t place = 0;
  with_integer_type(rows_.form(), [&](auto number) {
    const auto value = rows_.value<decltype(number)>(row);
    text = std::to_string(value);
    // NOLINTNEXTLINE(bugprone-signed-char-misuse): a number of one byte is no character
    place = static_cast<std::size_t>(value);
  });
  if (!dictionary_) return text;
  if (place >= dictionary_->size()) rows_.refuse_row(row, "a code that its dictionary does not have");
  const bool none = dictionary_->form().kind == ArrowKind::null || !dictionary_->is_there(place);
  return none ? std::string() : quoted_text(*dictionary_, place);
}

}  // namespace eligo::profiles
