#pragma once

#include <string>
#include <vector>

#include "property/random.hpp"
#include "property/record_tree.hpp"

namespace eligo::property {

/// Changes records at random, so that some are what a file's records usually are, some are profiles that no
/// other is like, and some are none.
class RecordMutator {
 public:
  /// `values`: JSON texts, valid or not, that are put in the place of others.
  explicit RecordMutator(std::vector<std::string> values) : values_(std::move(values)) {}

  /// Other digits in its numbers, as another user has.
  void freshen(RecordTree& tree, Random& random) const;
  /// Keys in another order, twice, left out, unknown; objects in two parts; other values; longer and empty
  /// lists.
  void change(RecordTree& record, Random& random) const;
  /// Bytes changed, left out, put in; spaces; text that is cut off, or goes on.
  void change(std::string& text, Random& random) const;

 private:
  [[nodiscard]] RecordTree value(Random& random) const;
  void change_object(RecordTree& object, Random& random) const;
  void change_list(RecordTree& list, Random& random) const;

  std::vector<std::string> values_;
};

}  // namespace eligo::property
