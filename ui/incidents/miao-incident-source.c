/* The rows and columns of the list of incidents. */
#include "config.h"

#include "miao-incident-source.h"

#include "miao-incident-words.h"
#include "miao-kind-text.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

enum {
  COLUMN_NUMBER,
  COLUMN_STATE,
  COLUMN_KIND,
  COLUMN_CHILD,
  COLUMN_FAMILY,
  COLUMN_DISCOVERED,
  COLUMN_HINT,
  N_COLUMNS,
};

static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  return miao_wanted_narrow_with_owners (wanted, query, "incident", error);
}

static MiaoRow *
make_row (MiaoRecord *record, gint64 now_ms)
{
  static const char *const fields[N_COLUMNS] = {
    [COLUMN_NUMBER] = "incident_no", [COLUMN_STATE] = "status",
    [COLUMN_KIND] = "kind",          [COLUMN_CHILD] = "children",
    [COLUMN_FAMILY] = "family",      [COLUMN_DISCOVERED] = "discovered_at",
  };
  char *texts[N_COLUMNS + 1] = { NULL };
  MiaoRow *row;

  for (guint i = 0; i < N_COLUMNS; i++)
    texts[i] = fields[i] != NULL ? miao_record_dup_shown (record, fields[i], TRUE)
                                 : miao_incident_dup_hint (record, now_ms);
  row = miao_row_new (miao_record_get_id (record), (const char *const *) texts);
  miao_row_set_record (row, record);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (texts[i]);
  return row;
}

static gboolean
add_rows (const MiaoWanted *wanted, GPtrArray *records, GPtrArray *rows, GError **error)
{
  gint64 now_ms = miao_session_now_ms (wanted->session);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, make_row (records->pdata[i], now_ms));
  return TRUE;
}

const MiaoRecordSource miao_incident_source = {
  .kind = "incident",
  .order = "discovered_at",
  .descending = TRUE,
  .narrow = narrow,
  .add_rows = add_rows,
};

static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  miao_incident_set_chip (cell, miao_row_get_record (row));
}

const MiaoListColumn *
miao_incident_columns (void)
{
  static MiaoListColumn columns[N_COLUMNS + 1];

  if (columns[0].title != NULL)
    return columns;
  columns[COLUMN_NUMBER] =
      (MiaoListColumn){ .title = _ ("Number"), .sort = "incident_no", .width = 132 };
  columns[COLUMN_STATE] = (MiaoListColumn){ .title = _ ("State"),
                                            .sort = "status",
                                            .width = 108,
                                            .make = miao_chip_new_empty,
                                            .bind = bind_state };
  columns[COLUMN_KIND] = (MiaoListColumn){ .title = _ ("Kind"), .sort = "kind", .width = 92 };
  columns[COLUMN_CHILD] = (MiaoListColumn){ .title = _ ("Child"), .width = 112 };
  columns[COLUMN_FAMILY] = (MiaoListColumn){ .title = _ ("Family"), .width = 112 };
  columns[COLUMN_DISCOVERED] =
      (MiaoListColumn){ .title = _ ("Discovered"), .sort = "discovered_at", .width = 136 };
  columns[COLUMN_HINT] = (MiaoListColumn){ .title = _ ("Next"), .width = 210, .expand = TRUE };

  return columns;
}

guint
miao_incident_count_open (MiaoSession *session)
{
  g_autoptr (MiaoQuery) query = NULL;

  if (!miao_session_is_open (session))
    return 0;
  query = miao_query_new (miao_kind_find ("incident"));
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_INCIDENT_OPEN);

  return (guint) MAX (miao_store_count (miao_session_get_store (session), query, NULL), 0);
}
