#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eligo::output {

/// A piece of HTML. Whatever text it is made from is escaped, and elements are always closed, so that pieces
/// put together are well-formed.
class Markup {
 public:
  Markup() = default;
  /// Text as people read it: `escaped`.
  Markup(std::string_view text);                                       // NOLINT(google-explicit-constructor)
  Markup(const std::string& text) : Markup(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  Markup(const char* text) : Markup(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  /// HTML as it is; it must be well-formed.
  [[nodiscard]] static Markup raw(std::string html);
  /// Text whose line ends stay, for `pre`.
  [[nodiscard]] static Markup lines(std::string_view text);

  Markup& operator+=(const Markup& other);
  [[nodiscard]] friend Markup operator+(Markup left, const Markup& right) { return left += right; }
  [[nodiscard]] bool empty() const { return html_.empty(); }
  [[nodiscard]] const std::string& html() const { return html_; }

 private:
  std::string html_;
};

/// For content and for attributes in quotes. What acts on a display becomes a space (text::printable).
[[nodiscard]] std::string escaped(std::string_view text);

/// Names (as HTML has them) and values; an empty value stands for a boolean attribute.
using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;
[[nodiscard]] Markup element(std::string_view name, Attributes attributes, const Markup& content);
[[nodiscard]] inline Markup element(std::string_view name, const Markup& content) {
  return element(name, {}, content);
}
/// To a place in the same page: the `id` of an element.
[[nodiscard]] Markup link(std::string_view id, const Markup& content);
[[nodiscard]] inline Markup code(std::string_view text) { return element("code", text); }
/// What an author wrote in a language of his own (`zh-CN`), which need not be the page's.
[[nodiscard]] Markup text_in(std::string_view language, std::string_view text);

/// The colour and the symbol of a state; the word beside them says what it is.
enum class Tone { neutral, good, warning, bad, information };
[[nodiscard]] Markup badge(std::string_view word, Tone tone);

/// A share of a whole as a horizontal bar, then its label, which says the same. What is outside of 0 to 1 is
/// cut off.
[[nodiscard]] Markup bar(double share, std::string_view label, Tone tone = Tone::information);
/// A share as such a bar, labelled in percent.
[[nodiscard]] Markup share_bar(std::uint64_t part, std::uint64_t whole, Tone tone = Tone::information);
/// A count and its share: `12 (3.4%)`; of nothing the count alone.
[[nodiscard]] Markup with_share(std::uint64_t part, std::uint64_t whole);

/// `details`, which keyboard and mouse open. With `filtered` the filter of the page hides and shows it.
struct DisclosureOptions {
  std::string_view id;
  bool open = false;
  bool filtered = false;
};
[[nodiscard]] Markup disclosure(const Markup& summary, const Markup& content, DisclosureOptions options = {});

/// A table whose first column names the rows. The filter of the page hides and shows rows, unless the table
/// is a summary that stays whole.
class HtmlTable {
 public:
  struct Column {
    std::string heading;
    bool number = false;  ///< to the right, digits below each other
  };

  enum class Filtered : bool { no, yes };

  HtmlTable(std::string caption, std::vector<Column> columns, Filtered filtered = Filtered::yes);
  /// As many cells as there are columns.
  void add(std::span<const Markup> cells);
  void add(std::initializer_list<Markup> cells) { add(std::span(cells.begin(), cells.size())); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] Markup markup() const;

 private:
  std::string caption_;
  std::vector<Column> columns_;
  Filtered filtered_;
  Markup rows_;
};

/// A page that needs no other file and no network: one stylesheet for light, dark and paper, and one small
/// script for its filter, without which all is shown. Its own words are English.
class Page {
 public:
  /// The title is the page's heading as well.
  explicit Page(std::string_view title) : title_(escaped(title)) {}

  /// A heading of level 2; links reach it by the id.
  Page& heading(std::string_view text, std::string_view id = {});
  /// One of level 3, below that.
  Page& subheading(std::string_view text, std::string_view id = {});
  Page& paragraph(const Markup& content) { return add(element("p", content)); }
  Page& add(const Markup& content);
  /// A box to type text in: of what comes after it, only the rows and disclosures that contain the text stay.
  /// One in a page.
  Page& filter(std::string_view label);
  [[nodiscard]] std::string finish() const;

 private:
  std::string title_;
  Markup content_;
};

}  // namespace eligo::output
