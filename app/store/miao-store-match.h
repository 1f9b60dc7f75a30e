#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/*
 * Who could be matched at all: read from the indexes of state, division and validity, so that the
 * rules are asked of some hundred pairs and never of a whole file.
 */

/**
 * miao_store_match_families:
 * @division: the first digits of the division of the home: two, four or six
 * @capacity: the most children in one family
 * @on: the day on which the family must be qualified
 * @limit: at most so many
 *
 * Families that are trained, qualified on that day and have a free place; those who were registered
 * first come first.
 *
 * Returns: (transfer full) (element-type utf8): ids
 */
GPtrArray *miao_store_match_families (MiaoStore *store,
                                      const char *division,
                                      int capacity,
                                      MiaoDate on,
                                      guint limit,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_store_match_children:
 * @sex: (nullable): only children of that sex
 * @born_from, @born_to: only children who were born between these days; NONE: no bound
 * @on: the day on which the evaluation must count
 *
 * Children in the institution whom a final evaluation found suited and who have no placement under
 * way; those whose evaluation ends first come first.
 *
 * Returns: (transfer full) (element-type utf8): ids, each once
 */
GPtrArray *miao_store_match_children (MiaoStore *store,
                                      const char *sex,
                                      MiaoDate born_from,
                                      MiaoDate born_to,
                                      MiaoDate on,
                                      guint limit,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
