#include "config.h"

#include "miao-fieldwork-compare.h"

#include "miao-codes.h"
#include "miao-fieldwork.h"

#include <string.h>

static const struct {
  const char *member, *zh, *en;
} parts[] = {
  { "answer", "结果", "answer" },
  { "note", "说明", "note" },
  { "evidence", "佐证材料", "papers" },
};

static void
difference_free (gpointer data)
{
  MiaoFieldworkDifference *difference = data;

  g_free (difference->field);
  g_free (difference->base);
  g_free (difference->brought);
  g_free (difference->house);
  g_clear_pointer (&difference->need, miao_record_unref);
  g_clear_pointer (&difference->staff, g_hash_table_unref);
  g_free (difference);
}

/* "" and null are nothing; ids of papers are joined by blanks. */
static char *
dup_member (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  g_autoptr (GString) text = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    const char *value =
        json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

    return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  }
  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
    JsonNode *one = json_array_get_element (json_node_get_array (node), i);

    if (JSON_NODE_HOLDS_VALUE (one) && json_node_get_value_type (one) == G_TYPE_STRING)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", json_node_get_string (one));
  }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static JsonArray *
get_rows (JsonObject *state)
{
  JsonNode *node = json_object_get_member (state, "answers");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
find_row (JsonArray *rows, const char *item)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++) {
    JsonNode *node = json_array_get_element (rows, i);
    g_autofree char *id = NULL;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      continue;
    id = dup_member (json_node_get_object (node), "item");
    if (g_strcmp0 (id, item) == 0)
      return json_node_get_object (node);
  }

  return NULL;
}

void
miao_fieldwork_add (GPtrArray *list, MiaoFieldworkDifference found)
{
  MiaoFieldworkDifference *difference = g_memdup2 (&found, sizeof found);

  if (g_strcmp0 (found.brought, found.base) == 0 || g_strcmp0 (found.brought, found.house) == 0) {
    difference_free (difference);
    return;
  }
  difference->conflict = !found.closed && g_strcmp0 (found.house, found.base) != 0;
  /* Papers of both sides stand side by side: nobody has to choose which to lose. */
  if (difference->conflict && g_strcmp0 (found.part, "evidence") == 0) {
    difference->conflict = FALSE;
    difference->joined = TRUE;
  }
  difference->words = found.words && found.house != NULL && found.brought != NULL;
  g_ptr_array_add (list, difference);
}

/* What a rule computes and what the head answers is not the team's to bring; a note is. */
static gboolean
is_ours (const MiaoFormItem *item, gsize part)
{
  return !item->head && (part > 0 || item->type != MIAO_ITEM_COMPUTED);
}

static void
compare_item (GPtrArray *list,
              const MiaoFormItem *item,
              JsonArray *stored,
              JsonObject *base,
              JsonObject *brought)
{
  for (gsize p = 0; p < G_N_ELEMENTS (parts); p++) {
    const char *member = parts[p].member;

    if (!is_ours (item, p))
      continue;

    miao_fieldwork_add (list,
                        (MiaoFieldworkDifference){
                            .field = g_strdup_printf ("%s:%s", item->id, member),
                            .item = item,
                            .part = member,
                            .base = dup_member (find_row (get_rows (base), item->id), member),
                            .brought = dup_member (find_row (get_rows (brought), item->id), member),
                            .house = dup_member (find_row (stored, item->id), member),
                            .words = strcmp (member, "note") == 0 || item->type == MIAO_ITEM_TEXT,
                        });
  }
}

GPtrArray *
miao_fieldwork_compare (const MiaoForm *form,
                        const MiaoRecord *house,
                        JsonObject *base,
                        JsonObject *brought)
{
  g_autoptr (JsonArray) stored = miao_record_get_list (house, "answers");
  GPtrArray *list = g_ptr_array_new_with_free_func (difference_free);

  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++)
      compare_item (list, &form->sections[s].items[i], stored, base, brought);
  }
  for (gsize i = 0; miao_fieldwork_fields[i] != NULL; i++) {
    const char *name = miao_fieldwork_fields[i];
    const MiaoField *field = miao_kind_field (miao_record_get_kind (house), name);

    miao_fieldwork_add (list, (MiaoFieldworkDifference){
                                  .field = g_strdup (name),
                                  .base = dup_member (base, name),
                                  .brought = dup_member (brought, name),
                                  .house = g_strdup (miao_record_get (house, name)),
                                  .words = field->type == MIAO_TYPE_LONG_TEXT,
                              });
  }

  return list;
}

static gboolean
is_same_item (const MiaoFormItem *item, JsonArray *stored, JsonObject *brought)
{
  for (gsize p = 0; p < G_N_ELEMENTS (parts); p++) {
    g_autofree char *here = dup_member (find_row (stored, item->id), parts[p].member);
    g_autofree char *there = dup_member (find_row (get_rows (brought), item->id), parts[p].member);

    if (is_ours (item, p) && g_strcmp0 (here, there) != 0)
      return FALSE;
  }

  return TRUE;
}

gboolean
miao_fieldwork_is_same (const MiaoForm *form, const MiaoRecord *house, JsonObject *brought)
{
  g_autoptr (JsonArray) stored = miao_record_get_list (house, "answers");

  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      if (!is_same_item (&form->sections[s].items[i], stored, brought))
        return FALSE;
    }
  }
  for (gsize i = 0; miao_fieldwork_fields[i] != NULL; i++) {
    g_autofree char *there = dup_member (brought, miao_fieldwork_fields[i]);

    if (g_strcmp0 (miao_record_get (house, miao_fieldwork_fields[i]), there) != 0)
      return FALSE;
  }

  return TRUE;
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words != NULL ? words : "", " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

/* Adds the ids of @from that are not there yet; what the other side took out since it left goes. */
static void
join (GString *out, const char *from, const char *other, const char *base)
{
  g_auto (GStrv) ids = g_strsplit (from != NULL ? from : "", " ", -1);

  for (guint i = 0; ids[i] != NULL; i++) {
    if (*ids[i] == '\0' || has_word (out->str, ids[i]) ||
        (has_word (base, ids[i]) && !has_word (other, ids[i])))
      continue;
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", ids[i]);
  }
}

static char *
dup_joined (const MiaoFieldworkDifference *difference)
{
  g_autoptr (GString) out = g_string_new (NULL);

  join (out, difference->house, difference->brought, difference->base);
  join (out, difference->brought, difference->house, difference->base);

  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

char *
miao_fieldwork_dup_outcome (const MiaoFieldworkDifference *difference)
{
  if (difference->joined)
    return dup_joined (difference);
  if (difference->closed)
    return g_strdup (difference->house);
  if (!difference->conflict || difference->choice == MIAO_FIELDWORK_BROUGHT)
    return g_strdup (difference->brought);
  if (difference->choice == MIAO_FIELDWORK_BOTH)
    return g_strconcat (difference->house, miao_pick ("；", "; "), difference->brought, NULL);

  return g_strdup (difference->house);
}

/* ---- needs ---- */

char *
miao_fieldwork_dup_closing (const MiaoRecord *need)
{
  const char *status = miao_record_get (need, "status");
  const gboolean met = g_strcmp0 (status, "MET") == 0;
  const char *words = miao_record_get (need, met ? "done" : "drop_reason");

  if (g_strcmp0 (status, "OPEN") == 0)
    return NULL;

  return g_strdup_printf ("%s %s %s", status, miao_record_get (need, "closed_on"),
                          words != NULL ? words : "");
}

static char *
dup_closing_words (const char *text, MiaoLanguage language)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "OPEN", " ", 3);
  const char *state = miao_codes_name ("need_status", words[0], language);

  return g_strv_length (words) == 3
             ? g_strdup_printf (language == MIAO_LANGUAGE_ZH ? "%s %s：%s" : "%s %s: %s", words[1],
                                state, words[2])
             : g_strdup (state);
}

static char *
dup_need_words (const MiaoFieldworkDifference *difference, const char *text, MiaoLanguage language)
{
  const char *name = text != NULL && strcmp (difference->part, "staff") == 0
                         ? g_hash_table_lookup (difference->staff, text)
                         : NULL;

  return name != NULL
             ? g_strdup (name)
             : miao_field_display (
                   miao_kind_field (miao_record_get_kind (difference->need), difference->part),
                   text, language);
}

static char *
dup_need_label (const MiaoFieldworkDifference *difference, MiaoLanguage language)
{
  const MiaoField *field =
      miao_kind_field (miao_record_get_kind (difference->need), difference->part);
  const gboolean zh = language == MIAO_LANGUAGE_ZH;

  return g_strdup_printf (zh ? "需求“%s” · %s" : "Need “%s” · %s",
                          miao_record_get (difference->need, "text"),
                          zh ? field->label_zh : field->label);
}

/* ---- words ---- */

char *
miao_fieldwork_dup_label (const MiaoFieldworkDifference *difference, MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;
  const MiaoField *field;

  if (difference->need != NULL)
    return dup_need_label (difference, language);
  for (gsize p = 0; difference->item != NULL && p < G_N_ELEMENTS (parts); p++) {
    if (strcmp (parts[p].member, difference->part) == 0)
      return g_strdup_printf ("%s %s · %s", difference->item->id,
                              zh ? difference->item->text_zh : difference->item->text_en,
                              zh ? parts[p].zh : parts[p].en);
  }
  field = miao_kind_field (miao_kind_find ("evaluation"), difference->field);

  return g_strdup (zh ? field->label_zh : field->label);
}

char *
miao_fieldwork_dup_words (const MiaoFieldworkDifference *difference,
                          const char *text,
                          MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;

  if (difference->need != NULL && strcmp (difference->part, "status") == 0)
    return dup_closing_words (text, language);
  if (text == NULL)
    return g_strdup (zh ? "（空）" : "(empty)");
  if (difference->need != NULL)
    return dup_need_words (difference, text, language);
  if (difference->item == NULL)
    return miao_field_display (miao_kind_field (miao_kind_find ("evaluation"), difference->field),
                               text, language);
  if (strcmp (difference->part, "answer") == 0)
    return miao_form_display_answer (difference->item, text, language);
  if (strcmp (difference->part, "evidence") == 0) {
    g_auto (GStrv) ids = g_strsplit (text, " ", -1);

    return g_strdup_printf (zh ? "%u 件" : "%u papers", g_strv_length (ids));
  }

  return g_strdup (text);
}
