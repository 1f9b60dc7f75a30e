#include "config.h"

#include "miao-evaluation-source.h"

#include "miao-codes.h"
#include "miao-evaluation-data.h"
#include "miao-evaluation-look.h"
#include "miao-pager.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

enum {
  COLUMN_NUMBER,
  COLUMN_KIND,
  COLUMN_SUBJECT,
  COLUMN_STATE,
  COLUMN_PLANNED,
  COLUMN_TEAM,
  COLUMN_CONCLUSION,
  N_COLUMNS,
};

typedef struct {
  MiaoSession *session;
  MiaoPager *pager;
  char *status;
  char *text;
} Source;

static MiaoQuery *
make_query (MiaoSession *session, const char *status, const char *text)
{
  MiaoQuery *query = miao_query_new (miao_kind_find ("evaluation"));
  g_autofree char *visible = miao_evaluation_dup_visible (session);

  if (visible != NULL)
    miao_query_where (query, "id", MIAO_OP_IN, visible);
  if (status != NULL)
    miao_query_where (query, "status", MIAO_OP_IN, status);
  if (text != NULL && *text != '\0')
    miao_query_where (query, "eval_no", MIAO_OP_PREFIX, text);
  return query;
}

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  Source *source = data;
  g_autoptr (MiaoQuery) query = make_query (source->session, source->status, source->text);

  miao_query_order (query, sort != NULL ? sort : "eval_no", sort != NULL ? descending : TRUE);
  g_clear_pointer (&source->pager, miao_pager_free);
  source->pager = miao_pager_new (miao_session_get_store (source->session), query, error);
  if (source->pager == NULL)
    return FALSE;
  *ret_n = (guint) miao_pager_get_total (source->pager);
  return TRUE;
}

/* "3 people, all signed", "3 people, signed 1", or that there is none. */
static char *
dup_team (Source *source, MiaoRecord *evaluation)
{
  gboolean sealed;
  g_autoptr (GPtrArray) team =
      miao_evaluation_team (source->session, miao_record_get_id (evaluation), &sealed, NULL);
  guint n_signed = 0;

  if (team == NULL || team->len == 0)
    return g_strdup (_ ("No team"));
  for (guint i = 0; i < team->len; i++)
    n_signed += miao_record_has (team->pdata[i], "signed_at") ? 1 : 0;
  return g_strdup_printf (_ ("%u people, %u signed"), team->len, n_signed);
}

static MiaoRow *
make_row (Source *source, MiaoRecord *evaluation)
{
  g_autofree char *subject = miao_evaluation_dup_subject (evaluation);
  g_autofree char *team = dup_team (source, evaluation);
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
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  Source *source = data;
  g_autoptr (GPtrArray) evaluations = miao_pager_fetch (source->pager, first, n, error);

  if (evaluations == NULL)
    return FALSE;
  for (guint i = 0; i < evaluations->len; i++)
    g_ptr_array_add (rows, make_row (source, evaluations->pdata[i]));
  return TRUE;
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_pointer (&source->pager, miao_pager_free);
  miao_session_unref (source->session);
  g_free (source->status);
  g_free (source->text);
  g_free (source);
}

static const MiaoListSource source_type = { source_open, source_read, source_free };

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
  columns[COLUMN_KIND] =
      (MiaoListColumn){ .title = _ ("Kind"), .sort = "kind", .width = 196, .expand = TRUE };
  columns[COLUMN_SUBJECT] = (MiaoListColumn){ .title = _ ("Who"), .width = 148, .expand = TRUE };
  columns[COLUMN_STATE] = (MiaoListColumn){ .title = _ ("State"),
                                            .sort = "status",
                                            .width = 104,
                                            .make = miao_chip_new_empty,
                                            .bind = bind_state };
  columns[COLUMN_PLANNED] =
      (MiaoListColumn){ .title = _ ("Planned"), .sort = "planned_on", .width = 104 };
  columns[COLUMN_TEAM] = (MiaoListColumn){ .title = _ ("Team"), .width = 132 };
  columns[COLUMN_CONCLUSION] =
      (MiaoListColumn){ .title = _ ("Conclusion"), .sort = "conclusion", .width = 140 };
  return columns;
}

void
miao_evaluation_source_set (MiaoRecordList *list,
                            MiaoSession *session,
                            const char *status,
                            const char *text)
{
  Source *source = g_new0 (Source, 1);

  source->session = miao_session_ref (session);
  source->status = g_strdup (status);
  source->text = g_strdup (text);
  miao_record_list_set_source (list, &source_type, source);
}

guint
miao_evaluation_count_open (MiaoSession *session)
{
  g_autoptr (MiaoQuery) query = make_query (session, MIAO_EVALUATION_OPEN, NULL);
  gint64 n = miao_store_count (miao_session_get_store (session), query, NULL);

  return n > 0 ? (guint) n : 0;
}
