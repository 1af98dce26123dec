#include "engine/text.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "text/ascii.hpp"

namespace eligo::engine {

using values::Cause;

namespace {

/// The byte at which code point `count` begins; nothing where the text is shorter.
std::optional<std::size_t> byte_of(std::string_view text, std::int64_t count) {
  if (count < 0) return std::nullopt;
  std::size_t at = 0;
  for (; count > 0; --count) {
    if (at >= text.size()) return std::nullopt;
    at += text::code_point_size(text.substr(at));
  }
  return at;
}

template <typename Change>
std::string_view change_bytes(std::string_view text, Arena& arena, Change change) {
  char* const out = arena.allocate_text(text.size());
  std::ranges::transform(text, out, change);
  return {out, text.size()};
}

/// The white space at the beginning of a text, as bytes; 0 where there is none.
std::size_t leading_space(std::string_view text) {
  static constexpr std::string_view wide[] = {
      "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
      "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
  if (text.empty()) return 0;
  const char first = text.front();
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (static_cast<unsigned char>(first) < 0x80) return 0;
  const auto found =
      std::ranges::find_if(wide, [&](std::string_view space) { return text.starts_with(space); });
  return found == std::end(wide) ? 0 : found->size();
}

/// The byte at which the text's last code point begins.
std::size_t last_code_point(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && text::is_continuation(text[at])) --at;
  return at;
}

/// Go's and CEL's reading of an empty pattern: before each code point, and at the end.
std::string_view weave(char* out, std::string_view text, std::string_view to, std::int64_t limit) {
  char* end = out;
  const auto put = [&](std::string_view part) {
    if (!part.empty()) std::memcpy(end, part.data(), part.size());
    end += part.size();
  };
  for (; limit != 0; --limit) {
    put(to);
    if (text.empty()) break;
    const std::size_t size = text::code_point_size(text);
    put(text.substr(0, size));
    text.remove_prefix(size);
  }
  put(text);
  return {out, static_cast<std::size_t>(end - out)};
}

/// The last byte at `last` or before where `part` begins; npos where there is none. By the table of Knuth,
/// Morris and Pratt over both texts reversed, so that the time is in proportion to them.
std::size_t find_last(std::string_view text, std::string_view part, std::size_t last) {
  if (part.size() > text.size()) return std::string_view::npos;
  last = std::min(last, text.size() - part.size());
  if (part.empty()) return last;
  // How much of the reversed part's beginning still stands where its next byte does not.
  std::vector<std::uint32_t> shorter(part.size(), 0);
  const auto byte_of_part = [&](std::size_t at) { return part[part.size() - 1 - at]; };
  const auto extend = [&](std::size_t matched, char byte) {
    while (matched > 0 && byte_of_part(matched) != byte) matched = shorter[matched - 1];
    return byte_of_part(matched) == byte ? matched + 1 : 0;
  };
  for (std::size_t at = 1; at < part.size(); ++at)
    shorter[at] = static_cast<std::uint32_t>(extend(shorter[at - 1], byte_of_part(at)));
  std::size_t matched = 0;
  for (std::size_t at = last + part.size(); at-- > 0;) {
    matched = extend(matched, text[at]);
    if (matched == part.size()) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t find(std::string_view text, std::string_view part, std::size_t from) {
  if (part.empty()) return from;
  if (part.size() > text.size() - from) return std::string_view::npos;
  const void* const place = ::memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return place == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(place) - text.data());
}

std::int64_t code_points(std::string_view text) {
  return static_cast<std::int64_t>(text.size()) - std::ranges::count_if(text, text::is_continuation);
}

std::string_view lower_ascii(std::string_view text, Arena& arena) {
  return change_bytes(text, arena, [](char c) { return text::lower_ascii(c); });
}

std::string_view upper_ascii(std::string_view text, Arena& arena) {
  return change_bytes(text, arena,
                      [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
}

std::string_view trim(std::string_view text) {
  while (const std::size_t space = leading_space(text)) text.remove_prefix(space);
  while (!text.empty()) {
    const std::size_t last = last_code_point(text);
    if (leading_space(text.substr(last)) != text.size() - last) break;
    text = text.substr(0, last);
  }
  return text;
}

Cause substring(std::string_view& out, std::string_view text, std::int64_t begin,
                std::optional<std::int64_t> end) {
  const auto first = byte_of(text, begin);
  if (!first || (end && *end < begin)) return Cause::index_out_of_range;
  const std::string_view rest = text.substr(*first);
  const auto length = end ? byte_of(rest, *end - begin) : rest.size();
  if (!length) return Cause::index_out_of_range;
  out = rest.substr(0, *length);
  return Cause::none;
}

Cause index_of(std::int64_t& out, std::string_view text, std::string_view part, std::int64_t from) {
  const auto first = byte_of(text, from);
  if (!first) return Cause::index_out_of_range;
  const std::size_t at = find(text, part, *first);
  out = at == std::string_view::npos ? -1 : from + code_points(text.substr(*first, at - *first));
  return Cause::none;
}

Cause last_index_of(std::int64_t& out, std::string_view text, std::string_view part,
                    std::optional<std::int64_t> from) {
  const auto last = from ? byte_of(text, *from) : text.size();
  if (!last) return Cause::index_out_of_range;
  const std::size_t at = find_last(text, part, *last);
  out = at == std::string_view::npos ? -1 : code_points(text.substr(0, at));
  return Cause::none;
}

Cause replace(std::string_view& out, std::string_view text, std::string_view from, std::string_view to,
              std::int64_t limit, std::size_t most_bytes, Arena& arena) {
  // First count, then write: the result's size is known before any memory is taken.
  std::size_t count = 0;
  const std::size_t most = limit < 0 ? text.size() + 1 : static_cast<std::size_t>(limit);
  if (from.empty()) {
    count = std::min(most, static_cast<std::size_t>(code_points(text)) + 1);
  } else {
    for (std::size_t at = 0; count < most; ++count) {
      at = find(text, from, at);
      if (at == std::string_view::npos) break;
      at += from.size();
    }
  }
  if (count == 0) {
    out = text;
    return Cause::none;
  }
  // Both factors are below 2^32.
  const std::size_t size = text.size() - count * from.size() + count * to.size();
  if (size > most_bytes) return Cause::overflow;
  char* const place = arena.allocate_text(size);
  if (from.empty()) {
    out = weave(place, text, to, static_cast<std::int64_t>(count));
    return Cause::none;
  }
  char* end = place;
  const auto put = [&](std::string_view part) {
    if (!part.empty()) std::memcpy(end, part.data(), part.size());
    end += part.size();
  };
  for (; count > 0; --count) {
    const std::size_t at = find(text, from);
    put(text.substr(0, at));
    put(to);
    text.remove_prefix(at + from.size());
  }
  put(text);
  out = {place, size};
  return Cause::none;
}

}  // namespace eligo::engine
