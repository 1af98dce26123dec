#include "authoring/mutation/mutation_report.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "authoring/fixtures/exemptions.hpp"
#include "diagnostics/mistake_list.hpp"
#include "json/writer.hpp"
#include "text/display.hpp"
#include "text/score.hpp"

namespace eligo::authoring {

namespace {

using text::counted;
using text::printable;

constexpr std::string_view red = "\x1b[31m", green = "\x1b[32m", reset = "\x1b[0m";
constexpr std::size_t most_shown = 100;  // survivors of a rule set, in a text

/// "(rule credit.score, /rules/6/when)".
std::string where(const Mutant& mutant) {
  return "(" + printable(mutant.owner) + ", " + printable(mutant.pointer) + ")";
}

class MutationText {
 public:
  explicit MutationText(bool color) : color_(color) {}

  std::string write(std::span<const MutatedRuleSet> mutated) {
    for (const MutatedRuleSet& one : mutated) {
      write_line(one);
      write_wrongly_exempt(one);
      write_unknown_exemptions(one);
      write_survivors(one, MutantState::survived, {});
      write_survivors(one, MutantState::possibly_equivalent,
                      "Possibly equivalent: no profile was found that would notice. Give one, or exempt them "
                      "with the reason.");
      write_survivors(one, MutantState::not_searched,
                      "Of so large a rule set no profiles were looked for that would notice:");
    }
    return std::move(out_);
  }

 private:
  std::string painted(const std::string& text, std::string_view color) const {
    return color_ ? std::string(color) + text + std::string(reset) : text;
  }

  void write_line(const MutatedRuleSet& mutated) {
    const MutationTotals all = totals(mutated.results);
    const std::size_t lives = all.counted() - all.killed;
    out_ += "\n" + printable(mutated.path.string()) + ": " + counted(all.mutants, "mutant") + ", " +
            painted(text::grouped(all.killed) + " noticed", green);
    if (lives > 0) out_ += ", " + painted(text::grouped(lives) + " not", red);
    if (all.exempt > 0) out_ += ", " + text::grouped(all.exempt) + " exempt";
    out_ += ": " + all.score() + "\n";
    if (all.same > 0)
      out_ += "  " + text::grouped(all.same) +
              " more come to the same program as the rule set or another mutant\n";
  }

  void write_wrongly_exempt(const MutatedRuleSet& mutated) {
    for (const MutantResult& result : mutated.results.mutants) {
      if (state_of(result) != MutantState::wrongly_exempt) continue;
      out_ += "\n" + painted("WRONG", red) + "  the mutant is exempt, but ";
      if (result.killer) {
        out_ += "the fixture " + text::quote(killer_of(mutated, result).name) + " notices";
      } else {
        out_ += "there is a profile that would notice";
      }
      out_ += " if " + result.mutant.mistake + " " + where(result.mutant) + "\n  " +
              printable(result.mutant.id) + "\n";
      if (result.witness) out_ += indented(*result.witness);
    }
  }

  void write_unknown_exemptions(const MutatedRuleSet& mutated) {
    for (const std::string& id : mutated.results.unknown_exemptions) {
      out_ += "\n" + painted("WRONG", red) + "  no mutant is called " + text::quote(id, 200) +
              ", which is exempt\n";
    }
  }

  void write_survivors(const MutatedRuleSet& mutated, MutantState state, std::string_view heading) {
    std::size_t count = 0;
    for (const MutantResult& result : mutated.results.mutants) {
      if (state_of(result) != state) continue;
      if (++count > most_shown) continue;
      if (count == 1 && !heading.empty()) out_ += "\n" + std::string(heading) + "\n";
      if (count == 1 || result.witness) out_ += "\n";
      out_ += "no fixture would notice if " + printable(result.mutant.mistake) + " " + where(result.mutant) +
              "\n";
      out_ += "  " + printable(result.mutant.id) + "\n";
      if (result.witness) out_ += indented(*result.witness);
    }
    if (count > most_shown) out_ += "\nand " + text::grouped(count - most_shown) + " more\n";
  }

  static std::string indented(std::string_view lines) {
    std::string out;
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      out += "  " + printable(lines.substr(begin, end - begin)) + "\n";
      begin = end + 1;
    }
    return out;
  }

  bool color_;
  std::string out_;
};

void add_totals(MutationTotals& sum, const MutationTotals& more) {
  sum.mutants += more.mutants;
  sum.killed += more.killed;
  sum.exempt += more.exempt;
  sum.same += more.same;
  sum.wrongly_exempt += more.wrongly_exempt;
}

/// Adds what the file says of mutants; what is wrong with its form was said when it was read.
void add_exemptions(const FixtureFile& file, std::map<std::string, std::string>& exempt) {
  std::vector<Diagnostic> known;
  diagnostics::MistakeList mistakes(known);
  for (Exemption& exemption : read_exemptions(file, mistakes)) {
    if (exemption.kind == Exemption::Kind::mutant)
      exempt.emplace(std::move(exemption.id), std::move(exemption.reason));
  }
}

}  // namespace

std::vector<MutatedRuleSet> mutate(std::span<const TestedFile> tested, const MutationOptions& options) {
  std::vector<MutatedRuleSet> mutated;
  for (const TestedFile& file : tested) {
    if (!file.could_be_run()) continue;
    const auto same = std::ranges::find(mutated, file.decider, &MutatedRuleSet::decider);
    MutatedRuleSet& one = same == mutated.end()
                              ? mutated.emplace_back(MutatedRuleSet{file.file->rules, file.decider, {}, {}})
                              : *same;
    one.sources.push_back({&*file.file, file.fixtures});
  }
  for (MutatedRuleSet& one : mutated) {
    MutationOptions own = options;
    for (const FixtureSource& source : one.sources) add_exemptions(*source.file, own.exempt);
    one.results = run_mutants(*one.decider, one.sources, own);
  }
  return mutated;
}

bool MutationTotals::reaches(double percent) const {
  return static_cast<double>(killed) * 100 >= percent * static_cast<double>(counted());
}

std::string MutationTotals::score() const { return text::score(killed, counted()); }

std::string_view to_string(MutantState state) noexcept {
  switch (state) {
    case MutantState::killed: return "killed";
    case MutantState::survived: return "survived";
    case MutantState::possibly_equivalent: return "possibly_equivalent";
    case MutantState::not_searched: return "not_searched";
    case MutantState::exempt: return "exempt";
    case MutantState::wrongly_exempt: return "wrongly_exempt";
  }
  return "";
}

MutantState state_of(const MutantResult& result) noexcept {
  if (result.exempt)
    return result.killer || result.witness ? MutantState::wrongly_exempt : MutantState::exempt;
  if (result.killer) return MutantState::killed;
  if (result.witness) return MutantState::survived;
  return result.searched ? MutantState::possibly_equivalent : MutantState::not_searched;
}

const Fixture& killer_of(const MutatedRuleSet& mutated, const MutantResult& result) {
  return mutated.sources[result.killer->source].fixtures[result.killer->fixture];
}

void add(MutationTotals& totals, const MutantResult& result) {
  const MutantState state = state_of(result);
  ++totals.mutants;
  if (result.exempt) ++totals.exempt;
  if (state == MutantState::wrongly_exempt) ++totals.wrongly_exempt;
  if (state == MutantState::killed) ++totals.killed;
}

MutationTotals totals(const MutationResults& results) {
  MutationTotals all;
  all.same = results.same;
  all.wrongly_exempt = results.unknown_exemptions.size();
  for (const MutantResult& result : results.mutants) add(all, result);
  return all;
}

MutationTotals totals(std::span<const MutatedRuleSet> mutated) {
  MutationTotals all;
  for (const MutatedRuleSet& one : mutated) add_totals(all, totals(one.results));
  return all;
}

std::string mutation_text(std::span<const MutatedRuleSet> mutated, bool color) {
  return MutationText(color).write(mutated);
}

std::string mutation_json(std::span<const MutatedRuleSet> mutated) {
  std::string out;
  json::Writer json(out);
  json.begin_object().key("rule_sets").begin_array();
  for (const MutatedRuleSet& one : mutated) {
    const MutationTotals all = totals(one.results);
    json.begin_object().key("rules").string(one.path.string());
    json.key("count").number(all.mutants).key("killed").number(all.killed);
    json.key("exempt").number(all.exempt).key("same").number(all.same).key("score").string(all.score());
    json.key("mutants").begin_array();
    for (const MutantResult& result : one.results.mutants) {
      const Mutant& mutant = result.mutant;
      json.begin_object().key("id").string(mutant.id).key("state").string(to_string(state_of(result)));
      json.key("operator").string(to_string(mutant.kind)).key("if").string(mutant.mistake);
      json.key("in").string(mutant.owner).key("at").string(mutant.pointer);
      if (result.killer) json.key("killed_by").string(killer_of(one, result).name);
      if (result.exempt) json.key("reason").string(*result.exempt);
      if (result.witness) json.key("fixture").raw(*result.witness);
      json.end_object();
    }
    json.end_array();
    if (!one.results.unknown_exemptions.empty()) {
      json.key("unknown_exemptions").begin_array();
      for (const std::string& id : one.results.unknown_exemptions) json.string(id);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array().end_object();
  return out;
}

}  // namespace eligo::authoring
