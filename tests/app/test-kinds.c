#include "config.h"

#include "miao-codes.h"
#include "miao-field.h"
#include "miao-kinds.h"

#include <string.h>

static int
kind_position (const char *name)
{
  const MiaoKind *const *kinds = miao_kinds ();

  for (int i = 0; kinds[i] != NULL; i++)
    if (strcmp (kinds[i]->name, name) == 0)
      return i;

  return -1;
}

static gboolean
has_chinese (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;

  return FALSE;
}

static gboolean
is_snake (const char *name)
{
  return g_ascii_islower (name[0]) &&
         strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (name);
}

static const char *
field_fault (const MiaoField *field)
{
  if (!is_snake (field->name))
    return "is not named in lower_snake_case";
  if (field->label == NULL || field->label[0] == '\0' || has_chinese (field->label))
    return "has no English label";
  if (field->label_zh == NULL || !has_chinese (field->label_zh))
    return "has no Chinese label";
  if (field->source == NULL || field->source[0] == '\0')
    return "names no source";
  if (field->type == MIAO_TYPE_INTEGER && field->unit == NULL)
    return "is a number without a unit";
  if (field->type == MIAO_TYPE_INTEGER && field->max <= field->min)
    return "is a number without a range";
  if (g_str_has_suffix (field->name, "_fen") && (field->scale != 2 || strcmp (field->unit, "元")))
    return "is money that is not shown as yuan";
  if (field->type == MIAO_TYPE_TEXT && field->max <= 0)
    return "has no longest length";

  return NULL;
}

static const char *
target_fault (const MiaoField *field, int position)
{
  guint n;

  switch (field->type) {
  case MIAO_TYPE_CODE:
  case MIAO_TYPE_CODES:
    return field->table == NULL || miao_codes_get (field->table, &n) == NULL
               ? "names a code table that does not exist"
               : NULL;
  case MIAO_TYPE_REF:
  case MIAO_TYPE_REFS:
    if (field->table == NULL || miao_kind_find (field->table) == NULL)
      return "refers to a kind that does not exist";
    return field->need == MIAO_NEED_ALWAYS && kind_position (field->table) >= position
               ? "always needs a record of a later kind"
               : NULL;
  case MIAO_TYPE_LIST:
    return field->items == NULL || field->items->name == NULL ? "is a list without members" : NULL;
  case MIAO_TYPE_TEXT:
  case MIAO_TYPE_LONG_TEXT:
  case MIAO_TYPE_DATE:
  case MIAO_TYPE_MONTH:
  case MIAO_TYPE_INSTANT:
  case MIAO_TYPE_INTEGER:
  case MIAO_TYPE_BOOLEAN:
  default:
    return field->table != NULL ? "names a table that its type does not use" : NULL;
  }
}

static const char *
flag_fault (const MiaoField *field)
{
  if ((field->flags & MIAO_FIELD_NAME) != 0 && field->type != MIAO_TYPE_TEXT)
    return "is a name but not text";
  if ((field->flags & MIAO_FIELD_EVENT) != 0 && field->type != MIAO_TYPE_DATE)
    return "is an event but not a date";
  if ((field->flags & MIAO_FIELD_UNIQUE) != 0 && field->need != MIAO_NEED_ALWAYS)
    return "is unique but may be absent";
  if (strstr (field->name, "id_no") != NULL && field->sensitivity == MIAO_OPEN)
    return "is an ID number that is not masked";
  if (strstr (field->name, "bank") != NULL && field->sensitivity != MIAO_RESTRICTED)
    return "is a bank account that is not restricted";

  return NULL;
}

static void
check_field (const char *where,
             const MiaoField *field,
             int position,
             GHashTable *names,
             GHashTable *elements)
{
  char *element = miao_field_dup_xml (field);
  const char *fault = field_fault (field);

  if (fault == NULL)
    fault = target_fault (field, position);
  if (fault == NULL)
    fault = flag_fault (field);
  if (fault == NULL && !g_hash_table_add (names, (gpointer) field->name))
    fault = "appears twice";
  if (fault == NULL && !g_ascii_isupper (element[0]))
    fault = "has an element that is not UpperCamelCase";
  if (!g_hash_table_add (elements, element) && fault == NULL)
    fault = "shares its element with another field";
  if (fault != NULL)
    g_error ("%s.%s %s.", where, field->name, fault);
}

static void
check_fields (const char *where, const MiaoField *fields, int position)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const MiaoField *field = fields; field->name != NULL; field++) {
    check_field (where, field, position, names, elements);
    if (field->type == MIAO_TYPE_LIST) {
      g_autofree char *inner = g_strconcat (where, ".", field->name, NULL);

      for (const MiaoField *item = field->items; item->name != NULL; item++)
        g_assert_cmpint (item->type, !=, MIAO_TYPE_LIST);
      check_fields (inner, field->items, position);
    }
  }
}

static void
test_tables (void)
{
  const MiaoKind *const *kinds = miao_kinds ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) elements = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; kinds[i] != NULL; i++) {
    const MiaoKind *kind = kinds[i];
    guint n_events = 0;

    g_assert_true (is_snake (kind->name));
    g_assert_true (g_hash_table_add (names, (gpointer) kind->name));
    g_assert_true (miao_kind_find (kind->name) == kind);
    g_assert_true (has_chinese (kind->label_zh));
    g_assert_false (has_chinese (kind->label));
    g_assert_nonnull (kind->source);
    if (kind->xml != NULL)
      g_assert_true (g_hash_table_add (elements, (gpointer) kind->xml));
    check_fields (kind->name, kind->fields, i);
    if (kind->title != NULL)
      g_assert_nonnull (miao_kind_field (kind, kind->title));
    if (kind->number != NULL)
      g_assert_nonnull (miao_kind_field (kind, kind->number));
    for (const MiaoField *field = kind->fields; field->name != NULL; field++)
      n_events += (field->flags & MIAO_FIELD_EVENT) != 0;
    g_assert_cmpuint (n_events, <=, 1);
  }
  g_assert_null (miao_kind_find ("nothing"));
  g_assert_null (miao_kind_find (NULL));
}

/* What the law of the house says about single fields. */
static void
test_meaning (void)
{
  const MiaoKind *child = miao_kind_find ("child");
  const MiaoKind *family = miao_kind_find ("family");
  const MiaoKind *agreement = miao_kind_find ("agreement");
  const MiaoKind *item = miao_kind_find ("archive_item");
  g_autofree char *born = miao_field_dup_xml (miao_kind_field (child, "birth_date"));
  g_autofree char *id_no = miao_field_dup_xml (miao_kind_field (child, "id_no"));
  g_autofree char *sex = miao_field_dup_xml (miao_kind_field (child, "sex"));
  g_autofree char *name = miao_field_dup_xml (miao_kind_field (child, "name"));

  /* A foundling is stored before it has a name or a number. */
  g_assert_cmpint (miao_kind_field (child, "name")->need, <, MIAO_NEED_ALWAYS);
  g_assert_cmpint (miao_kind_field (child, "id_no")->need, <, MIAO_NEED_REQUIRED);
  g_assert_cmpint (miao_kind_field (family, "capacity")->max, ==, 2);
  g_assert_cmpint (miao_kind_field (agreement, "integration_days")->min, ==, 60);
  g_assert_cmpint (miao_kind_field (agreement, "integration_days")->max, ==, 90);
  g_assert_cmpint (item->flags & MIAO_KIND_APPEND_ONLY, !=, 0);
  g_assert_cmpstr (born, ==, "BirthDate");
  g_assert_cmpstr (id_no, ==, "CitizenIdNumber");
  g_assert_cmpstr (sex, ==, "SexCode");
  g_assert_cmpstr (name, ==, "PersonName");
}

static void
check_shown (const MiaoKind *kind, const char *name)
{
  if (name != NULL && miao_field_is_ciphered (miao_kind_field (kind, name)))
    g_error ("Lists show and sort by %s.%s, which a server cannot read.", kind->name, name);
}

/* What a server gets encrypted, and what it must be able to sort, search and keep apart. */
static void
test_ciphered (void)
{
  static const char *const closed[][2] = {
    { "child", "id_no" },           { "child", "special_marks" }, { "child", "former_names" },
    { "staff", "id_no" },           { "family_member", "id_no" }, { "family", "bank_account" },
    { "evaluation", "answers" },    { "visit", "child_words" },   { "child_opinion", "words" },
    { "admission", "finder_name" }, { "document", "name" },       { "need", "text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++) {
    const MiaoField *field = miao_kind_field (miao_kind_find (closed[i][0]), closed[i][1]);

    g_assert_nonnull (field);
    /* Names are searched for, former ones too. */
    g_assert_cmpint (miao_field_is_ciphered (field), ==, (field->flags & MIAO_FIELD_NAME) == 0);
  }
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    check_shown (*kinds, (*kinds)->title);
    check_shown (*kinds, (*kinds)->number);
    for (const MiaoField *field = (*kinds)->fields; field->name != NULL; field++) {
      const gboolean sensitive = field->type == MIAO_TYPE_TEXT && field->sensitivity != MIAO_OPEN &&
                                 !(field->flags & MIAO_FIELD_NAME);

      /* Two values are the same only to whoever can read them, or by their mark. */
      if (field->flags & (MIAO_FIELD_UNIQUE | MIAO_FIELD_INDEX))
        g_assert_false (miao_field_is_ciphered (field));
      if (sensitive || field->type == MIAO_TYPE_LONG_TEXT || field->type == MIAO_TYPE_LIST)
        g_assert_true (miao_field_is_ciphered (field));
      if (field->type != MIAO_TYPE_TEXT && field->type != MIAO_TYPE_LONG_TEXT &&
          field->type != MIAO_TYPE_LIST)
        g_assert_false (miao_field_is_ciphered (field));
      g_assert_true (!miao_field_is_marked (field) || miao_field_is_ciphered (field));
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/tables", test_tables);
  g_test_add_func ("/kinds/meaning", test_meaning);
  g_test_add_func ("/kinds/ciphered", test_ciphered);

  return g_test_run ();
}
