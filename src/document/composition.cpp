#include "document/composition.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace eligo::document {

namespace {

struct Composable {
  char32_t mark;
  std::u32string_view letters;  // in ascending order
};

// The pairs that have a canonical composition, of UnicodeData.txt, without those of mathematical signs
// and of scripts that are seldom typed in decomposed form.
constexpr std::array<Composable, 34> composable{{
    {0x0300,
     U"AEINOUWYaeinouwy¨ÂÊÔÜâêôüĂăĒēŌōƠơƯưΑΕΗΙΟΥΩαεηιουωϊϋЕИеиἀἁἈἉἐἑἘἙἠἡἨἩἰἱἸ"
     U"ἹὀὁὈὉὐὑὙὠὡὨὩ᾿῾"},
    {0x0301,
     U"ACEGIKLMNOPRSUWYZacegiklmnoprsuwyz¨ÂÅÆÇÊÏÔÕØÜâåæçêïôõøüĂăĒēŌōŨũƠơƯưΑΕΗ"
     U"ΙΟΥΩαεηιουωϊϋϒГКгкἀἁἈἉἐἑἘἙἠἡἨἩἰἱἸἹὀὁὈὉὐὑὙὠὡὨὩ᾿῾"},
    {0x0302, U"ACEGHIJOSUWYZaceghijosuwyzẠạẸẹỌọ"},
    {0x0303, U"AEINOUVYaeinouvyÂÊÔâêôĂăƠơƯư"},
    {0x0304, U"AEGIOUYaegiouyÄÆÕÖÜäæõöüǪǫȦȧȮȯΑΙΥαιυИУиуḶḷṚṛ"},
    {0x0306, U"AEGIOUaegiouȨȩΑΙΥαιυАЕЖИУаежиуẠạ"},
    {0x0307, U"ABCDEFGHIMNOPRSTWXYZabcdefghmnoprstwxyzŚśŠšſṢṣ"},
    {0x0308, U"AEHIOUWXYaehiotuwxyÕõŪūΙΥιυϒІАЕЖЗИОУЧЫЭаежзиоучыэіӘәӨө"},
    {0x0309, U"AEIOUYaeiouyÂÊÔâêôĂăƠơƯư"},
    {0x030A, U"AUauwy"},
    {0x030B, U"OUouУу"},
    {0x030C, U"ACDEGHIKLNORSTUZacdeghijklnorstuzÜüƷʒ"},
    {0x030F, U"AEIORUaeioruѴѵ"},
    {0x0311, U"AEIORUaeioru"},
    {0x0313, U"ΑΕΗΙΟΩαεηιορυω"},
    {0x0314, U"ΑΕΗΙΟΡΥΩαεηιορυω"},
    {0x031B, U"OUou"},
    {0x0323, U"ABDEHIKLMNORSTUVWYZabdehiklmnorstuvwyzƠơƯư"},
    {0x0324, U"Uu"},
    {0x0325, U"Aa"},
    {0x0326, U"STst"},
    {0x0327, U"CDEGHKLNRSTcdeghklnrst"},
    {0x0328, U"AEIOUaeiou"},
    {0x032D, U"DELNTUdelntu"},
    {0x032E, U"Hh"},
    {0x0330, U"EIUeiu"},
    {0x0331, U"BDKLNRTZbdhklnrtz"},
    {0x0342, U"¨αηιυωϊϋἀἁἈἉἠἡἨἩἰἱἸἹὐὑὙὠὡὨὩ᾿῾"},
    {0x0345, U"ΑΗΩάήαηωώἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯὠὡὢὣὤὥὦὧὨὩὪὫὬὭὮὯὰὴὼᾶῆῶ"},
    {0x0653, U"ا"},
    {0x0654, U"اويہےە"},
    {0x0655, U"ا"},
    {0x3099,
     U"うかきくけこさしすせそたちつてとはひふへほゝウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲヽ"},
    {0x309A, U"はひふへほハヒフヘホ"},
}};

constexpr bool is_leading_consonant(char32_t point) { return point >= 0x1100 && point <= 0x1112; }
constexpr bool is_vowel(char32_t point) { return point >= 0x1161 && point <= 0x1175; }
constexpr bool is_trailing_consonant(char32_t point) { return point >= 0x11A8 && point <= 0x11C2; }

// A Hangul syllable without a trailing consonant.
constexpr bool is_open_syllable(char32_t point) {
  return point >= 0xAC00 && point <= 0xD7A3 && (point - 0xAC00) % 28 == 0;
}

}  // namespace

bool composes(char32_t first, char32_t second) noexcept {
  if (second < composable.front().mark) return false;
  if (is_vowel(second)) return is_leading_consonant(first);
  if (is_trailing_consonant(second)) return is_open_syllable(first);
  const auto* const entry =
      std::lower_bound(composable.begin(), composable.end(), second,
                       [](const Composable& item, char32_t mark) { return item.mark < mark; });
  return entry != composable.end() && entry->mark == second &&
         std::binary_search(entry->letters.begin(), entry->letters.end(), first);
}

}  // namespace eligo::document
