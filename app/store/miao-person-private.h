#pragma once

#include "miao-query-private.h"
#include "miao-search.h"

G_BEGIN_DECLS

typedef struct {
  MiaoMatch what;
  char *key;
  const char *field;
} MiaoPersonKey;

typedef struct {
  GArray *keys; /* MiaoPersonKey, sorted, each once */
  GHashTable *grams;
  GString *names;
} MiaoPersonKeys;

/** Returns: (transfer full): what @record is found by in @store; nothing when it is void. */
MiaoPersonKeys *miao_person_keys_new (MiaoStore *store, const MiaoRecord *record);
void miao_person_keys_free (MiaoPersonKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoPersonKeys, miao_person_keys_free)

/** The order of MiaoPersonKeys.keys. */
int miao_person_key_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
