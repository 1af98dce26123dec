// Measures, on one file of profiles, what the hardware and plain code allow, and what Eligo takes.
//   comparison RULES PROFILES OUT ROUNDS
// Prints JSON: for each way the profiles a second of every round.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <eligo/batch_evaluator.hpp>
#include <eligo/rule_set.hpp>

#include <simdjson.h>

#include "columns.hpp"
#include "on_demand.hpp"
#include "plain_rules.hpp"

namespace {

using namespace eligo;
using namespace eligo::benchmark;

std::uint64_t sink = 0;  // what a loop found, so that the compiler keeps it

std::string read_file(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) throw std::runtime_error("cannot read " + path);
  std::string text;
  std::size_t size = 0;
  constexpr std::size_t block = std::size_t{1} << 20U;
  do {
    text.resize(size + block);
    size += std::fread(text.data() + size, 1, block, file);
  } while (size == text.size());
  std::fclose(file);
  text.resize(size);
  text.append(simdjson::SIMDJSON_PADDING, '\0');
  return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  text.remove_suffix(simdjson::SIMDJSON_PADDING);
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void walk(simdjson::dom::element element) {
  switch (element.type()) {
    case simdjson::dom::element_type::OBJECT:
      for (const auto field : simdjson::dom::object(element)) walk(field.value);
      break;
    case simdjson::dom::element_type::ARRAY:
      for (const auto each : simdjson::dom::array(element)) walk(each);
      break;
    case simdjson::dom::element_type::STRING: sink += std::string_view(element).size(); break;
    default: ++sink;
  }
}

class Comparison {
 public:
  Comparison(const std::string& rules, std::string path, std::string out)
      : rules_(RuleSet::load(rules)), path_(std::move(path)), out_(std::move(out)), text_(read_file(path_)) {
    for (const std::string_view line : lines_of(text_)) {
      Person& person = people_.emplace_back();
      if (!read_person(parser_, line, person)) throw std::runtime_error("a profile cannot be read");
      for (auto* text : {&person.status, &person.code, &person.risk, &person.product}) {
        if (*text) *text = kept_.emplace_back(**text);
      }
      person.id = kept_.emplace_back(person.id);
    }
    lines_ = lines_of(text_);
  }

  /// How many profiles Eligo and the plain ifs decide differently.
  std::size_t differences() {
    std::size_t different = 0;
    BatchEvaluator batch(rules_, Detail::codes);
    for (std::size_t first = 0; first < lines_.size(); first += batch_rows) {
      const std::size_t count = std::min(batch_rows, lines_.size() - first);
      batch.clear();
      for (std::size_t row = first; row < first + count; ++row) batch.add_json(lines_[row]);
      const DecisionColumns columns = batch.evaluate(now_);
      for (std::size_t row = 0; row < count; ++row) {
        std::uint32_t hits = decide(people_[first + row]);
        bool same = to_string(columns.verdicts[row]) == verdict_of(hits);
        for (std::size_t at = columns.reason_offsets[row]; at < columns.reason_offsets[row + 1]; ++at) {
          same = same && hits != 0 &&
                 columns.codes[columns.reason_codes[at]] ==
                     codes[static_cast<std::size_t>(std::countr_zero(hits))];
          hits &= hits - 1;
        }
        if (!same || hits != 0) ++different;
      }
    }
    return different;
  }

  void run(int rounds) {
    const Columns columns(people_);
    std::vector<std::uint32_t> hits(people_.size());
    std::vector<Profile> profiles;
    const std::size_t few = std::min<std::size_t>(people_.size(), 2'000);
    for (std::size_t row = 0; row < few; ++row) profiles.push_back(rules_.parse_profile(lines_[row]));
    for (int round = 0; round < rounds; ++round) {
      measure("read the bytes", people_.size(), [&] { sink += read_file(path_).size(); });
      measure("simdjson DOM, every value", people_.size(), [&] { walk_all(); });
      measure("plain on demand, file to file", people_.size(), [&] { plain_file(); });
      measure("plain loop over columns", people_.size(), [&] {
        columns.decide(hits);
        sink += hits.back();
      });
      measure("Eligo columns, verdicts", people_.size(), [&] { eligo_columns(columns, Detail::verdict); });
      measure("Eligo columns, reasons", people_.size(), [&] { eligo_columns(columns, Detail::codes); });
      measure("plain ifs, one at a time", few * 100, [&] {
        for (int again = 0; again < 100; ++again)
          for (std::size_t row = 0; row < few; ++row) sink += decide(people_[row]);
      });
      measure("Eligo one at a time, reasons", few * 20, [&] {
        for (int again = 0; again < 20; ++again)
          for (const Profile& profile : profiles)
            sink += rules_.evaluate(profile, now_, Detail::codes).reasons().size();
      });
      measure("simdjson DOM, one text", few * 20, [&] {
        for (int again = 0; again < 20; ++again)
          for (std::size_t row = 0; row < few; ++row) walk(parse(lines_[row]));
      });
      measure("Eligo one at a time, from JSON", few * 5, [&] {
        for (int again = 0; again < 5; ++again)
          for (std::size_t row = 0; row < few; ++row)
            sink += rules_.evaluate_json(lines_[row], now_, Detail::codes).reasons().size();
      });
    }
  }

  void print() const {
    std::cout << "{\n  \"profiles\": " << people_.size();
    for (const auto& [name, rates] : results_) {
      std::cout << ",\n  \"" << name << "\": [";
      for (std::size_t round = 0; round < rates.size(); ++round)
        std::cout << (round == 0 ? "" : ", ") << static_cast<std::uint64_t>(rates[round]);
      std::cout << "]";
    }
    std::cout << "\n}\n";
    if (sink == 0) std::cerr << "nothing was done\n";
  }

 private:
  static constexpr std::size_t batch_rows = 1024;

  void measure(const std::string& name, std::size_t count, const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    const auto place = std::find_if(results_.begin(), results_.end(),
                                    [&](const auto& result) { return result.first == name; });
    auto& result = place == results_.end() ? results_.emplace_back(name, std::vector<double>()) : *place;
    result.second.push_back(static_cast<double>(count) / took.count());
  }

  simdjson::dom::element parse(std::string_view line) {
    // The texts lie in one buffer with padding behind it, so nothing need be copied.
    return dom_.parse(line.data(), line.size(), false).value();
  }
  void walk_all() {
    for (const std::string_view line : lines_) walk(parse(line));
  }

  void plain_file() {
    const std::string text = read_file(path_);
    std::FILE* const file = std::fopen(out_.c_str(), "wb");
    if (file == nullptr) throw std::runtime_error("cannot write " + out_);
    constexpr std::size_t block = std::size_t{1} << 20U;
    std::string out;
    for (const std::string_view line : lines_of(text)) {
      Person person;
      if (!read_person(parser_, line, person)) throw std::runtime_error("a profile cannot be read");
      write_decision(out, person.id, decide(person));
      if (out.size() < block) continue;
      std::fwrite(out.data(), 1, out.size(), file);
      out.clear();
    }
    std::fwrite(out.data(), 1, out.size(), file);
    std::fclose(file);
  }

  void eligo_columns(const Columns& columns, Detail detail) {
    BatchEvaluator batch(rules_, detail);
    for (std::size_t first = 0; first < columns.rows(); first += batch_rows) {
      batch.clear();
      columns.give(batch, rules_, first, std::min(batch_rows, columns.rows() - first));
      sink += batch.evaluate(now_).verdicts.size();
    }
  }

  RuleSet rules_;
  std::string path_, out_, text_;
  Instant now_ = *Instant::parse("2026-11-23T10:00:00Z");
  simdjson::ondemand::parser parser_;
  simdjson::dom::parser dom_;
  std::vector<std::string_view> lines_;
  std::deque<std::string> kept_;
  std::vector<Person> people_;
  std::vector<std::pair<std::string, std::vector<double>>> results_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::cerr << "usage: comparison RULES PROFILES OUT ROUNDS\n";
    return 2;
  }
  try {
    Comparison comparison(arguments[1], arguments[2], arguments[3]);
    if (const std::size_t different = comparison.differences(); different != 0) {
      std::cerr << different << " profiles are decided differently\n";
      return 1;
    }
    comparison.run(std::atoi(arguments[4]));
    comparison.print();
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << '\n';
    return 2;
  }
}
