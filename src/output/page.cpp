#include "output/page.hpp"

#include <algorithm>
#include <cmath>

#include "output/page_style.hpp"
#include "text/display.hpp"

namespace eligo::output {

namespace {

std::string_view tone_class(Tone tone) {
  switch (tone) {
    case Tone::neutral: return "neutral";
    case Tone::good: return "good";
    case Tone::warning: return "warning";
    case Tone::bad: return "bad";
    case Tone::information: return "information";
  }
  return "neutral";
}

std::string_view tone_symbol(Tone tone) {
  switch (tone) {
    case Tone::neutral: return "–";
    case Tone::good: return "✓";
    case Tone::warning: return "!";
    case Tone::bad: return "✗";
    case Tone::information: return "i";
  }
  return "–";
}

void append_start(std::string& out, std::string_view name, Attributes attributes) {
  out.append("<").append(name);
  for (const auto& [attribute, value] : attributes) {
    out.append(" ").append(attribute).append("=\"").append(escaped(value)).append("\"");
  }
  out += ">";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char byte : text::printable(text)) {
    switch (byte) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += byte;
    }
  }
  return out;
}

Markup::Markup(std::string_view text) : html_(escaped(text)) {}

Markup Markup::raw(std::string html) {
  Markup markup;
  markup.html_ = std::move(html);
  return markup;
}

Markup Markup::lines(std::string_view text) {
  Markup markup;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    markup.html_ += escaped(text.substr(0, end)) + "\n";
    text.remove_prefix(end + 1);
  }
  return markup += text;
}

Markup& Markup::operator+=(const Markup& other) {
  html_ += other.html_;
  return *this;
}

Markup element(std::string_view name, Attributes attributes, const Markup& content) {
  std::string html;
  append_start(html, name, attributes);
  return Markup::raw(html.append(content.html()).append("</").append(name).append(">"));
}

Markup link(std::string_view id, const Markup& content) {
  return element("a", {{"href", "#" + std::string(id)}}, content);
}

Markup text_in(std::string_view language, std::string_view text) {
  return element("span", {{"lang", language}}, text);
}

Markup badge(std::string_view word, Tone tone) {
  const Markup symbol = element("span", {{"aria-hidden", "true"}}, tone_symbol(tone));
  return element("span", {{"class", "badge " + std::string(tone_class(tone))}}, symbol + " " + word);
}

Markup bar(double share, std::string_view label, Tone tone) {
  const double part = std::isnan(share) ? 0 : std::clamp(share, 0.0, 1.0);
  const std::string width = std::to_string(std::lround(part * 1000));
  const Markup filled = element("rect", {{"width", width}, {"height", "1"}, {"class", tone_class(tone)}}, {});
  const Markup drawn = element("svg",
                               {{"class", "bar " + std::string(tone_class(tone))},
                                {"viewBox", "0 0 1000 1"},
                                {"preserveAspectRatio", "none"},
                                {"aria-hidden", "true"}},
                               filled);
  return element("span", {{"class", "share"}}, drawn + label);
}

Markup share_bar(std::uint64_t part, std::uint64_t whole, Tone tone) {
  const double of_all = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  return bar(of_all, whole == 0 ? "-" : text::percent(part, whole), tone);
}

Markup with_share(std::uint64_t part, std::uint64_t whole) {
  return text::grouped(part) + (whole == 0 ? "" : " (" + text::percent(part, whole) + ")");
}

Markup disclosure(const Markup& summary, const Markup& content, DisclosureOptions options) {
  std::string html = "<details";
  if (!options.id.empty()) html += " id=\"" + escaped(options.id) + "\"";
  if (options.filtered) html += " class=\"row\"";
  if (options.open) html += " open";
  html += ">" + element("summary", summary).html() + content.html() + "</details>\n";
  return Markup::raw(std::move(html));
}

namespace {

Markup cell(std::string_view name, std::string_view scope, const HtmlTable::Column& column,
            const Markup& content) {
  std::string html = "<" + std::string(name);
  if (name == "th") html.append(" scope=\"").append(scope).append("\"");
  if (column.number) html += " class=\"number\"";
  return Markup::raw(html.append(">").append(content.html()).append("</").append(name).append(">"));
}

}  // namespace

HtmlTable::HtmlTable(std::string caption, std::vector<Column> columns, Filtered filtered)
    : caption_(std::move(caption)), columns_(std::move(columns)), filtered_(filtered) {}

void HtmlTable::add(std::span<const Markup> cells) {
  Markup row;
  for (std::size_t at = 0; at < std::min(cells.size(), columns_.size()); ++at) {
    row += cell(at == 0 ? "th" : "td", "row", columns_[at], cells[at]);
  }
  rows_ += (filtered_ == Filtered::yes ? element("tr", {{"class", "row"}}, row) : element("tr", row)) +
           Markup::raw("\n");
}

Markup HtmlTable::markup() const {
  Markup head;
  for (const Column& column : columns_) {
    head += cell("th", "col", column, column.heading);
  }
  // The caption stays in sight, whole, where the table is wider than the page.
  const Markup table = element("table", element("caption", element("span", caption_)) +
                                            element("thead", element("tr", head)) + element("tbody", rows_));
  // Where it is too wide it scrolls by itself, which a keyboard does once it has the focus.
  return element("div",
                 {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", caption_}},
                 table) +
         Markup::raw("\n");
}

Page& Page::heading(std::string_view text, std::string_view id) {
  return add(id.empty() ? element("h2", text) : element("h2", {{"id", id}}, text));
}

Page& Page::subheading(std::string_view text, std::string_view id) {
  return add(id.empty() ? element("h3", text) : element("h3", {{"id", id}}, text));
}

Page& Page::add(const Markup& content) {
  content_ += content + Markup::raw("\n");
  return *this;
}

Page& Page::filter(std::string_view label) {
  std::string input;
  append_start(input, "input", {{"type", "search"}, {"autocomplete", "off"}});
  const auto button = [](std::string_view value, std::string_view text) {
    return element("button", {{"type", "button"}, {"value", value}}, text);
  };
  return add(element("div", {{"class", "tools"}, {"hidden", ""}},
                     element("label", Markup(label) + " " + Markup::raw(std::move(input))) +
                         button("open", "Open all") + button("close", "Close all") +
                         element("output", {{"aria-live", "polite"}}, {})));
}

std::string Page::finish() const {
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
      "style-src 'unsafe-inline'; script-src 'sha256-";
  html.append(page_script_hash).append("'; base-uri 'none'; form-action 'none'\">\n");
  html.append("<link rel=\"icon\" href=\"data:,\">\n<title>").append(title_).append("</title>\n<style>");
  html.append(page_style).append("</style>\n</head>\n<body>\n");
  html.append("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<h1>").append(title_);
  html.append("</h1>\n<main id=\"content\" tabindex=\"-1\">\n").append(content_.html());
  html.append("</main>\n<script>").append(page_script).append("</script>\n</body>\n</html>\n");
  return html;
}

}  // namespace eligo::output
