#include "config.h"

#include "miao-print.h"

#include "miao-codes.h"

#include <stdlib.h>
#include <string.h>

char *
miao_print_dup_date (MiaoDate date)
{
  int year, month, day;

  if (date == MIAO_DATE_NONE)
    return g_strdup ("");
  miao_date_get_ymd (date, &year, &month, &day);

  return g_strdup_printf ("%d年%d月%d日", year, month, day);
}

char *
miao_print_dup_day (const MiaoRecord *record, const char *field)
{
  MiaoDate day = record != NULL ? miao_record_get_date (record, field) : MIAO_DATE_NONE;

  return day != MIAO_DATE_NONE ? miao_print_dup_date (day) : g_strdup ("　　年　月　日");
}

char *
miao_print_dup_month (const MiaoRecord *record, const char *field)
{
  const char *text = miao_record_get (record, field);

  return g_strdup_printf ("%.4s年%d月", text, atoi (text + strlen ("2026-")));
}

static char *
dup_time (MiaoDate from, MiaoDate to, const char *years)
{
  MiaoAge age = miao_date_age_full (from, to);

  if (age.years < 0)
    return g_strdup ("");
  if (age.years == 0 && age.months == 0)
    return g_strdup_printf ("%d天", age.days);
  if (age.years == 0)
    return g_strdup_printf ("%d个月", age.months);
  if (age.months == 0)
    return g_strdup_printf ("%d%s", age.years, years);

  return g_strdup_printf ("%d%s%d个月", age.years, years, age.months);
}

char *
miao_print_dup_age (MiaoDate born, MiaoDate on)
{
  return dup_time (born, on, "岁");
}

char *
miao_print_dup_span (MiaoDate from, MiaoDate to)
{
  return dup_time (from, to, "年");
}

char *
miao_print_dup_number (gint64 value, guint scale)
{
  gint64 unit = 1;

  for (guint i = 0; i < scale; i++)
    unit *= 10;
  if (scale == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, value < 0 ? "−" : "", ABS (value));

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, value < 0 ? "−" : "",
                          ABS (value) / unit, (int) scale, ABS (value) % unit);
}

static gboolean
is_shown (const MiaoField *field, const MiaoPrintOptions *options)
{
  return field->sensitivity != MIAO_RESTRICTED || (options != NULL && options->full);
}

static const char *
name_of (const MiaoField *field, const char *id, const MiaoPrintOptions *options)
{
  const char *name = NULL;

  if (options != NULL && options->name != NULL)
    name = options->name (field->table, id, options->user_data);

  return name != NULL ? name : "";
}

static char *
dup_names (const MiaoField *field, const char *text, const MiaoPrintOptions *options)
{
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++) {
    const char *name = name_of (field, ids[i], options);

    if (name[0] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? "、" : "", name);
  }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *dup_text (const MiaoField *field, const char *text, const MiaoPrintOptions *options);

/* The canonical text of a member of a list, which JSON holds as text, number or boolean. */
static char *
dup_member (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return g_strdup ("");
}

static char *
dup_list (const MiaoField *field, const MiaoRecord *record, const MiaoPrintOptions *options)
{
  g_autoptr (JsonArray) list = miao_record_get_list (record, field->name);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *object = json_array_get_object_element (list, i);
    gboolean first = TRUE;

    if (out->len > 0)
      g_string_append_c (out, '\n');
    for (const MiaoField *item = field->items; item->name != NULL; item++) {
      JsonNode *node = json_object_get_member (object, item->name);
      g_autofree char *text = node != NULL ? dup_member (node) : g_strdup ("");
      g_autofree char *shown =
          is_shown (item, options) ? dup_text (item, text, options) : g_strdup ("");

      if (shown[0] == '\0')
        continue;
      g_string_append_printf (out, "%s%s：%s", first ? "" : "；", item->label_zh, shown);
      first = FALSE;
    }
  }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
dup_text (const MiaoField *field, const char *text, const MiaoPrintOptions *options)
{
  if (text == NULL || text[0] == '\0')
    return g_strdup ("");
  if (field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS)
    return dup_names (field, text, options);
  if (field->flags & MIAO_FIELD_NAME)
    return g_strdup (text);
  if (field->sensitivity != MIAO_OPEN && (options == NULL || !options->full))
    return miao_field_mask (field, text);
  if (field->type == MIAO_TYPE_DATE)
    return miao_print_dup_date (miao_date_parse (text));

  return miao_field_display (field, text, MIAO_LANGUAGE_ZH);
}

char *
miao_print_dup_value (const MiaoRecord *record, const char *field, const MiaoPrintOptions *options)
{
  const MiaoField *definition = miao_kind_field (miao_record_get_kind (record), field);

  g_return_val_if_fail (definition != NULL, g_strdup (""));

  if (!is_shown (definition, options))
    return g_strdup ("");
  if (definition->type == MIAO_TYPE_LIST)
    return dup_list (definition, record, options);

  return dup_text (definition, miao_record_get (record, field), options);
}

/* Pairs that a value of that length wants in a row of @pairs. */
static guint
span_of (const MiaoField *field, const char *value, guint pairs)
{
  /* A pair has about 22 characters of 10.5 points where two stand side by side, 9 where three. */
  static const glong room[] = { 0, 40, 16, 9, 6 };
  glong length = g_utf8_strlen (value, -1);

  if (field->type == MIAO_TYPE_LONG_TEXT || field->type == MIAO_TYPE_LIST)
    return 0;
  if (length <= 2 * room[pairs])
    return 1;

  return length <= 5 * room[pairs] && pairs > 2 ? 2 : 0;
}

static gboolean
is_own (const MiaoField *field)
{
  return (field->flags & (MIAO_FIELD_DERIVED | MIAO_FIELD_LOCAL)) == 0;
}

static void
add_field (MiaoDocument *document,
           const MiaoRecord *record,
           const MiaoField *field,
           guint pairs,
           const MiaoPrintOptions *options)
{
  g_autofree char *value = NULL;

  if (!is_shown (field, options))
    return;
  value = miao_print_dup_value (record, field->name, options);
  miao_document_add_grid_cell (document, field->label_zh, value, span_of (field, value, pairs));
}

void
miao_print_add_fields (MiaoDocument *document,
                       const MiaoRecord *record,
                       const char *const *fields,
                       guint pairs,
                       GBytes *photo,
                       const MiaoPrintOptions *options)
{
  const MiaoKind *kind = miao_record_get_kind (record);

  miao_document_begin_grid (document, pairs, photo);
  if (fields != NULL) {
    for (guint i = 0; fields[i] != NULL; i++)
      add_field (document, record, miao_kind_field (kind, fields[i]), pairs, options);
  } else {
    for (const MiaoField *field = kind->fields; field->name != NULL; field++)
      if (is_own (field))
        add_field (document, record, field, pairs, options);
  }
  miao_document_end_grid (document);
}

MiaoDocument *
miao_print_record (const MiaoDocumentInfo *info,
                   const MiaoRecord *record,
                   const MiaoPrintOptions *options,
                   const MiaoSignature *signatures,
                   guint n_signatures)
{
  MiaoDocument *document = miao_document_new (info);

  miao_document_add_title (document, info->title);
  miao_print_add_fields (document, record, NULL, 2, NULL, options);
  if (n_signatures > 0)
    miao_document_add_signatures (document, signatures, n_signatures, 2);

  return document;
}
