#include "program/program.hpp"

#include <re2/re2.h>

namespace eligo::program {

// Here, where the regular expressions' type is complete.
Program::Program() = default;
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

}  // namespace eligo::program
