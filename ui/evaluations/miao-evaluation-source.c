#include "config.h"

#include "miao-evaluation-source.h"

#include "miao-codes.h"
#include "miao-evaluation-data.h"
#include "miao-evaluation-look.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

enum {
  COLUMN_NUMBER,
  COLUMN_SUBJECT,
  COLUMN_STATE, /* near the start: large letters push what follows beyond the edge */
  COLUMN_KIND,
  COLUMN_PLANNED,
  COLUMN_TEAM,
  COLUMN_CONCLUSION,
  N_COLUMNS,
};

/* Assessors see what their teams evaluate. */
static void
keep_to_visible (MiaoQuery *query, MiaoSession *session)
{
  g_autofree char *visible = miao_evaluation_dup_visible (session);

  if (visible != NULL)
    miao_query_where (query, "id", MIAO_OP_IN, visible);
}

static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  keep_to_visible (query, wanted->session);
  if (wanted->text != NULL)
    miao_query_where (query, "eval_no", MIAO_OP_PREFIX, wanted->text);
  return TRUE;
}

/* "3 people, all signed", "3 people, signed 1", or that there is none. */
static char *
dup_team (MiaoSession *session, MiaoRecord *evaluation)
{
  gboolean sealed;
  g_autoptr (GPtrArray) team =
      miao_evaluation_team (session, miao_record_get_id (evaluation), &sealed, NULL);
  guint n_signed = 0;

  if (team == NULL || team->len == 0)
    return g_strdup (_ ("No team"));
  for (guint i = 0; i < team->len; i++)
    n_signed += miao_record_has (team->pdata[i], "signed_at") ? 1 : 0;
  return g_strdup_printf (_ ("%u people, %u signed"), team->len, n_signed);
}

static MiaoRow *
make_row (MiaoSession *session, MiaoRecord *evaluation)
{
  g_autofree char *subject = miao_evaluation_dup_subject (evaluation);
  g_autofree char *team = dup_team (session, evaluation);
  const char *planned = miao_record_get (evaluation, "planned_on");
  const char *texts[N_COLUMNS + 1] = { NULL };

  texts[COLUMN_NUMBER] = miao_record_get (evaluation, "eval_no");
  texts[COLUMN_KIND] =
      miao_codes_name ("eval_kind", miao_record_get (evaluation, "kind"), miao_language ());
  texts[COLUMN_SUBJECT] = subject;
  texts[COLUMN_STATE] = miao_record_get (evaluation, "status");
  texts[COLUMN_PLANNED] = planned != NULL ? planned : "—";
  texts[COLUMN_TEAM] = team;
  texts[COLUMN_CONCLUSION] =
      miao_record_has (evaluation, "conclusion")
          ? miao_codes_name ("eval_conclusion", miao_record_get (evaluation, "conclusion"),
                             miao_language ())
          : "—";
  return miao_row_new (miao_record_get_id (evaluation), texts);
}

static gboolean
add_rows (const MiaoWanted *wanted, GPtrArray *evaluations, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < evaluations->len; i++)
    g_ptr_array_add (rows, make_row (wanted->session, evaluations->pdata[i]));
  return TRUE;
}

const MiaoRecordSource miao_evaluation_source = {
  .kind = "evaluation",
  .order = "eval_no",
  .descending = TRUE,
  .narrow = narrow,
  .add_rows = add_rows,
};

static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  miao_evaluation_chip_set (cell, miao_row_get_text (row, column));
}

const MiaoListColumn *
miao_evaluation_columns (void)
{
  static MiaoListColumn columns[N_COLUMNS + 1];

  if (columns[0].title != NULL)
    return columns;
  columns[COLUMN_NUMBER] =
      (MiaoListColumn){ .title = _ ("Number"), .sort = "eval_no", .width = 132 };
  columns[COLUMN_SUBJECT] = (MiaoListColumn){ .title = _ ("Who"), .width = 148, .expand = TRUE };
  columns[COLUMN_STATE] = (MiaoListColumn){ .title = _ ("State"),
                                            .sort = "status",
                                            .width = 104,
                                            .make = miao_chip_new_empty,
                                            .bind = bind_state };
  columns[COLUMN_KIND] =
      (MiaoListColumn){ .title = _ ("Kind"), .sort = "kind", .width = 196, .expand = TRUE };
  columns[COLUMN_PLANNED] =
      (MiaoListColumn){ .title = _ ("Planned"), .sort = "planned_on", .width = 104 };
  columns[COLUMN_TEAM] = (MiaoListColumn){ .title = _ ("Team"), .width = 132 };
  columns[COLUMN_CONCLUSION] =
      (MiaoListColumn){ .title = _ ("Conclusion"), .sort = "conclusion", .width = 140 };
  return columns;
}

guint
miao_evaluation_count_open (MiaoSession *session)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  gint64 n;

  keep_to_visible (query, session);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_EVALUATION_OPEN);
  n = miao_store_count (miao_session_get_store (session), query, NULL);
  return n > 0 ? (guint) n : 0;
}
