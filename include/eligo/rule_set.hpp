#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <eligo/decision.hpp>
#include <eligo/description.hpp>
#include <eligo/diagnostic.hpp>
#include <eligo/fact.hpp>
#include <eligo/instant.hpp>
#include <eligo/lifetime.hpp>
#include <eligo/limits.hpp>
#include <eligo/profile.hpp>
#include <eligo/result.hpp>
#include <eligo/verdict.hpp>

namespace eligo {

namespace api {
struct Content;
}

/// A loaded rule set: checked, compiled, immutable. Copies share the same content; moving copies, so that a
/// rule set that was moved from is still whole. Every const member is safe to call from many threads at once
/// and takes no lock, but those that RE2 has in `matches`. What it refers to lives as long as any copy,
/// profile or decision of it does.
class RuleSet {
 public:
  RuleSet(const RuleSet&) noexcept = default;
  RuleSet& operator=(const RuleSet&) noexcept = default;
  ~RuleSet() = default;

  /// Reads a rule set and the list files it names, within `limits`, which hold for its decisions, too.
  /// Throws LoadError with every diagnostic at once.
  [[nodiscard]] static RuleSet load(const std::filesystem::path& path, const Limits& limits = {});
  /// The same without exceptions.
  [[nodiscard]] static Result<RuleSet> try_load(const std::filesystem::path& path, const Limits& limits = {});
  /// From text in memory. List files are looked for in `folder`; without one, naming a file is an error.
  /// `name` stands for the file in diagnostics.
  [[nodiscard]] static RuleSet parse(std::string text, const std::string& name = "rule set",
                                     const std::filesystem::path& folder = {}, const Limits& limits = {});
  [[nodiscard]] static Result<RuleSet> try_parse(std::string text, const std::string& name = "rule set",
                                                 const std::filesystem::path& folder = {},
                                                 const Limits& limits = {});

  [[nodiscard]] const std::string& id() const& noexcept ELIGO_LIFETIME_BOUND;
  const std::string& id() const&& = delete;
  [[nodiscard]] const std::string& version() const& noexcept ELIGO_LIFETIME_BOUND;
  const std::string& version() const&& = delete;
  /// SHA-256 of the content (the document in canonical form and the values of its lists), as 64
  /// hexadecimal digits: enough to find the rule set again when a decision is replayed.
  [[nodiscard]] const std::string& hash() const& noexcept ELIGO_LIFETIME_BOUND;
  const std::string& hash() const&& = delete;
  /// The version of the time zone data that its conditions work with, like `2025b` (or `sha256:…` of the
  /// zones' files, where the data do not state one); empty where they use no named zone.
  [[nodiscard]] const std::string& zone_data() const& noexcept ELIGO_LIFETIME_BOUND;
  const std::string& zone_data() const&& = delete;
  /// The limits that it was loaded with.
  [[nodiscard]] const Limits& limits() const& noexcept ELIGO_LIFETIME_BOUND;
  const Limits& limits() const&& = delete;
  /// What loading found doubtful but not wrong.
  [[nodiscard]] const std::vector<Diagnostic>& warnings() const& noexcept ELIGO_LIFETIME_BOUND;
  const std::vector<Diagnostic>& warnings() const&& = delete;

  /// What the rule set consists of, each made when it is asked for, in the order of the document: ask once.
  /// `facts()` tells a service what to fetch: those that are `used`.
  [[nodiscard]] std::vector<FactDescription> facts() const;
  [[nodiscard]] std::vector<ParamDescription> params() const;
  [[nodiscard]] std::vector<ListDescription> lists() const;
  [[nodiscard]] std::vector<RuleDescription> rules() const;
  [[nodiscard]] std::vector<CodeDescription> codes() const;  ///< in order of first appearance
  [[nodiscard]] std::vector<SegmentDescription> segments() const;
  [[nodiscard]] std::vector<AlternativeDescription> alternatives() const;
  [[nodiscard]] LocalizedText title() const;
  /// The languages that its texts are in.
  [[nodiscard]] std::vector<std::string> locales() const;
  /// The key of a profile that says who it is about; dotted.
  [[nodiscard]] std::string subject_name() const;

  /// The compiled program as text, one operation a line, and below it the tests to which its conditions come
  /// down, with the clauses and the index that they stand in. For people who look into speed.
  [[nodiscard]] std::string listing() const;

  /// The handle of a fact. Throws std::invalid_argument where there is none of that name.
  [[nodiscard]] Fact fact(std::string_view name) const;

  /// A profile with every fact missing.
  [[nodiscard]] Profile profile() const;
  /// A profile from one JSON object. Throws InputError where the text is not one, or has two equal keys.
  /// A value that its fact refuses leaves the fact unknown. Facts that no rule reads are checked to be JSON,
  /// but not kept.
  [[nodiscard]] Profile parse_profile(std::string_view json) const;
  /// The same without exceptions.
  [[nodiscard]] Result<Profile> try_parse_profile(std::string_view json) const;

  /// Decides. Does not throw on data; `profile` must have come from this rule set (or a copy), and `now` be
  /// an instant, otherwise std::invalid_argument.
  [[nodiscard]] Decision evaluate(const Profile& profile, Instant now, Detail detail = Detail::full) const;

  /// Decides about one profile in JSON, without making a Profile of it: several times faster where the text
  /// is decided once. Throws InputError where it is not one JSON object, std::invalid_argument where `now` is
  /// no instant.
  [[nodiscard]] Decision evaluate_json(std::string_view json, Instant now,
                                       Detail detail = Detail::full) const;
  /// The same without exceptions on what is in the text.
  [[nodiscard]] Result<Decision> try_evaluate_json(std::string_view json, Instant now,
                                                   Detail detail = Detail::full) const;

 private:
  friend struct api::Content;
  explicit RuleSet(std::shared_ptr<const api::Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const api::Content> content_;
};

}  // namespace eligo
