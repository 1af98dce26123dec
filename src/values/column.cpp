#include "values/column.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "values/bit_bytes.hpp"

namespace eligo::values {

namespace {

/// Bits in bytes as bits in words.
void read_bits(const std::uint8_t* bits, std::size_t rows, std::vector<std::uint64_t>& words) {
  words.assign(words_for(rows), 0);
  if (rows == 0) return;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(words.data(), bits, bytes_for(rows));
  } else {
    for (std::size_t byte = 0; byte < bytes_for(rows); ++byte)
      words[byte / 8] |= std::uint64_t{bits[byte]} << (byte % 8 * 8);
  }
}

/// Sixty-four bytes as the bits of a word: whether they are not 0.
std::uint64_t pack_nonzero(const unsigned char* bytes) {
#if defined(__SSE2__)
  std::uint64_t zero = 0;
  for (unsigned i = 0; i < 64; i += 16) {
    const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const int is_zero = _mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, _mm_setzero_si128()));
    zero |= std::uint64_t{static_cast<unsigned>(is_zero)} << i;
  }
  return ~zero;
#else
  std::uint8_t set[64];
  for (std::size_t i = 0; i < 64; ++i) set[i] = bytes[i] != 0 ? 1 : 0;
  return pack_word(set);
#endif
}

}  // namespace

Column::Column(Type type) : type_(std::move(type)) {
  known_.reserve(1);  // a view's `known` is never null, not even of an empty column
  if (type_.kind == Kind::list) {
    offsets_.push_back(0);
    children_.emplace_back(type_.element ? *type_.element : Type{});
  } else if (type_.kind == Kind::record && type_.fields) {
    children_.reserve(type_.fields->size());
    for (const Field& field : *type_.fields) children_.emplace_back(field.type);
  }
}

void Column::write_known_rows() {
  known_.resize(words_for(size_), 0);
  std::size_t word = written_ / 64;
  known_[word] |= all_rows << (written_ % 64);
  std::fill(known_.begin() + static_cast<std::ptrdiff_t>(word) + 1, known_.end(), all_rows);
  if (size_ % 64 != 0) known_.back() &= first_rows(size_ % 64);
  written_ = size_;
}

void Column::append_unknown(Cause cause) {
  write_known();
  if (size_ % 64 == 0) known_.push_back(0);
  switch (type_.kind) {
    case Kind::boolean:
      if (size_ % 64 == 0) bits_.push_back(0);
      break;
    case Kind::integer: integers_.push_back(0); break;
    case Kind::floating: doubles_.push_back(0); break;
    case Kind::string: strings_.push_back({"", 0, StringValue::absent_code}); break;
    case Kind::timestamp:
    case Kind::duration: times_.push_back(0); break;
    case Kind::list:
      children_[0].truncate(offsets_.back());
      offsets_.push_back(offsets_.back());
      break;
    case Kind::record:
      for (Column& field : children_) {
        field.truncate(size_);
        field.append_unknown(Cause::absent);
      }
      break;
    case Kind::null:
    case Kind::any: break;
  }
  record_cause(size_, cause);
  written_ = ++size_;
}

void Column::append_null() { ++size_; }

void Column::append_list() {
  offsets_.push_back(static_cast<std::uint32_t>(children_[0].size()));
  ++size_;
}

void Column::append_record() { ++size_; }

void Column::assign_validity(std::size_t rows, const std::uint8_t* validity) {
  clear();
  assign_known(rows, validity);
}

void Column::assign_known(std::size_t rows, const std::uint8_t* validity) {
  size_ = written_ = rows;
  if (validity == nullptr) {
    known_.assign(words_for(rows), ~std::uint64_t{0});
  } else {
    read_bits(validity, rows, known_);
  }
  if (rows % 64 != 0) known_.back() &= first_rows(rows % 64);
}

void Column::assign_all(std::span<const bool> values, const std::uint8_t* validity) {
  assign_validity(values.size(), validity);
  bits_.assign(known_.size(), 0);
  // Read as bytes: a bool that another language wrote may be neither 0 nor 1.
  const auto* const bytes = reinterpret_cast<const unsigned char*>(values.data());
  std::size_t row = 0;
  for (; row + 64 <= values.size(); row += 64) bits_[row / 64] = pack_nonzero(bytes + row);
  for (; row < values.size(); ++row) bits_[row / 64] |= std::uint64_t{bytes[row] != 0} << (row % 64);
  for (std::size_t word = 0; word < bits_.size(); ++word) bits_[word] &= known_[word];
}

void Column::assign_all(std::span<const std::int64_t> values, const std::uint8_t* validity) {
  assign_validity(values.size(), validity);
  integers_.assign(values.begin(), values.end());
}

void Column::assign_all(std::span<const double> values, const std::uint8_t* validity) {
  assign_validity(values.size(), validity);
  doubles_.assign(values.begin(), values.end());
}

void Column::assign_all(std::span<const std::int32_t> codes, std::span<const StringValue> dictionary,
                        const std::uint8_t* validity) {
  assign_validity(codes.size(), validity);
  strings_.resize(codes.size());
  for (std::size_t row = 0; row < codes.size(); ++row) {
    // What stands in the place of a row that is not there may be anything.
    const auto code = static_cast<std::size_t>(static_cast<std::uint32_t>(codes[row]));
    strings_[row] = code < dictionary.size() ? dictionary[code] : StringValue{};
  }
}

void Column::assign_bits(const std::uint8_t* bits, std::size_t rows, const std::uint8_t* validity) {
  assign_validity(rows, validity);
  read_bits(bits, rows, bits_);
  for (std::size_t word = 0; word < bits_.size(); ++word) bits_[word] &= known_[word];
}

void Column::assign_lists(std::span<const std::uint32_t> ends, const std::uint8_t* validity) {
  causes_.clear();
  assign_known(ends.size(), validity);
  offsets_.resize(1);
  offsets_.insert(offsets_.end(), ends.begin(), ends.end());
}

void Column::assign_records(std::size_t rows) {
  causes_.clear();
  assign_known(rows, nullptr);
}

void Column::assign_absent(std::size_t rows) {
  clear();
  size_ = written_ = rows;
  known_.assign(words_for(rows), 0);
  switch (type_.kind) {
    case Kind::boolean: bits_.assign(words_for(rows), 0); break;
    case Kind::integer: integers_.assign(rows, 0); break;
    case Kind::floating: doubles_.assign(rows, 0); break;
    case Kind::string: strings_.assign(rows, {"", 0, StringValue::absent_code}); break;
    case Kind::timestamp:
    case Kind::duration: times_.assign(rows, 0); break;
    case Kind::list: offsets_.assign(rows + 1, 0); break;
    case Kind::record:
      for (Column& field : children_) field.assign_absent(rows);
      break;
    case Kind::null:
    case Kind::any: break;
  }
}

void Column::refer_all(std::span<const std::int64_t> values, const std::uint8_t* validity) {
  assign_validity(values.size(), validity);
  elsewhere_ = values.data();
}

void Column::refer_all(std::span<const double> values, const std::uint8_t* validity) {
  assign_validity(values.size(), validity);
  elsewhere_ = values.data();
}

void Column::refer_all(std::span<const std::uint32_t> codes, std::span<const StringValue> dictionary,
                       const std::uint8_t* validity) {
  assign_validity(codes.size(), validity);
  elsewhere_ = dictionary.data();
  codes_ = codes.data();
  entry_count_ = static_cast<std::uint32_t>(dictionary.size());
}

void Column::assign_unknown(std::size_t row, Cause cause) {
  const std::uint64_t bit = std::uint64_t{1} << (row % 64);
  write_known();
  known_[row / 64] &= ~bit;
  if (type_.kind == Kind::boolean) bits_[row / 64] &= ~bit;
  record_cause(row, cause);
}

void Column::record_cause(std::size_t row, Cause cause) {
  if (row >= causes_.size()) {
    if (cause == Cause::absent) return;
    causes_.resize(row + 1, Cause::absent);
  }
  causes_[row] = cause;
}

void Column::truncate(std::size_t size) {
  size_ = std::min(size_, size);
  if (written_ > size_) {
    known_.resize(words_for(size_));
    if (size_ % 64 != 0) known_.back() &= first_rows(size_ % 64);
    written_ = size_;
  }
  const bool partial = size_ % 64 != 0;
  const std::uint64_t mask = (std::uint64_t{1} << (size_ % 64)) - 1;
  if (causes_.size() > size_) causes_.resize(size_);
  switch (type_.kind) {
    case Kind::boolean:
      bits_.resize(words_for(size_));
      if (partial) bits_.back() &= mask;
      break;
    case Kind::integer: integers_.resize(size_); break;
    case Kind::floating: doubles_.resize(size_); break;
    case Kind::string: strings_.resize(size_); break;
    case Kind::timestamp:
    case Kind::duration: times_.resize(size_); break;
    case Kind::list:
      offsets_.resize(size_ + 1);
      children_[0].truncate(offsets_.back());
      break;
    case Kind::record:
      for (Column& field : children_) field.truncate(size_);
      break;
    case Kind::null:
    case Kind::any: break;
  }
}

const void* Column::data() const {
  if (elsewhere_ != nullptr) return elsewhere_;
  switch (type_.kind) {
    case Kind::boolean: return bits_.data();
    case Kind::integer: return integers_.data();
    case Kind::floating: return doubles_.data();
    case Kind::string: return strings_.data();
    case Kind::timestamp:
    case Kind::duration: return times_.data();
    case Kind::null:
    case Kind::list:
    case Kind::record:
    case Kind::any: break;
  }
  return nullptr;
}

const View& Column::seal() {
  write_known();
  if (!causes_.empty()) causes_.resize(size_, Cause::absent);
  view_.kind = type_.kind;
  view_.size = size_;
  view_.values = data();
  view_.known = known_.data();
  view_.codes = codes_;
  view_.entry_count = entry_count_;
  view_.causes = causes_.empty() ? nullptr : causes_.data();
  view_.offsets = offsets_.empty() ? nullptr : offsets_.data();
  if (!children_.empty()) {
    child_views_.resize(children_.size());
    for (std::size_t i = 0; i < children_.size(); ++i) child_views_[i] = children_[i].seal();
    view_.children = child_views_.data();
    view_.child_count = child_views_.size();
  }
  return view_;
}

}  // namespace eligo::values
