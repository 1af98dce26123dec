#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "profiles/shape_graph.hpp"

namespace eligo::profiles {

/// Finds the literals of a record that was read and is valid: JSON, no key twice, nothing refused as a whole.
/// Keeps scratch memory.
class ShapeLesson {
 public:
  /// Steps from the start of the record to its end. Empty where it has something that no shape can have, or
  /// is very long. The steps refer to the text.
  [[nodiscard]] std::span<const ShapeStep> read(std::string_view text, ShapeGraph& graph);

 private:
  static constexpr std::size_t most_steps = 1'024, most_elements = 16;  // the second: in one literal

  [[nodiscard]] bool value(PlaceNumber place);
  [[nodiscard]] bool object(PlaceNumber place);
  [[nodiscard]] bool list(PlaceNumber place);
  [[nodiscard]] bool close(PlaceNumber place);
  [[nodiscard]] bool scalar(PlaceNumber place);
  [[nodiscard]] bool end_step(PlaceNumber place);
  void open_key(PlaceNumber key);
  [[nodiscard]] bool begin_element(PlaceNumber element);
  void skip_string();
  void skip_scalar();
  void skip_white_space();

  ShapeGraph* graph_ = nullptr;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t literal_ = 0;  // where the literal begins
  ShapeStep pending_;
  std::vector<ShapeStep> steps_;
};

}  // namespace eligo::profiles
