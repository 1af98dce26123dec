#include "authoring/coverage/coverage_page.hpp"

#include <map>
#include <memory>
#include <utility>

#include "authoring/coverage/coverage_report.hpp"
#include "output/page.hpp"

namespace eligo::authoring {

namespace {

using output::element;
using output::Markup;
using output::Tone;

/// What became of the obligations about a part of the rule set's text.
struct Mark {
  std::size_t met = 0, total = 0;
  std::string missing;  ///< ids, for people that point at it
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

void note(Marks& marks, const diagnostics::Span& span, const Coverage& coverage, std::size_t obligation) {
  Mark& mark = marks[{span.begin, span.end}];
  ++mark.total;
  if (coverage.states[obligation] != ObligationState::missing) {
    ++mark.met;
  } else {
    mark.missing += (mark.missing.empty() ? "" : "\n") + coverage.obligations.all[obligation].id;
  }
}

/// The text of the rule set; null where no condition is measured.
std::shared_ptr<const diagnostics::Source> find_marks(const Coverage& coverage, Marks& marks) {
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
    note(marks, place.span, coverage, i);
  }
  return source;
}

Markup mark_of(const Mark& mark, const Markup& content) {
  const bool all = mark.met == mark.total;
  const std::string word = all ? "reached" : std::to_string(mark.met) + " of " + std::to_string(mark.total);
  const std::string_view tone = all ? "good" : mark.met == 0 ? "bad" : "warning";
  const std::string title = all ? word : word + "; not reached:\n" + mark.missing;
  return element("mark", {{"class", tone}, {"title", title}},
                 content + element("sup", all             ? "✓"
                                          : mark.met == 0 ? "✗ 0"
                                                          : "◐ " + word));
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

void add_rule_set(output::Page& page, const Coverage& coverage) {
  page.heading(coverage.rules.string());
  const std::size_t missing = coverage.count(ObligationState::missing);
  page.paragraph(output::bar(coverage.percent() / 100,
                             text::percent(coverage.met(), coverage.states.size()) + " of " +
                                 std::to_string(coverage.states.size()) + " obligations reached or exempt",
                             missing == 0 ? Tone::good : Tone::warning));
  output::HtmlTable table("By rule", {{"What", false}, {"Reached", true}, {"Of", true}, {"Share", false}});
  const auto& groups = coverage.obligations.groups;
  const std::vector<GroupCount> counts = counts_by_group(coverage);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const auto [met, total] = counts[group];
    if (total == 0) continue;
    const double share = static_cast<double>(met) / static_cast<double>(total);
    table.add({groups[group].name, std::to_string(met), std::to_string(total),
               output::bar(share, met == total ? "all" : std::to_string(total - met) + " missing",
                           met == total ? Tone::good : Tone::warning)});
  }
  page.add(table.markup());
  Marks marks;
  if (const auto source = find_marks(coverage, marks)) {
    auto at = marks.cbegin();
    page.heading("The rule set's text");
    page.paragraph("✓ all that is asked of a part is reached, ◐ some of it, ✗ nothing.");
    page.add(element(
        "pre", marked(source->text, 0, static_cast<std::uint32_t>(source->text.size()), at, marks.end())));
  }
  if (coverage.suggestions.empty() && coverage.not_found.empty()) return;
  page.heading("What is missing");
  for (const SuggestedFixture& suggestion : coverage.suggestions) {
    Markup items;
    for (const std::size_t obligation : suggestion.obligations)
      items += element("li", coverage.obligations.all[obligation].id);
    if (items.empty()) items = element("li", "the first of a pair with the next one");
    page.add(output::disclosure(
        suggestion.obligations.empty() ? Markup("A fixture to add")
                                       : Markup(coverage.obligations.all[suggestion.obligations[0]].id),
        element("ul", items) + element("pre", output::code(suggestion.text)), {{}, false, true}));
  }
  if (coverage.not_found.empty()) return;
  Markup items;
  for (const std::size_t obligation : coverage.not_found)
    items += element("li", coverage.obligations.all[obligation].id);
  page.paragraph("For these the search found no fixture:");
  page.add(element("ul", items));
}

}  // namespace

std::string coverage_page(const std::vector<Coverage>& all) {
  output::Page page("Coverage of fixtures");
  page.filter("Show what contains");
  for (const Coverage& coverage : all) add_rule_set(page, coverage);
  return page.finish();
}

}  // namespace eligo::authoring
