#include "profiles/shape_graph.hpp"

#include <algorithm>
#include <utility>

#include "values/bitmap.hpp"

namespace eligo::profiles {

namespace {

constexpr std::size_t word_bits = 64;

std::uint32_t first_bits(std::size_t count) {
  return count >= 32 ? ~std::uint32_t{0} : (std::uint32_t{1} << count) - 1;
}

ValueUse use_of_kind(values::Kind kind) {
  switch (kind) {
    case values::Kind::boolean: return ValueUse::boolean;
    case values::Kind::integer: return ValueUse::integer;
    case values::Kind::floating: return ValueUse::floating;
    case values::Kind::string: return ValueUse::string;
    case values::Kind::timestamp:
    case values::Kind::duration:
    case values::Kind::null:
    case values::Kind::list:
    case values::Kind::record:
    case values::Kind::any: break;
  }
  return ValueUse::time;
}

ValueUse use_of_target(const ValueTarget& target) {
  const ValueUse usual = use_of_kind(target.rule->kind());
  if (!target.formed) return usual;
  switch (usual) {
    case ValueUse::boolean:
    case ValueUse::string: return usual;  // of what the form changes the reader of odd values is told
    case ValueUse::integer:
    case ValueUse::floating: return target.formed->form().changes_numbers() ? ValueUse::formed : usual;
    case ValueUse::time:
    case ValueUse::formed:
    case ValueUse::as_written:
    case ValueUse::subject:
    case ValueUse::passed_over:
    case ValueUse::null_list:
    case ValueUse::null_object:
    case ValueUse::end: break;
  }
  return ValueUse::formed;
}

/// The only word of the set that has keys, or nothing where several have.
std::optional<std::size_t> only_word(const KeySet& keys) {
  std::optional<std::size_t> found;
  for (std::size_t word = 0; word < keys.size(); ++word) {
    if (keys[word] == 0) continue;
    if (found) return std::nullopt;
    found = word;
  }
  return found.value_or(0);
}

}  // namespace

bool Literal::begins(std::string_view longer) const {
  const std::string_view first(text.data(), std::min<std::size_t>(size, first_bytes));
  return longer.starts_with(first) && (!extras || longer.substr(first.size()).starts_with(extras->tail));
}

void ShapeGraph::forget() {
  std::deque<Place> none;
  for (const PlaceKind kind : {PlaceKind::start, PlaceKind::end, PlaceKind::object})
    none.push_back({.kind = kind});
  key_places_.reserve(most_keys);
  key_places_.clear();
  fact_keys_ = {};
  facts_ = 0;
  literals_ = 0;
  places_ = std::move(none);
}

bool ShapeGraph::is_full() const {
  return literals_ == most_literals || places_.size() == most_places || key_places_.size() == most_keys;
}

bool ShapeGraph::takes_object(PlaceNumber place) const {
  const PlaceKind kind = places_[place].kind;
  return kind == PlaceKind::object || kind == PlaceKind::record || kind == PlaceKind::passed_over;
}

bool ShapeGraph::takes_list(PlaceNumber place) const {
  const PlaceKind kind = places_[place].kind;
  return kind == PlaceKind::list || kind == PlaceKind::record_list || kind == PlaceKind::passed_over;
}

bool ShapeGraph::takes_scalar(PlaceNumber place, bool null) const {
  switch (places_[place].kind) {
    case PlaceKind::scalar:
    case PlaceKind::subject:
    case PlaceKind::passed_over: return true;
    case PlaceKind::object: return null && place != profile;
    case PlaceKind::list:
    case PlaceKind::record_list: return null;
    case PlaceKind::record:
    case PlaceKind::start:
    case PlaceKind::end: break;
  }
  return false;
}

ShapeGraph::Place ShapeGraph::scalar(std::uint32_t fact, std::uint32_t field, ColumnLevel level) const {
  Place made{.kind = PlaceKind::scalar};
  made.target.rule = &keys_.facts[fact].rules()[field];
  if (const ValueForm* const form = keys_.facts[fact].form(); form != nullptr)
    made.target.formed = std::make_unique<FormedValue>(*form);
  made.target.fact = fact;
  made.target.field = static_cast<std::uint16_t>(field);
  made.target.level = level;
  made.target.given = level == ColumnLevel::fact ? 1 : 0;
  return made;
}

std::optional<ShapeGraph::Place> ShapeGraph::member(const Place& object, std::string_view name) const {
  Place made{.kind = PlaceKind::passed_over};
  if (object.kind == PlaceKind::passed_over) return made;
  if (object.kind == PlaceKind::record) {
    const FactReader& records = keys_.facts[object.target.fact];
    const auto field = records.field(name);
    if (!field) return std::nullopt;
    if (*field >= records.rules().size()) return made;
    return scalar(object.target.fact, *field, ColumnLevel::field);
  }
  const auto meaning = keys_.meaning(object.object, name);
  if (!meaning) return std::nullopt;
  switch (meaning->kind) {
    case KeyMeaning::Kind::object:
      made.kind = PlaceKind::object;
      made.object = meaning->index;
      return made;
    case KeyMeaning::Kind::subject: made.kind = PlaceKind::subject; return made;
    case KeyMeaning::Kind::passed_over: return made;
    case KeyMeaning::Kind::as_written:
      made.kind = PlaceKind::scalar;
      made.target.as_written = meaning->index;
      made.target.given = 1;
      return made;
    case KeyMeaning::Kind::fact: break;
  }
  const FactReader& fact = keys_.facts[meaning->index];
  if (!fact.is_list()) {
    made = scalar(meaning->index, 0, ColumnLevel::fact);
    if (!meaning->as_written) return made;
    made.target.as_written = *meaning->as_written;
    made.target.typed = use_of_target(made.target);
    ++made.target.given;
    return made;
  }
  made.kind = fact.of_records() ? PlaceKind::record_list : PlaceKind::list;
  made.target.fact = meaning->index;
  made.target.given = 1;
  return made;
}

std::optional<PlaceNumber> ShapeGraph::key(PlaceNumber object, std::string_view name) {
  Place& above = places_[object];
  if (const auto known = above.keys.find(name); known != above.keys.end()) return known->second;
  if (places_.size() == most_places || key_places_.size() == most_keys) return std::nullopt;
  std::optional<Place> made = member(above, name);
  if (!made) return std::nullopt;
  made->parent = object;
  made->key_bit = key_places_.size();
  const auto number = static_cast<PlaceNumber>(places_.size());
  if (made->target.given > 0) values::set_bit(fact_keys_.data(), key_places_.size());
  facts_ += made->target.given;
  places_.push_back(*std::move(made));
  key_places_.push_back(number);
  above.keys.emplace(name, number);
  return number;
}

std::optional<PlaceNumber> ShapeGraph::element(PlaceNumber list) {
  Place& above = places_[list];
  if (above.element) return above.element;
  if (places_.size() == most_places) return std::nullopt;
  Place made{.kind = PlaceKind::passed_over};
  if (above.kind == PlaceKind::list) {
    made = scalar(above.target.fact, 0, ColumnLevel::element);
  } else if (above.kind == PlaceKind::record_list) {
    made.kind = PlaceKind::record;
    made.target.fact = above.target.fact;
  }
  made.parent = list;
  const auto number = static_cast<PlaceNumber>(places_.size());
  places_.push_back(std::move(made));
  above.element = number;
  return number;
}

bool ShapeGraph::is_below(PlaceNumber place, PlaceNumber above) const {
  while (place > profile && place != above) place = places_[place].parent;
  return place == above;
}

void ShapeGraph::remove_below(PlaceNumber above, KeySet& keys) const {
  const KeySet below = keys_below({&above, 1});
  for (std::size_t word = 0; word < keys.size(); ++word) keys[word] &= ~below[word];
}

std::optional<ListEvent> ShapeGraph::end_of(PlaceNumber place) const {
  const Place& found = places_[place];
  switch (found.kind) {
    case PlaceKind::list:
    case PlaceKind::record_list: return ListEvent{ListEvent::Kind::list_ends, found.target.fact, 0};
    case PlaceKind::record: {
      const auto fields = static_cast<std::uint32_t>(keys_.facts[found.target.fact].rules().size());
      return ListEvent{ListEvent::Kind::record_ends, found.target.fact, fields};
    }
    case PlaceKind::start:
    case PlaceKind::end:
    case PlaceKind::object:
    case PlaceKind::scalar:
    case PlaceKind::subject:
    case PlaceKind::passed_over: break;
  }
  return std::nullopt;
}

void ShapeGraph::add(std::span<const ShapeStep> steps) {
  PlaceNumber from = start;
  for (const ShapeStep& step : steps) {
    add(from, step);
    from = step.place;
  }
  link();
}

void ShapeGraph::add(PlaceNumber from, const ShapeStep& step) {
  auto& literals = places_[from].literals;
  const auto before =
      std::ranges::find_if(literals, [&](const auto& known) { return known->begins(step.text); });
  if (before != literals.end() && (*before)->size == step.text.size()) return;  // known
  if (literals_ == most_literals || literals.size() == most_behind_a_value) return;
  literals.insert(before, literal(step));
  ++literals_;
}

std::unique_ptr<Literal> ShapeGraph::literal(const ShapeStep& step) {
  Place& place = places_[step.place];
  auto made = std::make_unique<Literal>();
  const std::size_t first = std::min(step.text.size(), Literal::first_bytes);
  std::memcpy(made->text.data(), step.text.data(), first);
  made->size = static_cast<std::uint16_t>(step.text.size());
  made->lower_mask = first_bits(first);
  made->upper_mask = first > 32 ? first_bits(first - 32) : 0;
  made->target = &place.target;
  made->use = use_of(place);
  made->place = step.place;

  const auto word = only_word(step.opened);
  const bool simple = word && step.elements.empty() && step.checked == step.opened;
  if (simple) {
    made->key_word = static_cast<std::uint8_t>(*word);
    made->keys = step.opened[*word];
    made->key_count = static_cast<std::uint8_t>(values::count_bits(made->keys));
  }
  const bool needs_extras =
      !simple || !step.events.empty() || first < step.text.size() || made->use == ValueUse::null_object;
  if (!needs_extras) return made;
  made->extras = std::make_unique<LiteralExtras>();
  LiteralExtras& extras = *made->extras;
  extras.tail = step.text.substr(first);
  extras.has_keys = !simple;
  extras.checked = step.checked;
  extras.opened = step.opened;
  extras.elements = step.elements;
  extras.events = step.events;
  if (made->use == ValueUse::null_object) extras.facts = keys_.facts_below(place.object);
  return made;
}

ValueUse ShapeGraph::use_of(const Place& place) {
  switch (place.kind) {
    case PlaceKind::scalar:
      return place.target.as_written != ValueTarget::none ? ValueUse::as_written
                                                          : use_of_target(place.target);
    case PlaceKind::list:
    case PlaceKind::record_list: return ValueUse::null_list;
    case PlaceKind::object: return ValueUse::null_object;
    case PlaceKind::subject: return ValueUse::subject;
    case PlaceKind::passed_over:
    case PlaceKind::record: return ValueUse::passed_over;
    case PlaceKind::start:
    case PlaceKind::end: break;
  }
  return ValueUse::end;
}

KeySet ShapeGraph::keys_below(std::span<const PlaceNumber> above) const noexcept {
  KeySet found{};
  for (std::size_t bit = 0; bit < key_places_.size(); ++bit) {
    const bool below =
        std::ranges::any_of(above, [&](PlaceNumber element) { return is_below(key_places_[bit], element); });
    if (below) found[bit / word_bits] |= std::uint64_t{1} << (bit % word_bits);
  }
  return found;
}

void ShapeGraph::link() noexcept {
  for (Place& place : places_) {
    const Literal* other = nullptr;
    for (auto literal = place.literals.rbegin(); literal != place.literals.rend(); ++literal) {
      (*literal)->other = std::exchange(other, literal->get());
      (*literal)->next = places_[(*literal)->place].first();
      // Another key of the object may have been met since.
      if (LiteralExtras* const extras = (*literal)->extras.get(); extras != nullptr)
        extras->forgotten = keys_below(extras->elements);
    }
  }
}

}  // namespace eligo::profiles
