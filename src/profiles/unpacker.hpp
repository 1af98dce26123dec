#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "profiles/byte_source.hpp"

namespace eligo::profiles {

/// Unpacks gzip (RFC 1952) or Zstandard (RFC 8878) data as it is read. Members, or frames, one behind the
/// other are one text; zeros behind them are padding, anything else is damage. Memory is bounded whatever
/// the data says of itself.
class Unpacker {
 public:
  /// Something to unpack data that begins like this, which it takes in; nothing where it is not packed.
  [[nodiscard]] static std::unique_ptr<Unpacker> for_data(std::string_view beginning);
  static constexpr std::size_t longest_signature = 4;

  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
  virtual ~Unpacker() = default;

  /// Unpacks up to `size` bytes, more than 0; 0 at the end, or where the data is damaged or cut off: then
  /// `error()` says so.
  [[nodiscard]] std::size_t read(ByteSource& source, char* into, std::size_t size);
  [[nodiscard]] const std::string& error() const { return error_; }

 protected:
  enum class State { between, inside, failed };

  explicit Unpacker(std::string_view name) : name_(name) {}
  /// Unpacks from `packed`, of which it takes what it uses; `size` becomes what it wrote of so many bytes.
  virtual State unpack(std::string_view& packed, char* into, std::size_t& size) = 0;
  std::string fault_;    ///< the library's word for the damage
  std::string refused_;  ///< why data that is not damaged cannot be unpacked

 private:
  void fail(const std::string& problem);
  [[nodiscard]] bool is_padding(ByteSource& source);
  bool refill(ByteSource& source);
  /// Whether what comes next begins like more of the same.
  [[nodiscard]] bool begins_member(ByteSource& source);
  [[nodiscard]] virtual bool is_signature(std::string_view beginning) const = 0;

  static constexpr std::size_t block_size_ = std::size_t{64} * 1024;
  std::string_view name_;
  std::string buffer_;
  std::string_view packed_;  // in buffer_, not yet unpacked
  State state_ = State::between;
  bool begun_ = false;
  std::size_t members_ = 0;  // begun
  std::string problem_;      // becomes the error when all that came before it was read
  std::string error_;
};

}  // namespace eligo::profiles
