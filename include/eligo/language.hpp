#pragma once

// Says in one line what would otherwise be hundreds of errors.
#if __cplusplus < 202002L
#error "Eligo needs C++20: compile with -std=c++20"
#endif
