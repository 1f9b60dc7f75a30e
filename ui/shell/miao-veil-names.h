#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/** Reads the names of all people but the staff; @store: (nullable): %NULL forgets them. */
void miao_veil_names_read (MiaoStore *store);

G_END_DECLS
