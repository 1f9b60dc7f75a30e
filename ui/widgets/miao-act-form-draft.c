/* What is typed into the form of an act and not done yet: kept as a draft, and put back. */
#include "config.h"

#include "miao-act-form-private.h"

#include "miao-draft-keeper.h"
#include "miao-findings-panel.h"
#include "miao-typed.h"

#include <glib/gi18n.h>

/* Which state of the record was seen when the typing began. */
static const char *const base_names[] = { "version", "seen", NULL };

/* Members of a draft beside the records, whose names cannot begin like this. */
#define DRAFT_LOOSE "#widgets"
#define DRAFT_REASONS "#reasons"

static void
add_loose (MiaoActForm *self, JsonObject *draft)
{
  JsonArray *states = json_array_new ();

  for (guint i = 0; i < self->loose->len; i++) {
    g_autofree char *state = miao_typed_dup (self->loose->pdata[i]);

    json_array_add_string_element (states, state);
  }
  json_object_set_array_member (draft, DRAFT_LOOSE, states);
}

static void
put_back_loose (MiaoActForm *self, JsonObject *draft)
{
  JsonArray *states = json_object_has_member (draft, DRAFT_LOOSE)
                          ? json_object_get_array_member (draft, DRAFT_LOOSE)
                          : NULL;

  for (guint i = 0; states != NULL && i < MIN (self->loose->len, json_array_get_length (states));
       i++)
    miao_typed_put_back (self->loose->pdata[i], json_array_get_string_element (states, i));
}

char *
miao_act_form_dup_draft (gpointer user_data)
{
  MiaoActForm *self = user_data;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  if (!self->dirty)
    return NULL;
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = miao_act_form_get_part (self, i);
    g_autofree char *name = miao_act_part_dup_name (part);
    g_autoptr (JsonObject) values = miao_act_form_get_values (object, name);

    for (const MiaoField *field = part->fields; field->name != NULL; field++) {
      MiaoFieldRow *row = miao_record_form_get_row (part->form, field->name);
      g_autofree char *text = NULL;

      if (row == NULL || !miao_field_row_is_dirty (row))
        continue;
      text = miao_record_form_dup (part->form, field->name);
      json_object_set_string_member (values, field->name, text != NULL ? text : "");
    }
    json_object_set_object_member (object, name, g_steal_pointer (&values));
  }
  /* What the typing is based on: the record may be another one when the draft comes back. */
  for (guint i = 0; base_names[i] != NULL; i++)
    if (json_object_has_member (self->fixed, base_names[i]))
      json_object_set_member (object, base_names[i],
                              json_object_dup_member (self->fixed, base_names[i]));
  add_loose (self, object);
  json_object_set_object_member (
      object, DRAFT_REASONS, miao_findings_panel_get_reasons (MIAO_FINDINGS_PANEL (self->panel)));
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

void
miao_act_form_put_back (MiaoActForm *self, const char *draft)
{
  g_autoptr (JsonNode) root = json_from_string (draft, NULL);
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  put_back_loose (self, object);
  if (json_object_has_member (object, DRAFT_REASONS))
    miao_findings_panel_set_reasons (MIAO_FINDINGS_PANEL (self->panel),
                                     json_object_get_object_member (object, DRAFT_REASONS));
  for (guint i = 0; i < self->parts->len; i++) {
    MiaoActPart *part = miao_act_form_get_part (self, i);
    g_autofree char *name = miao_act_part_dup_name (part);
    JsonObject *values;

    if (!json_object_has_member (object, name))
      continue;
    values = json_object_get_object_member (object, name);
    for (const MiaoField *field = part->fields; field->name != NULL; field++)
      if (miao_record_form_get_row (part->form, field->name) != NULL &&
          json_object_has_member (values, field->name))
        miao_record_form_type (part->form, field->name,
                               json_object_get_string_member (values, field->name));
  }
  for (guint i = 0; base_names[i] != NULL; i++)
    if (json_object_has_member (json_node_get_object (root), base_names[i]))
      json_object_set_member (self->fixed, base_names[i],
                              json_object_dup_member (json_node_get_object (root), base_names[i]));
  miao_draft_keeper_say (MIAO_DRAFT_KEEPER (self->keeper), _ ("What was typed before is back"));
}
