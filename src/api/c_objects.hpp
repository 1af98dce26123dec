#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/eligo.h>
#include <eligo/eligo.hpp>

#include "text/display.hpp"

// What the handles of eligo/eligo.h stand for, and how its functions end.

struct eligo_rule_set {
  eligo::RuleSet rules;
  std::vector<eligo::FactDescription> facts;
};

struct eligo_fact {
  eligo::Fact fact;
  std::string name;
};

struct eligo_profile {
  eligo::Profile profile;
};

struct eligo_decision {
  explicit eligo_decision(eligo::Decision made);

  eligo::Decision decision;
  // with a zero byte at the end each
  std::vector<std::string> codes;
  std::optional<std::string> segment, subject;
};

struct eligo_batch {
  eligo::BatchEvaluator batch;
  std::vector<std::string> ignored = {};
};

struct eligo_error {
  eligo_status status = ELIGO_FAILED;
  std::string text;
  std::vector<eligo::Diagnostic> diagnostics;
};

namespace eligo::api {

/// The status, and what it is about into `*error`, if that can be had.
eligo_status report(eligo_error** error, eligo_status status, const char* text,
                    const std::vector<Diagnostic>& diagnostics = {}) noexcept;

/// Does what a function is for; whatever it throws becomes a status.
template <typename Body>
eligo_status guarded(eligo_error** error, const Body& body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    body();
    return ELIGO_OK;
  } catch (const LoadError& wrong) {
    return report(error, ELIGO_INVALID_RULE_SET, wrong.what(), wrong.diagnostics());
  } catch (const InputError& wrong) {
    return report(error, ELIGO_INVALID_INPUT, wrong.what(), wrong.diagnostics());
  } catch (const std::invalid_argument& wrong) {
    return report(error, ELIGO_INVALID_ARGUMENT, wrong.what());
  } catch (const std::bad_alloc&) {
    return report(error, ELIGO_OUT_OF_MEMORY, "there is not enough memory");
  } catch (const std::exception& wrong) {
    return report(error, ELIGO_FAILED, wrong.what());
  } catch (...) {
    return report(error, ELIGO_FAILED, "an exception of unknown type");
  }
}

/// What a pointer points to; `name` says which argument is NULL.
template <typename T>
T& required(T* pointer, const char* name) {
  if (pointer == nullptr) throw std::invalid_argument(text::in_backticks(name) + " is NULL");
  return *pointer;
}

inline std::string_view text_of(const char* text, std::size_t size, const char* name) {
  return {&required(text, name), size};
}
inline std::string_view name_of(const char* name) { return &required(name, "name"); }

/// Where a result goes, with nothing there yet.
template <typename T>
T& result_at(T* result) {
  required(result, "result") = T{};
  return *result;
}

/// Hands an object to the caller.
template <typename T>
void give(T*& result, T object) {
  result = std::make_unique<T>(std::move(object)).release();
}

/// Hands a text to the caller.
void give_text(char*& result, std::size_t* size, std::string_view text);

[[nodiscard]] inline Instant instant_of(const eligo_instant& instant) noexcept {
  return {instant.seconds, instant.nanoseconds};
}

[[nodiscard]] Detail detail_of(eligo_detail detail);

/// How many bytes of a struct a caller knows who gives `size` for it: never half of a pointer.
template <typename T>
[[nodiscard]] std::size_t whole_members(std::size_t size) noexcept {
  return std::min(size, sizeof(T)) / alignof(T) * alignof(T);
}

/// A struct whose first member says how much of it the caller knows; what more there is, is zero.
template <typename T>
T with_size(const T& given, const char* name) {
  if (given.struct_size < sizeof(std::size_t))
    throw std::invalid_argument("`" + std::string(name) + "->struct_size` is not set");
  T known{};
  const auto* const bytes = reinterpret_cast<const unsigned char*>(&given);
  if (given.struct_size > sizeof(T) &&
      std::any_of(bytes + sizeof(T), bytes + given.struct_size, [](unsigned char byte) { return byte != 0; }))
    throw std::invalid_argument(text::in_backticks(name) + " has what this version does not know");
  std::memcpy(&known, bytes, whole_members<T>(given.struct_size));
  return known;
}

}  // namespace eligo::api
