#include "values/pattern.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <new>

namespace eligo::values {

namespace {

/// RE2 bounds what it makes of a pattern, but not what it reads: `\pL`, again and again, takes 9 KB a byte.
constexpr std::size_t longest = 10'000;

/// What compiling takes at most, about.
constexpr std::size_t room = 40U << 20U;
constexpr std::size_t room_per_byte = 9'000;

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(8 << 20);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Pattern::Pattern(std::string_view text) {
  if (text.size() > longest) return;
  // RE2 cannot end cleanly where an allocation fails while it compiles: what it leaves is freed twice, or it
  // logs, with more allocations, from destructors. So the memory that it may take is asked for beforehand.
  ::operator delete(::operator new(room + room_per_byte * text.size()));
  compiled_ = std::make_unique<const re2::RE2>(piece(text), options());
}

Pattern::~Pattern() = default;

std::string Pattern::mistake() const {
  if (compiled_ == nullptr) return "it is longer than 10,000 bytes";
  return compiled_->ok() ? std::string{} : compiled_->error();
}

const std::string& Pattern::text() const { return compiled_->pattern(); }

bool Pattern::is_found_in(std::string_view text) const {
  return re2::RE2::PartialMatch(piece(text), *compiled_);
}

std::size_t Pattern::instruction_count() const {
  return static_cast<std::size_t>(std::max(1, compiled_->ProgramSize()));
}

}  // namespace eligo::values
