#include "profiles/shape_lesson.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "json/syntax.hpp"

namespace eligo::profiles {

std::span<const ShapeStep> ShapeLesson::read(std::string_view text, ShapeGraph& graph) {
  graph_ = &graph;
  text_ = text;
  at_ = literal_ = 0;
  pending_ = {};
  steps_.clear();
  skip_white_space();
  const bool learned = value(ShapeGraph::profile);
  at_ = text.size();
  if (!learned || !end_step(ShapeGraph::end)) steps_.clear();
  return steps_;
}

bool ShapeLesson::value(PlaceNumber place) {
  if (text_[at_] == '{') return object(place);
  return text_[at_] == '[' ? list(place) : scalar(place);
}

bool ShapeLesson::object(PlaceNumber place) {
  if (!graph_->takes_object(place)) return false;
  ++at_;
  skip_white_space();
  while (text_[at_] != '}') {
    const std::size_t begin = at_ + 1;
    skip_string();
    const std::string_view name = text_.substr(begin, at_ - 1 - begin);
    if (name.find('\\') != std::string_view::npos) return false;
    const auto key = graph_->key(place, name);
    if (!key) return false;
    open_key(*key);
    skip_white_space();
    ++at_;  // the colon
    skip_white_space();
    if (!value(*key)) return false;
    skip_white_space();
    if (text_[at_] == '}') break;
    ++at_;
    skip_white_space();
  }
  return close(place);
}

bool ShapeLesson::list(PlaceNumber place) {
  if (!graph_->takes_list(place)) return false;
  const auto element = graph_->element(place);
  if (!element) return false;
  ++at_;
  skip_white_space();
  while (text_[at_] != ']') {
    if ((text_[at_] == '{' && !begin_element(*element)) || !value(*element)) return false;
    skip_white_space();
    if (text_[at_] == ']') break;
    ++at_;
    skip_white_space();
  }
  return close(place);
}

/// Steps over the closing bracket.
bool ShapeLesson::close(PlaceNumber place) {
  ++at_;
  if (const auto event = graph_->end_of(place)) pending_.events.push_back(*event);
  return true;
}

bool ShapeLesson::scalar(PlaceNumber place) {
  if (!graph_->takes_scalar(place, text_[at_] == 'n') || !end_step(place)) return false;
  text_[at_] == '"' ? skip_string() : skip_scalar();
  literal_ = at_;
  return true;
}

/// The literal ends, and a value of the place begins, or the record has ended.
bool ShapeLesson::end_step(PlaceNumber place) {
  if (at_ - literal_ > Literal::most_bytes || steps_.size() == most_steps) return false;
  pending_.text = text_.substr(literal_, at_ - literal_);
  pending_.place = place;
  steps_.push_back(std::exchange(pending_, {}));
  return true;
}

void ShapeLesson::open_key(PlaceNumber key) {
  const std::size_t bit = graph_->key_bit(key);
  const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
  const bool is_new = std::ranges::any_of(
      pending_.elements, [&](PlaceNumber element) { return graph_->is_below(key, element); });
  if (!is_new) pending_.checked[bit / 64] |= mask;  // else its object begins in this very literal
  pending_.opened[bit / 64] |= mask;
}

/// Keys of the object in the list before are forgotten.
bool ShapeLesson::begin_element(PlaceNumber element) {
  if (pending_.elements.size() == most_elements) return false;
  pending_.elements.push_back(element);
  if (pending_.opened != KeySet{}) graph_->remove_below(element, pending_.opened);
  return true;
}

void ShapeLesson::skip_string() {
  for (++at_; text_[at_] != '"'; ++at_) {
    if (text_[at_] == '\\') ++at_;
  }
  ++at_;
}

void ShapeLesson::skip_scalar() {
  const auto ends = [](char c) { return c == ',' || c == ']' || c == '}' || json::is_white_space(c); };
  while (at_ < text_.size() && !ends(text_[at_])) ++at_;
}

void ShapeLesson::skip_white_space() { at_ = json::skip_white_space(text_, at_); }

}  // namespace eligo::profiles
