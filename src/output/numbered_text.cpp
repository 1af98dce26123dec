#include "output/numbered_text.hpp"

namespace eligo::output {

void NumberedText::write() {
  text_.resize(before_);
  text_ += std::to_string(number_);
  text_ += after_;
}

}  // namespace eligo::output
