#include "config.h"

#include "miao-typing.h"

#include "miao-draft-keeper.h"

#include <glib/gi18n.h>

#define DATA_KEY "miao-keeper"
#define SEEN_KEY "miao-seen"
/* Member of a draft beside the fields, whose names cannot begin like this. */
#define DRAFT_SEEN "#seen"

static char *
dup_draft (gpointer user_data)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  MiaoRecord *seen = g_object_get_data (user_data, SEEN_KEY);

  miao_record_form_get_typed (user_data, values);
  if (json_object_get_size (values) == 0)
    return NULL;
  if (seen != NULL)
    json_object_set_object_member (values, DRAFT_SEEN, miao_record_to_json (seen));
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

void
miao_typing_set_seen (MiaoRecordForm *form, const MiaoRecord *seen)
{
  g_object_set_data_full (G_OBJECT (form), SEEN_KEY, seen != NULL ? miao_record_copy (seen) : NULL,
                          (GDestroyNotify) miao_record_unref);
}

/* The draft may be older than what is stored now: then saving tells what somebody else changed. */
static void
take_seen (MiaoRecordForm *form, JsonObject *draft, MiaoRecord **seen)
{
  g_autoptr (MiaoRecord) then = NULL;
  JsonObject *object;

  if (*seen == NULL || !json_object_has_member (draft, DRAFT_SEEN))
    return;
  object = json_object_get_object_member (draft, DRAFT_SEEN);
  then = miao_record_new (miao_record_get_kind (*seen));
  if (!miao_record_merge_json (then, object, NULL))
    return;
  miao_record_set_id (then, miao_record_get_id (*seen));
  miao_record_set_version (then, json_object_get_int_member_with_default (object, "version", 0));
  miao_record_unref (*seen);
  *seen = g_steal_pointer (&then);
  miao_typing_set_seen (form, *seen);
}

gboolean
miao_typing_keep (MiaoRecordForm *form,
                  MiaoSession *session,
                  const char *kind,
                  const char *record,
                  MiaoRecord **seen)
{
  g_autofree char *draft = NULL;
  g_autoptr (JsonNode) node = NULL;

  miao_typing_leave (form);
  miao_typing_set_seen (form, *seen);
  draft = miao_draft_keeper_open (get_keeper (form), session, kind, record);
  node = draft != NULL ? json_from_string (draft, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  take_seen (form, json_node_get_object (node), seen);
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
