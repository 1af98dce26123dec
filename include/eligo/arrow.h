/* The two structs in which columns cross between libraries of one process without a copy, for C and C++: the
 * Arrow C data interface (https://arrow.apache.org/docs/format/CDataInterface.html). Members, their order and
 * the guard are the specification's, so that this header may stand beside any other that has them. Nothing of
 * Arrow's own libraries is needed. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

/* What a column is: its form (`format`, as `l` for 64-bit integers), its name, its children's. */
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  /* Called once by whoever owns the struct; NULL where it was released, or moved elsewhere. */
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

/* A column's rows: `length` of them from `offset` on. */
struct ArrowArray {
  int64_t length;
  int64_t null_count; /* -1: not counted */
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers; /* where there is one, the validity bitmap first */
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*); /* as above */
  void* private_data;
};

#ifdef __cplusplus
}
#endif

#endif
