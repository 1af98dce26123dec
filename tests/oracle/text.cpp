#include <algorithm>

#include <re2/re2.h>

#include "oracle/functions.hpp"

namespace eligo::oracle {

namespace {

using Points = std::u32string;  // code points

Points decode(const std::string& text) {
  Points points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0x7fU >> length);
    for (std::size_t k = 1; k < length; ++k)
      point = point << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
    points.push_back(point);
    i += length;
  }
  return points;
}

std::string encode(const Points& points) {
  std::string text;
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  for (const char32_t point : points) {
    if (point < 0x80) {
      put(point);
    } else if (point < 0x800) {
      put(0xc0 | point >> 6U);
      put(0x80 | (point & 0x3fU));
    } else if (point < 0x10000) {
      put(0xe0 | point >> 12U);
      put(0x80 | (point >> 6U & 0x3fU));
      put(0x80 | (point & 0x3fU));
    } else {
      put(0xf0 | point >> 18U);
      put(0x80 | (point >> 12U & 0x3fU));
      put(0x80 | (point >> 6U & 0x3fU));
      put(0x80 | (point & 0x3fU));
    }
  }
  return text;
}

Datum text(const Points& points) { return datum(encode(points)); }

std::int64_t length_of(const Points& points) { return static_cast<std::int64_t>(points.size()); }

bool is_space(char32_t point) {
  static const Points spaces =
      U"\u0009\u000a\u000b\u000c\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
      U"\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
  return spaces.find(point) != Points::npos;
}

Points trimmed(Points points) {
  while (!points.empty() && is_space(points.front())) points.erase(points.begin());
  while (!points.empty() && is_space(points.back())) points.pop_back();
  return points;
}

Points recased(Points points, char32_t first, char32_t last, char32_t to) {
  for (char32_t& point : points)
    if (point >= first && point <= last) point = point - first + to;
  return points;
}

bool stands_at(const Points& points, const Points& wanted, std::int64_t at) {
  return at >= 0 && at + length_of(wanted) <= length_of(points) &&
         points.compare(static_cast<std::size_t>(at), wanted.size(), wanted) == 0;
}

std::int64_t place_within(const Points& points, std::int64_t place) {
  if (place < 0 || place > length_of(points)) throw Fault{Cause::index_out_of_range};
  return place;
}

std::int64_t first_place(const Points& points, const Points& wanted, std::int64_t from) {
  for (std::int64_t at = from; at <= length_of(points); ++at)
    if (stands_at(points, wanted, at)) return at;
  return -1;
}

std::int64_t last_place(const Points& points, const Points& wanted, std::int64_t from) {
  for (std::int64_t at = from; at >= 0; --at)
    if (stands_at(points, wanted, at)) return at;
  return -1;
}

Points part(const Points& points, std::int64_t begin, std::int64_t end) {
  if (begin < 0 || end < begin || end > length_of(points)) throw Fault{Cause::index_out_of_range};
  return points.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

// At most `limit` parts, all where it is negative. An empty separator stands between any two characters.
Items split(const Points& points, const Points& separator, std::int64_t limit) {
  Items parts;
  if (limit == 0) return parts;
  if (separator.empty() && points.empty()) return parts;
  std::int64_t begin = 0;
  while (limit < 0 || static_cast<std::int64_t>(parts.size()) + 1 < limit) {
    const std::int64_t end = separator.empty() ? (begin + 1 < length_of(points) ? begin + 1 : -1)
                                               : first_place(points, separator, begin);
    if (end < 0) break;
    parts.push_back(text(part(points, begin, end)));
    begin = end + length_of(separator);
  }
  parts.push_back(text(part(points, begin, length_of(points))));
  return parts;
}

// At most `limit` times, always where it is negative. An empty text stands before each character and at
// the end.
Points replaced(const Points& points, const Points& old, const Points& with, std::int64_t limit) {
  Points out;
  std::int64_t at = 0;
  const auto may = [&limit] {
    if (limit > 0)
      --limit;
    else if (limit == 0)
      return false;
    return true;
  };
  while (at <= length_of(points)) {
    if (stands_at(points, old, at) && may()) {
      out += with;
      at += length_of(old);
      if (!old.empty()) continue;
    }
    if (at < length_of(points)) out.push_back(points[static_cast<std::size_t>(at)]);
    ++at;
  }
  return out;
}

Datum join(const Items& items, const Points& separator) {
  MissingInputs inputs;
  Points out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].known()) {
      add_missing_inputs(inputs, items[i].inputs());
      continue;
    }
    if (i > 0) out += separator;
    out += decode(items[i].as<std::string>());
  }
  if (!inputs.empty()) return datum(Missing{inputs});
  return text(out);
}

}  // namespace

Datum apply_text(Function function, const std::vector<Datum>& operands) {
  const auto points = [&](std::size_t i) { return decode(operands[i].as<std::string>()); };
  const auto number = [&](std::size_t i, std::int64_t otherwise) {
    return i < operands.size() ? operands[i].as<std::int64_t>() : otherwise;
  };
  if (function == Function::size && operands[0].is<Items>())
    return datum(static_cast<std::int64_t>(operands[0].as<Items>().size()));
  if (function == Function::join) {
    return join(operands[0].as<Items>(), operands.size() > 1 ? points(1) : Points{});
  }
  const Points subject = points(0);
  switch (function) {
    case Function::size: return datum(length_of(subject));
    case Function::contains: return datum(first_place(subject, points(1), 0) >= 0);
    case Function::starts_with: return datum(stands_at(subject, points(1), 0));
    case Function::ends_with:
      return datum(stands_at(subject, points(1), length_of(subject) - length_of(points(1))));
    case Function::matches:
      return datum(RE2::PartialMatch(operands[0].as<std::string>(), RE2(operands[1].as<std::string>())));
    case Function::lower_ascii: return text(recased(subject, U'A', U'Z', U'a'));
    case Function::upper_ascii: return text(recased(subject, U'a', U'z', U'A'));
    case Function::trim: return text(trimmed(subject));
    case Function::substring: return text(part(subject, number(1, 0), number(2, length_of(subject))));
    case Function::index_of:
      return datum(first_place(subject, points(1), place_within(subject, number(2, 0))));
    case Function::last_index_of:
      return datum(last_place(subject, points(1), place_within(subject, number(2, length_of(subject)))));
    case Function::split: return datum(split(subject, points(1), number(2, -1)));
    default: return text(replaced(subject, points(1), points(2), number(3, -1)));
  }
}

}  // namespace eligo::oracle
