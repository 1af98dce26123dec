#include "diagnostics/name_index.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "diagnostics/suggestion.hpp"

namespace eligo::diagnostics {
namespace {

// The whole table, without any cut: what the index must agree with.
std::size_t distance(const std::string& left, const std::string& right) {
  std::vector<std::vector<std::size_t>> cells(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
  for (std::size_t i = 0; i <= left.size(); ++i) {
    for (std::size_t j = 0; j <= right.size(); ++j) {
      if (i == 0 || j == 0) {
        cells[i][j] = i + j;
        continue;
      }
      cells[i][j] = std::min({cells[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1),
                              cells[i - 1][j] + 1, cells[i][j - 1] + 1});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
        cells[i][j] = std::min(cells[i][j], cells[i - 2][j - 2] + 1);
    }
  }
  return cells[left.size()][right.size()];
}

std::string closest_by_table(const std::string& word, const std::vector<std::string>& names) {
  std::size_t best = std::max<std::size_t>(1, word.size() / 3);
  if (word.size() <= best) best = word.empty() ? 0 : word.size() - 1;
  const std::string* found = nullptr;
  for (const std::string& name : names) {
    const std::size_t apart = distance(word, name);
    if (apart > best || (found != nullptr && apart == best)) continue;
    best = apart;
    found = &name;
  }
  return found == nullptr ? std::string{} : *found;
}

TEST(NameIndex, FindsWhatTheWholeTableFinds) {
  std::mt19937 random(7);
  const auto below = [&](std::size_t bound) { return random() % bound; };
  for (std::size_t round = 0; round < 300; ++round) {
    const std::size_t letters = 2 + below(4);
    const auto word = [&](std::size_t longest) {
      std::string text;
      for (std::size_t i = 1 + below(longest); i > 0; --i) text += static_cast<char>('a' + below(letters));
      return text;
    };
    std::vector<std::string> names;
    for (std::size_t i = below(40); i > 0; --i) names.push_back(word(12));
    const NameIndex index(names);
    for (std::size_t i = 0; i < 20; ++i) {
      const std::string wanted = word(14);
      EXPECT_EQ(index.closest(wanted).name, closest_by_table(wanted, names)) << wanted;
    }
  }
}

TEST(NameIndex, OfNothing) {
  const NameIndex none({});
  EXPECT_EQ(none.closest("word").name, "");
  const std::vector<std::string> names{"", "a", std::string(500, 'x')};
  EXPECT_EQ(NameIndex(names).closest(std::string(499, 'x')).name, "");
  EXPECT_EQ(NameIndex(names).closest("").name, "");
}

std::vector<std::string> alike(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(1'000'000 + i).substr(1);
    names.push_back("some_long_fact_name_number_" + number + "_abcdefghij");
  }
  return names;
}

// Names that differ in a few letters only are the dearest; still a word costs far less than comparing it with
// each.
TEST(NameIndex, CostsAWordMuchLessThanTheNames) {
  std::size_t before = 0;
  for (std::size_t count = 1'000; count <= 32'000; count *= 2) {
    const std::vector<std::string> names = alike(count);
    const NameIndex index(names);
    const auto answer = index.closest("some_long_fact_name_numbr_000321_abcdefghji");
    EXPECT_EQ(answer.name, names[321]);
    EXPECT_EQ(answer.distance, 2U);
    EXPECT_LT(answer.steps, 20'000 + count);
    if (before != 0) {
      EXPECT_LT(answer.steps, 2 * before + 1'000) << count;
    }
    before = answer.steps;
  }
}

TEST(NameIndex, GivesUpAWordThatIsCloseToNothing) {
  const NameIndex index(alike(32'000));
  const auto answer = index.closest("some_long_fact_nome_nomber_zzzzzz_zzzzzzzzzz");
  EXPECT_EQ(answer.name, "");
  EXPECT_LT(answer.steps, NameIndex::most_steps + 100);
}

TEST(Suggester, MakesAnIndexOnceAndStopsWhereItsStepsEnd) {
  const std::vector<std::string> names = alike(5'000);
  std::size_t made = 0;
  const auto make = [&] {
    ++made;
    return names;
  };
  Suggester suggester;
  for (std::size_t i = 0; i < 500; ++i) {
    std::string word = names[i];
    word.erase(5, 1);
    EXPECT_EQ(suggester.closest(word, identity(names), names.size(), make).name, names[i]);
  }
  EXPECT_EQ(made, 1U);
  for (std::size_t i = 0; i < 1'000; ++i) {
    static_cast<void>(suggester.closest("some_long_fact_nome_nomber_zzzzzz_zzzzzzzzz" + std::to_string(i),
                                        identity(names), names.size(), make));
  }
  EXPECT_EQ(suggester.left(), 0U);
  EXPECT_EQ(suggester.closest(names[0], identity(names), names.size(), make).name, "");
  EXPECT_EQ(made, 1U);
}

TEST(Suggester, AsksAgainForASetThatHasGrown) {
  std::vector<std::string> names{"alpha"};
  const auto make = [&] { return names; };
  Suggester suggester;
  EXPECT_EQ(suggester.closest("betta", identity(names), names.size(), make).name, "");
  names.emplace_back("beta");
  EXPECT_EQ(suggester.closest("betta", identity(names), names.size(), make).name, "beta");
}

}  // namespace
}  // namespace eligo::diagnostics
