#include "config.h"

#include "miao-form.h"

#include "miao-codes.h"
#include "miao-error.h"
#include "miao-resource.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <string.h>

/* Text answers are notes, not essays; the print keeps them on their page. */
#define TEXT_MAX_CHARACTERS 2000

static const struct {
  const char *name;
  MiaoItemType type;
} item_types[] = {
  { "yes-no", MIAO_ITEM_YES_NO }, { "yes-no-exception", MIAO_ITEM_YES_NO_EXCEPTION },
  { "number", MIAO_ITEM_NUMBER }, { "date", MIAO_ITEM_DATE },
  { "text", MIAO_ITEM_TEXT },     { "score", MIAO_ITEM_SCORE },
  { "code", MIAO_ITEM_CODE },     { "computed", MIAO_ITEM_COMPUTED },
};

/* A form in memory owns its strings through one chunk: forms live as long as the program. */
typedef struct {
  MiaoForm form;
  GStringChunk *strings;
} OwnedForm;

static const char *
keep (OwnedForm *owned, xmlNode *node, const char *attribute)
{
  xmlChar *value = xmlGetProp (node, BAD_CAST attribute);
  const char *kept = NULL;

  if (value != NULL)
    kept = g_string_chunk_insert_const (owned->strings, (const char *) value);
  xmlFree (value);

  return kept;
}

static gboolean
is_true (const char *text)
{
  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

static guint
to_number (const char *text)
{
  return text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXUINT) : 0;
}

static void
read_item (OwnedForm *owned, xmlNode *node, MiaoFormItem *item)
{
  const char *type = keep (owned, node, "type");

  for (gsize i = 0; i < G_N_ELEMENTS (item_types); i++) {
    if (g_strcmp0 (type, item_types[i].name) == 0)
      item->type = item_types[i].type;
  }
  item->id = keep (owned, node, "id");
  item->rule = keep (owned, node, "rule");
  if (item->rule == NULL)
    item->rule = item->id;
  item->blocking = is_true (keep (owned, node, "blocking"));
  item->required = is_true (keep (owned, node, "required"));
  item->house = is_true (keep (owned, node, "house"));
  item->head = is_true (keep (owned, node, "head"));
  item->pass = keep (owned, node, "pass");
  item->max = to_number (keep (owned, node, "max"));
  item->scale = to_number (keep (owned, node, "scale"));
  item->unit = keep (owned, node, "unit");
  item->table = keep (owned, node, "table");
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child)) {
    if (g_strcmp0 ((const char *) child->name, "text") == 0) {
      item->text_zh = keep (owned, child, "zh");
      item->text_en = keep (owned, child, "en");
    } else {
      item->guide_zh = keep (owned, child, "zh");
      item->guide_en = keep (owned, child, "en");
    }
  }
}

static void
read_section (OwnedForm *owned, xmlNode *node, MiaoFormSection *section)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (MiaoFormItem));
  gsize n;

  section->id = keep (owned, node, "id");
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child)) {
    if (g_strcmp0 ((const char *) child->name, "title") == 0) {
      section->title_zh = keep (owned, child, "zh");
      section->title_en = keep (owned, child, "en");
    } else {
      MiaoFormItem item = { 0 };

      read_item (owned, child, &item);
      g_array_append_val (items, item);
    }
  }
  section->items = g_array_steal (items, &n);
  section->n_items = (guint) n;
}

static void
read_form (OwnedForm *owned, xmlNode *root)
{
  g_autoptr (GArray) sections = g_array_new (FALSE, TRUE, sizeof (MiaoFormSection));
  MiaoForm *form = &owned->form;
  gsize n;

  form->id = keep (owned, root, "id");
  form->version = (int) to_number (keep (owned, root, "version"));
  form->kind = keep (owned, root, "kind");
  form->annex = keep (owned, root, "annex");
  form->valid_from = miao_date_parse (keep (owned, root, "valid-from"));
  for (xmlNode *child = xmlFirstElementChild (root); child != NULL;
       child = xmlNextElementSibling (child)) {
    if (g_strcmp0 ((const char *) child->name, "title") == 0) {
      form->title_zh = keep (owned, child, "zh");
      form->title_en = keep (owned, child, "en");
    } else if (g_strcmp0 ((const char *) child->name, "basis") == 0) {
      form->basis_zh = keep (owned, child, "zh");
      form->basis_en = keep (owned, child, "en");
    } else {
      MiaoFormSection section = { 0 };

      read_section (owned, child, &section);
      g_array_append_val (sections, section);
    }
  }
  form->sections = g_array_steal (sections, &n);
  form->n_sections = (guint) n;
}

typedef struct {
  int line;
  char *message;
} Complaint;

static void
complain_cb (void *data, const xmlError *xml_error)
{
  Complaint *complaint = data;

  if (complaint->message != NULL)
    return;
  complaint->line = xml_error->line;
  complaint->message = g_strchomp (g_strdup (xml_error->message));
}

static gboolean
fits_schema (xmlDoc *document, GError **error)
{
  g_autoptr (GBytes) data = miao_resource_load ("forms/form-1.xsd", error);
  Complaint complaint = { 0 };
  xmlSchemaParserCtxt *parser;
  xmlSchemaValidCtxt *validator;
  xmlSchema *schema;
  int result;

  if (data == NULL)
    return FALSE;
  parser = xmlSchemaNewMemParserCtxt (g_bytes_get_data (data, NULL), (int) g_bytes_get_size (data));
  schema = xmlSchemaParse (parser);
  validator = xmlSchemaNewValidCtxt (schema);
  /* The cast: before libxml2 2.12 the error was not constant. */
  xmlSchemaSetValidStructuredErrors (validator, (xmlStructuredErrorFunc) complain_cb, &complaint);
  result = xmlSchemaValidateDoc (validator, document);
  xmlSchemaFreeValidCtxt (validator);
  xmlSchemaFree (schema);
  xmlSchemaFreeParserCtxt (parser);
  if (result != 0)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("表单第%d行不合格式：%s", "The form breaks its schema in line %d: %s"),
                 complaint.line, complaint.message != NULL ? complaint.message : "?");
  g_free (complaint.message);

  return result == 0;
}

MiaoForm *
miao_form_parse (GBytes *data, GError **error)
{
  g_autofree char *sha256 = NULL;
  OwnedForm *owned;
  xmlDoc *document;
  xmlParserCtxt *context = xmlNewParserCtxt ();

  document =
      xmlCtxtReadMemory (context, g_bytes_get_data (data, NULL), (int) g_bytes_get_size (data),
                         "form", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL || document->intSubset != NULL) {
    const xmlError *last = xmlCtxtGetLastError (context);

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("表单不是可读的XML（第%d行），或带有文档类型声明。",
                            "The form is not readable XML (line %d), or carries a document type."),
                 last != NULL ? last->line : 1);
    xmlFreeDoc (document);
    xmlFreeParserCtxt (context);
    return NULL;
  }
  xmlFreeParserCtxt (context);
  if (!fits_schema (document, error)) {
    xmlFreeDoc (document);
    return NULL;
  }

  owned = g_new0 (OwnedForm, 1);
  owned->strings = g_string_chunk_new (4096);
  read_form (owned, xmlDocGetRootElement (document));
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);
  owned->form.sha256 = g_string_chunk_insert_const (owned->strings, sha256);
  xmlFreeDoc (document);

  return &owned->form;
}

void
miao_form_free (MiaoForm *form)
{
  OwnedForm *owned = (OwnedForm *) form;

  if (form == NULL)
    return;
  for (guint i = 0; i < form->n_sections; i++)
    g_free ((gpointer) form->sections[i].items);
  g_free ((gpointer) form->sections);
  g_string_chunk_free (owned->strings);
  g_free (owned);
}

/* The forms inside the program; loaded once and kept for its life. */
static GPtrArray *
get_forms (void)
{
  static GPtrArray *forms;

  if (g_once_init_enter (&forms)) {
    GPtrArray *loaded = g_ptr_array_new ();
    g_auto (GStrv) names = miao_resource_list ("forms/");

    for (guint i = 0; names != NULL && names[i] != NULL; i++) {
      g_autofree char *path = g_strconcat ("forms/", names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) data = NULL;
      MiaoForm *form;

      if (!g_str_has_suffix (names[i], ".xml"))
        continue;
      data = miao_resource_load (path, &error);
      form = data != NULL ? miao_form_parse (data, &error) : NULL;
      if (form != NULL)
        g_ptr_array_add (loaded, form);
      else
        g_critical ("%s: %s", names[i], error->message);
    }
    g_once_init_leave (&forms, loaded);
  }

  return forms;
}

const MiaoForm *
miao_form_for_kind (const char *kind, MiaoDate on)
{
  GPtrArray *forms = get_forms ();
  const MiaoForm *best = NULL;

  for (guint i = 0; i < forms->len; i++) {
    const MiaoForm *form = g_ptr_array_index (forms, i);

    if (g_strcmp0 (form->kind, kind) == 0 && (on == MIAO_DATE_NONE || form->valid_from <= on) &&
        (best == NULL || form->version > best->version))
      best = form;
  }

  return best;
}

const MiaoForm *
miao_form_get (const char *id, int version)
{
  GPtrArray *forms = get_forms ();

  for (guint i = 0; i < forms->len; i++) {
    const MiaoForm *form = g_ptr_array_index (forms, i);

    if (g_strcmp0 (form->id, id) == 0 && form->version == version)
      return form;
  }

  return NULL;
}

const MiaoFormItem *
miao_form_item (const MiaoForm *form, const char *id)
{
  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      if (g_strcmp0 (form->sections[s].items[i].id, id) == 0)
        return &form->sections[s].items[i];
    }
  }

  return NULL;
}

static gboolean
is_number (const char *answer, guint max)
{
  char *end = NULL;
  guint64 value;

  if (!g_ascii_isdigit (answer[0]))
    return FALSE;
  errno = 0;
  value = g_ascii_strtoull (answer, &end, 10);

  return errno == 0 && *end == '\0' && value <= (max > 0 ? max : (guint64) G_MAXINT64);
}

gboolean
miao_form_check_answer (const MiaoFormItem *item, const char *answer, GError **error)
{
  gboolean ok = FALSE;

  switch (item->type) {
  case MIAO_ITEM_YES_NO:
    ok = g_strcmp0 (answer, "yes") == 0 || g_strcmp0 (answer, "no") == 0;
    break;
  case MIAO_ITEM_YES_NO_EXCEPTION:
    ok = g_strcmp0 (answer, "yes") == 0 || g_strcmp0 (answer, "no") == 0 ||
         g_strcmp0 (answer, "exception") == 0;
    break;
  case MIAO_ITEM_NUMBER:
  case MIAO_ITEM_SCORE:
    ok = is_number (answer, item->max);
    break;
  case MIAO_ITEM_DATE:
    ok = miao_date_parse (answer) != MIAO_DATE_NONE;
    break;
  case MIAO_ITEM_TEXT:
    ok = g_utf8_strlen (answer, -1) <= TEXT_MAX_CHARACTERS;
    break;
  case MIAO_ITEM_CODE:
    ok = item->choices != NULL ? g_strv_contains (item->choices, answer)
                               : miao_codes_find (item->table, answer, MIAO_DATE_NONE) != NULL;
    break;
  case MIAO_ITEM_COMPUTED:
    break;
  default:
    g_assert_not_reached ();
  }
  if (!ok)
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        item->type == MIAO_ITEM_COMPUTED
            ? miao_pick ("“%s”由程序按登记的数据计算，不能填写。请更正相应的登记。",
                         "“%s” is computed from the records and cannot be filled in. Correct "
                         "the record instead.")
            : miao_pick ("“%s”的答案不合要求，请按该条目的选项、范围或日期格式填写。",
                         "The answer to “%s” does not fit. Use its choices, range or date."),
        miao_pick (item->text_zh, item->text_en));

  return ok;
}

static char *
display_number (const MiaoFormItem *item, const char *answer)
{
  gint64 value = g_ascii_strtoll (answer, NULL, 10);
  gint64 power = 1;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < item->scale; i++)
    power *= 10;
  g_string_append_printf (text, "%" G_GINT64_FORMAT, value / power);
  if (item->scale > 0)
    g_string_append_printf (text, ".%0*d", (int) item->scale, (int) (value % power));
  if (item->unit != NULL)
    g_string_append_printf (text, " %s", item->unit);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
miao_form_display_answer (const MiaoFormItem *item, const char *answer, MiaoLanguage language)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;

  if (answer == NULL || *answer == '\0')
    return g_strdup ("");
  if (item->type == MIAO_ITEM_YES_NO || item->type == MIAO_ITEM_YES_NO_EXCEPTION) {
    if (strcmp (answer, "yes") == 0)
      return g_strdup (zh ? "是" : "yes");
    if (strcmp (answer, "no") == 0)
      return g_strdup (zh ? "否" : "no");
    return g_strdup (zh ? "例外" : "exception");
  }
  if (item->type == MIAO_ITEM_COMPUTED) {
    if (strcmp (answer, "pass") == 0)
      return g_strdup (zh ? "符合" : "met");
    if (strcmp (answer, "fail") == 0)
      return g_strdup (zh ? "不符合" : "not met");
    return g_strdup (zh ? "不适用" : "does not apply");
  }
  if (item->type == MIAO_ITEM_NUMBER)
    return display_number (item, answer);
  if (item->type == MIAO_ITEM_SCORE)
    return g_strdup_printf (zh ? "%s 分" : "%s", answer);
  if (item->type == MIAO_ITEM_CODE && item->choices == NULL)
    return g_strdup (miao_codes_name (item->table, answer, language));

  return g_strdup (answer);
}
