/* The rows and columns of the list of placements. */
#include "config.h"

#include "miao-placement-source.h"

#include "miao-kind-text.h"
#include "miao-placement-words.h"
#include "miao-state-chip.h"
#include "miao-thresholds.h"

#include <glib/gi18n.h>

enum {
  COLUMN_NUMBER,
  COLUMN_CHILD,
  COLUMN_STATE, /* near the start: large letters push what follows beyond the edge */
  COLUMN_FAMILY,
  COLUMN_MOVED_IN,
  COLUMN_DAY,
  COLUMN_EARLIEST,
  COLUMN_LATEST,
  COLUMN_WORKER,
  COLUMN_HINT,
  N_COLUMNS,
};

/* The placements that have the number, or whose child or family is found. */
static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  return miao_wanted_narrow_with_owners (wanted, query, "placement", error);
}

static MiaoRow *
make_row (MiaoRecord *record, const MiaoRuleSettings *settings, MiaoDate today)
{
  static const char *const fields[N_COLUMNS] = {
    [COLUMN_NUMBER] = "placement_no",
    [COLUMN_CHILD] = "child",
    [COLUMN_FAMILY] = "family",
    [COLUMN_STATE] = "status",
    [COLUMN_MOVED_IN] = "moved_in_on",
    [COLUMN_EARLIEST] = "integration_due_min",
    [COLUMN_LATEST] = "integration_due_max",
    [COLUMN_WORKER] = "care_worker",
  };
  char *texts[N_COLUMNS + 1] = { NULL };
  MiaoDate in = miao_record_get_date (record, "moved_in_on");
  MiaoRow *row;

  for (guint i = 0; i < N_COLUMNS; i++)
    texts[i] = fields[i] != NULL ? miao_record_dup_shown (record, fields[i], TRUE) : g_strdup ("");
  if (miao_placement_is_integration (record)) {
    g_free (texts[COLUMN_DAY]);
    texts[COLUMN_DAY] = g_strdup_printf ("%d", today - in);
  } else {
    /* Only while one counts days do they mean anything. */
    for (guint i = COLUMN_EARLIEST; i <= COLUMN_LATEST; i++)
      texts[i][0] = '\0';
  }
  g_free (texts[COLUMN_HINT]);
  texts[COLUMN_HINT] = miao_placement_dup_hint (record, settings, today);
  row = miao_row_new (miao_record_get_id (record), (const char *const *) texts);
  miao_row_set_record (row, record);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (texts[i]);
  return row;
}

static gpointer
prepare (const MiaoWanted *wanted)
{
  MiaoRuleSettings *settings = g_new (MiaoRuleSettings, 1);

  /* What fails here fails again, with words, in add_rows(). */
  if (!miao_thresholds_read (miao_session_get_store (wanted->session),
                             miao_session_today (wanted->session), settings, NULL))
    g_clear_pointer (&settings, g_free);
  return settings;
}

static gboolean
add_rows (const MiaoWanted *wanted, GPtrArray *records, GPtrArray *rows, GError **error)
{
  const MiaoRuleSettings *settings = wanted->facts;
  MiaoDate today = miao_session_today (wanted->session);
  MiaoRuleSettings anew;

  if (settings == NULL) {
    if (!miao_thresholds_read (miao_session_get_store (wanted->session), today, &anew, error))
      return FALSE;
    settings = &anew;
  }
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, make_row (records->pdata[i], settings, today));
  return TRUE;
}

/* The newest placement stands first until the person sorts the list. */
const MiaoRecordSource miao_placement_source = {
  .kind = "placement",
  .order = "placement_no",
  .descending = TRUE,
  .prepare = prepare,
  .narrow = narrow,
  .add_rows = add_rows,
};

static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  miao_placement_set_chip (cell, miao_row_get_record (row));
}

const MiaoListColumn *
miao_placement_columns (void)
{
  static MiaoListColumn columns[N_COLUMNS + 1];

  if (columns[0].title != NULL)
    return columns;
  columns[COLUMN_NUMBER] =
      (MiaoListColumn){ .title = _ ("Number"), .sort = "placement_no", .width = 126 };
  columns[COLUMN_CHILD] = (MiaoListColumn){ .title = _ ("Child"), .width = 84 };
  columns[COLUMN_STATE] = (MiaoListColumn){ .title = _ ("State"),
                                            .sort = "status",
                                            .width = 116,
                                            .make = miao_chip_new_empty,
                                            .bind = bind_state };
  columns[COLUMN_FAMILY] = (MiaoListColumn){ .title = _ ("Family"), .width = 112 };
  columns[COLUMN_MOVED_IN] =
      (MiaoListColumn){ .title = _ ("Moved in"), .sort = "moved_in_on", .width = 100 };
  columns[COLUMN_DAY] = (MiaoListColumn){ .title = _ ("Day"), .width = 52, .xalign = 1 };
  columns[COLUMN_EARLIEST] =
      (MiaoListColumn){ .title = _ ("Earliest"), .sort = "integration_due_min", .width = 100 };
  columns[COLUMN_LATEST] =
      (MiaoListColumn){ .title = _ ("Latest"), .sort = "integration_due_max", .width = 100 };
  columns[COLUMN_WORKER] = (MiaoListColumn){ .title = _ ("Care worker"), .width = 92 };
  columns[COLUMN_HINT] = (MiaoListColumn){ .title = _ ("Next"), .width = 190, .expand = TRUE };

  return columns;
}
