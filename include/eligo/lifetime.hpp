#pragma once

#include <eligo/language.hpp>

/// Marks a member function whose result refers to its object, or a parameter that the result refers to: the
/// result is valid no longer than that. Clang then warns (-Wdangling, -Wreturn-stack-address; on by default)
/// where the result outlives it; other compilers read past it. Stands behind the parameter list:
///
///     [[nodiscard]] ReasonList reasons() const& noexcept ELIGO_LIFETIME_BOUND;
///
/// The only macro of Eligo, because an attribute that a compiler does not know is a warning there.
#if defined(__clang__)
#define ELIGO_LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define ELIGO_LIFETIME_BOUND
#endif
