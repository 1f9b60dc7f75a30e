#include "config.h"

#include "miao-output.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-session-private.h"

#include <string.h>

/* The number that was given last. */
#define SETTING_NUMBER "vault.output_number"
#define CANCEL "output.cancel"

static gboolean
take_number (MiaoSession *session, gint64 *ret_number, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autofree char *last =
      miao_store_setting_get (session->store, SETTING_NUMBER, MIAO_DATE_NONE, &trouble);
  g_autofree char *text = NULL;

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  *ret_number = (last != NULL ? g_ascii_strtoll (last, NULL, 10) : 0) + 1;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, *ret_number);

  return miao_store_setting_set (session->store, SETTING_NUMBER, text, MIAO_DATE_NONE,
                                 session->account->id, miao_session_now_ms (session), error);
}

/* Two desks that take a number at the same moment write the same next line of the chain: the
 * second is refused with everything it did. */
gint64
miao_output_begin (MiaoSession *session,
                   const char *action,
                   const char *kind,
                   const char *record,
                   JsonObject *detail,
                   GError **error)
{
  g_autoptr (JsonObject) own_detail = detail != NULL ? NULL : json_object_new ();
  gint64 number = 0;
  gboolean own;

  if (session->store == NULL || session->keys == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("已锁定，请先输入口令。", "Locked: enter the password first."));
    return 0;
  }
  own = !miao_store_in_transaction (session->store);
  if (own && !miao_store_begin (session->store, error))
    return 0;
  if (take_number (session, &number, error)) {
    json_object_set_int_member (detail != NULL ? detail : own_detail, "number", number);
    if (miao_audit_event (session, action, kind, record, detail != NULL ? detail : own_detail,
                          error) &&
        (!own || miao_store_commit (session->store, error)))
      return number;
  }
  if (own)
    miao_store_rollback (session->store);

  return 0;
}

gboolean
miao_output_cancel (MiaoSession *session, gint64 number, GError **error)
{
  g_autoptr (JsonObject) detail = json_object_new ();

  json_object_set_int_member (detail, "number", number);

  return miao_audit_event (session, CANCEL, NULL, NULL, detail, error);
}

/* --- The register --- */

void
miao_output_free (MiaoOutput *output)
{
  if (output == NULL)
    return;
  g_free (output->action);
  g_free (output->what);
  g_free (output->kind);
  g_free (output->record);
  g_free (output->who);
  g_free (output);
}

typedef struct {
  GPtrArray *list;
  GHashTable *cancelled; /* numbers */
  guint limit;
} Reading;

static JsonObject *
parse (const char *detail, JsonParser *parser)
{
  JsonNode *root;

  if (detail == NULL || !json_parser_load_from_data (parser, detail, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static void
add (Reading *reading, const MiaoAuditRow *row, JsonObject *detail, gint64 number)
{
  MiaoOutput *output = g_new0 (MiaoOutput, 1);

  output->number = number;
  output->at_ms = row->at_ms;
  output->action = g_strdup (row->action);
  output->what = g_strdup (json_object_get_string_member_with_default (detail, "document", ""));
  output->kind = g_strdup (row->kind);
  output->record = g_strdup (row->record);
  output->who = g_strdup (row->who);
  output->pages = json_object_get_int_member_with_default (detail, "pages", 0);
  output->cancelled = g_hash_table_contains (reading->cancelled, &number);
  g_ptr_array_add (reading->list, output);
}

/* Newest first: that a number was cancelled is met before the line that gave it. */
static gboolean
read_row (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Reading *reading = data;
  const gboolean cancel = strcmp (row->action, CANCEL) == 0;
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *detail;
  gint64 number;

  if (!cancel && strcmp (row->action, "print") != 0 && strcmp (row->action, "export") != 0)
    return TRUE;
  parser = json_parser_new ();
  detail = parse (row->detail, parser);
  number = detail != NULL ? json_object_get_int_member_with_default (detail, "number", 0) : 0;
  if (number == 0)
    return TRUE;
  if (cancel)
    g_hash_table_add (reading->cancelled, g_memdup2 (&number, sizeof number));
  else
    add (reading, row, detail, number);

  return reading->limit == 0 || reading->list->len < reading->limit;
}

GPtrArray *
miao_output_list (MiaoSession *session, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_output_free);
  g_autoptr (GHashTable) cancelled =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) trouble = NULL;
  Reading reading = { list, cancelled, limit };

  if (!miao_session_require (session, MIAO_MAY_AUDIT_READ, error))
    return NULL;
  (void) miao_store_audit_each (session->store, 1, NULL, NULL, TRUE, 0, read_row, &reading,
                                &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return NULL;
  }

  return g_steal_pointer (&list);
}
