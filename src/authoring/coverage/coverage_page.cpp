#include "authoring/coverage/coverage_page.hpp"

#include <map>
#include <memory>
#include <utility>

#include "authoring/coverage/coverage_report.hpp"
#include "output/page.hpp"
#include "text/display.hpp"
#include "text/score.hpp"

namespace eligo::authoring {

namespace {

using output::element;
using output::Markup;
using output::Tone;

/// What became of the obligations about a part of the rule set's text.
struct Mark {
  std::size_t met = 0, total = 0;
  std::string missing;       ///< ids, for people that point at it
  std::string_view fixture;  ///< anchor of a fixture that reaches one of those; empty where there is none
};

/// Marks in the order in which they open: of two that begin together the longer first.
struct Opening {
  bool operator()(const std::pair<std::uint32_t, std::uint32_t>& left,
                  const std::pair<std::uint32_t, std::uint32_t>& right) const {
    return left.first != right.first ? left.first < right.first : left.second > right.second;
  }
};

/// Parts of the source with obligations, by where they stand.
using Marks = std::map<std::pair<std::uint32_t, std::uint32_t>, Mark, Opening>;

/// The anchors of the fixtures to add, by obligation; empty where there is none.
using Anchors = std::vector<std::string>;

void note(Marks& marks, const diagnostics::Span& span, const Coverage& coverage, const Anchors& anchors,
          std::size_t obligation) {
  Mark& mark = marks[{span.begin, span.end}];
  ++mark.total;
  if (coverage.states[obligation] != ObligationState::missing) {
    ++mark.met;
  } else {
    mark.missing += (mark.missing.empty() ? "" : "\n") + coverage.obligations.all[obligation].id;
    if (mark.fixture.empty()) mark.fixture = anchors[obligation];
  }
}

/// The text of the rule set; null where no condition is measured.
std::shared_ptr<const diagnostics::Source> find_marks(const Coverage& coverage, const Anchors& anchors,
                                                      Marks& marks) {
  std::shared_ptr<const diagnostics::Source> source;
  const check::CheckedRuleSet& rules = coverage.decider->rules();
  for (std::size_t i = 0; i < coverage.states.size(); ++i) {
    const Obligation& obligation = coverage.obligations.all[i];
    check::NodeId node = check::no_node;
    switch (obligation.kind) {
      case Obligation::Kind::outcome:
      case Obligation::Kind::waiver: node = coverage.obligations.conditions[obligation.condition].root; break;
      case Obligation::Kind::part:
      case Obligation::Kind::mcdc:
        node = coverage.obligations.conditions[obligation.condition].tree.parts()[obligation.part].node;
        break;
      case Obligation::Kind::threshold: node = obligation.comparison; break;
      case Obligation::Kind::window: node = rules.rules[obligation.part].when; break;
      case Obligation::Kind::list: continue;
    }
    const diagnostics::Place place = rules.nodes.place(rules[node]);
    if (!place.source) continue;
    source = place.source;
    note(marks, place.span, coverage, anchors, i);
  }
  return source;
}

Markup mark_of(const Mark& mark, const Markup& content) {
  const bool all = mark.met == mark.total;
  const std::string word = std::to_string(mark.met) + " of " + std::to_string(mark.total);
  const std::string_view tone = all ? "good" : mark.met == 0 ? "bad" : "warning";
  const std::string title = all ? "all reached" : word + " reached; not reached:\n" + mark.missing;
  const Markup state = all ? "✓" : (mark.met == 0 ? "✗ " : "◐ ") + word;
  return element(
      "mark", {{"class", tone}, {"title", title}},
      content + element("small", mark.fixture.empty() ? state : output::link(mark.fixture, state)));
}

/// The text from `begin` to `end` with the marks that begin in it, those within others inside of them.
Markup marked(std::string_view text, std::uint32_t begin, std::uint32_t end, Marks::const_iterator& at,
              Marks::const_iterator last) {
  Markup out;
  while (at != last && at->first.first < end) {
    const auto [from, to] = at->first;
    if (from < begin || to > end) {  // in part outside: its text is passed already
      ++at;
      continue;
    }
    out += Markup::lines(text.substr(begin, from - begin));
    const Mark& mark = at->second;
    ++at;
    out += mark_of(mark, marked(text, from, to, at, last));
    begin = to;
  }
  return out + Markup::lines(text.substr(begin, end - begin));
}

Tone tone_of(const Coverage& coverage) {
  return coverage.count(ObligationState::missing) == 0 ? Tone::good : Tone::warning;
}

std::string anchor_of(std::size_t rule_set) { return "rule-set-" + std::to_string(rule_set); }

void add_overview(output::Page& page, const std::vector<Coverage>& all) {
  if (all.size() < 2) return;
  output::HtmlTable table("Rule sets", {{"Rule set"}, {"Reached or exempt", true}, {"Of", true}, {"Share"}},
                          output::HtmlTable::Filtered::no);
  for (std::size_t at = 0; at < all.size(); ++at) {
    const Coverage& coverage = all[at];
    table.add({output::link(anchor_of(at), coverage.rules.string()), text::grouped(coverage.met()),
               text::grouped(coverage.states.size()),
               output::bar(coverage.percent() / 100, text::score(coverage.met(), coverage.states.size()),
                           tone_of(coverage))});
  }
  page.add(table.markup());
}

void add_suggestions(output::Page& page, const Coverage& coverage, const std::string& anchor,
                     Anchors& anchors) {
  const std::vector<Obligation>& all = coverage.obligations.all;
  if (!coverage.suggestions.empty()) {
    page.subheading("Not reached: fixtures to add");
    page.paragraph("Each of these reaches what stands in it; paste them into a file of fixtures.");
  }
  std::vector<bool> listed(all.size(), false);
  for (std::size_t at = 0; at < coverage.suggestions.size(); ++at) {
    const SuggestedFixture& suggestion = coverage.suggestions[at];
    const std::string id = anchor + "-fixture-" + std::to_string(at);
    Markup items;
    for (const std::size_t obligation : suggestion.obligations) {
      items += element("li", all[obligation].id);
      listed[obligation] = true;
      anchors[obligation] = id;
    }
    const std::size_t more = items.empty() ? 0 : suggestion.obligations.size() - 1;
    Markup summary = items.empty() ? Markup("the first of a pair with the next one")
                                   : Markup(all[suggestion.obligations[0]].id);
    if (more > 0) summary += element("span", {{"class", "soft"}}, " and " + text::grouped(more) + " more");
    const Markup content = more > 0 ? element("ul", items) : Markup();
    page.add(output::disclosure(summary, content + element("pre", output::code(suggestion.text)),
                                {id, false, true}));
  }
  Markup rest;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (coverage.states[i] == ObligationState::missing && !listed[i])
      rest += element("li", {{"class", "row"}}, all[i].id);
  }
  if (rest.empty()) return;
  page.subheading("Not reached, and the search found no fixture that would");
  page.add(element("ul", rest));
}

void add_exemptions(output::Page& page, const Coverage& coverage) {
  for (const Diagnostic& diagnostic : coverage.diagnostics)
    page.add(element("pre", Markup::lines(diagnostic.render())));
  const std::vector<Obligation>& all = coverage.obligations.all;
  output::HtmlTable broken("Exempt though it should not be", {{"What"}, {"Why not"}});
  for (const auto& [obligation, why] : coverage.broken_exemptions)
    broken.add({output::badge("wrong", Tone::bad) + " " + all[obligation].id, why});
  output::HtmlTable exempt("Exempt", {{"What"}, {"Reason"}});
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (coverage.states[i] == ObligationState::exempt) exempt.add({all[i].id, coverage.reasons[i]});
  }
  if (broken.empty() && exempt.empty()) return;
  page.subheading("Exemptions");
  if (!broken.empty()) page.add(broken.markup());
  if (!exempt.empty()) page.add(exempt.markup());
}

void add_groups(output::Page& page, const Coverage& coverage) {
  output::HtmlTable table("What is reached of each part of the rule set",
                          {{"Part"}, {"Reached or exempt", true}, {"Of", true}, {"Share"}});
  const auto& groups = coverage.obligations.groups;
  const std::vector<GroupCount> counts = counts_by_group(coverage);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const auto [met, total] = counts[group];
    if (total == 0) continue;
    const double share = static_cast<double>(met) / static_cast<double>(total);
    table.add({groups[group].name, text::grouped(met), text::grouped(total),
               output::bar(share, met == total ? "all" : text::grouped(total - met) + " missing",
                           met == total ? Tone::good : Tone::warning)});
  }
  if (table.empty()) return;
  page.subheading("By rule").add(table.markup());
}

void add_rule_set(output::Page& page, const Coverage& coverage, const std::string& anchor) {
  page.heading(coverage.rules.string(), anchor);
  page.paragraph(output::bar(coverage.percent() / 100,
                             text::score(coverage.met(), coverage.states.size()) + ": " +
                                 text::grouped(coverage.met()) + " of " +
                                 text::counted(coverage.states.size(), "obligation") + " reached or exempt",
                             tone_of(coverage)));
  if (const std::string pairs = pairs_text(coverage); !pairs.empty()) page.paragraph(pairs);
  add_groups(page, coverage);
  Anchors anchors(coverage.states.size());
  add_suggestions(page, coverage, anchor, anchors);
  add_exemptions(page, coverage);
  Marks marks;
  const auto source = find_marks(coverage, anchors, marks);
  if (!source) return;
  auto at = marks.cbegin();
  page.subheading("The rule set’s text");
  page.paragraph(
      "Of what is asked of a condition or a part, ✓ all is reached, ◐ some, ✗ nothing; the numbers lead to a "
      "fixture that reaches more.");
  page.add(element(
      "pre", marked(source->text, 0, static_cast<std::uint32_t>(source->text.size()), at, marks.end())));
}

std::string title_of(const std::vector<Coverage>& all) {
  if (all.size() == 1)
    return "Coverage of fixtures: " + text::score(all.front().met(), all.front().states.size());
  const auto reached = std::ranges::count_if(
      all, [](const Coverage& coverage) { return coverage.count(ObligationState::missing) == 0; });
  return "Coverage of fixtures: " + std::to_string(reached) + " of " + text::counted(all.size(), "rule set") +
         " in full";
}

}  // namespace

std::string coverage_page(const std::vector<Coverage>& all) {
  output::Page page(title_of(all));
  page.paragraph(
      "An obligation is something that a fixture has to bring about: that a rule hits, does not hit or is "
      "undecided; that a part of a condition is true, false or unknown, and that it alone turns the "
      "condition "
      "(mcdc); a value on a threshold and one step to either side of it; a value that is in a list and one "
      "that is not; an instant before, in and after a window; a segment, and each reason that it waives.");
  add_overview(page, all);
  page.filter("Show only what contains");
  for (std::size_t at = 0; at < all.size(); ++at) add_rule_set(page, all[at], anchor_of(at));
  return page.finish();
}

}  // namespace eligo::authoring
