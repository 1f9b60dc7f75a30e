#include "config.h"

#include "miao-typing.h"

#include "miao-draft-keeper.h"

#include <glib/gi18n.h>

#define DATA_KEY "miao-keeper"

static char *
dup_draft (gpointer user_data)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  miao_record_form_get_typed (user_data, values);
  if (json_object_get_size (values) == 0)
    return NULL;
  json_node_set_object (node, values);
  return json_to_string (node, FALSE);
}

static MiaoDraftKeeper *
get_keeper (MiaoRecordForm *form)
{
  GtkWidget *keeper = g_object_get_data (G_OBJECT (form), DATA_KEY);

  if (keeper != NULL)
    return MIAO_DRAFT_KEEPER (keeper);
  keeper = g_object_ref_sink (miao_draft_keeper_new (dup_draft, form));
  g_signal_connect_object (form, "changed", G_CALLBACK (miao_draft_keeper_touch), keeper,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (form), DATA_KEY, keeper, g_object_unref);
  return MIAO_DRAFT_KEEPER (keeper);
}

gboolean
miao_typing_keep (MiaoRecordForm *form, MiaoSession *session, const char *kind, const char *record)
{
  g_autofree char *draft = NULL;
  g_autoptr (JsonNode) node = NULL;

  miao_typing_leave (form);
  draft = miao_draft_keeper_open (get_keeper (form), session, kind, record);
  node = draft != NULL ? json_from_string (draft, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  miao_record_form_set_typed (form, json_node_get_object (node));
  miao_draft_keeper_say (get_keeper (form), _ ("What was typed before is back"));
  return TRUE;
}

void
miao_typing_forget (MiaoRecordForm *form)
{
  miao_draft_keeper_drop (get_keeper (form));
  miao_typing_leave (form);
}

void
miao_typing_leave (MiaoRecordForm *form)
{
  g_autofree char *none = NULL;

  miao_draft_keeper_flush (get_keeper (form));
  none = miao_draft_keeper_open (get_keeper (form), NULL, NULL, NULL);
}

GtkWidget *
miao_typing_label_new (MiaoRecordForm *form)
{
  return GTK_WIDGET (get_keeper (form));
}
