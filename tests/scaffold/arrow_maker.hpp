#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/arrow.h>

namespace eligo::test {

/// A column as a producer of the Arrow C data interface might make it, right or wrong.
struct ArrowColumn {
  using Buffer = std::optional<std::vector<std::uint8_t>>;  // nothing: a null pointer

  std::string format;
  std::string name;
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = -1;
  std::vector<Buffer> buffers = {};
  std::vector<ArrowColumn> children = {};
  std::vector<ArrowColumn> dictionary = {};  // none or one
  bool unaligned = false;                    // buffers begin at odd addresses
};

using ArrowCells = std::vector<std::optional<std::string>>;

namespace arrow {

template <typename T>
void put(std::vector<std::uint8_t>& bytes, T value) {
  const std::size_t end = bytes.size();
  bytes.resize(end + sizeof(T));
  std::memcpy(bytes.data() + end, &value, sizeof(T));
}

template <typename T>
std::vector<std::uint8_t> bytes_of(const std::vector<T>& values) {
  std::vector<std::uint8_t> bytes;
  for (const T value : values) put(bytes, value);
  return bytes;
}

inline std::vector<std::uint8_t> bits_of(const std::vector<bool>& values) {
  std::vector<std::uint8_t> bytes((values.size() + 7) / 8);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | 1U << (i % 8));
  }
  return bytes;
}

inline ArrowColumn::Buffer validity_of(const ArrowCells& cells) {
  std::vector<bool> there;
  bool all = true;
  for (const auto& cell : cells) {
    there.push_back(cell.has_value());
    all = all && cell;
  }
  return all ? ArrowColumn::Buffer() : ArrowColumn::Buffer(bits_of(there));
}

inline void put_number(std::vector<std::uint8_t>& bytes, char format, const std::string& text) {
  switch (format) {
    case 'c': return put(bytes, static_cast<std::int8_t>(std::stol(text)));
    case 'C': return put(bytes, static_cast<std::uint8_t>(std::stoul(text)));
    case 's': return put(bytes, static_cast<std::int16_t>(std::stol(text)));
    case 'S': return put(bytes, static_cast<std::uint16_t>(std::stoul(text)));
    case 'i': return put(bytes, static_cast<std::int32_t>(std::stol(text)));
    case 'I': return put(bytes, static_cast<std::uint32_t>(std::stoul(text)));
    case 'L': return put(bytes, std::stoull(text));
    case 'f': return put(bytes, std::stof(text));
    case 'g': return put(bytes, std::stod(text));
    default: return put(bytes, static_cast<std::int64_t>(std::stoll(text)));  // `l` and times
  }
}

template <typename Offset>
void put_texts(ArrowColumn& column, const ArrowCells& cells) {
  std::vector<std::uint8_t> offsets, bytes;
  put(offsets, Offset{0});
  for (const auto& cell : cells) {
    const std::string text = cell.value_or("junk");
    bytes.insert(bytes.end(), text.begin(), text.end());
    put(offsets, static_cast<Offset>(bytes.size()));
  }
  column.buffers.insert(column.buffers.end(), {offsets, bytes});
}

inline void put_views(ArrowColumn& column, const ArrowCells& cells) {
  std::vector<std::uint8_t> views;
  std::vector<std::vector<std::uint8_t>> long_texts(2);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string text = cells[i].value_or("");
    put(views, static_cast<std::int32_t>(text.size()));
    std::vector<std::uint8_t> rest(12, 0);
    if (text.size() <= 12) {
      std::copy(text.begin(), text.end(), rest.begin());
    } else {
      std::vector<std::uint8_t>& bytes = long_texts[i % 2];
      rest.assign(text.begin(), text.begin() + 4);
      put(rest, static_cast<std::int32_t>(i % 2));
      put(rest, static_cast<std::int32_t>(bytes.size()));
      bytes.insert(bytes.end(), text.begin(), text.end());
    }
    views.insert(views.end(), rest.begin(), rest.end());
  }
  column.buffers.emplace_back(views);
  for (const auto& bytes : long_texts) column.buffers.emplace_back(bytes);
  column.buffers.emplace_back(bytes_of<std::int64_t>(
      {static_cast<std::int64_t>(long_texts[0].size()), static_cast<std::int64_t>(long_texts[1].size())}));
}

}  // namespace arrow

/// A column of scalars from cells as text; nothing is null.
inline ArrowColumn arrow_column(const std::string& name, const std::string& format, const ArrowCells& cells) {
  ArrowColumn column{format, name, static_cast<std::int64_t>(cells.size())};
  if (format == "n") return column;
  column.buffers.push_back(arrow::validity_of(cells));
  if (format == "u") {
    arrow::put_texts<std::int32_t>(column, cells);
  } else if (format == "U") {
    arrow::put_texts<std::int64_t>(column, cells);
  } else if (format == "vu") {
    arrow::put_views(column, cells);
  } else if (format == "b") {
    std::vector<bool> values;
    for (const auto& cell : cells) values.push_back(!cell || *cell == "true");
    column.buffers.emplace_back(arrow::bits_of(values));
  } else {
    std::vector<std::uint8_t> bytes;
    for (const auto& cell : cells) arrow::put_number(bytes, format.front(), cell.value_or("77"));
    column.buffers.emplace_back(bytes);
  }
  return column;
}

inline ArrowColumn arrow_struct(const std::string& name, std::int64_t length,
                                std::vector<ArrowColumn> children) {
  ArrowColumn column{"+s", name, length};
  column.buffers.emplace_back();
  column.children = std::move(children);
  return column;
}

/// `+l` or `+L`, from where each list ends among the elements; a negative end is where a null list does.
inline ArrowColumn arrow_list(const std::string& name, const std::string& format,
                              const std::vector<int>& ends, ArrowColumn elements) {
  ArrowColumn column{format, name, static_cast<std::int64_t>(ends.size())};
  std::vector<std::uint8_t> offsets;
  std::vector<bool> there;
  const auto put = [&](int end) {
    format == "+l" ? arrow::put(offsets, std::int32_t{end}) : arrow::put(offsets, std::int64_t{end});
  };
  put(0);
  for (const int end : ends) {
    put(end < 0 ? -end : end);
    there.push_back(end >= 0);
  }
  column.buffers = {arrow::bits_of(there), offsets};
  column.children.push_back(std::move(elements));
  return column;
}

/// The two structs of a column, as long as this is there. Counts how often the array is released.
class ArrowExport {
 public:
  explicit ArrowExport(ArrowColumn column) : column_(std::move(column)) {
    fill(column_, schema, array);
    array.private_data = &released;
  }
  ArrowExport(const ArrowExport&) = delete;
  ArrowExport& operator=(const ArrowExport&) = delete;

  ArrowSchema schema{};
  ArrowArray array{};
  int released = 0;

 private:
  struct Node {
    std::vector<std::vector<std::uint8_t>> bytes;
    std::vector<const void*> buffers;
    std::vector<ArrowSchema> schemas;
    std::vector<ArrowArray> arrays;
    std::vector<ArrowSchema*> schema_places;
    std::vector<ArrowArray*> array_places;
    ArrowSchema dictionary_schema{};
    ArrowArray dictionary_array{};
  };

  static void release_schema(ArrowSchema* schema) { schema->release = nullptr; }
  static void release_array(ArrowArray* array) {
    if (array->private_data != nullptr) ++*static_cast<int*>(array->private_data);
    array->release = nullptr;
  }

  void fill(const ArrowColumn& column, ArrowSchema& to_schema, ArrowArray& to_array) {
    Node& node = nodes_.emplace_back();
    for (const ArrowColumn::Buffer& buffer : column.buffers) {
      const std::size_t skip = column.unaligned ? 1 : 0;
      std::vector<std::uint8_t>& bytes = node.bytes.emplace_back(skip);
      if (buffer) bytes.insert(bytes.end(), buffer->begin(), buffer->end());
      bytes.shrink_to_fit();  // so that a sanitizer sees what is read past them
      node.buffers.push_back(buffer ? bytes.data() + skip : nullptr);
    }
    node.schemas.resize(column.children.size());
    node.arrays.resize(column.children.size());
    for (std::size_t child = 0; child < column.children.size(); ++child) {
      fill(column.children[child], node.schemas[child], node.arrays[child]);
      node.schema_places.push_back(&node.schemas[child]);
      node.array_places.push_back(&node.arrays[child]);
    }
    to_schema.format = column.format.c_str();
    to_schema.name = column.name.c_str();
    to_schema.flags = ARROW_FLAG_NULLABLE;
    to_schema.n_children = static_cast<std::int64_t>(node.schemas.size());
    to_schema.children = node.schema_places.data();
    to_schema.release = release_schema;
    to_array.length = column.length;
    to_array.offset = column.offset;
    to_array.null_count = column.null_count;
    to_array.n_buffers = static_cast<std::int64_t>(node.buffers.size());
    to_array.buffers = node.buffers.data();
    to_array.n_children = to_schema.n_children;
    to_array.children = node.array_places.data();
    to_array.release = release_array;
    if (column.dictionary.empty()) return;
    fill(column.dictionary.front(), node.dictionary_schema, node.dictionary_array);
    to_schema.dictionary = &node.dictionary_schema;
    to_array.dictionary = &node.dictionary_array;
  }

  ArrowColumn column_;
  std::deque<Node> nodes_;
};

}  // namespace eligo::test
