#include "decide/forecast.hpp"
#include "decide/time_steps.hpp"

namespace eligo::decide {

namespace {

using values::Kind;
using values::Nanoseconds;

Reading::Value truth_of(check::Macro macro, const ElementCounts& counts, const ElementCounts::Stretch& at) {
  const bool decides = macro == check::Macro::all      ? at.hits + at.unknown < counts.elements()
                       : macro == check::Macro::exists ? at.hits > 0
                                                       : false;
  if (decides) return macro == check::Macro::exists;
  if (at.unknown > 0) return Undecided{};
  return macro == check::Macro::all || (macro == check::Macro::exists_one && at.hits == 1);
}

}  // namespace

Reading Forecast::read_membership(check::NodeId id, Nanoseconds instant) {
  const auto& node = cursor_.node(id);
  const auto element = cursor_.operands(node)[0], list = cursor_.operands(node)[1];
  const auto& type = cursor_.type(element);
  const auto lists = cursor_.cell(list);
  if (!lists) return as_in_run(id, instant);
  const NextChange lines = stays(list);
  if (instant >= lines.at) return unreadable(instant);
  if (!lists->known()) return {Undecided{}, lines};
  const auto& members = lists->view->children[0];
  if (members.kind != type.kind) return as_in_run(id, instant);
  const std::size_t row = lists->view->constant ? 0 : lists->row;
  const std::size_t begin = lists->view->offsets[row], end = lists->view->offsets[row + 1];

  // `is(member)` compares with one that is known.
  const auto among = [&](auto is) -> Reading::Value {
    bool holes = false;
    for (std::size_t member = begin; member < end; ++member) {
      limits_->charge(1);
      if (!members.is_known(member)) {
        holes = true;
      } else if (is(members.constant ? 0 : member)) {
        return true;
      }
    }
    return holes ? Reading::Value(Undecided{}) : false;
  };
  if (type.kind == Kind::integer) {
    Reading reading = settled(instant, [&](Nanoseconds when) {
      Reading number = at(element, when);
      number.until = number_stays(element, when, number);
      if (const auto* const wanted = std::get_if<std::int64_t>(&number.value)) {
        number.value =
            among([&](std::size_t member) { return members.as<std::int64_t>()[member] == *wanted; });
      }
      return number;
    });
    reading.until = earlier(reading.until, lines);
    return reading;
  }
  if (!is_time(type) || !is_known(element)) return as_in_run(id, instant);
  Reading reading{Unreadable{}, earlier(lines, stays(element))};
  if (instant >= reading.until.at) return unreadable(instant);
  const auto list_slope = cursor_.node(list).slope, slope = cursor_.node(element).slope - list_slope;
  const auto wanted = time_at(element, instant) - list_slope * (instant - now_);
  reading.value = among([&](std::size_t member) { return members.as<Nanoseconds>()[member] == wanted; });
  for (std::size_t member = begin; member < end; ++member) {
    if (!members.is_known(member)) continue;
    const auto difference = wanted - members.as<Nanoseconds>()[members.constant ? 0 : member];
    reading.until = earlier(
        reading.until, change_after(instant, comparison_step(check::Function::equal, difference, slope)));
  }
  return reading;
}

template <typename Outcome>
std::optional<Reading> Forecast::read_counts(check::NodeId comprehension, Nanoseconds instant,
                                             Outcome outcome) {
  const auto list = cursor_.operands(comprehension)[0];
  const auto elements = cursor_.elements(comprehension);
  const auto lists = cursor_.cell(list);
  if (!elements || !lists) return std::nullopt;
  const NextChange list_stays = stays(list);
  if (instant >= list_stays.at) return unreadable(instant);
  if (!lists->known()) return Reading{Undecided{}, list_stays};
  const std::size_t row = lists->view->constant ? 0 : lists->row;
  const std::size_t size = lists->view->offsets[row + 1] - lists->view->offsets[row];
  if (elements->end - elements->begin != size) return std::nullopt;  // too many to be run

  const auto read = [&](std::size_t element, Nanoseconds when) {
    limits_->charge(1);
    cursor_.enter(elements->domain, element);
    const Reading reading = at(cursor_.operands(comprehension)[1], when);
    cursor_.leave();
    return reading;
  };
  // An empty list begins where the next one does.
  const std::tuple key(comprehension, elements->begin, elements->end);
  auto found = counts_.find(key);
  if (found == counts_.end())
    found = counts_.emplace(key, ElementCounts(elements->begin, elements->end, now_, read)).first;
  auto& counts = found->second;
  std::size_t at = counts.find(instant, read);
  if (!counts[at].readable) return unreadable(instant);
  Reading reading{outcome(counts, counts[at]), {}};
  for (std::size_t changes = 0;; ++at, ++changes) {
    limits_->charge(1);
    const NextChange next = counts.next(at);
    reading.until = earlier(list_stays, next);
    if (reading.until.at != next.at || !next.comes() || limits_->stop_at(next, changes)) break;
    counts.make_next(at, read);
    if (!counts[at + 1].readable || outcome(counts, counts[at + 1]) != reading.value) break;
  }
  return reading;
}

Reading Forecast::read_quantifier(check::NodeId id, Nanoseconds instant) {
  const auto macro = cursor_.node(id).macro;
  const auto reading =
      read_counts(id, instant, [macro](const ElementCounts& counts, const ElementCounts::Stretch& stretch) {
        return truth_of(macro, counts, stretch);
      });
  return reading ? *reading : as_in_run(id, instant);
}

Reading Forecast::read_size(check::NodeId id, Nanoseconds instant) {
  const auto list = behind_definitions(cursor_.operands(id)[0]);
  const auto& node = cursor_.node(list);
  if (node.kind != check::NodeKind::comprehension || node.macro != check::Macro::filter)
    return as_in_run(id, instant);
  const auto reading =
      read_counts(list, instant, [](const ElementCounts&, const ElementCounts::Stretch& stretch) {
        return stretch.unknown > 0 ? Reading::Value(Undecided{}) : static_cast<std::int64_t>(stretch.hits);
      });
  return reading ? *reading : as_in_run(id, instant);
}

NextChange Forecast::unknown_elements_stay(check::NodeId comprehension) {
  const auto reading =
      read_counts(comprehension, now_, [](const ElementCounts&, const ElementCounts::Stretch& stretch) {
        return Reading::Value(static_cast<std::int64_t>(stretch.unknown_turns));
      });
  return reading ? reading->until : NextChange{};
}

bool Forecast::has_unknown_elements(check::NodeId comprehension) {
  const auto reading =
      read_counts(comprehension, now_, [](const ElementCounts&, const ElementCounts::Stretch& stretch) {
        return Reading::Value(stretch.unknown > 0);
      });
  return reading && reading->is(true);
}

}  // namespace eligo::decide
