#pragma once

#include "miao-as-at.h"
#include "miao-call.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the files that explain share, and the one that tells of a time away. */

/** The days of a placement, and what they point into. */
typedef struct {
  char *placement; /* id */
  GArray *removals;
  GArray *short_cares;
  GArray *endings;
  MiaoPlacementDays days;
} MiaoPlacementLife;

void miao_placement_life_free (MiaoPlacementLife *life);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoPlacementLife, miao_placement_life_free)

/** Returns: (transfer full) (element-type MiaoPlacementLife): of the placements whose @field is
 *  @id, without those that were called off. */
GPtrArray *miao_explain_lives (MiaoCall *call, const char *field, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Adds "placements": those that had begun and not ended on that day. */
void
miao_explain_put_placements (MiaoCall *call, JsonObject *object, GPtrArray *lives, MiaoDate on);

/** Adds @name, @name_zh and @name_en; nothing for %NULL. */
void
miao_explain_put_code (JsonObject *object, const char *name, const char *table, const char *code);
void miao_explain_put_day (JsonObject *object, const char *name, MiaoDate day);

/** The state on a day: a code, or %NULL before the first. */
typedef const char *(*MiaoStateFunc) (gconstpointer data, MiaoDate on);

/**
 * miao_explain_put_state:
 * @table: code table of the states
 * @first: first day that anything is known of; %MIAO_DATE_NONE: of none
 *
 * Adds the state of the day, "since" when it had been so, and "known_from".
 */
void miao_explain_put_state (JsonObject *object,
                             const char *table,
                             MiaoStateFunc state,
                             gconstpointer data,
                             MiaoDate first,
                             MiaoDate on);

/** Returns: (transfer full) (element-type MiaoSpan): of the records of @kind whose field @of is
 * @id: from the day @from until the day @to, or @or_to where @to says nothing. */
GArray *miao_explain_read_spans (MiaoCall *call,
                                 const char *kind,
                                 const char *of,
                                 const char *id,
                                 const char *from,
                                 const char *to,
                                 const char *or_to,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean miao_explain_child (
    MiaoCall *call, MiaoRecord *child, MiaoDate on, JsonObject *object, GError **error);
gboolean miao_explain_family (
    MiaoCall *call, MiaoRecord *family, MiaoDate on, JsonObject *object, GError **error);

G_END_DECLS
