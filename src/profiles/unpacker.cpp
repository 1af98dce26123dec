#include "profiles/unpacker.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <optional>

#define ZLIB_CONST  // its input is not to be changed
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace eligo::profiles {

namespace {

constexpr std::string_view gzip_signature = "\x1f\x8b\x08";
constexpr std::string_view zstd_signature = "\x28\xb5\x2f\xfd";
// Of a frame that is to be skipped, which may come first; before it a byte from 0x50 to 0x5F.
constexpr std::string_view skippable_signature = "\x2a\x4d\x18";

class Gzip : public Unpacker {
 public:
  Gzip() : Unpacker("gzip") {
    constexpr int gzip_only = 16;
    if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK) throw std::bad_alloc();
  }
  ~Gzip() override { inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

 private:
  State unpack(std::string_view& packed, char* into, std::size_t& size) override {
    const auto room = static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
    stream_.next_in = reinterpret_cast<const Bytef*>(packed.data());
    stream_.avail_in = static_cast<uInt>(packed.size());
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = room;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    packed.remove_prefix(packed.size() - stream_.avail_in);
    size = room - stream_.avail_out;
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result == Z_STREAM_END) return inflateReset(&stream_) == Z_OK ? State::between : State::failed;
    if (result == Z_OK || result == Z_BUF_ERROR) return State::inside;
    fault_ = stream_.msg == nullptr ? "" : stream_.msg;
    return State::failed;
  }

  [[nodiscard]] bool is_signature(std::string_view beginning) const override {
    return beginning.starts_with(gzip_signature);
  }

  z_stream stream_{};
};

bool is_zstandard(std::string_view beginning) {
  return beginning.starts_with(zstd_signature) ||
         (!beginning.empty() && beginning.front() >= '\x50' && beginning.front() <= '\x5f' &&
          beginning.substr(1).starts_with(skippable_signature));
}

/// RFC 8878, 3.1.1.1.2: how many bits a window as large as the frame's takes; nothing where the frame is to
/// be unpacked into one piece.
std::optional<unsigned> window_bits(std::string_view header) {
  constexpr std::size_t descriptor = 4, window = 5;
  constexpr unsigned single_segment = 0x20;
  if (header.size() <= window || (static_cast<unsigned char>(header[descriptor]) & single_segment) != 0)
    return std::nullopt;
  const auto byte = static_cast<unsigned char>(header[window]);
  return 10U + (byte >> 3U) + ((byte & 7U) != 0 ? 1U : 0U);
}

class Zstandard : public Unpacker {
 public:
  Zstandard() : Unpacker("Zstandard"), stream_(ZSTD_createDStream()) {
    if (!stream_) throw std::bad_alloc();
  }

 private:
  State unpack(std::string_view& packed, char* into, std::size_t& size) override {
    // The library unpacks a frame that it sees whole in another way, which looks for other damage. One that
    // begins with a few bytes it unpacks as a stream, however it is read.
    const std::size_t shown = header_.empty() ? std::min(packed.size(), longest_signature) : packed.size();
    ZSTD_inBuffer in{packed.data(), shown, 0};
    ZSTD_outBuffer out{into, size, 0};
    const std::size_t result = ZSTD_decompressStream(stream_.get(), &out, &in);
    header_ += packed.substr(0, std::min(in.pos, longest_header - header_.size()));
    frame_bytes_ += out.pos;
    packed.remove_prefix(in.pos);
    size = out.pos;
    if (ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge) {
      const auto bits = window_bits(std::string(header_) + std::string(packed.substr(0, longest_header)));
      refused_ = "needs a larger window than the 128 MiB that are read; unpack it with `zstd -d -c --long=" +
                 std::to_string(bits.value_or(31)) + "` and pass on what that writes";
      return State::failed;
    }
    if (ZSTD_isError(result) != 0) {
      fault_ = ZSTD_getErrorName(result);
      return State::failed;
    }
    if (result != 0) return State::inside;
    return ends_as_declared() ? State::between : State::failed;
  }

  /// Whether the frame that ends has as many bytes as its header says, if it does. The library looks for that
  /// itself only where the last block is not empty.
  bool ends_as_declared() {
    const unsigned long long declared = ZSTD_getFrameContentSize(header_.data(), header_.size());
    const bool same = declared == ZSTD_CONTENTSIZE_UNKNOWN || declared == frame_bytes_;
    if (!same) fault_ = "its length is not the one that it says";
    header_.clear();
    frame_bytes_ = 0;
    return same;
  }

  static constexpr std::size_t longest_header =
      18;                               // RFC 8878, 3.1.1: 4 bytes of signature, 14 of the header
  std::string header_;                  // of the present frame, as far as it was read
  unsigned long long frame_bytes_ = 0;  // unpacked of it

  [[nodiscard]] bool is_signature(std::string_view beginning) const override {
    return is_zstandard(beginning);
  }

  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };
  std::unique_ptr<ZSTD_DStream, Free> stream_;
};

}  // namespace

std::unique_ptr<Unpacker> Unpacker::for_data(std::string_view beginning) {
  std::unique_ptr<Unpacker> unpacker;
  if (beginning.starts_with(gzip_signature)) unpacker = std::make_unique<Gzip>();
  if (is_zstandard(beginning)) unpacker = std::make_unique<Zstandard>();
  if (!unpacker) return nullptr;
  unpacker->buffer_ = beginning;
  unpacker->packed_ = unpacker->buffer_;
  return unpacker;
}

void Unpacker::fail(const std::string& problem) {
  problem_ = "the " + std::string(name_) + " data " + problem;
  state_ = State::failed;
}

bool Unpacker::refill(ByteSource& source) {
  if (!packed_.empty()) return true;
  buffer_.resize(block_size_);
  buffer_.resize(source.read(buffer_.data(), buffer_.size()));
  packed_ = buffer_;
  return !packed_.empty();
}

/// Whether only zeros are left, as some tools and media put them behind.
bool Unpacker::is_padding(ByteSource& source) {
  do {
    if (packed_.find_first_not_of('\0') != std::string_view::npos) return false;
    packed_ = {};
  } while (refill(source));
  return true;
}

bool Unpacker::begins_member(ByteSource& source) {
  while (packed_.size() < longest_signature) {
    buffer_.erase(0, buffer_.size() - packed_.size());  // it is at the end of what was read
    const std::size_t kept = buffer_.size();
    buffer_.resize(kept + block_size_);
    const std::size_t count = source.read(buffer_.data() + kept, block_size_);
    buffer_.resize(kept + count);
    packed_ = buffer_;
    if (count == 0) break;
  }
  return is_signature(packed_);
}

std::size_t Unpacker::read(ByteSource& source, char* into, std::size_t size) {
  while (state_ != State::failed) {
    const bool more = refill(source);
    if (!source.error().empty()) return 0;
    if (state_ == State::between && begun_) {
      if (!more) return 0;
      if (packed_.front() == '\0' && is_padding(source)) return 0;
      if (!begins_member(source)) {
        fail("is followed by something else");
        break;
      }
    }
    if (state_ == State::between) ++members_;
    const std::size_t before = packed_.size();
    std::size_t written = size;
    state_ = unpack(packed_, into, written);
    begun_ = true;
    if (state_ == State::failed) {
      const std::string part = members_ > 1 ? " (part " + std::to_string(members_) + ")" : "";
      fail(!refused_.empty() ? refused_ : "is damaged" + part + (fault_.empty() ? "" : ": " + fault_));
    } else if (state_ == State::inside && written == 0 && packed_.size() == before) {
      fail(more ? "is damaged" : "is cut off");
    }
    if (written > 0) return written;  // what came before the damage is good
  }
  error_ = problem_;
  return 0;
}

}  // namespace eligo::profiles
