#include "api/c_objects.hpp"

using eligo::api::detail_of;
using eligo::api::give;
using eligo::api::guarded;
using eligo::api::instant_of;
using eligo::api::required;
using eligo::api::result_at;
using eligo::api::text_of;

eligo_status eligo_batch_new(const eligo_rule_set* rules, eligo_detail detail, eligo_batch** result,
                             eligo_error** error) {
  return guarded(error, [&] {
    eligo_batch*& batch = result_at(result);
    give(batch, eligo_batch{eligo::BatchEvaluator(required(rules, "rules").rules, detail_of(detail))});
  });
}
void eligo_batch_free(eligo_batch* batch) { const std::unique_ptr<eligo_batch> owned(batch); }

eligo_status eligo_batch_add_json(eligo_batch* batch, const char* json, size_t size, eligo_error** error) {
  return guarded(error, [&] { required(batch, "batch").batch.add_json(text_of(json, size, "json")); });
}
eligo_status eligo_batch_set_columns(eligo_batch* batch, const ArrowSchema* schema, ArrowArray* array,
                                     eligo_error** error) {
  return guarded(error, [&] {
    eligo_batch& given = required(batch, "batch");
    given.ignored = given.batch.set_columns(required(schema, "schema"), required(array, "array"));
  });
}
size_t eligo_batch_ignored_count(const eligo_batch* batch) {
  return batch == nullptr ? 0 : batch->ignored.size();
}
const char* eligo_batch_ignored(const eligo_batch* batch, size_t index) {
  return index < eligo_batch_ignored_count(batch) ? batch->ignored[index].c_str() : nullptr;
}
size_t eligo_batch_size(const eligo_batch* batch) { return batch == nullptr ? 0 : batch->batch.size(); }

eligo_status eligo_batch_evaluate(eligo_batch* batch, eligo_instant now, ArrowSchema* schema,
                                  ArrowArray* array, eligo_error** error) {
  return guarded(error, [&] {
    if (schema != nullptr) *schema = {};
    if (array != nullptr) *array = {};
    if ((schema == nullptr) != (array == nullptr))
      throw std::invalid_argument(schema == nullptr ? "`schema` is NULL" : "`array` is NULL");
    const eligo::DecisionColumns& columns = required(batch, "batch").batch.evaluate(instant_of(now));
    if (schema != nullptr) export_arrow(columns, *schema, *array);
  });
}
eligo_status eligo_batch_decision(const eligo_batch* batch, size_t row, eligo_decision** result,
                                  eligo_error** error) {
  return guarded(error, [&] {
    eligo_decision*& decision = result_at(result);
    give(decision, eligo_decision(required(batch, "batch").batch.decision(row)));
  });
}
void eligo_batch_clear(eligo_batch* batch) {
  if (batch == nullptr) return;
  batch->batch.clear();
  batch->ignored.clear();
}
