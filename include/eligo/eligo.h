/* Eligo for C and whatever calls C: load a rule set, fill a profile, decide. C99; the library's stable binary
 * interface, while the C++ headers belong to one version of it: link libeligo_c, which has these functions
 * alone and keeps its name from version to version (`pkg-config --libs eligo-c`; in CMake
 * `find_package(eligo COMPONENTS C)` and `eligo::eligo_c`).
 *
 * Functions that can fail return an eligo_status. Where it is not ELIGO_OK they have changed nothing (but
 * where memory ran out while a profile was changed: that fact, or the subject, may be missing then), put NULL
 * (or 0) where a result would be, and an error object into `*error`, unless `error` is NULL or memory ran out
 * (ELIGO_OUT_OF_MEMORY: `*error` may be NULL). No C++ exception leaves the library. A NULL argument is
 * ELIGO_INVALID_ARGUMENT unless it says otherwise; functions that only tell something about an object give 0,
 * NULL or "" for NULL.
 *
 * Whatever a function puts into `*result` belongs to the caller, who frees it with the function of its type;
 * freeing NULL does nothing. A `const char*` that is returned belongs to the object it was asked of, is valid
 * as long as that is not freed, and ends with a zero byte. Texts that are passed in are UTF-8; with a size
 * beside them they need no zero byte. Objects may be freed in any order: profiles and decisions keep their
 * rule set.
 *
 * Rule sets, facts, decisions and errors do not change: they may be used from many threads at once. A profile
 * may be read (evaluated) from many threads while none changes it. A batch belongs to one thread at a time.
 */
#ifndef ELIGO_ELIGO_H
#define ELIGO_ELIGO_H

#include <stddef.h>
#include <stdint.h>

#include <eligo/arrow.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eligo_rule_set eligo_rule_set;
typedef struct eligo_fact eligo_fact;
typedef struct eligo_profile eligo_profile;
typedef struct eligo_decision eligo_decision;
typedef struct eligo_batch eligo_batch;
typedef struct eligo_error eligo_error;

typedef int32_t eligo_status;
#define ELIGO_OK 0
#define ELIGO_INVALID_ARGUMENT 1 /* a mistake of the program: NULL, no such fact, a value of another type */
#define ELIGO_INVALID_RULE_SET 2 /* cannot be read, or has errors; the error has its diagnostics */
#define ELIGO_INVALID_INPUT 3    /* a profile, or a fact's JSON, that is no such JSON */
#define ELIGO_OUT_OF_MEMORY 4
#define ELIGO_FAILED 5 /* anything else */

typedef int32_t eligo_verdict;
#define ELIGO_VISIBLE 0
#define ELIGO_HIDDEN 1
#define ELIGO_DENIED 2

/* How much of a decision is worked out; each includes what is before it. */
typedef int32_t eligo_detail;
#define ELIGO_DETAIL_VERDICT 0
#define ELIGO_DETAIL_CODES 1
#define ELIGO_DETAIL_REASONS 2
#define ELIGO_DETAIL_FULL 3

/* The version of the library, as "0.1.0". */
const char* eligo_version(void);

/* A moment in time, UTC, of the years 1 to 9999. */
typedef struct eligo_instant {
  int64_t seconds;     /* since 1970-01-01T00:00:00Z, rounded down */
  int32_t nanoseconds; /* 0 to 999999999 */
} eligo_instant;

/* Reads RFC 3339, as 2026-11-23T10:00:00Z. */
eligo_status eligo_instant_parse(const char* text, size_t size, eligo_instant* result, eligo_error** error);

/* ---- Rule sets ---- */

/* Set `struct_size` to sizeof(eligo_load_options) and all else that is not needed to zero, so that fields
 * that later versions add are the default. */
typedef struct eligo_load_options {
  size_t struct_size;
  const char* limits; /* other than the usual ones, as "steps=1000000,list_values=50"; NULL: the usual ones */
  const char* name;   /* of a text: what it is called in diagnostics; NULL: "rule set" */
  const char* folder; /* of a text: where its list files are; NULL: it may name none */
} eligo_load_options;

/* From a file, with the list files that it names; `options` may be NULL. */
eligo_status eligo_rule_set_load(const char* path, const eligo_load_options* options, eligo_rule_set** result,
                                 eligo_error** error);
/* From a text. */
eligo_status eligo_rule_set_parse(const char* text, size_t size, const eligo_load_options* options,
                                  eligo_rule_set** result, eligo_error** error);
void eligo_rule_set_free(eligo_rule_set* rules);
const char* eligo_rule_set_id(const eligo_rule_set* rules);
const char* eligo_rule_set_version(const eligo_rule_set* rules);
const char* eligo_rule_set_hash(const eligo_rule_set* rules); /* SHA-256, 64 hexadecimal digits */

/* The handle of a fact, so that setting it needs no search for its name. Good for every rule set that has a
 * fact of this name and type. */
eligo_status eligo_rule_set_fact(const eligo_rule_set* rules, const char* name, eligo_fact** result,
                                 eligo_error** error);
void eligo_fact_free(eligo_fact* fact);
const char* eligo_fact_name(const eligo_fact* fact);

/* How many facts a rule set has, and the name of each, in its order; NULL past the last. */
size_t eligo_rule_set_fact_count(const eligo_rule_set* rules);
const char* eligo_rule_set_fact_name(const eligo_rule_set* rules, size_t index);
/* Whether any rule reads it: others need not be fetched. */
int eligo_rule_set_fact_is_used(const eligo_rule_set* rules, size_t index);

/* ---- Profiles ---- */

/* With every fact missing. */
eligo_status eligo_profile_new(const eligo_rule_set* rules, eligo_profile** result, eligo_error** error);
/* From one JSON object. */
eligo_status eligo_profile_parse(const eligo_rule_set* rules, const char* json, size_t size,
                                 eligo_profile** result, eligo_error** error);
void eligo_profile_free(eligo_profile* profile);

/* Each sets a fact, by its handle or, with `_named`, by its name. A value of another type than the fact's is
 * ELIGO_INVALID_ARGUMENT; one that is out of the fact's range, or not in its enum, is refused: the fact is
 * unknown, and decisions say so. Texts are copied. */
eligo_status eligo_profile_set_bool(eligo_profile* profile, const eligo_fact* fact, int value,
                                    eligo_error** error);
eligo_status eligo_profile_set_bool_named(eligo_profile* profile, const char* name, int value,
                                          eligo_error** error);
eligo_status eligo_profile_set_int(eligo_profile* profile, const eligo_fact* fact, int64_t value,
                                   eligo_error** error);
eligo_status eligo_profile_set_int_named(eligo_profile* profile, const char* name, int64_t value,
                                         eligo_error** error);
eligo_status eligo_profile_set_double(eligo_profile* profile, const eligo_fact* fact, double value,
                                      eligo_error** error);
eligo_status eligo_profile_set_double_named(eligo_profile* profile, const char* name, double value,
                                            eligo_error** error);
/* String or enum. */
eligo_status eligo_profile_set_string(eligo_profile* profile, const eligo_fact* fact, const char* text,
                                      size_t size, eligo_error** error);
eligo_status eligo_profile_set_string_named(eligo_profile* profile, const char* name, const char* text,
                                            size_t size, eligo_error** error);
eligo_status eligo_profile_set_instant(eligo_profile* profile, const eligo_fact* fact, eligo_instant value,
                                       eligo_error** error);
eligo_status eligo_profile_set_instant_named(eligo_profile* profile, const char* name, eligo_instant value,
                                             eligo_error** error);
/* A duration: both numbers are negative or zero where it is negative. */
eligo_status eligo_profile_set_duration(eligo_profile* profile, const eligo_fact* fact, int64_t seconds,
                                        int32_t nanoseconds, eligo_error** error);
eligo_status eligo_profile_set_duration_named(eligo_profile* profile, const char* name, int64_t seconds,
                                              int32_t nanoseconds, eligo_error** error);
/* Any fact, lists included, from its JSON text, as in a profile. */
eligo_status eligo_profile_set_json(eligo_profile* profile, const eligo_fact* fact, const char* json,
                                    size_t size, eligo_error** error);
eligo_status eligo_profile_set_json_named(eligo_profile* profile, const char* name, const char* json,
                                          size_t size, eligo_error** error);
/* Makes the fact missing again. */
eligo_status eligo_profile_reset(eligo_profile* profile, const eligo_fact* fact, eligo_error** error);
eligo_status eligo_profile_reset_named(eligo_profile* profile, const char* name, eligo_error** error);
/* Makes every fact missing again, and forgets the subject. */
eligo_status eligo_profile_clear(eligo_profile* profile, eligo_error** error);
/* Who the profile is about, which decisions echo. */
eligo_status eligo_profile_set_subject(eligo_profile* profile, const char* text, size_t size,
                                       eligo_error** error);
/* The profile as one JSON object; to be freed with eligo_text_free. `size`, without the zero byte at the end,
 * may be NULL. */
eligo_status eligo_profile_json(const eligo_profile* profile, char** result, size_t* size,
                                eligo_error** error);

/* ---- Decisions ---- */

/* Decides about a profile that was made for this rule set. */
eligo_status eligo_evaluate(const eligo_rule_set* rules, const eligo_profile* profile, eligo_instant now,
                            eligo_detail detail, eligo_decision** result, eligo_error** error);
/* Decides about a profile in JSON that is not needed afterwards: faster than parsing it first. */
eligo_status eligo_evaluate_json(const eligo_rule_set* rules, const char* json, size_t size,
                                 eligo_instant now, eligo_detail detail, eligo_decision** result,
                                 eligo_error** error);
void eligo_decision_free(eligo_decision* decision);
eligo_verdict eligo_decision_verdict(const eligo_decision* decision); /* ELIGO_DENIED for NULL */
int eligo_decision_review(const eligo_decision* decision);            /* a rule asks for a person to look */
/* The codes of its reasons in order; NULL past the last. */
size_t eligo_decision_reason_count(const eligo_decision* decision);
const char* eligo_decision_reason_code(const eligo_decision* decision, size_t index);
/* How many of them are meant for the applicant, and their codes in order; NULL past the last. */
size_t eligo_decision_shown_reasons(const eligo_decision* decision);
const char* eligo_decision_shown_code(const eligo_decision* decision, size_t index);
/* NULL where the segment, or the subject, is none. */
const char* eligo_decision_segment(const eligo_decision* decision);
const char* eligo_decision_subject(const eligo_decision* decision);
/* Both return 1 and fill `result`, or 0 where there is none; ELIGO_DETAIL_FULL only. */
int eligo_decision_retry_at(const eligo_decision* decision, eligo_instant* result);
int eligo_decision_valid_until(const eligo_decision* decision, eligo_instant* result);
/* The decision as one JSON object, as `eligo evaluate` writes it, with messages in a language ("zh-CN"; NULL
 * is "en"); to be freed with eligo_text_free. `size`, without the zero byte at the end, may be NULL. */
eligo_status eligo_decision_json(const eligo_decision* decision, const char* locale, char** result,
                                 size_t* size, eligo_error** error);
void eligo_text_free(char* text);

/* ---- Many profiles at once ---- */

/* Several times cheaper a profile than one by one, with the same decisions. Fill it with profiles in JSON or
 * with columns, evaluate it as often as wanted, clear it and fill it again: whatever is out of that order is
 * ELIGO_INVALID_ARGUMENT. */
eligo_status eligo_batch_new(const eligo_rule_set* rules, eligo_detail detail, eligo_batch** result,
                             eligo_error** error);
void eligo_batch_free(eligo_batch* batch);
/* Adds one profile. */
eligo_status eligo_batch_add_json(eligo_batch* batch, const char* json, size_t size, eligo_error** error);
/* Gives columns of the Arrow C data interface (eligo/arrow.h): a struct array, a row a profile, whose
 * children are called like facts; which forms each fact takes stands in eligo/batch_evaluator.hpp. The array
 * is moved from (its `release` becomes NULL) and released by eligo_batch_clear or eligo_batch_free, unless
 * this fails: then it is still the caller's. The schema is always the caller's. A form that a fact does not
 * take, and an array that is not what its schema says, is ELIGO_INVALID_ARGUMENT, and the error names the
 * column. */
eligo_status eligo_batch_set_columns(eligo_batch* batch, const struct ArrowSchema* schema,
                                     struct ArrowArray* array, eligo_error** error);
/* The columns of the last eligo_batch_set_columns that no fact is called like, and that were not read; NULL
 * past the last. */
size_t eligo_batch_ignored_count(const eligo_batch* batch);
const char* eligo_batch_ignored(const eligo_batch* batch, size_t index);
size_t eligo_batch_size(const eligo_batch* batch); /* profiles */
/* Decides all profiles. `schema` and `array`, where they are not NULL (both or neither), become a struct
 * array of the columns `verdict` and `segment` (codes into dictionaries of strings; null for no segment) and
 * `reasons` (lists of codes into a dictionary of reason codes), which the caller releases as Arrow says; what
 * they held before is overwritten. */
eligo_status eligo_batch_evaluate(eligo_batch* batch, eligo_instant now, struct ArrowSchema* schema,
                                  struct ArrowArray* array, eligo_error** error);
/* The whole decision of a row of the last evaluation. */
eligo_status eligo_batch_decision(const eligo_batch* batch, size_t row, eligo_decision** result,
                                  eligo_error** error);
/* Forgets the profiles and decisions, releases the arrays, keeps the memory. */
void eligo_batch_clear(eligo_batch* batch);

/* ---- Errors ---- */

void eligo_error_free(eligo_error* error);
eligo_status eligo_error_status(const eligo_error* error);
/* All of it, for people: for a rule set every diagnostic with its place. */
const char* eligo_error_text(const eligo_error* error);

/* One mistake of a rule set or a profile. The texts belong to the error; none is NULL. */
typedef struct eligo_diagnostic {
  size_t struct_size;  /* set to sizeof(eligo_diagnostic) by the caller: no more than that is written */
  const char* code;    /* as E0312 */
  const char* message; /* without the place */
  const char* file;
  const char* pointer; /* JSON pointer */
  const char* hint;    /* what would be right */
  uint32_t line;       /* from 1; 0 where no place is known */
  uint32_t column;     /* from 1, in code points */
  int32_t is_warning;
} eligo_diagnostic;

/* How many diagnostics an error has: 0 where no rule set or profile is at fault. */
size_t eligo_error_diagnostic_count(const eligo_error* error);
/* Fills `result` and returns 1; 0 past the last, or where `struct_size` is 0. */
int eligo_error_diagnostic(const eligo_error* error, size_t index, eligo_diagnostic* result);

#ifdef __cplusplus
}
#endif

#endif
