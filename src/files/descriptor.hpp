#pragma once

#include <utility>

#include <unistd.h>

namespace eligo::files {

/// An open file, pipe or the like by its number; closed at the end unless it is somebody else's.
class Descriptor {
 public:
  Descriptor() = default;
  /// Takes over what a call of the system gave; negative where that failed.
  explicit Descriptor(int number) : number_(number), owned_(true) {}
  [[nodiscard]] static Descriptor not_owned(int number) {
    Descriptor descriptor;
    descriptor.number_ = number;
    return descriptor;
  }
  Descriptor(Descriptor&& other) noexcept { swap(other); }
  Descriptor& operator=(Descriptor&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Descriptor() {
    if (owned_ && number_ >= 0) ::close(number_);
  }

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] bool is_owned() const { return owned_; }
  /// Closes it now; false, and `errno`, where that failed: not all that was written may be there.
  [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  void swap(Descriptor& other) noexcept {
    std::swap(number_, other.number_);
    std::swap(owned_, other.owned_);
  }

  int number_ = -1;
  bool owned_ = false;
};

}  // namespace eligo::files
