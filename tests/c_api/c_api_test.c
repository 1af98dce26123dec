/* The C interface, used from C. */

#include <eligo/eligo.h>

#include <stdio.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                     \
    }                                                                 \
  } while (0)

static const char rules_text[] =
    "{\"format\": 1, \"id\": \"demo\", \"version\": \"7\", \"max_reasons\": 1,"
    " \"facts\": {\"score\": {\"type\": \"int\", \"range\": [0, 1000]}, \"ok\": {\"type\": \"bool\"},"
    "  \"ratio\": {\"type\": \"double\"}, \"name\": {\"type\": \"string\"}, \"opened\": {\"type\": "
    "\"timestamp\"},"
    "  \"age\": {\"type\": \"duration\"}, \"tags\": {\"type\": \"list<string>\"}, \"unread\": {\"type\": "
    "\"int\"}},"
    " \"segments\": [{\"id\": \"vip\", \"when\": \"name == 'Ann'\"}],"
    " \"rules\": ["
    "  {\"id\": \"s\", \"category\": \"c\", \"effect\": \"hide\", \"reason\": \"SCORE\", \"when\": \"score < "
    "600\","
    "   \"message\": {\"en\": \"low\", \"de\": \"niedrig\"}},"
    "  {\"id\": \"n\", \"category\": \"c\", \"effect\": \"hide\", \"reason\": \"NEW\", \"on_missing\": "
    "\"skip\","
    "   \"when\": \"now - opened < duration('24h')\"},"
    "  {\"id\": \"o\", \"category\": \"c\", \"effect\": \"deny\", \"reason\": \"OTHER\", \"on_missing\": "
    "\"skip\","
    "   \"when\": \"ok || ratio > 2.0 || age > duration('1h') || 'bad' in tags\"}]}";

static eligo_rule_set* load(void) {
  eligo_rule_set* rules = NULL;
  eligo_error* error = NULL;
  CHECK(eligo_rule_set_parse(rules_text, strlen(rules_text), NULL, &rules, &error) == ELIGO_OK);
  CHECK(rules != NULL && error == NULL);
  return rules;
}

static eligo_instant instant(const char* text) {
  eligo_instant result;
  CHECK(eligo_instant_parse(text, strlen(text), &result, NULL) == ELIGO_OK);
  return result;
}

static void describes(const eligo_rule_set* rules) {
  CHECK(strcmp(eligo_version(), ELIGO_EXPECTED_VERSION) == 0);
  CHECK(strcmp(eligo_rule_set_id(rules), "demo") == 0);
  CHECK(strcmp(eligo_rule_set_version(rules), "7") == 0);
  CHECK(strlen(eligo_rule_set_hash(rules)) == 64);
  CHECK(eligo_rule_set_fact_count(rules) == 8);
  CHECK(strcmp(eligo_rule_set_fact_name(rules, 0), "score") == 0);
  CHECK(eligo_rule_set_fact_is_used(rules, 0) == 1);
  CHECK(strcmp(eligo_rule_set_fact_name(rules, 7), "unread") == 0);
  CHECK(eligo_rule_set_fact_is_used(rules, 7) == 0);
  CHECK(eligo_rule_set_fact_name(rules, 8) == NULL);
  CHECK(eligo_rule_set_fact_is_used(rules, 8) == 0);
}

/* Every type, by handle and by name, gives the profile that JSON gives. */
static void fills(const eligo_rule_set* rules) {
  static const char expected[] =
      "{\"id\":\"u \\\"1\\\"\",\"score\":650,\"ok\":false,\"ratio\":1.5,\"name\":\"Ann\","
      "\"opened\":\"2026-11-23T09:00:00Z\",\"age\":\"-1.5s\",\"tags\":[\"a\"]}";
  const char* const names[] = {"score", "ok", "ratio", "name", "opened", "age", "tags"};
  const eligo_instant opened = instant("2026-11-23T09:00:00Z");
  const eligo_instant now = instant("2026-11-23T10:00:00Z");
  eligo_fact* facts[7];
  eligo_profile* profile = NULL;
  eligo_profile* parsed = NULL;
  eligo_decision* decision = NULL;
  eligo_decision* same = NULL;
  eligo_error* error = NULL;
  char* json = NULL;
  char* other = NULL;
  size_t size = 0;
  int named, i;
  for (i = 0; i < 7; ++i) CHECK(eligo_rule_set_fact(rules, names[i], &facts[i], NULL) == ELIGO_OK);
  CHECK(strcmp(eligo_fact_name(facts[3]), "name") == 0);
  CHECK(eligo_profile_new(rules, &profile, &error) == ELIGO_OK);
  for (named = 0; named < 2; ++named) {
    CHECK(eligo_profile_clear(profile, NULL) == ELIGO_OK);
    CHECK(eligo_profile_json(profile, &json, NULL, NULL) == ELIGO_OK && strcmp(json, "{}") == 0);
    eligo_text_free(json);
    if (named) {
      CHECK(eligo_profile_set_int_named(profile, names[0], 650, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_bool_named(profile, names[1], 0, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_double_named(profile, names[2], 1.5, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_string_named(profile, names[3], "Annex", 3, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_instant_named(profile, names[4], opened, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_duration_named(profile, names[5], -1, -500000000, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_json_named(profile, names[6], "[\"a\"]", 5, &error) == ELIGO_OK);
    } else {
      CHECK(eligo_profile_set_int(profile, facts[0], 650, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_bool(profile, facts[1], 0, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_double(profile, facts[2], 1.5, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_string(profile, facts[3], "Ann", 3, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_instant(profile, facts[4], opened, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_duration(profile, facts[5], -1, -500000000, &error) == ELIGO_OK);
      CHECK(eligo_profile_set_json(profile, facts[6], "[\"a\"]", 5, &error) == ELIGO_OK);
    }
    CHECK(eligo_profile_set_subject(profile, "u \"1\"", 5, &error) == ELIGO_OK);
    CHECK(eligo_profile_json(profile, &json, &size, &error) == ELIGO_OK);
    CHECK(strcmp(json, expected) == 0 && size == strlen(expected));
    eligo_text_free(json);
  }
  CHECK(eligo_profile_parse(rules, expected, strlen(expected), &parsed, &error) == ELIGO_OK);
  CHECK(eligo_evaluate(rules, profile, now, ELIGO_DETAIL_FULL, &decision, &error) == ELIGO_OK);
  CHECK(eligo_evaluate(rules, parsed, now, ELIGO_DETAIL_FULL, &same, &error) == ELIGO_OK);
  CHECK(eligo_decision_json(decision, NULL, &json, &size, &error) == ELIGO_OK);
  CHECK(eligo_decision_json(same, "en", &other, NULL, &error) == ELIGO_OK);
  CHECK(strcmp(json, other) == 0 && strlen(json) == size);
  CHECK(eligo_decision_verdict(decision) == ELIGO_HIDDEN);
  CHECK(eligo_decision_review(decision) == 0);
  CHECK(eligo_decision_reason_count(decision) == 1);
  CHECK(strcmp(eligo_decision_reason_code(decision, 0), "NEW") == 0);
  CHECK(eligo_decision_reason_code(decision, 1) == NULL);
  CHECK(eligo_decision_shown_reasons(decision) == 1);
  CHECK(strcmp(eligo_decision_shown_code(decision, 0), eligo_decision_reason_code(decision, 0)) == 0);
  CHECK(eligo_decision_shown_code(decision, 1) == NULL);
  CHECK(strcmp(eligo_decision_segment(decision), "vip") == 0);
  CHECK(strcmp(eligo_decision_subject(decision), "u \"1\"") == 0);
  {
    const eligo_instant later = instant("2026-11-24T09:00:00Z");
    eligo_instant retry, until;
    CHECK(eligo_decision_retry_at(decision, &retry) == 1);
    CHECK(eligo_decision_valid_until(decision, &until) == 1);
    CHECK(retry.seconds == later.seconds && retry.nanoseconds == 0 && until.seconds == later.seconds);
  }
  eligo_text_free(json);
  eligo_text_free(other);
  eligo_decision_free(same);
  CHECK(eligo_profile_reset(profile, facts[4], &error) == ELIGO_OK);
  CHECK(eligo_profile_reset_named(profile, "name", &error) == ELIGO_OK);
  CHECK(eligo_evaluate(rules, profile, now, ELIGO_DETAIL_VERDICT, &same, &error) == ELIGO_OK);
  CHECK(eligo_decision_verdict(same) == ELIGO_VISIBLE);
  CHECK(eligo_decision_segment(same) == NULL);
  eligo_decision_free(same);
  eligo_decision_free(decision);
  eligo_profile_free(parsed);
  eligo_profile_free(profile);
  for (i = 0; i < 7; ++i) eligo_fact_free(facts[i]);
  CHECK(error == NULL);
}

static void decides_texts(const eligo_rule_set* rules) {
  static const char json[] = "{\"id\": 17, \"score\": 5, \"opened\": \"2026-11-23T10:00:00Z\"}";
  eligo_decision* decision = NULL;
  char* text = NULL;
  CHECK(eligo_evaluate_json(rules, json, strlen(json), instant("2026-11-23T10:00:00Z"), ELIGO_DETAIL_REASONS,
                            &decision, NULL) == ELIGO_OK);
  CHECK(eligo_decision_verdict(decision) == ELIGO_HIDDEN);
  CHECK(eligo_decision_reason_count(decision) == 2);
  CHECK(eligo_decision_shown_reasons(decision) == 1);
  CHECK(strcmp(eligo_decision_subject(decision), "17") == 0);
  CHECK(eligo_decision_json(decision, "de", &text, NULL, NULL) == ELIGO_OK);
  CHECK(strncmp(text, "{\"id\":17,", 9) == 0 && strstr(text, "niedrig") != NULL);
  eligo_text_free(text);
  eligo_decision_free(decision);
}

/* What is wrong comes back as a status and an object. */
static void refuses(const eligo_rule_set* rules) {
  const eligo_instant now = instant("2026-11-23T10:00:00Z"), never = {0, -1};
  eligo_rule_set* none = (eligo_rule_set*)1;
  eligo_profile* profile = NULL;
  eligo_decision* decision = NULL;
  eligo_fact* fact = NULL;
  eligo_instant time;
  eligo_error* error = NULL;
  eligo_diagnostic diagnostic;
  static const char broken[] =
      "{\"format\": 1,\n \"id\": \"x\", \"version\": \"1\", \"facts\": {\"a\": {\"type\": \"int\"}},"
      " \"rules\": [{\"id\": \"r\", \"category\": \"c\", \"effect\": \"hide\", \"reason\": \"R\","
      " \"when\": \"aa > 1 && b\"}]}";
  eligo_load_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.name = "x.json";
  CHECK(eligo_rule_set_parse(broken, strlen(broken), &options, &none, &error) == ELIGO_INVALID_RULE_SET);
  CHECK(none == NULL && error != NULL);
  CHECK(eligo_error_status(error) == ELIGO_INVALID_RULE_SET);
  CHECK(strstr(eligo_error_text(error), "x.json:2:") != NULL);
  CHECK(eligo_error_diagnostic_count(error) == 2);
  memset(&diagnostic, 0, sizeof diagnostic);
  CHECK(eligo_error_diagnostic(error, 0, &diagnostic) == 0); /* no size */
  diagnostic.struct_size = sizeof diagnostic;
  CHECK(eligo_error_diagnostic(error, 2, &diagnostic) == 0);
  CHECK(eligo_error_diagnostic(error, 0, &diagnostic) == 1);
  CHECK(diagnostic.code[0] == 'E' && diagnostic.line == 2 && diagnostic.column > 1 && !diagnostic.is_warning);
  CHECK(strcmp(diagnostic.file, "x.json") == 0 && strcmp(diagnostic.pointer, "/rules/0/when") == 0);
  CHECK(diagnostic.struct_size == sizeof diagnostic && diagnostic.message[0] != '\0');
  /* A caller of an earlier version, which knew only the code. */
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.struct_size = offsetof(eligo_diagnostic, message);
  CHECK(eligo_error_diagnostic(error, 0, &diagnostic) == 1 && diagnostic.code[0] == 'E' &&
        diagnostic.message == NULL);
  eligo_error_free(error);

  CHECK(eligo_rule_set_load("/nonexistent/rules.json", NULL, &none, &error) == ELIGO_INVALID_RULE_SET);
  eligo_error_free(error);
  CHECK(eligo_rule_set_load("/nonexistent/rules.json", NULL, &none, NULL) == ELIGO_INVALID_RULE_SET);

  options.struct_size = 0;
  CHECK(eligo_rule_set_parse(rules_text, strlen(rules_text), &options, &none, NULL) ==
        ELIGO_INVALID_ARGUMENT);
  {
    /* Of a later version: what this one does not know must be zero. */
    struct {
      eligo_load_options known;
      int more;
    } later;
    memset(&later, 0, sizeof later);
    later.known.struct_size = sizeof later;
    CHECK(eligo_rule_set_parse(rules_text, strlen(rules_text), &later.known, &none, NULL) == ELIGO_OK);
    eligo_rule_set_free(none);
    later.more = 1;
    CHECK(eligo_rule_set_parse(rules_text, strlen(rules_text), &later.known, &none, NULL) ==
          ELIGO_INVALID_ARGUMENT);
    later.known.struct_size = offsetof(eligo_load_options, name);
    later.known.limits = "rule_set_bytes=10,steps=7";
    CHECK(eligo_rule_set_parse(rules_text, strlen(rules_text), &later.known, &none, NULL) ==
          ELIGO_INVALID_RULE_SET);
    later.known.limits = "steps=7,speed=9";
    CHECK(eligo_rule_set_parse(rules_text, strlen(rules_text), &later.known, &none, &error) ==
          ELIGO_INVALID_ARGUMENT);
    CHECK(strstr(eligo_error_text(error), "speed=9") != NULL && eligo_error_diagnostic_count(error) == 0);
    eligo_error_free(error);
  }

  CHECK(eligo_rule_set_fact(rules, "none", &fact, &error) == ELIGO_INVALID_ARGUMENT && fact == NULL);
  CHECK(strstr(eligo_error_text(error), "`none`") != NULL);
  eligo_error_free(error);
  CHECK(eligo_profile_parse(rules, "[]", 2, &profile, &error) == ELIGO_INVALID_INPUT && profile == NULL);
  CHECK(eligo_error_diagnostic_count(error) == 1);
  eligo_error_free(error);
  CHECK(eligo_evaluate_json(rules, "{", 1, now, 3, &decision, NULL) == ELIGO_INVALID_INPUT &&
        decision == NULL);
  CHECK(eligo_evaluate_json(rules, "{}", 2, never, 3, &decision, NULL) == ELIGO_INVALID_ARGUMENT);
  CHECK(eligo_evaluate_json(rules, "{}", 2, now, 4, &decision, NULL) == ELIGO_INVALID_ARGUMENT);
  CHECK(eligo_instant_parse("today", 5, &time, NULL) == ELIGO_INVALID_ARGUMENT);
  CHECK(time.seconds == 0 && time.nanoseconds == 0);

  CHECK(eligo_profile_new(rules, &profile, NULL) == ELIGO_OK);
  CHECK(eligo_profile_set_int_named(profile, "ok", 1, &error) == ELIGO_INVALID_ARGUMENT);
  eligo_error_free(error);
  CHECK(eligo_profile_set_json_named(profile, "score", "x", 1, NULL) == ELIGO_INVALID_INPUT);
  CHECK(eligo_profile_set_int_named(profile, "score", 1001, NULL) ==
        ELIGO_OK); /* refused: decisions say so */
  CHECK(eligo_evaluate(rules, profile, now, ELIGO_DETAIL_CODES, &decision, NULL) == ELIGO_OK);
  CHECK(eligo_decision_verdict(decision) == ELIGO_HIDDEN);
  eligo_decision_free(decision);
  {
    eligo_rule_set* other = load();
    CHECK(eligo_evaluate(other, profile, now, ELIGO_DETAIL_CODES, &decision, NULL) == ELIGO_INVALID_ARGUMENT);
    eligo_rule_set_free(other);
  }
  eligo_profile_free(profile);
}

/* NULL for every argument that may not be. */
static void takes_null(const eligo_rule_set* rules) {
  const eligo_instant now = instant("2026-11-23T10:00:00Z");
  eligo_rule_set* set;
  eligo_profile* profile;
  eligo_profile* result;
  eligo_fact* fact;
  eligo_decision* decision;
  eligo_instant time;
  eligo_error* error = NULL;
  char* text;
  CHECK(eligo_rule_set_fact(rules, "score", &fact, NULL) == ELIGO_OK);
  CHECK(eligo_profile_new(rules, &profile, NULL) == ELIGO_OK);
  CHECK(eligo_evaluate(rules, profile, now, 3, &decision, NULL) == ELIGO_OK);
#define REFUSED(call) CHECK((call) == ELIGO_INVALID_ARGUMENT)
  REFUSED(eligo_instant_parse(NULL, 1, &time, NULL));
  REFUSED(eligo_instant_parse("x", 1, NULL, NULL));
  REFUSED(eligo_rule_set_load(NULL, NULL, &set, NULL));
  REFUSED(eligo_rule_set_load("x", NULL, NULL, NULL));
  REFUSED(eligo_rule_set_parse(NULL, 0, NULL, &set, NULL));
  REFUSED(eligo_rule_set_parse("{}", 2, NULL, NULL, NULL));
  REFUSED(eligo_rule_set_fact(NULL, "score", (eligo_fact**)&set, NULL));
  REFUSED(eligo_rule_set_fact(rules, NULL, (eligo_fact**)&set, NULL));
  REFUSED(eligo_rule_set_fact(rules, "score", NULL, NULL));
  REFUSED(eligo_profile_new(NULL, &result, NULL));
  REFUSED(eligo_profile_new(rules, NULL, NULL));
  REFUSED(eligo_profile_parse(NULL, "{}", 2, &result, NULL));
  REFUSED(eligo_profile_parse(rules, NULL, 2, &result, NULL));
  REFUSED(eligo_profile_parse(rules, "{}", 2, NULL, NULL));
  REFUSED(eligo_profile_set_bool(NULL, fact, 1, NULL));
  REFUSED(eligo_profile_set_bool(profile, NULL, 1, NULL));
  REFUSED(eligo_profile_set_bool_named(profile, NULL, 1, NULL));
  REFUSED(eligo_profile_set_int(NULL, fact, 1, NULL));
  REFUSED(eligo_profile_set_int(profile, NULL, 1, NULL));
  REFUSED(eligo_profile_set_int_named(profile, NULL, 1, NULL));
  REFUSED(eligo_profile_set_double(profile, NULL, 1, NULL));
  REFUSED(eligo_profile_set_double_named(NULL, "ratio", 1, NULL));
  REFUSED(eligo_profile_set_string(profile, NULL, "x", 1, NULL));
  REFUSED(eligo_profile_set_string_named(profile, "name", NULL, 1, NULL));
  REFUSED(eligo_profile_set_instant(profile, NULL, now, NULL));
  REFUSED(eligo_profile_set_instant_named(profile, NULL, now, NULL));
  REFUSED(eligo_profile_set_duration(profile, NULL, 1, 0, NULL));
  REFUSED(eligo_profile_set_duration_named(profile, NULL, 1, 0, NULL));
  REFUSED(eligo_profile_set_json(profile, fact, NULL, 0, NULL));
  REFUSED(eligo_profile_set_json_named(profile, NULL, "1", 1, NULL));
  REFUSED(eligo_profile_reset(profile, NULL, NULL));
  REFUSED(eligo_profile_reset_named(profile, NULL, NULL));
  REFUSED(eligo_profile_clear(NULL, NULL));
  REFUSED(eligo_profile_set_subject(profile, NULL, 0, NULL));
  REFUSED(eligo_profile_json(NULL, &text, NULL, NULL));
  REFUSED(eligo_profile_json(profile, NULL, NULL, NULL));
  REFUSED(eligo_evaluate(NULL, profile, now, 3, (eligo_decision**)&set, NULL));
  REFUSED(eligo_evaluate(rules, NULL, now, 3, (eligo_decision**)&set, NULL));
  REFUSED(eligo_evaluate(rules, profile, now, 3, NULL, NULL));
  REFUSED(eligo_evaluate_json(NULL, "{}", 2, now, 3, (eligo_decision**)&set, NULL));
  REFUSED(eligo_evaluate_json(rules, NULL, 2, now, 3, (eligo_decision**)&set, NULL));
  REFUSED(eligo_decision_json(NULL, "en", &text, NULL, NULL));
  REFUSED(eligo_decision_json(decision, "en", NULL, NULL, &error));
  CHECK(strcmp(eligo_error_text(error), "`result` is NULL") == 0);
  eligo_error_free(error);
  CHECK(eligo_rule_set_id(NULL)[0] == '\0' && eligo_rule_set_version(NULL)[0] == '\0');
  CHECK(eligo_rule_set_hash(NULL)[0] == '\0' && eligo_fact_name(NULL)[0] == '\0');
  CHECK(eligo_rule_set_fact_count(NULL) == 0 && eligo_rule_set_fact_name(NULL, 0) == NULL);
  CHECK(eligo_rule_set_fact_is_used(NULL, 0) == 0);
  CHECK(eligo_decision_verdict(NULL) == ELIGO_DENIED && eligo_decision_review(NULL) == 0);
  CHECK(eligo_decision_reason_count(NULL) == 0 && eligo_decision_reason_code(NULL, 0) == NULL);
  CHECK(eligo_decision_shown_reasons(NULL) == 0 && eligo_decision_shown_code(NULL, 0) == NULL);
  CHECK(eligo_decision_segment(NULL) == NULL);
  CHECK(eligo_decision_subject(NULL) == NULL && eligo_decision_retry_at(NULL, &time) == 0);
  CHECK(eligo_decision_retry_at(decision, NULL) == 0 && eligo_decision_valid_until(NULL, &time) == 0);
  CHECK(eligo_error_status(NULL) == ELIGO_OK && eligo_error_text(NULL)[0] == '\0');
  CHECK(eligo_error_diagnostic_count(NULL) == 0 && eligo_error_diagnostic(NULL, 0, NULL) == 0);
  eligo_decision_free(decision);
  eligo_profile_free(profile);
  eligo_fact_free(fact);
  eligo_rule_set_free(NULL);
  eligo_fact_free(NULL);
  eligo_profile_free(NULL);
  eligo_decision_free(NULL);
  eligo_error_free(NULL);
  eligo_text_free(NULL);
}

/* Profiles and decisions keep their rule set. */
static void frees_in_any_order(void) {
  eligo_rule_set* rules = load();
  eligo_profile* profile = NULL;
  eligo_decision* decision = NULL;
  char* text = NULL;
  CHECK(eligo_profile_new(rules, &profile, NULL) == ELIGO_OK);
  CHECK(eligo_evaluate(rules, profile, instant("2026-11-23T10:00:00Z"), ELIGO_DETAIL_FULL, &decision, NULL) ==
        ELIGO_OK);
  eligo_rule_set_free(rules);
  CHECK(eligo_profile_set_int_named(profile, "score", 1, NULL) == ELIGO_OK);
  eligo_profile_free(profile);
  CHECK(eligo_decision_json(decision, NULL, &text, NULL, NULL) == ELIGO_OK && strstr(text, "SCORE") != NULL);
  eligo_text_free(text);
  eligo_decision_free(decision);
}

static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }
static int released = 0;
static void release_array(struct ArrowArray* array) {
  array->release = NULL;
  ++released;
}

/* A table of two columns, one of which is no fact, made by hand; decisions as Arrow. */
static void decides_columns(const eligo_rule_set* rules) {
  static const int64_t scores[] = {500, 700, 0};
  static const uint8_t there = 3;
  const void* buffers[] = {&there, scores};
  const void* nothing[] = {NULL};
  struct ArrowSchema schemas[3] = {{"+s", "", NULL, 0, 2, NULL, NULL, release_schema, NULL},
                                   {"l", "score", NULL, 0, 0, NULL, NULL, release_schema, NULL},
                                   {"l", "weather", NULL, 0, 0, NULL, NULL, release_schema, NULL}};
  struct ArrowArray arrays[3] = {{3, 0, 0, 1, 2, NULL, NULL, NULL, release_array, NULL},
                                 {3, 1, 0, 2, 0, NULL, NULL, NULL, release_array, NULL},
                                 {3, 1, 0, 2, 0, NULL, NULL, NULL, release_array, NULL}};
  struct ArrowSchema* child_schemas[2];
  struct ArrowArray* child_arrays[2];
  struct ArrowSchema schema;
  struct ArrowArray array;
  const eligo_instant now = instant("2026-11-23T10:00:00Z");
  eligo_batch* batch = NULL;
  eligo_decision* decision = NULL;
  eligo_error* error = NULL;
  int i;
  for (i = 0; i < 2; ++i) {
    child_schemas[i] = &schemas[i + 1];
    child_arrays[i] = &arrays[i + 1];
    arrays[i + 1].buffers = buffers;
  }
  schemas[0].children = child_schemas;
  arrays[0].children = child_arrays;
  arrays[0].buffers = nothing;
  CHECK(eligo_batch_new(rules, ELIGO_DETAIL_REASONS, &batch, &error) == ELIGO_OK);
  schemas[1].format = "u";
  CHECK(eligo_batch_set_columns(batch, &schemas[0], &arrays[0], &error) == ELIGO_INVALID_ARGUMENT);
  CHECK(strstr(eligo_error_text(error), "column `score` is `u` (string)") != NULL);
  eligo_error_free(error);
  CHECK(arrays[0].release != NULL && released == 0);
  schemas[1].format = "l";
  CHECK(eligo_batch_set_columns(batch, &schemas[0], &arrays[0], &error) == ELIGO_OK);
  CHECK(arrays[0].release == NULL && schemas[0].release != NULL && released == 0);
  CHECK(eligo_batch_size(batch) == 3 && eligo_batch_ignored_count(batch) == 1);
  CHECK(strcmp(eligo_batch_ignored(batch, 0), "weather") == 0 && eligo_batch_ignored(batch, 1) == NULL);
  CHECK(eligo_batch_evaluate(batch, now, &schema, &array, &error) == ELIGO_OK);
  CHECK(array.length == 3 && array.n_children == 3 && strcmp(schema.children[0]->name, "verdict") == 0);
  for (i = 0; i < 3; ++i) {
    CHECK(eligo_batch_decision(batch, (size_t)i, &decision, &error) == ELIGO_OK);
    CHECK(((const int8_t*)array.children[0]->buffers[1])[i] == eligo_decision_verdict(decision));
    eligo_decision_free(decision);
  }
  CHECK(((const int8_t*)array.children[0]->buffers[1])[1] == ELIGO_VISIBLE);
  schema.release(&schema);
  array.release(&array);
  CHECK(eligo_batch_decision(batch, 3, &decision, NULL) == ELIGO_INVALID_ARGUMENT && decision == NULL);
  CHECK(eligo_batch_evaluate(batch, now, &schema, NULL, NULL) == ELIGO_INVALID_ARGUMENT &&
        schema.release == NULL);
  CHECK(eligo_batch_evaluate(batch, now, NULL, NULL, NULL) == ELIGO_OK);
  eligo_batch_clear(batch);
  CHECK(released == 1 && eligo_batch_size(batch) == 0 && eligo_batch_ignored_count(batch) == 0);
  CHECK(eligo_batch_add_json(batch, "{", 1, NULL) == ELIGO_INVALID_INPUT);
  CHECK(eligo_batch_add_json(batch, "{}", 2, NULL) == ELIGO_OK && eligo_batch_size(batch) == 1);
  CHECK(eligo_batch_set_columns(batch, &schemas[0], NULL, NULL) == ELIGO_INVALID_ARGUMENT);
  eligo_batch_free(batch);
  eligo_batch_free(NULL);
  CHECK(eligo_batch_new(rules, 9, &batch, NULL) == ELIGO_INVALID_ARGUMENT && batch == NULL);
}

int main(void) {
  eligo_rule_set* rules = load();
  describes(rules);
  fills(rules);
  decides_texts(rules);
  refuses(rules);
  takes_null(rules);
  decides_columns(rules);
  frees_in_any_order();
  eligo_rule_set_free(rules);
  return failures == 0 ? 0 : 1;
}
