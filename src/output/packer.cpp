#include "output/packer.hpp"

#include <algorithm>
#include <new>

#define ZLIB_CONST  // its input is not to be changed
#include <zlib.h>
#include <zstd.h>

namespace eligo::output {

namespace {

class GzipPacker : public Packer {
 public:
  GzipPacker() {
    constexpr int gzip_window = 15 + 16, memory_level = 8;
    // no name and no time stand in the header, so that the bytes are the same again
    if (::deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level,
                       Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  GzipPacker(const GzipPacker&) = delete;
  GzipPacker& operator=(const GzipPacker&) = delete;
  ~GzipPacker() override { ::deflateEnd(&stream_); }

 private:
  bool pack(std::string_view& bytes, bool last, char* into, std::size_t& size) override {
    stream_.next_in = reinterpret_cast<const Bytef*>(bytes.data());
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(size);
    const int status = ::deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
    bytes.remove_prefix(bytes.size() - stream_.avail_in);
    size -= stream_.avail_out;
    return last ? status == Z_STREAM_END : bytes.empty() && stream_.avail_out > 0;
  }

  z_stream stream_{};
};

class ZstandardPacker : public Packer {
 public:
  ZstandardPacker() : context_(::ZSTD_createCCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
  }
  ZstandardPacker(const ZstandardPacker&) = delete;
  ZstandardPacker& operator=(const ZstandardPacker&) = delete;
  ~ZstandardPacker() override { ::ZSTD_freeCCtx(context_); }

 private:
  bool pack(std::string_view& bytes, bool last, char* into, std::size_t& size) override {
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    ZSTD_outBuffer output{into, size, 0};
    const std::size_t left =
        ::ZSTD_compressStream2(context_, &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
    if (::ZSTD_isError(left) != 0U) throw std::bad_alloc();  // there is no other error here
    bytes.remove_prefix(input.pos);
    const bool full = output.pos == output.size;
    size = output.pos;
    return last ? left == 0 : bytes.empty() && !full;
  }

  ZSTD_CCtx* context_;
};

}  // namespace

std::unique_ptr<Packer> Packer::make(Packing packing) {
  switch (packing) {
    case Packing::none: return nullptr;
    case Packing::gzip: return std::make_unique<GzipPacker>();
    case Packing::zstandard: return std::make_unique<ZstandardPacker>();
  }
  return nullptr;
}

bool Packer::write(std::string_view bytes, const Sink& sink) {
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), block_size_ - block_.size());
    block_ += bytes.substr(0, count);
    bytes.remove_prefix(count);
    if (block_.size() == block_size_ && !pass_on(false, sink)) return false;
  }
  return true;
}

bool Packer::finish(const Sink& sink) { return pass_on(true, sink); }

bool Packer::pass_on(bool last, const Sink& sink) {
  packed_.resize(block_size_);
  std::string_view bytes = block_;
  for (bool done = false; !done;) {
    std::size_t size = packed_.size();
    done = pack(bytes, last, packed_.data(), size);
    if (size > 0 && !sink({packed_.data(), size})) return false;
  }
  block_.clear();
  return true;
}

}  // namespace eligo::output
