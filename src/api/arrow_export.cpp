#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/batch_evaluator.hpp>

namespace eligo {

namespace {

// Every struct that is handed out owns one of these, by its `private_data`: so each child can be moved
// elsewhere and released on its own.

struct SchemaNode {
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> places;
  ArrowSchema dictionary{};
};

struct ArrayNode {
  std::shared_ptr<const void> bytes;  // what the buffers are parts of
  std::array<const void*, 3> buffers{};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> places;
  ArrowArray dictionary{};
};

/// Releases a struct as its owner does; those below it that were not moved elsewhere, too.
template <typename Node, typename Struct>
void release(Struct* given) {
  const std::unique_ptr<Node> node(static_cast<Node*>(given->private_data));
  for (Struct& child : node->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (node->dictionary.release != nullptr) node->dictionary.release(&node->dictionary);
  given->release = nullptr;
}

/// A struct that is released unless it is handed on.
template <typename Struct>
class Own {
 public:
  explicit Own(const Struct& made) : made_(made) {}
  Own(Own&& other) noexcept : made_(other.hand_on()) {}
  Own& operator=(Own&&) = delete;
  Own(const Own&) = delete;
  Own& operator=(const Own&) = delete;
  ~Own() {
    if (made_.release != nullptr) made_.release(&made_);
  }
  [[nodiscard]] Struct hand_on() noexcept {
    Struct made = made_;
    made_.release = nullptr;
    return made;
  }

 private:
  Struct made_;
};
using OwnSchema = Own<ArrowSchema>;
using OwnArray = Own<ArrowArray>;

/// Children and dictionary come to belong to the node.
template <typename Struct, typename Node>
void adopt(Node& node, std::vector<Own<Struct>>& children, Own<Struct>* dictionary) {
  node.children.reserve(children.size());
  node.places.reserve(children.size());
  for (Own<Struct>& child : children) node.children.push_back(child.hand_on());
  for (Struct& child : node.children) node.places.push_back(&child);
  if (dictionary != nullptr) node.dictionary = dictionary->hand_on();
}

OwnSchema make_schema(const char* format, std::string name, std::int64_t flags,
                      std::vector<OwnSchema> children, OwnSchema* dictionary = nullptr) {
  auto node = std::make_unique<SchemaNode>();
  node->name = std::move(name);
  adopt(*node, children, dictionary);
  ArrowSchema made{};
  made.format = format;
  made.name = node->name.c_str();
  made.flags = flags;
  made.n_children = static_cast<std::int64_t>(node->children.size());
  made.children = node->places.empty() ? nullptr : node->places.data();
  made.dictionary = dictionary == nullptr ? nullptr : &node->dictionary;
  made.release = release<SchemaNode, ArrowSchema>;
  made.private_data = node.release();
  return OwnSchema(made);
}

struct Buffers {
  std::int64_t count;
  std::array<const void*, 3> addresses;
};

OwnArray make_array(std::shared_ptr<const void> bytes, std::size_t length, std::size_t nulls, Buffers buffers,
                    std::vector<OwnArray> children, OwnArray* dictionary = nullptr) {
  auto node = std::make_unique<ArrayNode>();
  node->bytes = std::move(bytes);
  node->buffers = buffers.addresses;
  adopt(*node, children, dictionary);
  ArrowArray made{};
  made.length = static_cast<std::int64_t>(length);
  made.null_count = static_cast<std::int64_t>(nulls);
  made.n_buffers = buffers.count;
  made.buffers = node->buffers.data();
  made.n_children = static_cast<std::int64_t>(node->children.size());
  made.children = node->places.empty() ? nullptr : node->places.data();
  made.dictionary = dictionary == nullptr ? nullptr : &node->dictionary;
  made.release = release<ArrayNode, ArrowArray>;
  made.private_data = node.release();
  return OwnArray(made);
}

// Buffers are never null, even where they are empty: some readers look.
template <typename T>
const void* address_of(const std::vector<T>& values) {
  static constexpr std::int64_t nothing = 0;
  return values.empty() ? static_cast<const void*>(&nothing) : values.data();
}

/// Texts as `u`.
template <typename Texts>
OwnArray text_array(const Texts& texts) {
  struct Content {
    std::vector<std::int32_t> offsets{0};
    std::vector<char> bytes;
  };
  auto content = std::make_shared<Content>();
  for (const std::string_view text : texts) {
    content->bytes.insert(content->bytes.end(), text.begin(), text.end());
    if (content->bytes.size() > std::size_t{std::numeric_limits<std::int32_t>::max()})
      throw std::invalid_argument("the ids or codes are longer together than 2^31 - 1 bytes");
    content->offsets.push_back(static_cast<std::int32_t>(content->bytes.size()));
  }
  const Buffers buffers{3, {nullptr, content->offsets.data(), address_of(content->bytes)}};
  return make_array(content, texts.size(), 0, buffers, {});
}

struct Content {
  DecisionColumns columns;
  std::vector<std::uint8_t> has_segment;
};

OwnSchema coded_schema(const char* codes, const char* name, std::int64_t flags) {
  OwnSchema texts = make_schema("u", "", 0, {});
  return make_schema(codes, name, flags, {}, &texts);
}

OwnArray verdict_array(const std::shared_ptr<Content>& content) {
  static_assert(sizeof(Verdict) == 1);
  constexpr std::array words{to_string(Verdict::visible), to_string(Verdict::hidden),
                             to_string(Verdict::denied)};
  OwnArray texts = text_array(words);
  const std::vector<Verdict>& verdicts = content->columns.verdicts;
  return make_array(content, verdicts.size(), 0, {2, {nullptr, address_of(verdicts), nullptr}}, {}, &texts);
}

OwnArray segment_array(const std::shared_ptr<Content>& content) {
  std::vector<std::int32_t>& segments = content->columns.segments;
  std::size_t none = 0;
  content->has_segment.assign((segments.size() + 7) / 8, 0);
  for (std::size_t row = 0; row < segments.size(); ++row) {
    const bool has = segments[row] >= 0;
    std::uint8_t& eight = content->has_segment[row / 8];
    eight = static_cast<std::uint8_t>(eight | (has ? 1U : 0U) << (row % 8));
    none += has ? 0 : 1;
    if (!has) segments[row] = 0;  // some readers look at codes of null rows
  }
  OwnArray texts = text_array(content->columns.segment_ids);
  const Buffers buffers{
      2, {none == 0 ? nullptr : address_of(content->has_segment), address_of(segments), nullptr}};
  return make_array(content, segments.size(), none, buffers, {}, &texts);
}

// Offsets and codes are below 2^31: as signed numbers, which readers expect, they are the same bytes.
OwnArray reasons_array(const std::shared_ptr<Content>& content) {
  DecisionColumns& columns = content->columns;
  if (columns.reason_codes.size() > std::size_t{std::numeric_limits<std::int32_t>::max()})
    throw std::invalid_argument("there are more than 2^31 - 1 reasons: export smaller batches");
  columns.reason_offsets.resize(columns.verdicts.size() + 1);
  OwnArray texts = text_array(columns.codes);
  std::vector<OwnArray> codes;
  codes.push_back(make_array(content, columns.reason_codes.size(), 0,
                             {2, {nullptr, address_of(columns.reason_codes), nullptr}}, {}, &texts));
  return make_array(content, columns.verdicts.size(), 0,
                    {2, {nullptr, columns.reason_offsets.data(), nullptr}}, std::move(codes));
}

OwnSchema decisions_schema() {
  std::vector<OwnSchema> reason, columns;
  reason.push_back(coded_schema("i", "item", 0));
  columns.push_back(coded_schema("c", "verdict", 0));
  columns.push_back(coded_schema("i", "segment", ARROW_FLAG_NULLABLE));
  columns.push_back(make_schema("+l", "reasons", 0, std::move(reason)));
  return make_schema("+s", "", 0, std::move(columns));
}

}  // namespace

void export_arrow(DecisionColumns columns, ArrowSchema& schema, ArrowArray& array) {
  const std::size_t rows = columns.verdicts.size();
  const auto content = std::make_shared<Content>(Content{std::move(columns), {}});
  std::vector<OwnArray> children;
  children.push_back(verdict_array(content));
  children.push_back(segment_array(content));
  children.push_back(reasons_array(content));
  OwnArray made = make_array(nullptr, rows, 0, {1, {}}, std::move(children));
  schema = decisions_schema().hand_on();
  array = made.hand_on();
}

}  // namespace eligo
