// Every offset of every zone of a database, for zones_test.py.
//   print_transitions FOLDER FROM UNTIL [FROM UNTIL]...
// A line for where each stretch of seconds [FROM, UNTIL) begins and for each transition in it: the zone, the
// second, and the offset by look-up one second before it, at it, and one second after it.
#include <cstdlib>
#include <iostream>

#include "values/zone_database.hpp"

namespace {

using eligo::values::Zone;

void print(const std::string& name, const Zone& zone, std::int64_t at) {
  std::cout << name << '\t' << at;
  for (std::int64_t second = at - 1; second <= at + 1; ++second) std::cout << '\t' << zone.offset_at(second);
  std::cout << '\n';
}

void print_stretch(const std::string& name, const Zone& zone, std::int64_t from, std::int64_t until) {
  print(name, zone, from);
  auto period = zone.period_at(from);
  while (period.end < until) {
    const auto next = zone.period_at(period.end);
    if (next.offset != period.offset) print(name, zone, next.begin);
    period = next;
  }
}

}  // namespace

int main(int count, char** arguments) {
  const eligo::values::ZoneDatabase zones(arguments[1]);
  for (const std::string& name : zones.names()) {
    const auto found = zones.find(name);
    if (!std::holds_alternative<Zone>(found)) {
      std::cerr << name << ' ' << std::get<eligo::values::ZoneFault>(found).damage << '\n';
      return 1;
    }
    for (int i = 2; i + 1 < count; i += 2) {
      print_stretch(name, std::get<Zone>(found), std::atoll(arguments[i]), std::atoll(arguments[i + 1]));
    }
  }
}
