/* What was chosen in the assistant outlives a crash, a lock and the end of the day: which ledger,
 * how it is read, which column is which field. The ledger itself stays where it is. */
#include "config.h"

#include "miao-import-private.h"

#include "miao-date-entry.h"
#include "miao-draft-keeper.h"

#include <glib/gi18n.h>

#define DRAFT_KIND "import-children"

JsonObject *
miao_import_make_input (MiaoImportSection *self)
{
  JsonObject *input = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mapping = NULL;
  MiaoDate arrived = miao_date_entry_get_date (MIAO_DATE_ENTRY (self->arrived));

  json_node_take_object (node, miao_ledger_map_to_json (self->map));
  mapping = json_to_string (node, FALSE);
  json_object_set_string_member (input, "path", self->path);
  json_object_set_string_member (input, "mapping", mapping);
  if (miao_ledger_get_encoding (self->ledger) != NULL)
    json_object_set_string_member (input, "encoding", miao_ledger_get_encoding (self->ledger));
  if (arrived != MIAO_DATE_NONE) {
    g_autofree char *text = miao_date_dup (arrived);

    json_object_set_string_member (input, "arrived_on", text);
  }
  json_object_set_boolean_member (
      input, "skip_known", gtk_check_button_get_active (GTK_CHECK_BUTTON (self->skip_known)));
  return input;
}

static char *
dup_draft (gpointer user_data)
{
  MiaoImportSection *self = user_data;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (self->ledger == NULL)
    return NULL;
  json_node_take_object (node, miao_import_make_input (self));
  return json_to_string (node, FALSE);
}

GtkWidget *
miao_import_keeper_new (MiaoImportSection *self)
{
  return miao_draft_keeper_new (dup_draft, self);
}

static JsonObject *
get_draft (MiaoImportSection *self)
{
  return self->draft != NULL ? json_node_get_object (self->draft) : NULL;
}

static void
show_resume (MiaoImportSection *self)
{
  g_autofree char *base = NULL, *words = NULL;

  gtk_widget_set_visible (self->resume, self->draft != NULL);
  if (self->draft == NULL)
    return;
  base = g_path_get_basename (json_object_get_string_member (get_draft (self), "path"));
  /* Translators: name of a ledger that was chosen before and not imported. */
  words = g_strdup_printf (_ ("Go on with “%s”"), base);
  gtk_button_set_label (GTK_BUTTON (self->resume), words);
}

void
miao_import_draft_open (MiaoImportSection *self, MiaoSession *session)
{
  g_autofree char *draft =
      miao_draft_keeper_open (MIAO_DRAFT_KEEPER (self->keeper), session, DRAFT_KIND, NULL);

  g_clear_pointer (&self->draft, json_node_unref);
  self->draft = draft != NULL ? json_from_string (draft, NULL) : NULL;
  if (self->draft != NULL &&
      (!JSON_NODE_HOLDS_OBJECT (self->draft) || !json_object_has_member (get_draft (self), "path")))
    g_clear_pointer (&self->draft, json_node_unref);
  show_resume (self);
}

void
miao_import_draft_touch (MiaoImportSection *self)
{
  if (self->ledger == NULL)
    return;
  g_clear_pointer (&self->draft, json_node_unref);
  show_resume (self);
  miao_draft_keeper_touch (MIAO_DRAFT_KEEPER (self->keeper));
}

void
miao_import_draft_drop (MiaoImportSection *self)
{
  miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  g_clear_pointer (&self->draft, json_node_unref);
  show_resume (self);
}

gboolean
miao_import_draft_take (MiaoImportSection *self)
{
  JsonObject *draft = get_draft (self);
  const char *day;

  if (draft == NULL)
    return FALSE;
  day = json_object_get_string_member_with_default (draft, "arrived_on", NULL);
  g_free (self->path);
  self->path = g_strdup (json_object_get_string_member (draft, "path"));
  g_free (self->encoding);
  self->encoding = g_strdup (json_object_get_string_member_with_default (draft, "encoding", NULL));
  miao_date_entry_set_date (MIAO_DATE_ENTRY (self->arrived),
                            day != NULL ? miao_date_parse (day) : MIAO_DATE_NONE);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (self->skip_known),
      json_object_get_boolean_member_with_default (draft, "skip_known", FALSE));
  return TRUE;
}

gboolean
miao_import_draft_apply_mapping (MiaoImportSection *self)
{
  JsonObject *draft = get_draft (self);
  const char *mapping =
      draft != NULL ? json_object_get_string_member_with_default (draft, "mapping", NULL) : NULL;
  g_autoptr (JsonNode) node = mapping != NULL ? json_from_string (mapping, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !miao_ledger_map_apply_json (self->map, json_node_get_object (node), NULL))
    return FALSE;
  miao_draft_keeper_say (MIAO_DRAFT_KEEPER (self->keeper), _ ("What was chosen before is back"));
  return TRUE;
}
