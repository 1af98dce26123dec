#include "property/record_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace eligo::property {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  RecordTree value() {
    skip_space();
    RecordTree tree;
    if (ahead() == '{') {
      tree.kind = RecordTree::Kind::object;
      each('}', [&] {
        std::string key = token();
        skip_space();
        ++at_;
        tree.members.push_back({std::move(key), value()});
      });
    } else if (ahead() == '[') {
      tree.kind = RecordTree::Kind::list;
      each(']', [&] { tree.elements.push_back(value()); });
    } else {
      tree.scalar = token();
    }
    return tree;
  }

 private:
  template <typename Part>
  void each(char closing, const Part& part) {
    ++at_;
    skip_space();
    while (ahead() != closing) {
      part();
      skip_space();
      if (ahead() == ',') ++at_;
      skip_space();
    }
    ++at_;
  }
  char ahead() const { return at_ < text_.size() ? text_[at_] : throw std::invalid_argument("no JSON"); }
  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  std::string token() {
    const std::size_t begin = at_;
    if (ahead() == '"') {
      for (++at_; ahead() != '"'; ++at_) at_ += ahead() == '\\' ? 1 : 0;
      ++at_;
    } else {
      at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class Writer {
 public:
  explicit Writer(Spacing spacing) : spacing_(spacing) {}

  std::string text;

  void write(const RecordTree& tree, std::size_t depth) {
    switch (tree.kind) {
      case RecordTree::Kind::scalar: text += tree.scalar; return;
      case RecordTree::Kind::object:
        return enclosed("{}", depth, tree.members, [&](const auto& member) {
          text += member.key;
          text += spacing_ == Spacing::none ? ":" : ": ";
          write(member.value, depth + 1);
        });
      case RecordTree::Kind::list:
        return enclosed("[]", depth, tree.elements,
                        [&](const RecordTree& element) { write(element, depth + 1); });
    }
  }

 private:
  template <typename Parts, typename Write>
  void enclosed(std::string_view brackets, std::size_t depth, const Parts& parts, const Write& write_part) {
    text += brackets.front();
    bool first = true;
    for (const auto& part : parts) {
      if (!first) text += spacing_ == Spacing::blanks ? ", " : ",";
      first = false;
      new_line(depth + 1);
      write_part(part);
    }
    if (!first) new_line(depth);
    text += brackets.back();
  }
  void new_line(std::size_t depth) {
    if (spacing_ == Spacing::lines) text += '\n' + std::string(2 * depth, ' ');
  }

  Spacing spacing_;
};

}  // namespace

RecordTree RecordTree::parse(std::string_view text) { return Parser(text).value(); }

RecordTree RecordTree::raw(std::string text) {
  RecordTree tree;
  tree.scalar = std::move(text);
  return tree;
}

std::string written(const RecordTree& tree, Spacing spacing) {
  Writer writer(spacing);
  writer.write(tree, 0);
  return std::move(writer.text);
}

}  // namespace eligo::property
