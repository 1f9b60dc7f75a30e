#include "config.h"

#include "miao-child-row.h"

#include "miao-child-text.h"
#include "miao-child-view.h"
#include "miao-due.h"

#include <glib/gi18n.h>

/* Days of an admission or a move are shown to the month. */
#define MONTH_CHARACTERS 7

static void
child_row_free (gpointer data)
{
  MiaoChildRow *row = data;

  miao_record_unref (row->child);
  g_free (row->name_markup);
  g_free (row->reason);
  g_free (row->age);
  g_free (row->place);
  g_free (row->place_detail);
  g_free (row->worker);
  g_free (row->due);
  g_free (row->photo);
  g_free (row);
}

static char *
join_ids (GPtrArray *records)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++) {
    if (i > 0)
      g_string_append_c (ids, ' ');
    g_string_append (ids, miao_record_get_id (records->pdata[i]));
  }
  return g_string_free (ids, FALSE);
}

/* The records of @kind that speak of the children of the page, by child; of several the first in
 * descending @order. One question for the page instead of one for each row. */
static GHashTable *
read_beside (
    MiaoStore *store, const char *kind, const char *children, const char *order, GError **error)
{
  g_autoptr (GHashTable) beside =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) miao_record_unref);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) records = NULL;

  miao_query_where (query, "child", MIAO_OP_IN, children);
  if (g_str_equal (kind, "placement"))
    miao_query_where (query, "status", MIAO_OP_IN,
                      "INTEGRATION EXTENDED CONFIRMED SHORT_CARE ENDING");
  if (g_str_equal (kind, "growth_measure"))
    miao_query_where (query, "void", MIAO_OP_NE, "1");
  miao_query_order (query, order, TRUE);
  records = miao_store_select (store, query, error);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *record = records->pdata[i];
    const char *child = miao_record_get (record, "child");

    if (child != NULL && !g_hash_table_contains (beside, child))
      g_hash_table_insert (beside, g_strdup (child), miao_record_ref (record));
  }
  return g_steal_pointer (&beside);
}

typedef struct {
  MiaoStore *store;
  MiaoDate today;
  gboolean may_admit;
  GHashTable *placements;
  GHashTable *admissions;
  GHashTable *measures;
  GHashTable *names; /* id of family or staff -> name */
} Beside;

/* A few workers and families stand in many rows. */
static const char *
get_name (Beside *beside, const char *kind_name, const char *id)
{
  const MiaoKind *kind = miao_kind_find (kind_name);
  g_autoptr (MiaoRecord) record = NULL;
  char *name;

  if (id == NULL)
    return NULL;
  name = g_hash_table_lookup (beside->names, id);
  if (name != NULL)
    return name;
  record = miao_store_load (beside->store, kind, id, NULL);
  name = g_strdup (record != NULL && kind->title != NULL ? miao_record_get (record, kind->title)
                                                         : NULL);
  if (name == NULL)
    return NULL;
  g_hash_table_insert (beside->names, g_strdup (id), name);
  return name;
}

static void
fill_place (Beside *beside, MiaoChildRow *row)
{
  const char *id = miao_record_get_id (row->child);
  MiaoRecord *placement = g_hash_table_lookup (beside->placements, id);
  MiaoRecord *admission = g_hash_table_lookup (beside->admissions, id);
  const char *left = admission != NULL ? miao_record_get (admission, "closed_on") : NULL;
  const char *unit = miao_record_get (row->child, "living_unit");

  if (!miao_child_status_is_present (miao_record_get (row->child, "status"))) {
    row->place = g_strdup ("—");
    if (left != NULL)
      /* Translators: a month, "2024-07". */
      row->place_detail = g_strdup_printf (_ ("left %.*s"), MONTH_CHARACTERS, left);
    return;
  }
  if (miao_record_is (row->child, "status", "ADOPT_TRIAL")) {
    row->place = g_strdup (_ ("With the applicants"));
    return;
  }
  if (placement != NULL) {
    const char *family = get_name (beside, "family", miao_record_get (placement, "family"));
    MiaoDate in = miao_record_get_date (placement, "moved_in_on");

    row->place = g_strdup (family != NULL ? family : "—");
    if (in != MIAO_DATE_NONE && miao_record_is (row->child, "status", "FOSTER_INTEG"))
      /* Translators: day of the integration period. */
      row->place_detail = g_strdup_printf (_ ("day %d"), beside->today - in);
    else if (in != MIAO_DATE_NONE)
      row->place_detail = g_strdup_printf (_ ("since %.*s"), MONTH_CHARACTERS,
                                           miao_record_get (placement, "moved_in_on"));
    return;
  }
  row->place = g_strdup (unit != NULL ? unit : "—");
  if (admission != NULL && miao_record_has (admission, "arrived_on"))
    row->place_detail = g_strdup_printf (_ ("since %.*s"), MONTH_CHARACTERS,
                                         miao_record_get (admission, "arrived_on"));
}

static void
fill_due (Beside *beside, MiaoChildRow *row)
{
  MiaoChildView view = { .child = row->child, .may_admit = beside->may_admit };
  MiaoRecord *last = g_hash_table_lookup (beside->measures, miao_record_get_id (row->child));
  g_autoptr (GPtrArray) flags = NULL;
  const MiaoChildFlag *gravest = NULL;
  guint n = 0;

  view.admission = g_hash_table_lookup (beside->admissions, miao_record_get_id (row->child));
  view.measures = g_ptr_array_new ();
  if (last != NULL)
    g_ptr_array_add (view.measures, last);
  flags = miao_child_view_get_flags (&view, beside->today);
  g_ptr_array_unref (view.measures);
  for (guint i = 0; i < flags->len; i++) {
    const MiaoChildFlag *flag = flags->pdata[i];

    /* Only what asks for an act; what must always be known stands in the record. */
    if (flag->action == NULL)
      continue;
    n++;
    if (gravest == NULL || flag->tone > gravest->tone)
      gravest = flag;
  }
  if (gravest == NULL)
    return;
  row->late = gravest->tone == MIAO_TONE_DANGER;
  row->due = g_strdup_printf (ngettext ("%u item", "%u items", n), n);
}

static MiaoRow *
make_row (Beside *beside, MiaoRecord *child, const MiaoHit *hit, const char *text)
{
  MiaoChildRow *data = g_new0 (MiaoChildRow, 1);
  MiaoRow *row = miao_row_new (miao_record_get_id (child), NULL);

  data->child = miao_record_ref (child);
  data->name_markup = miao_child_dup_name_markup (child, hit, text);
  data->reason = hit != NULL ? miao_child_dup_reason (child, hit, text) : NULL;
  data->age = miao_child_dup_age (child, beside->today);
  data->worker = g_strdup (get_name (beside, "staff", miao_record_get (child, "care_worker")));
  data->photo = g_strdup (miao_record_get (child, "photo_main"));
  fill_place (beside, data);
  fill_due (beside, data);
  miao_row_set_data (row, data, child_row_free);
  return row;
}

static void
beside_clear (Beside *beside)
{
  g_clear_pointer (&beside->placements, g_hash_table_unref);
  g_clear_pointer (&beside->admissions, g_hash_table_unref);
  g_clear_pointer (&beside->measures, g_hash_table_unref);
  g_clear_pointer (&beside->names, g_hash_table_unref);
}

gboolean
miao_child_rows_make (MiaoSession *session,
                      GPtrArray *records,
                      GHashTable *hits,
                      const char *text,
                      GPtrArray *rows,
                      GError **error)
{
  Beside beside = { .store = miao_session_get_store (session),
                    .today = miao_session_today (session),
                    .may_admit = miao_session_may (session, MIAO_MAY_CHILD_ADMIT) };
  g_autofree char *ids = join_ids (records);
  gboolean read;

  beside.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read = (beside.placements = read_beside (beside.store, "placement", ids, "proposed_on", error)) !=
             NULL &&
         (beside.admissions = read_beside (beside.store, "admission", ids, "seq", error)) != NULL &&
         (beside.measures =
              read_beside (beside.store, "growth_measure", ids, "measured_on", error)) != NULL;
  for (guint i = 0; read && i < records->len; i++) {
    MiaoRecord *child = records->pdata[i];
    const MiaoHit *hit =
        hits != NULL ? g_hash_table_lookup (hits, miao_record_get_id (child)) : NULL;

    g_ptr_array_add (rows, make_row (&beside, child, hit, text));
  }
  beside_clear (&beside);
  return read;
}
