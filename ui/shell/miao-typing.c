#include "config.h"

#include "miao-typing.h"

#include "miao-store-tables.h"

#include <glib/gi18n.h>

/* A crash loses at most the last second of typing. */
#define KEEP_MS 900
#define DATA_KEY "miao-typing"

typedef struct {
  MiaoRecordForm *form; /* (unowned): owns this */
  MiaoSession *session; /* NULL: nothing is kept */
  char *kind;
  char *record;
  guint source;
  GtkWidget *label; /* weak */
} Typing;

static void
stop (Typing *typing)
{
  g_clear_handle_id (&typing->source, g_source_remove);
  g_clear_pointer (&typing->session, miao_session_unref);
  g_clear_pointer (&typing->kind, g_free);
  g_clear_pointer (&typing->record, g_free);
}

static void
typing_free (gpointer data)
{
  Typing *typing = data;

  stop (typing);
  g_clear_weak_pointer (&typing->label);
  g_free (typing);
}

static void
say_kept (Typing *typing)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  /* Translators: %s is a time of day. */
  g_autofree char *text = g_strdup_printf (_ ("Draft kept %s"), time);

  if (typing->label != NULL)
    gtk_label_set_label (GTK_LABEL (typing->label), text);
}

static gboolean
put (Typing *typing, const char *content)
{
  MiaoStore *store = miao_session_get_store (typing->session);
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    return FALSE;
  if (miao_store_draft_put (store, miao_session_get_account (typing->session), typing->kind,
                            typing->record, content, miao_session_now_ms (typing->session), &error))
    return TRUE;
  if (typing->label != NULL)
    gtk_label_set_label (GTK_LABEL (typing->label), error->message);
  return FALSE;
}

static void
write_draft (Typing *typing)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *content = NULL;

  miao_record_form_get_typed (typing->form, values);
  json_node_set_object (node, values);
  if (json_object_get_size (values) > 0)
    content = json_to_string (node, FALSE);
  if (put (typing, content) && content != NULL)
    say_kept (typing);
}

static gboolean
keep_cb (gpointer user_data)
{
  Typing *typing = user_data;

  typing->source = 0;
  write_draft (typing);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (MiaoRecordForm *form, Typing *typing)
{
  if (typing->session != NULL && typing->source == 0)
    typing->source = g_timeout_add (KEEP_MS, keep_cb, typing);
}

static Typing *
get_typing (MiaoRecordForm *form)
{
  Typing *typing = g_object_get_data (G_OBJECT (form), DATA_KEY);

  if (typing != NULL)
    return typing;
  typing = g_new0 (Typing, 1);
  typing->form = form;
  g_signal_connect (form, "changed", G_CALLBACK (changed_cb), typing);
  g_object_set_data_full (G_OBJECT (form), DATA_KEY, typing, typing_free);
  return typing;
}

static JsonObject *
find_draft (Typing *typing)
{
  g_autoptr (GPtrArray) drafts = miao_store_draft_list (
      miao_session_get_store (typing->session), miao_session_get_account (typing->session), NULL);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
    const MiaoDraft *draft = drafts->pdata[i];
    g_autoptr (JsonNode) node = NULL;

    if (g_strcmp0 (draft->kind, typing->kind) != 0 ||
        g_strcmp0 (draft->record, typing->record) != 0)
      continue;
    node = json_from_string (draft->content, NULL);
    if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
      return json_object_ref (json_node_get_object (node));
  }
  return NULL;
}

gboolean
miao_typing_keep (MiaoRecordForm *form, MiaoSession *session, const char *kind, const char *record)
{
  Typing *typing = get_typing (form);
  g_autoptr (JsonObject) values = NULL;

  miao_typing_leave (form);
  typing->session = miao_session_ref (session);
  typing->kind = g_strdup (kind);
  typing->record = g_strdup (record != NULL ? record : "");
  values = find_draft (typing);
  if (values == NULL)
    return FALSE;
  miao_record_form_set_typed (form, values);
  return TRUE;
}

void
miao_typing_forget (MiaoRecordForm *form)
{
  Typing *typing = get_typing (form);

  g_clear_handle_id (&typing->source, g_source_remove);
  if (typing->session != NULL)
    put (typing, NULL);
  if (typing->label != NULL)
    gtk_label_set_label (GTK_LABEL (typing->label), "");
  stop (typing);
}

void
miao_typing_leave (MiaoRecordForm *form)
{
  Typing *typing = get_typing (form);

  if (typing->session != NULL && typing->source != 0)
    write_draft (typing);
  if (typing->label != NULL)
    gtk_label_set_label (GTK_LABEL (typing->label), "");
  stop (typing);
}

GtkWidget *
miao_typing_label_new (MiaoRecordForm *form)
{
  Typing *typing = get_typing (form);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_add_css_class (label, "secondary");
  g_set_weak_pointer (&typing->label, label);
  return label;
}
