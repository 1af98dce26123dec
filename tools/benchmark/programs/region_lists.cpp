#include "region_lists.hpp"

#include <unordered_map>

namespace comparison {

namespace {

using Regions = std::unordered_map<std::string_view, std::uint8_t>;

constexpr std::string_view prohibited_regions[] = {"CN-1106", "CN-1407", "CN-2208", "CN-3209",
                                                   "CN-3510", "CN-4111", "CN-4412", "CN-5101",
                                                   "CN-5402", "CN-6303", "CN-7104"};
constexpr std::string_view high_risk_regions[] = {
    "CN-1104", "CN-1202", "CN-1212", "CN-1310", "CN-1408", "CN-1506", "CN-2104", "CN-2202",
    "CN-2212", "CN-2310", "CN-3108", "CN-3206", "CN-3304", "CN-3402", "CN-3412", "CN-3608",
    "CN-3706", "CN-4104", "CN-4202", "CN-4212", "CN-4310", "CN-4408", "CN-4506", "CN-4604",
    "CN-5002", "CN-5012", "CN-5110", "CN-5208", "CN-5306", "CN-5404", "CN-6102", "CN-6112",
    "CN-6210", "CN-6308", "CN-6406", "CN-6504", "CN-7102", "CN-7112", "CN-8110", "CN-8208"};
constexpr std::string_view pilot_regions[] = {
    "CN-1102", "CN-1105", "CN-1108", "CN-1111", "CN-1202", "CN-1205", "CN-1208", "CN-1211", "CN-1302",
    "CN-1305", "CN-1308", "CN-1311", "CN-1402", "CN-1405", "CN-1408", "CN-1411", "CN-1502", "CN-1505",
    "CN-1508", "CN-1511", "CN-2102", "CN-2105", "CN-2108", "CN-2111", "CN-2202", "CN-2205", "CN-2208",
    "CN-2211", "CN-2302", "CN-2305", "CN-2308", "CN-2311", "CN-3102", "CN-3105", "CN-3108", "CN-3111",
    "CN-3202", "CN-3205", "CN-3208", "CN-3211", "CN-3302", "CN-3305", "CN-3308", "CN-3311", "CN-3402",
    "CN-3405", "CN-3408", "CN-3411", "CN-3502", "CN-3505", "CN-3508", "CN-3511", "CN-3602", "CN-3605",
    "CN-3608", "CN-3611", "CN-3702", "CN-3705", "CN-3708", "CN-3711", "CN-4102", "CN-4105", "CN-4108",
    "CN-4111", "CN-4202", "CN-4205", "CN-4208", "CN-4211", "CN-4302", "CN-4305", "CN-4308", "CN-4311",
    "CN-4402", "CN-4405", "CN-4408", "CN-4411", "CN-4502", "CN-4505", "CN-4508", "CN-4511", "CN-4602",
    "CN-4605", "CN-4608", "CN-4611", "CN-5002", "CN-5005", "CN-5008", "CN-5011", "CN-5102", "CN-5105",
    "CN-5108", "CN-5111", "CN-5202", "CN-5205", "CN-5208", "CN-5211", "CN-5302", "CN-5305", "CN-5308",
    "CN-5311", "CN-5402", "CN-5405", "CN-5408", "CN-5411", "CN-6102", "CN-6105", "CN-6108", "CN-6111",
    "CN-6202", "CN-6205", "CN-6208", "CN-6211", "CN-6302", "CN-6305", "CN-6308", "CN-6311", "CN-6402",
    "CN-6405", "CN-6408", "CN-6411", "CN-6502", "CN-6505", "CN-6508", "CN-6511", "CN-7102", "CN-7105",
    "CN-7108", "CN-7111", "CN-8102", "CN-8105", "CN-8108", "CN-8111", "CN-8202", "CN-8205", "CN-8208",
    "CN-8211"};

Regions all_regions() {
  Regions regions;
  for (const auto region : prohibited_regions) regions[region] |= RegionList::prohibited;
  for (const auto region : high_risk_regions) regions[region] |= RegionList::high_risk;
  for (const auto region : pilot_regions) regions[region] |= RegionList::pilot;
  return regions;
}

const Regions regions = all_regions();

}  // namespace

std::uint8_t lists_of(std::string_view region) {
  const auto found = regions.find(region);
  return found == regions.end() ? std::uint8_t{0} : found->second;
}

}  // namespace comparison
