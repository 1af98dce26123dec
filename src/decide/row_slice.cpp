#include "decide/row_slice.hpp"

namespace eligo::decide {

RowSlice::RowSlice(std::span<const values::View> views, std::size_t row)
    : views_(views.begin(), views.end()), words_(views.size() * 2, 0) {
  for (std::size_t fact = 0; fact < views_.size(); ++fact) {
    auto& view = views_[fact];
    std::uint64_t* const words = &words_[fact * 2];
    const std::size_t at = view.constant ? 0 : row;
    if (at >= view.size) {  // a fact that nothing reads may have no rows
      view.known = words;
      view.causes = nullptr;
      view.constant = true;
    } else {
      words[0] = view.is_known(at) ? 1 : 0;
      if (view.kind == values::Kind::boolean) words[1] = values::bit_at(view.as<std::uint64_t>(), at) ? 1 : 0;
      view = view.from(at);
      view.known = words;
      if (view.kind == values::Kind::boolean) view.values = words + 1;
    }
    view.size = 1;
  }
}

}  // namespace eligo::decide
