#pragma once

/// Everything that a program needs to decide eligibility, and what helps those who write the rules.

#include <eligo/arrow.h>
#include <eligo/batch_evaluator.hpp>
#include <eligo/comparison.hpp>
#include <eligo/coverage.hpp>
#include <eligo/decision.hpp>
#include <eligo/description.hpp>
#include <eligo/diagnostic.hpp>
#include <eligo/fact.hpp>
#include <eligo/fixtures.hpp>
#include <eligo/format.hpp>
#include <eligo/instant.hpp>
#include <eligo/lifetime.hpp>
#include <eligo/limits.hpp>
#include <eligo/mutation.hpp>
#include <eligo/profile.hpp>
#include <eligo/result.hpp>
#include <eligo/rule_set.hpp>
#include <eligo/rule_store.hpp>
#include <eligo/schema.hpp>
#include <eligo/value.hpp>
#include <eligo/verdict.hpp>
