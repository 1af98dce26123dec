#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/numbered_text.hpp"
#include "output/text_buffer.hpp"

namespace eligo::output {

/// Where a record stands in the input.
struct RecordPlace {
  std::string_view file;   ///< empty where it is not to be named
  std::uint64_t line = 0;  ///< from 1
  bool element = false;    ///< `line` is the number of an element of a JSON array
};

/// What a record has in a column that its decision carries, too.
struct KeptValue {
  std::string_view text{};  ///< JSON text; empty where there is none
  bool bare = false;        ///< it is the text of a JSON string that has nothing escaped and no comma in it
};

/// What a decision, or an error record, has of the record that it is about.
struct RecordKeys {
  std::string_view subject;  ///< JSON text; empty for none
  RecordPlace place{};
  std::span<const KeptValue> kept{};  ///< one for each kept column
};

/// The key, or column, under which decisions have a column of the input: its own name, with `input.` before
/// it where decisions have something else of that name.
[[nodiscard]] std::string carried_key(std::string_view name);

/// What decisions carry beside what was decided.
struct CarriedColumns {
  std::string subject = "id";     ///< the key of who it is about
  bool place = false;             ///< `file` and `line`; in JSON of a JSON array, too
  bool every_key = false;         ///< in JSON the subject's stands there where it has none, too
  std::vector<std::string> kept;  ///< keys of columns of the input
  /// Which rule set decided; see rule_set_stamp.
  std::vector<std::pair<std::string, std::string>> stamp;
};

/// The member that says who a decision is about, with a comma behind it; empty where `subject` is. `name` is
/// the rule set's, `subject` JSON text.
[[nodiscard]] std::string subject_member(std::string_view name, std::string_view subject);

/// Writes what records have in common with their decisions as members of a JSON object. Keeps what it has
/// once made of a file's name: one a thread.
class RecordKeysWriter {
 public:
  explicit RecordKeysWriter(const CarriedColumns& carried);

  /// The members, each with a comma behind it. Valid until the next call.
  [[nodiscard]] std::string_view members(const RecordKeys& keys);
  /// Whether the members are never more than who the record is about.
  [[nodiscard]] bool has_only_subject() const { return !place_ && kept_.empty(); }
  /// Appends the member for that, with a comma behind it.
  void append_subject(std::string& out, std::string_view subject) const {
    give_subject(subject, [&](std::string_view piece) { out += piece; });
  }
  /// Appends what stands in place of a decision for a record that cannot be read:
  /// `{"id":…,"file":…,"line":…,"error":…}`; the file where it is named.
  void write_error(std::string& out, const RecordKeys& keys, std::string_view error);

 private:
  /// Calls `add` with each piece of the subject's member.
  template <typename Add>
  void give_subject(std::string_view subject, const Add& add) const {
    if (subject.empty() && !every_key_) return;
    add(subject_);
    add(subject.empty() ? "null" : subject);
    add(",");
  }
  void add_subject(std::string_view subject) {
    give_subject(subject, [&](std::string_view piece) { members_.add(piece); });
  }
  void add_kept(const RecordKeys& keys);
  void add_place(const RecordPlace& place);

  std::string subject_;  // `"id":`
  struct KeptKey {
    std::string before;       // `"city":`
    std::string before_bare;  // `"city":"`
  };
  std::vector<KeptKey> kept_;
  bool place_;
  bool every_key_;
  // Of the place that was written last.
  bool placed_ = false;
  std::string file_;
  bool element_ = false;
  NumberedText place_text_;  // `"file":"people.csv","line":2,`
  TextBuffer members_;
};

}  // namespace eligo::output
