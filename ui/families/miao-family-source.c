#include "config.h"

#include "miao-family-source.h"

#include "miao-codes.h"
#include "miao-family-data.h"
#include "miao-state-chip.h"
#include "miao-states.h"
#include "miao-table.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  if (wanted->text != NULL)
    miao_query_where_text (query, wanted->text);
  return TRUE;
}

static char *
join (GPtrArray *families, const char *field)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < families->len; i++) {
    const char *id = field != NULL ? miao_record_get (families->pdata[i], field)
                                   : miao_record_get_id (families->pdata[i]);

    if (id != NULL)
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
  }
  return g_string_free (ids, FALSE);
}

/* The caregivers of a page in one question, by id. */
static GHashTable *
load_caregivers (const MiaoWanted *wanted, GPtrArray *families, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("family_member"));
  g_autofree char *ids = join (families, "main_caregiver_member");
  g_autoptr (GPtrArray) members = NULL;
  GHashTable *found;

  miao_query_where (query, "id", MIAO_OP_IN, ids);
  members = miao_store_select (miao_session_get_store (wanted->session), query, error);
  if (members == NULL)
    return NULL;
  found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) miao_record_unref);
  for (guint i = 0; i < members->len; i++)
    g_hash_table_insert (found, (gpointer) miao_record_get_id (members->pdata[i]),
                         miao_record_ref (members->pdata[i]));
  return found;
}

/* How many places each family of a page has given away. */
static GHashTable *
load_places (const MiaoWanted *wanted, GPtrArray *families, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autofree char *ids = join (families, NULL);

  miao_query_where (query, "family", MIAO_OP_IN, ids);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_WITH_PLACE);
  return miao_store_tally (miao_session_get_store (wanted->session), query, "family", error);
}

/* The province is the same for nearly all families of an institution: the list begins below it. */
static const char *
short_division (const char *name)
{
  const char *province = strstr (name, "省");

  return province != NULL && province[strlen ("省")] != '\0' ? province + strlen ("省") : name;
}

static MiaoRow *
make_row (const MiaoWanted *wanted, MiaoRecord *family, GHashTable *caregivers, GHashTable *places)
{
  const char *caregiver_id = miao_record_get (family, "main_caregiver_member");
  MiaoRecord *caregiver =
      caregiver_id != NULL ? g_hash_table_lookup (caregivers, caregiver_id) : NULL;
  gint64 *used = g_hash_table_lookup (places, miao_record_get_id (family));
  int age = caregiver != NULL ? miao_date_age (miao_record_get_date (caregiver, "birth_date"),
                                               miao_session_today (wanted->session))
                              : -1;
  g_autofree char *who = NULL;
  g_autofree char *capacity =
      g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, used != NULL ? *used : 0,
                       miao_record_get_int (family, "capacity", 0));
  const char *texts[MIAO_FAMILY_N_COLUMNS + 1] = { NULL };

  if (caregiver == NULL)
    who = g_strdup ("—");
  else if (age < 0)
    who = g_strdup (miao_record_get (caregiver, "name"));
  else
    /* Translators: name and age. */
    who = g_strdup_printf (_ ("%s, %d"), miao_record_get (caregiver, "name"), age);
  texts[MIAO_FAMILY_COLUMN_NUMBER] = miao_record_get (family, "family_no");
  texts[MIAO_FAMILY_COLUMN_NAME] =
      miao_record_has (family, "name") ? miao_record_get (family, "name") : "";
  texts[MIAO_FAMILY_COLUMN_CAREGIVER] = who;
  texts[MIAO_FAMILY_COLUMN_PLACES] = capacity;
  texts[MIAO_FAMILY_COLUMN_DIVISION] = short_division (
      miao_codes_name ("division", miao_record_get (family, "home_division"), miao_language ()));
  texts[MIAO_FAMILY_COLUMN_STATE] = miao_record_get (family, "status");
  texts[MIAO_FAMILY_COLUMN_UNTIL] =
      miao_record_has (family, "approved_until") ? miao_record_get (family, "approved_until") : "—";
  return miao_row_new (miao_record_get_id (family), texts);
}

static gboolean
add_rows (const MiaoWanted *wanted, GPtrArray *families, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) caregivers = load_caregivers (wanted, families, error);
  g_autoptr (GHashTable) places = NULL;

  if (caregivers == NULL)
    return FALSE;
  places = load_places (wanted, families, error);
  if (places == NULL)
    return FALSE;
  for (guint i = 0; i < families->len; i++)
    g_ptr_array_add (rows, make_row (wanted, families->pdata[i], caregivers, places));
  return TRUE;
}

/* The newest family stands first until a head is clicked. */
const MiaoRecordSource miao_family_source = {
  .kind = "family",
  .order = "family_no",
  .descending = TRUE,
  .narrow = narrow,
  .add_rows = add_rows,
};

static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  miao_family_chip_set (cell, miao_row_get_text (row, column));
}

const MiaoListColumn *
miao_family_columns (void)
{
  static MiaoListColumn columns[MIAO_FAMILY_N_COLUMNS + 1];

  if (columns[0].title != NULL)
    return columns;
  columns[MIAO_FAMILY_COLUMN_NUMBER] =
      (MiaoListColumn){ .title = _ ("Number"), .sort = "family_no", .width = 124 };
  columns[MIAO_FAMILY_COLUMN_NAME] =
      (MiaoListColumn){ .title = _ ("Foster family"), .sort = "name", .width = 108 };
  columns[MIAO_FAMILY_COLUMN_CAREGIVER] =
      (MiaoListColumn){ .title = _ ("Main caregiver"), .width = 112 };
  columns[MIAO_FAMILY_COLUMN_PLACES] =
      (MiaoListColumn){ .title = _ ("Places"), .sort = "capacity", .width = 56 };
  columns[MIAO_FAMILY_COLUMN_DIVISION] = (MiaoListColumn){
    .title = _ ("Home"), .sort = "home_division", .width = 108, .expand = TRUE
  };
  columns[MIAO_FAMILY_COLUMN_STATE] = (MiaoListColumn){ .title = _ ("State"),
                                                        .sort = "status",
                                                        .width = 150,
                                                        .make = miao_chip_new_empty,
                                                        .bind = bind_state };
  columns[MIAO_FAMILY_COLUMN_UNTIL] =
      (MiaoListColumn){ .title = _ ("Qualified until"), .sort = "approved_until", .width = 104 };
  return columns;
}
