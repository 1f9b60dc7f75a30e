/* What an institution adds to a form: items of its own, behind those of the program. */
#include "config.h"

#include "miao-error.h"
#include "miao-form.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define OWN_TITLE_ZH "机构自定条目"
#define OWN_TITLE_EN "Items of the institution"

/* Codes of form_answer. */
static const struct {
  const char *code;
  MiaoItemType type;
} answer_types[] = {
  { "YES_NO", MIAO_ITEM_YES_NO }, { "CHOICE", MIAO_ITEM_CODE }, { "NUMBER", MIAO_ITEM_NUMBER },
  { "SCORE", MIAO_ITEM_SCORE },   { "TEXT", MIAO_ITEM_TEXT },   { "DATE", MIAO_ITEM_DATE },
};

typedef struct {
  MiaoForm form;
  GStringChunk *strings;
  GPtrArray *choices; /* of arrays of strings */
} ExtendedForm;

static const char *
keep (ExtendedForm *own, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                             json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  return text != NULL && *text != '\0' ? g_string_chunk_insert_const (own->strings, text) : NULL;
}

static guint
get_count (JsonObject *object, const char *name)
{
  return (guint) CLAMP (json_object_get_int_member_with_default (object, name, 0), 0, G_MAXINT);
}

static const char *const *
keep_choices (ExtendedForm *own, const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);
  GPtrArray *choices = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (choices, (gpointer) g_string_chunk_insert_const (own->strings, parts[i]));
  }
  g_ptr_array_add (choices, NULL);
  g_ptr_array_add (own->choices, choices->pdata);

  return (const char *const *) g_ptr_array_free (choices, FALSE);
}

static gboolean
read_item (ExtendedForm *own, JsonObject *object, MiaoFormItem *item)
{
  const char *type = keep (own, object, "type");
  const char *choices = keep (own, object, "choices");
  gboolean known = FALSE;

  for (gsize i = 0; type != NULL && i < G_N_ELEMENTS (answer_types); i++) {
    if (strcmp (type, answer_types[i].code) == 0) {
      item->type = answer_types[i].type;
      known = TRUE;
    }
  }
  item->id = item->rule = keep (own, object, "item");
  /* An institution writes its items in the language that it works in. */
  item->text_zh = item->text_en = keep (own, object, "text");
  item->guide_zh = item->guide_en = keep (own, object, "guide");
  item->required = json_object_get_boolean_member_with_default (object, "required", FALSE);
  item->max = item->type == MIAO_ITEM_SCORE ? get_count (object, "max") : 0;
  item->scale = MIN (get_count (object, "decimals"), 6);
  item->unit = keep (own, object, "unit");
  item->house = item->added = TRUE;
  if (item->type == MIAO_ITEM_CODE && choices != NULL)
    item->choices = keep_choices (own, choices);

  return known && item->id != NULL && item->text_zh != NULL &&
         (item->type != MIAO_ITEM_CODE || item->choices != NULL) &&
         (item->type != MIAO_ITEM_SCORE || item->max > 0);
}

static gboolean
has_section (const MiaoForm *form, const char *id)
{
  for (guint s = 0; s < form->n_sections; s++) {
    if (g_strcmp0 (form->sections[s].id, id) == 0)
      return TRUE;
  }

  return FALSE;
}

/* The items of one section, or (@section NULL) those that name none of the form's. */
static gboolean
take_items (
    ExtendedForm *own, const MiaoForm *form, const char *section, JsonArray *array, GArray *items)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    MiaoFormItem item = { 0 };
    const char *named;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return FALSE;
    named = keep (own, json_node_get_object (node), "section");
    if (section != NULL ? g_strcmp0 (named, section) != 0 : has_section (form, named))
      continue;
    if (!read_item (own, json_node_get_object (node), &item) ||
        miao_form_item (form, item.id) != NULL)
      return FALSE;
    g_array_append_val (items, item);
  }

  return TRUE;
}

static gboolean
add_section (ExtendedForm *own,
             const MiaoForm *form,
             const MiaoFormSection *section,
             JsonArray *array,
             GArray *sections)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (MiaoFormItem));
  MiaoFormSection made = { .id = MIAO_FORM_OWN_SECTION,
                           .title_zh = OWN_TITLE_ZH,
                           .title_en = OWN_TITLE_EN };
  gsize n;

  if (section != NULL) {
    made = *section;
    g_array_append_vals (items, section->items, section->n_items);
  }
  if (!take_items (own, form, section != NULL ? section->id : NULL, array, items))
    return FALSE;
  if (items->len == 0)
    return TRUE;
  made.items = g_array_steal (items, &n);
  made.n_items = (guint) n;
  g_array_append_val (sections, made);

  return TRUE;
}

static gboolean
add_sections (ExtendedForm *own, const MiaoForm *form, JsonArray *array)
{
  g_autoptr (GArray) sections = g_array_new (FALSE, TRUE, sizeof (MiaoFormSection));
  gboolean done = TRUE;
  gsize n;

  for (guint s = 0; done && s < form->n_sections; s++)
    done = add_section (own, form, &form->sections[s], array, sections);
  done = done && add_section (own, form, NULL, array, sections);
  own->form.sections = g_array_steal (sections, &n);
  own->form.n_sections = (guint) n;

  return done;
}

static void
extended_form_free (ExtendedForm *own)
{
  for (guint s = 0; s < own->form.n_sections; s++)
    g_free ((gpointer) own->form.sections[s].items);
  g_free ((gpointer) own->form.sections);
  g_ptr_array_unref (own->choices);
  g_string_chunk_free (own->strings);
  g_free (own);
}

static ExtendedForm *
extend (const MiaoForm *form, int edition, const char *items)
{
  g_autoptr (JsonNode) node = json_from_string (items, NULL);
  g_autofree char *whole = g_strconcat (form->sha256, "\n", items, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
  ExtendedForm *own;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  own = g_new0 (ExtendedForm, 1);
  own->strings = g_string_chunk_new (1024);
  own->choices = g_ptr_array_new_with_free_func (g_free);
  own->form = *form;
  own->form.edition = edition;
  own->form.sha256 = g_string_chunk_insert_const (own->strings, sha256);
  if (!add_sections (own, form, json_node_get_array (node)))
    g_clear_pointer (&own, extended_form_free);

  return own;
}

const MiaoForm *
miao_form_extend (const MiaoForm *form, int edition, const char *items, GError **error)
{
  static GMutex mutex;
  static GHashTable *known; /* evaluations and the window keep pointers to forms */
  g_autofree char *key = g_strdup_printf ("%s %d %d\n%s", form->id, form->version, edition, items);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  ExtendedForm *own;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  own = g_hash_table_lookup (known, key);
  if (own == NULL) {
    own = extend (form, edition, items);
    if (own != NULL)
      g_hash_table_insert (known, g_steal_pointer (&key), own);
  }
  if (own == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                 miao_pick ("“%s”的机构自定条目（第%d次修改）读不出来，请从备份恢复数据。",
                            "The institution's items of “%s” (edition %d) cannot be read. Restore "
                            "the file from a backup."),
                 miao_pick (form->title_zh, form->title_en), edition);
    return NULL;
  }

  return &own->form;
}
