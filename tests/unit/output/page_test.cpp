#include "output/page.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "document/sha256.hpp"
#include "output/page_style.hpp"
#include "text/hex.hpp"

namespace eligo::output {
namespace {

std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  // Three hexadecimal digits are two of base 64.
  for (std::size_t at = 0; at < hex.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t digit = at; digit < at + 3; ++digit) {
      bits = bits * 16 + (digit < hex.size() ? *text::digit_value(hex[digit]) : 0);
    }
    out += digits[bits >> 6U];
    if (at + 1 < hex.size()) out += digits[bits & 63U];
  }
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

/// What is wrong with the nesting of the elements; empty if nothing is.
std::string unbalanced(std::string_view html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) return "a tag does not end";
    const std::string_view tag = html.substr(at + 1, end - at - 1);
    at = end;
    const std::string name(tag.substr(0, tag.find_first_of(" \n")));
    if (name == "!doctype" || name == "meta" || name == "link" || name == "input") continue;
    if (!name.starts_with('/')) {
      open.push_back(name);
      if (name == "script" || name == "style") at = html.find("</" + name, at);
    } else if (open.empty() || "/" + open.back() != name) {
      return name + " closes " + (open.empty() ? "nothing" : open.back());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back() + " is not closed";
}

Page sample_page() {
  HtmlTable table("Verdicts <by> segment", {{"Segment", false}, {"Profiles", true}});
  table.add({"a & b", "1,000"});
  table.add({link("there", "年龄"), bar(0.5, "50%")});
  Page page("Title \"of\" <all>");
  page.filter("Filter")
      .heading("Rules & reasons", "there")
      .paragraph(badge("hit", Tone::bad))
      .add(table.markup());
  page.add(disclosure(code("age < 18"), element("pre", Markup::lines("a\n  <b>")), {"rule-1", true, true}));
  return page;
}

TEST(Page, EscapesTextForContentAndAttributes) {
  EXPECT_EQ(escaped(R"(a<b>&"c"'d')"), "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
  EXPECT_EQ(escaped("a\x1b[31m\n\xE2\x80\xAE"
                    "b\xFF"),
            "a [31m  b\xEF\xBF\xBD");
  EXPECT_EQ(escaped("年龄"), "年龄");
  EXPECT_EQ(Markup::lines("a<\n\tb\n").html(), "a&lt;\n b\n");
  EXPECT_EQ(element("a", {{"href", "#\"x"}}, "<y>").html(), "<a href=\"#&quot;x\">&lt;y&gt;</a>");
  EXPECT_EQ(text_in("zh-CN", "年龄").html(), "<span lang=\"zh-CN\">年龄</span>");
}

TEST(Page, IsWellFormedAndNeedsNoNetwork) {
  const std::string html = sample_page().finish();
  EXPECT_EQ(unbalanced(html), "") << html;
  EXPECT_NE(unbalanced("<p><b></p>"), "");
  for (const char* part : {"http://", "https://", "src=", "url(", "@import", "//cdn"}) {
    EXPECT_EQ(html.find(part), std::string::npos) << part;
  }
  for (const char* part :
       {"<meta charset=\"utf-8\">", "default-src 'none'", "lang=\"en\"", "name=\"viewport\"",
        "<title>Title &quot;of&quot; &lt;all&gt;</title>", "<h2 id=\"there\">Rules &amp; reasons</h2>",
        "<details id=\"rule-1\" class=\"row\" open>", "href=\"#content\"", "id=\"content\""}) {
    EXPECT_NE(html.find(part), std::string::npos) << part;
  }
}

TEST(Page, LetsOnlyItsOwnScriptRun) {
  document::Sha256 sha256;
  sha256.add(page_script);
  EXPECT_EQ(page_script_hash, base64_of_hex(sha256.hex_digest()));
  EXPECT_NE(sample_page().finish().find("script-src 'sha256-" + std::string(page_script_hash) + "'"),
            std::string::npos);
}

TEST(Page, TablesSayWhatTheirHeadersAreFor) {
  HtmlTable table("Counts", {{"Name", false}, {"Number", true}});
  EXPECT_TRUE(table.empty());
  table.add({"a", "1"});
  EXPECT_FALSE(table.empty());
  const std::string html = table.markup().html();
  for (const char* part :
       {"<caption><span>Counts</span></caption>", "<th scope=\"col\" class=\"number\">Number</th>",
        "<th scope=\"row\">a</th>", "<td class=\"number\">1</td>", "tabindex=\"0\""}) {
    EXPECT_NE(html.find(part), std::string::npos) << html;
  }
}

TEST(Page, BarsStayWithinTheWhole) {
  const struct {
    double share;
    const char* width;
  } cases[] = {{0, "\"0\""}, {0.375, "\"375\""}, {1.5, "\"1000\""}, {-1, "\"0\""}, {std::nan(""), "\"0\""}};
  for (const auto& [share, width] : cases) {
    EXPECT_NE(bar(share, "share").html().find("<rect width=" + std::string(width)), std::string::npos)
        << share;
  }
}

TEST(Page, NoStateIsSaidByColourAlone) {
  for (const Tone tone : {Tone::neutral, Tone::good, Tone::warning, Tone::bad, Tone::information}) {
    EXPECT_NE(badge("word", tone).html().find("</span> word</span>"), std::string::npos);
  }
  EXPECT_NE(bar(0.5, "50%").html().find("</svg>50%"), std::string::npos);
}

}  // namespace
}  // namespace eligo::output
