#include "config.h"

#include "miao-ledger-map.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-headings.h"
#include "miao-ledger-value.h"

#include <string.h>

#define SAMPLE_ROWS 500
#define FORMAT_NAME "miaopu-ledger-map"
#define FORMAT_VERSION 1

/* Confidence of a match by heading; what the cells look like moves it up or down. */
#define EXACT_CONFIDENCE 85
#define NEAR_CONFIDENCE 60
#define CONTENT_CONFIDENCE 50
#define FIT_BONUS 15
#define MISFIT_PENALTY 60
/* A column of which less than this share fits (percent) does not go there by itself. */
#define MIN_FIT_PERCENT 50
#define CONTENT_FIT_PERCENT 90

struct _MiaoLedgerMap {
  MiaoLedgerProfile profile;
  gboolean is_1904;
  GPtrArray *columns; /* MiaoLedgerColumn */
  GPtrArray *sample;  /* GPtrArray of SampleCell for each column */
};

typedef struct {
  MiaoCellType type;
  char text[];
} SampleCell;

static void
column_free (gpointer data)
{
  MiaoLedgerColumn *column = data;

  g_free (column->heading);
  g_free (column->misfit);
  g_free (column->sample);
  g_hash_table_unref (column->spellings);
  g_free (column);
}

void
miao_ledger_map_free (MiaoLedgerMap *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->sample);
  g_free (self);
}

typedef struct {
  MiaoLedgerMap *map;
  guint n_rows;
} Sampling;

static gboolean
sample_row (const MiaoLedgerRow *row, gpointer user_data, GError **error)
{
  Sampling *sampling = user_data;

  for (guint i = 0; i < row->n_cells && i < sampling->map->sample->len; i++) {
    GPtrArray *cells = g_ptr_array_index (sampling->map->sample, i);
    gsize n = strlen (row->cells[i].text) + 1;
    SampleCell *cell;

    if (row->cells[i].type == MIAO_CELL_EMPTY)
      continue;
    cell = g_malloc (sizeof *cell + n);
    cell->type = row->cells[i].type;
    memcpy (cell->text, row->cells[i].text, n);
    g_ptr_array_add (cells, cell);
  }

  return ++sampling->n_rows < SAMPLE_ROWS;
}

/* How the sampled cells of the column read as @field. */
static void
measure (MiaoLedgerMap *self, MiaoLedgerColumn *column, const MiaoField *field)
{
  GPtrArray *cells = g_ptr_array_index (self->sample, column->index);

  column->n_filled = cells->len;
  column->n_fit = 0;
  g_clear_pointer (&column->misfit, g_free);
  g_clear_pointer (&column->sample, g_free);
  for (guint i = 0; i < cells->len; i++) {
    SampleCell *sampled = g_ptr_array_index (cells, i);
    MiaoLedgerCell cell = { sampled->text, sampled->type };
    g_auto (MiaoLedgerValue) value = { 0 };

    if (field != NULL)
      miao_ledger_read_value (field, &cell, column->spellings, self->is_1904, MIAO_DATE_NONE,
                              &value);
    if (value.severity < MIAO_LEDGER_WARNING) {
      column->n_fit++;
      if (column->sample == NULL)
        column->sample = g_strdup (sampled->text);
    } else if (column->misfit == NULL) {
      column->misfit = g_strdup (sampled->text);
    }
  }
  if (column->sample == NULL && cells->len > 0)
    column->sample = g_strdup (((SampleCell *) g_ptr_array_index (cells, 0))->text);
}

static guint
fit_percent (const MiaoLedgerColumn *column)
{
  return column->n_filled > 0 ? column->n_fit * 100 / column->n_filled : 100;
}

/* Text takes anything, so that text which fits proves nothing. */
static gboolean
is_telling (const MiaoField *field)
{
  return (field->type != MIAO_TYPE_TEXT && field->type != MIAO_TYPE_LONG_TEXT) ||
         g_strcmp0 (field->standard, "GMSFHM") == 0;
}

/* Words of other people: "监护人姓名" holds "姓名" and is not the child's. */
static gboolean
is_about_others (const char *heading, const char *word)
{
  static const char *const others[] = { "父", "母",   "监护人", "联系人", "捡",      "送",
                                        "填", "负责", "接收",   "领养",   "寄养家庭" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strstr (heading, others[i]) != NULL && strstr (word, others[i]) == NULL)
      return TRUE;

  return FALSE;
}

static MiaoLedgerMatch
match_heading (const MiaoHeadingWords *words, const char *heading, glong *ret_length)
{
  MiaoLedgerMatch match = MIAO_MATCH_NONE;

  *ret_length = 0;
  for (guint i = 0; words->words[i] != NULL; i++) {
    const char *word = words->words[i];
    glong length = g_utf8_strlen (word, -1);

    if (strcmp (heading, word) == 0) {
      *ret_length = length;
      return MIAO_MATCH_EXACT;
    }
    if (length >= 2 && length > *ret_length && strstr (heading, word) != NULL &&
        !is_about_others (heading, word)) {
      *ret_length = length;
      match = MIAO_MATCH_NEAR;
    }
  }

  return match;
}

static void
aim (MiaoLedgerMap *self,
     MiaoLedgerColumn *column,
     const MiaoKind *kind,
     const MiaoField *field,
     MiaoLedgerMatch match)
{
  static const int base[] = { [MIAO_MATCH_NONE] = 0,
                              [MIAO_MATCH_CONTENT] = CONTENT_CONFIDENCE,
                              [MIAO_MATCH_NEAR] = NEAR_CONFIDENCE,
                              [MIAO_MATCH_EXACT] = EXACT_CONFIDENCE,
                              [MIAO_MATCH_SAVED] = 95,
                              [MIAO_MATCH_CHOSEN] = 100 };

  column->kind = kind;
  column->field = field;
  column->match = match;
  column->confidence = base[match];
  measure (self, column, field);
  if (field == NULL || match >= MIAO_MATCH_SAVED || column->n_filled == 0)
    return;
  if (fit_percent (column) < MIN_FIT_PERCENT)
    column->confidence -= MISFIT_PENALTY;
  else if (is_telling (field) && fit_percent (column) >= CONTENT_FIT_PERCENT)
    column->confidence += FIT_BONUS;
}

/* Columns without a telling heading whose cells can be nothing else. */
static void
guess_by_content (MiaoLedgerMap *self, MiaoLedgerColumn *column)
{
  static const char *const fields[] = { "id_no", "sex" };
  const MiaoKind *kind =
      miao_kind_find (self->profile == MIAO_LEDGER_CHILDREN ? "child" : "family_member");

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (fields); i++) {
    const MiaoField *field = miao_kind_field (kind, fields[i]);

    measure (self, column, field);
    if (column->n_filled >= 3 && fit_percent (column) >= CONTENT_FIT_PERCENT) {
      aim (self, column, kind, field, MIAO_MATCH_CONTENT);
      return;
    }
  }
  aim (self, column, NULL, NULL, MIAO_MATCH_NONE);
}

static void
guess_column (MiaoLedgerMap *self, MiaoLedgerColumn *column)
{
  g_autofree char *heading = miao_ledger_heading_normalize (column->heading);
  const GPtrArray *all = miao_ledger_headings ();
  const MiaoHeadingWords *best = NULL;
  MiaoLedgerMatch best_match = MIAO_MATCH_NONE;
  glong best_length = 0;

  for (guint i = 0; heading[0] != '\0' && i < all->len; i++) {
    const MiaoHeadingWords *words = g_ptr_array_index (all, i);
    glong length;
    MiaoLedgerMatch match = MIAO_MATCH_NONE;

    if (words->profile == self->profile)
      match = match_heading (words, heading, &length);
    if (match > best_match ||
        (match == best_match && match != MIAO_MATCH_NONE && length > best_length)) {
      best = words;
      best_match = match;
      best_length = length;
    }
  }
  if (best != NULL)
    aim (self, column, best->kind, best->field, best_match);
  if (best == NULL)
    guess_by_content (self, column);
  else if (column->confidence <= 0)
    aim (self, column, NULL, NULL, MIAO_MATCH_NONE);
}

/* A field is filled from one column: the surest, of equals the leftmost. */
static void
settle_rivals (MiaoLedgerMap *self)
{
  for (guint i = 0; i < self->columns->len; i++) {
    MiaoLedgerColumn *column = g_ptr_array_index (self->columns, i);

    for (guint k = 0; column->field != NULL && k < self->columns->len; k++) {
      MiaoLedgerColumn *rival = g_ptr_array_index (self->columns, k);

      if (k == i || rival->field != column->field)
        continue;
      if (rival->confidence > column->confidence ||
          (rival->confidence == column->confidence && k < i))
        aim (self, column, NULL, NULL, MIAO_MATCH_NONE);
    }
  }
}

MiaoLedgerMap *
miao_ledger_map_guess (MiaoLedger *ledger, MiaoLedgerProfile profile)
{
  MiaoLedgerMap *self = g_new0 (MiaoLedgerMap, 1);
  const char *const *headings = miao_ledger_get_headings (ledger);
  Sampling sampling = { self, 0 };

  self->profile = profile;
  self->is_1904 = miao_ledger_is_1904 (ledger);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->sample = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; headings[i] != NULL; i++) {
    MiaoLedgerColumn *column = g_new0 (MiaoLedgerColumn, 1);

    column->index = i;
    column->heading = g_strdup (headings[i]);
    column->spellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_ptr_array_add (self->columns, column);
    g_ptr_array_add (self->sample, g_ptr_array_new_with_free_func (g_free));
  }
  /* A broken row ends the sample; reading the rows for the import reports it. */
  (void) miao_ledger_foreach (ledger, sample_row, &sampling, NULL, NULL);
  for (guint i = 0; i < self->columns->len; i++)
    guess_column (self, g_ptr_array_index (self->columns, i));
  settle_rivals (self);

  return self;
}

MiaoLedgerProfile
miao_ledger_map_get_profile (const MiaoLedgerMap *self)
{
  return self->profile;
}

guint
miao_ledger_map_get_n_columns (const MiaoLedgerMap *self)
{
  return self->columns->len;
}

const MiaoLedgerColumn *
miao_ledger_map_get_column (const MiaoLedgerMap *self, guint index)
{
  g_return_val_if_fail (index < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, index);
}

const MiaoLedgerColumn *
miao_ledger_map_find (const MiaoLedgerMap *self, const char *kind, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++) {
    const MiaoLedgerColumn *column = g_ptr_array_index (self->columns, i);

    if (column->field != NULL && strcmp (column->kind->name, kind) == 0 &&
        strcmp (column->field->name, field) == 0)
      return column;
  }

  return NULL;
}

static gboolean
is_target (const MiaoField *field)
{
  if (field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS ||
      field->type == MIAO_TYPE_LIST || field->type == MIAO_TYPE_INSTANT)
    return FALSE;

  /* Written by use cases only, but old ledgers also list children who have left since. */
  return !(field->flags & MIAO_FIELD_DERIVED) || strcmp (field->name, "closed_on") == 0;
}

GPtrArray *
miao_ledger_map_dup_targets (const MiaoKind *kind)
{
  GPtrArray *targets = g_ptr_array_new ();

  for (const MiaoField *field = kind->fields; field->name != NULL; field++)
    if (is_target (field))
      g_ptr_array_add (targets, (gpointer) field);

  return targets;
}

static gboolean
find_target (MiaoLedgerProfile profile,
             const char *kind_name,
             const char *field_name,
             const MiaoKind **ret_kind,
             const MiaoField **ret_field,
             GError **error)
{
  gboolean children = profile == MIAO_LEDGER_CHILDREN;
  const MiaoKind *kind = NULL;
  const MiaoField *field = NULL;

  if (g_strcmp0 (kind_name, children ? "child" : "family") == 0 ||
      g_strcmp0 (kind_name, children ? "admission" : "family_member") == 0)
    kind = miao_kind_find (kind_name);
  if (kind != NULL && field_name != NULL)
    field = miao_kind_field (kind, field_name);
  if (field == NULL || !is_target (field)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("台账的列不能对应到“%s.%s”，没有这个字段或它不能导入。",
                            "A column cannot go into “%s.%s”: there is no such field, or it cannot "
                            "be imported."),
                 kind_name != NULL ? kind_name : "", field_name != NULL ? field_name : "");
    return FALSE;
  }
  *ret_kind = kind;
  *ret_field = field;

  return TRUE;
}

static void
give_field (MiaoLedgerMap *self,
            guint index,
            const MiaoKind *kind,
            const MiaoField *field,
            MiaoLedgerMatch match)
{
  for (guint i = 0; field != NULL && i < self->columns->len; i++) {
    MiaoLedgerColumn *rival = g_ptr_array_index (self->columns, i);

    if (i != index && rival->field == field)
      aim (self, rival, NULL, NULL, MIAO_MATCH_NONE);
  }
  aim (self, g_ptr_array_index (self->columns, index), kind, field, match);
}

gboolean
miao_ledger_map_set (
    MiaoLedgerMap *self, guint index, const char *kind_name, const char *field_name, GError **error)
{
  const MiaoKind *kind = NULL;
  const MiaoField *field = NULL;

  g_return_val_if_fail (index < self->columns->len, FALSE);
  if (kind_name != NULL &&
      !find_target (self->profile, kind_name, field_name, &kind, &field, error))
    return FALSE;
  give_field (self, index, kind, field, MIAO_MATCH_CHOSEN);

  return TRUE;
}

void
miao_ledger_map_set_spelling (MiaoLedgerMap *self, guint index, const char *text, const char *code)
{
  MiaoLedgerColumn *column;

  g_return_if_fail (index < self->columns->len);
  column = g_ptr_array_index (self->columns, index);
  if (code != NULL)
    g_hash_table_insert (column->spellings, miao_ledger_normalize (text), g_strdup (code));
  else
    g_hash_table_remove (column->spellings, text);
  aim (self, column, column->kind, column->field, column->match);
}

char *
miao_ledger_column_dup_reason (const MiaoLedgerColumn *column)
{
  static const char *const zh[] = { "没有对应的字段，不导入",
                                    "列名不明，按内容判断",
                                    "列名近似",
                                    "列名相符",
                                    "按已存的对应",
                                    "人工指定" };
  static const char *const en[] = { "no field fits: not imported", "judged by its content",
                                    "the heading is similar",      "the heading fits",
                                    "as in the saved mapping",     "chosen by hand" };
  const char *why = miao_pick (zh[column->match], en[column->match]);

  if (column->field == NULL || column->n_filled == 0)
    return g_strdup (why);
  if (column->n_fit < column->n_filled)
    return g_strdup_printf (miao_pick ("%s；抽查 %u 格，%u 格读不出，如“%s”",
                                       "%s; of %u cells tried %u cannot be read, such as “%s”"),
                            why, column->n_filled, column->n_filled - column->n_fit,
                            column->misfit);
  if (!is_telling (column->field))
    return g_strdup (why);

  return g_strdup_printf (miao_pick ("%s，内容也相符", "%s, and so does the content"), why);
}

JsonObject *
miao_ledger_map_to_json (const MiaoLedgerMap *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *columns = json_array_new ();

  json_object_set_string_member (object, "format", FORMAT_NAME);
  json_object_set_int_member (object, "version", FORMAT_VERSION);
  json_object_set_string_member (object, "profile",
                                 self->profile == MIAO_LEDGER_CHILDREN ? "children" : "families");
  for (guint i = 0; i < self->columns->len; i++) {
    const MiaoLedgerColumn *column = g_ptr_array_index (self->columns, i);
    JsonObject *item = json_object_new ();

    json_object_set_string_member (item, "heading", column->heading);
    if (column->field != NULL) {
      json_object_set_string_member (item, "kind", column->kind->name);
      json_object_set_string_member (item, "field", column->field->name);
    }
    if (g_hash_table_size (column->spellings) > 0) {
      JsonObject *values = json_object_new ();
      g_autoptr (GList) keys =
          g_list_sort (g_hash_table_get_keys (column->spellings), (GCompareFunc) strcmp);

      for (GList *key = keys; key != NULL; key = key->next)
        json_object_set_string_member (values, key->data,
                                       g_hash_table_lookup (column->spellings, key->data));
      json_object_set_object_member (item, "values", values);
    }
    json_array_add_object_element (columns, item);
  }
  json_object_set_array_member (object, "columns", columns);

  return object;
}

/* A string member, or NULL whatever else the file holds there. */
static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
check_json (MiaoLedgerMap *self, JsonObject *object, JsonArray **ret_columns, GError **error)
{
  const char *profile = self->profile == MIAO_LEDGER_CHILDREN ? "children" : "families";
  JsonNode *columns = json_object_get_member (object, "columns");

  if (g_strcmp0 (get_string (object, "format"), FORMAT_NAME) != 0 ||
      g_strcmp0 (get_string (object, "profile"), profile) != 0 || columns == NULL ||
      !JSON_NODE_HOLDS_ARRAY (columns)) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("这不是这类台账的列对应文件。请另选，或重新指定各列。",
                   "This is no mapping for this kind of ledger. Choose another, or "
                   "say anew where the columns go."));
    return FALSE;
  }
  *ret_columns = json_node_get_array (columns);
  for (guint i = 0; i < json_array_get_length (*ret_columns); i++) {
    JsonNode *node = json_array_get_element (*ret_columns, i);
    JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    const MiaoKind *kind;
    const MiaoField *field;

    if (item != NULL && get_string (item, "kind") != NULL &&
        !find_target (self->profile, get_string (item, "kind"), get_string (item, "field"), &kind,
                      &field, error))
      return FALSE;
  }

  return TRUE;
}

static void
apply_item (MiaoLedgerMap *self, MiaoLedgerColumn *column, JsonObject *item)
{
  const MiaoKind *kind = NULL;
  const MiaoField *field = NULL;
  JsonNode *values = json_object_get_member (item, "values");

  if (get_string (item, "kind") != NULL) {
    kind = miao_kind_find (get_string (item, "kind"));
    field = miao_kind_field (kind, get_string (item, "field"));
  }
  if (values != NULL && JSON_NODE_HOLDS_OBJECT (values)) {
    JsonObject *object = json_node_get_object (values);
    g_autoptr (GList) names = json_object_get_members (object);

    for (GList *name = names; name != NULL; name = name->next)
      if (get_string (object, name->data) != NULL)
        g_hash_table_insert (column->spellings, g_strdup (name->data),
                             g_strdup (get_string (object, name->data)));
  }
  give_field (self, column->index, kind, field, MIAO_MATCH_SAVED);
}

gboolean
miao_ledger_map_apply_json (MiaoLedgerMap *self, JsonObject *object, GError **error)
{
  JsonArray *items;

  if (!check_json (self, object, &items, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonNode *node = json_array_get_element (items, i);
    JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    const char *heading = item != NULL ? get_string (item, "heading") : NULL;

    for (guint k = 0; heading != NULL && k < self->columns->len; k++) {
      MiaoLedgerColumn *column = g_ptr_array_index (self->columns, k);

      if (heading[0] != '\0' && strcmp (column->heading, heading) == 0)
        apply_item (self, column, item);
    }
  }

  return TRUE;
}
