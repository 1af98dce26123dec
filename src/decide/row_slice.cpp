#include "decide/row_slice.hpp"

namespace eligo::decide {

namespace {

const void* values_from(const values::View& view, std::size_t row) {
  switch (view.kind) {
    case values::Kind::integer: return view.as<std::int64_t>() + row;
    case values::Kind::floating: return view.as<double>() + row;
    case values::Kind::string: return view.as<values::StringValue>() + row;
    case values::Kind::timestamp:
    case values::Kind::duration: return view.as<values::Nanoseconds>() + row;
    default: return view.values;
  }
}

}  // namespace

RowSlice::RowSlice(std::span<const values::View> views, std::size_t row)
    : views_(views.begin(), views.end()), words_(views.size() * 3, 0) {
  for (std::size_t fact = 0; fact < views_.size(); ++fact) {
    auto& view = views_[fact];
    std::uint64_t* const words = &words_[fact * 3];
    const std::size_t at = view.constant ? 0 : row;
    if (at >= view.size) {  // a fact that nothing reads may have no rows
      view.size = 1;
      view.known = words;
      view.refused = nullptr;
      view.constant = true;
      continue;
    }
    words[0] = view.is_known(at) ? 1 : 0;
    words[2] = view.is_refused(at) ? 1 : 0;
    view.known = words;
    if (view.refused != nullptr) view.refused = &words[2];
    if (view.kind == values::Kind::boolean) {
      words[1] = values::bit_at(view.as<std::uint64_t>(), at) ? 1 : 0;
      view.values = &words[1];
    } else {
      if (view.values != nullptr) view.values = values_from(view, at);
      if (view.offsets != nullptr) view.offsets += at;
    }
    view.size = 1;
  }
}

}  // namespace eligo::decide
