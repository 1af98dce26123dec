#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/arena.hpp"
#include "program/operation.hpp"
#include "values/view.hpp"

namespace eligo::engine {

/// The result of an operation on one row. A page's cells lie side by side, so that a run over one profile
/// hands out little memory for them.
struct alignas(16) Cell {
  std::byte value[16];
  std::uint64_t known;
};

/// Where the results of a run's operations are. A run may need few of a large program's, so that slots are
/// made a page at a time, as the program has them before a run: constants filled in.
class SlotTable {
 public:
  /// `initial` outlives it. With `cells` there is one for each operation.
  SlotTable(std::span<const program::Slot> initial, bool cells) : initial_(initial), cells_(cells) {}
  /// Of slots that are all there, without cells.
  explicit SlotTable(std::span<program::Slot> every) : every_(every.data()) {}

  /// What it takes where every page is made.
  [[nodiscard]] static std::size_t bytes(std::size_t slots, bool cells) {
    constexpr std::size_t rounding = 32;  // two blocks, each rounded up to 16 bytes
    const std::size_t of_page =
        sizeof(Page) + rounding + page_size * (sizeof(program::Slot) + (cells ? sizeof(Cell) : 0));
    return (slots / page_size + 1) * of_page;
  }

  /// Pages come from `arena`, which is the same each time.
  [[nodiscard]] program::Slot& slot(program::ValueId id, Arena& arena) {
    return every_ != nullptr ? every_[id] : page_of(id, arena).slots[id % page_size];
  }
  [[nodiscard]] Cell& cell(program::ValueId id, Arena& arena) {
    return page_of(id, arena).cells[id % page_size];
  }
  /// Where the view of a value is kept; null before.
  [[nodiscard]] const values::View*& view(program::ValueId id, Arena& arena) {
    Page& page = page_of(id, arena);
    if (page.views == nullptr) {
      page.views = arena.allocate<const values::View*>(page_size);
      std::fill_n(page.views, page_size, nullptr);
    }
    return page.views[id % page_size];
  }
  /// A slot as it is; makes no page.
  [[nodiscard]] const program::Slot& read(program::ValueId id) const {
    if (pages_ == nullptr || pages_[id / page_size].slots == nullptr) return initial_[id];
    return pages_[id / page_size].slots[id % page_size];
  }

 private:
  static constexpr std::size_t page_size = 32;
  struct Page {
    program::Slot* slots = nullptr;
    Cell* cells = nullptr;
    const values::View** views = nullptr;
  };

  [[nodiscard]] Page& page_of(program::ValueId id, Arena& arena) {
    if (pages_ == nullptr) [[unlikely]]
      make_pages(arena);
    Page& page = pages_[id / page_size];
    if (page.slots == nullptr) [[unlikely]]
      make(page, id / page_size, arena);
    return page;
  }
  void make_pages(Arena& arena) {
    const std::size_t count = (initial_.size() + page_size - 1) / page_size;
    pages_ = arena.allocate<Page>(count);
    std::fill_n(pages_, count, Page{});
  }
  void make(Page& page, std::size_t number, Arena& arena) {
    const auto first = initial_.subspan(number * page_size);
    page.slots = arena.allocate<program::Slot>(page_size);
    std::copy_n(first.begin(), std::min(first.size(), page_size), page.slots);
    if (cells_) page.cells = arena.allocate<Cell>(page_size);
  }

  program::Slot* every_ = nullptr;
  std::span<const program::Slot> initial_;
  Page* pages_ = nullptr;
  bool cells_ = false;
};

}  // namespace eligo::engine
