#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace eligo::output {

enum class Packing : std::uint8_t { none, gzip, zstandard };

/// Packs a text as it comes. What comes out is the same wherever the text was cut. One thread at a time.
class Packer {
 public:
  /// Whether more is wanted.
  using Sink = std::function<bool(std::string_view bytes)>;

  /// Nothing for Packing::none. Throws std::bad_alloc.
  [[nodiscard]] static std::unique_ptr<Packer> make(Packing packing);

  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;
  virtual ~Packer() = default;

  [[nodiscard]] bool write(std::string_view bytes, const Sink& sink);
  /// Nothing comes any more.
  [[nodiscard]] bool finish(const Sink& sink);

 protected:
  Packer() = default;
  /// Packs into `into`, of which `size` bytes are room and become what was written; takes away from `bytes`
  /// what it used. Whether there is nothing more to write of it.
  virtual bool pack(std::string_view& bytes, bool last, char* into, std::size_t& size) = 0;

 private:
  [[nodiscard]] bool pass_on(bool last, const Sink& sink);

  static constexpr std::size_t block_size_ = std::size_t{256} * 1024;
  std::string block_;  // what has come, up to its size
  std::string packed_;
};

}  // namespace eligo::output
