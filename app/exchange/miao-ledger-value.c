#include "config.h"

#include "miao-citizen-id.h"
#include "miao-error.h"
#include "miao-language-lend.h"
#include "miao-ledger-private-value.h"
#include "miao-ledger-private.h"
#include "miao-resource.h"

#include <string.h>

/* Digits that a spreadsheet keeps of a number. */
#define EXACT_DIGITS 15

/* Length of the longest way to write "nothing". */
#define NOTHING_BYTES 6

void
miao_ledger_value_clear (MiaoLedgerValue *value)
{
  g_clear_pointer (&value->text, g_free);
  g_clear_pointer (&value->message_zh, g_free);
  g_clear_pointer (&value->message_en, g_free);
}

void
miao_ledger_value_say (MiaoLedgerValue *value,
                       MiaoLedgerSeverity severity,
                       const char *code,
                       char *message_zh,
                       char *message_en)
{
  if (value->severity >= severity) {
    g_free (message_zh);
    g_free (message_en);
    return;
  }
  g_free (value->message_zh);
  g_free (value->message_en);
  value->severity = severity;
  value->code = code;
  value->message_zh = message_zh;
  value->message_en = message_en;
  if (severity == MIAO_LEDGER_ERROR)
    g_clear_pointer (&value->text, g_free);
}

const char *
miao_ledger_severity_name (MiaoLedgerSeverity severity)
{
  static const char *const names[] = { "ok", "note", "warning", "error" };

  return names[severity];
}

/* Half-width form of a character; 0: it is invisible and left out. */
static gunichar
half_width (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFEE0;
  if (c == 0x3000 || c == 0xA0 || c == '\t' || c == '\n' || c == '\r')
    return ' ';
  if (c == 0x2014 || c == 0x2013 || c == 0x2212 || c == 0x2010)
    return '-';
  if (c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c < 0x20)
    return 0;

  return c;
}

char *
miao_ledger_normalize (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  char *stripped;

  for (const char *p = text, *next; *p != '\0'; p = next) {
    gunichar c = g_utf8_get_char (p);
    gunichar half = half_width (c);

    next = g_utf8_next_char (p);
    if (half == c)
      g_string_append_len (out, p, next - p);
    else if (half != 0)
      g_string_append_c (out, (char) half);
  }
  g_strstrip (out->str);
  stripped = g_string_free (out, FALSE);

  return stripped;
}

gboolean
miao_ledger_says_nothing (const char *text)
{
  static const char *const words[] = { "",     "无",   "暂无", "没有", "不详", "不明",
                                       "未知", "未填", "待查", "待定", "空",   "/",
                                       "\\",   "-",    "--",   "?",    "？",   "N/A",
                                       "n/a",  "#N/A", "null", "NULL", "None", "…" };

  if (strlen (text) > NOTHING_BYTES)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (text, words[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_name_dot (gunichar c)
{
  return c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x30FB || c == 0x22C5 || c == 0xFF65 ||
         c == 0x2219 || c == '.';
}

void
miao_ledger_read_name (const char *text, MiaoLedgerValue *ret_value)
{
  g_autofree char *plain = miao_ledger_normalize (text);
  g_autoptr (GString) out = g_string_new (NULL);
  gunichar before = 0;

  memset (ret_value, 0, sizeof *ret_value);
  ret_value->code = "";
  if (miao_ledger_says_nothing (plain) || strcmp (plain, "无名") == 0 ||
      strcmp (plain, "无名氏") == 0)
    return;
  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gunichar next = g_utf8_get_char (g_utf8_next_char (p));

    if (c == ' ' && (next == ' ' || is_han (before) || is_han (next) || is_name_dot (next)))
      continue; /* 王 小明 */
    if (is_name_dot (c) && (c != '.' || is_han (before) || is_han (next)))
      c = 0xB7;
    g_string_append_unichar (out, c);
    before = c;
  }
  ret_value->text = g_string_free (g_steal_pointer (&out), FALSE);
  for (const char *p = ret_value->text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p)) {
      miao_ledger_value_say (ret_value, MIAO_LEDGER_WARNING, "name-digits",
                             g_strdup_printf ("姓名“%s”含有数字。请确认。", text),
                             g_strdup_printf ("The name “%s” holds digits. Please confirm.", text));
      break;
    }
}

/* 1.10105E+17, or a number of more digits than a spreadsheet keeps. */
static gboolean
was_rounded (const char *text, MiaoCellType type)
{
  const char *mantissa = text + strspn (text, "0123456789.");

  if (mantissa > text && (*mantissa == 'e' || *mantissa == 'E'))
    return TRUE;

  return type == MIAO_CELL_NUMBER && strspn (text, "0123456789") > EXACT_DIGITS;
}

gboolean
miao_ledger_says_unregistered (const char *text)
{
  static const char *const words[] = { "未落户", "未上户", "未办理", "无户口", "未入户", "未登记" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      return TRUE;

  return FALSE;
}

void
miao_ledger_read_id (const char *text, MiaoCellType type, MiaoLedgerValue *ret_value)
{
  g_autofree char *plain = miao_ledger_normalize (text);
  g_autoptr (GError) error = NULL;
  MiaoCitizenId id;

  memset (ret_value, 0, sizeof *ret_value);
  ret_value->code = "";
  if (miao_ledger_says_nothing (plain) || miao_ledger_says_unregistered (plain))
    return;
  if (was_rounded (plain, type)) {
    miao_ledger_value_say (
        ret_value, MIAO_LEDGER_ERROR, "id-rounded",
        g_strdup_printf ("“%s”：电子表格把身份证号当作数字，只保留了前 15 位，后几位已丢失。"
                         "请在表中把该列设为“文本”，按原件重新录入后再导入。",
                         text),
        g_strdup_printf ("“%s”: the spreadsheet took the ID number for a number and kept its first "
                         "15 digits only; the others are lost. Set the column to text, type the "
                         "number again from the original paper, and import anew.",
                         text));
    return;
  }
  miao_language_lend (MIAO_LANGUAGE_ZH);
  if (!miao_citizen_id_parse (plain, &id, &error)) {
    g_autoptr (GError) english = NULL;

    miao_language_lend (MIAO_LANGUAGE_EN);
    (void) miao_citizen_id_parse (plain, &id, &english);
    miao_language_restore ();
    miao_ledger_value_say (ret_value, MIAO_LEDGER_ERROR, "id-wrong",
                           g_strdup_printf ("“%s”：%s", text, error->message),
                           g_strdup_printf ("“%s”: %s", text, english->message));
    return;
  }
  miao_language_restore ();
  ret_value->text = g_strdup (id.text);
  if (id.division_unknown)
    miao_ledger_value_say (
        ret_value, MIAO_LEDGER_NOTE, "id-division",
        g_strdup_printf ("身份证号前 6 位 %s 不在行政区划表中。请核对。", id.division),
        g_strdup_printf ("The first six digits %s are in no list of divisions. Please check.",
                         id.division));
}

/* data/exchange/values.tsv: table, code, words with "|" between: "table\nword" → codes. */
static void
add_words (GHashTable *words, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", 3);
  g_auto (GStrv) list = NULL;

  if (line[0] == '#' || g_strv_length (cells) != 3)
    return;
  list = g_strsplit (cells[2], "|", -1);
  for (guint i = 0; list[i] != NULL; i++) {
    g_autofree char *key = g_strconcat (cells[0], "\n", list[i], NULL);
    GPtrArray *codes = g_hash_table_lookup (words, key);

    if (codes == NULL) {
      codes = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (words, g_steal_pointer (&key), codes);
    }
    g_ptr_array_add (codes, g_strdup (cells[1]));
  }
}

static GHashTable *
load_words (void)
{
  static gsize ready;
  static GHashTable *words;

  if (g_once_init_enter (&ready)) {
    g_autoptr (GBytes) bytes = miao_resource_load ("exchange/values.tsv", NULL);

    words =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
    if (bytes != NULL) {
      gsize n;
      const char *text = g_bytes_get_data (bytes, &n);
      g_autofree char *copy = g_strndup (text, n);
      g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        add_words (words, lines[i]);
    }
    g_once_init_leave (&ready, 1);
  }

  return words;
}

/* The code in force on @on; else any, because old ledgers are older than the sets of codes. */
static const char *
choose_code (const char *table, const GPtrArray *codes, MiaoDate on)
{
  for (guint i = 0; i < codes->len; i++) {
    const char *code = g_ptr_array_index (codes, i);

    if (miao_codes_find (table, code, on) != NULL)
      return code;
  }
  for (guint i = 0; i < codes->len; i++) {
    const char *code = g_ptr_array_index (codes, i);

    if (miao_codes_find (table, code, MIAO_DATE_NONE) != NULL)
      return code;
  }

  return NULL;
}

const char *
miao_ledger_find_code (const char *table, const char *text, MiaoDate on)
{
  g_autofree char *plain = miao_ledger_normalize (text);
  g_autofree char *key = g_strconcat (table, "\n", plain, NULL);
  const char *code = miao_codes_parse (table, plain, on);
  const GPtrArray *codes;

  if (code == NULL)
    code = miao_codes_parse (table, plain, MIAO_DATE_NONE);
  if (code != NULL)
    return code;
  codes = g_hash_table_lookup (load_words (), key);
  if (codes != NULL)
    return choose_code (table, codes, on);
  if (g_str_equal (table, "ethnic") && !g_str_has_suffix (plain, "族")) {
    g_autofree char *full = g_strconcat (plain, "族", NULL);

    return miao_codes_parse (table, full, MIAO_DATE_NONE);
  }

  return NULL;
}

static void
say_unknown_code (const MiaoField *field, const char *text, MiaoLedgerValue *value)
{
  miao_ledger_value_say (
      value, MIAO_LEDGER_WARNING, "code-unknown",
      g_strdup_printf ("%s“%s”没有对应的代码，暂时留空。请为它选一个代码，或在导入后补填。",
                       field->label_zh, text),
      g_strdup_printf ("There is no code for %s “%s”; it is left empty. Choose a code for it, or "
                       "enter it after the import.",
                       field->label, text));
}

static const char *
lookup_code (const MiaoField *field, const char *text, GHashTable *spellings, MiaoDate on)
{
  const char *chosen = spellings != NULL ? g_hash_table_lookup (spellings, text) : NULL;

  return chosen != NULL ? chosen : miao_ledger_find_code (field->table, text, on);
}

/* The only code in force that day; NULL: there are several or none. */
static const MiaoCode *
only_code (const char *table, MiaoDate on)
{
  guint n = 0;
  const MiaoCode *rows = miao_codes_get (table, &n);
  const MiaoCode *only = NULL;

  for (guint i = 0; on != MIAO_DATE_NONE && i < n; i++) {
    if (miao_codes_find (table, rows[i].code, on) != &rows[i])
      continue;
    if (only != NULL)
      return NULL;
    only = &rows[i];
  }

  return only;
}

/* A code that was not in force on the day of the event: old ledgers use words of today's sets. */
static void
settle_code (const MiaoField *field, const char *text, MiaoDate on, MiaoLedgerValue *value)
{
  const MiaoCode *only;
  g_autofree char *day = miao_date_dup (on);

  if (on == MIAO_DATE_NONE || miao_codes_find (field->table, value->text, on) != NULL)
    return;

  only = only_code (field->table, on);
  g_clear_pointer (&value->text, g_free);
  if (only == NULL) {
    miao_ledger_value_say (
        value, MIAO_LEDGER_WARNING, "code-not-in-force",
        g_strdup_printf ("%s“%s”在 %s 无效，暂时留空。请选当日有效的代码。", field->label_zh, text,
                         day),
        g_strdup_printf (
            "%s “%s” was not in force on %s; it is left empty. Choose a code that was.",
            field->label, text, day));
    return;
  }
  value->text = g_strdup (only->code);
  miao_ledger_value_say (
      value, MIAO_LEDGER_NOTE, "code-before-sets",
      g_strdup_printf ("%s 时还没有现在的分类，%s记为“%s”，台账原写法“%s”另存。", day,
                       field->label_zh, only->name_zh, text),
      g_strdup_printf ("On %s there was no such set of codes yet; %s is “%s”, and the ledger's own "
                       "word “%s” is kept beside it.",
                       day, field->label, only->name_en, text));
}

static void
read_code (const MiaoField *field,
           const char *text,
           GHashTable *spellings,
           MiaoDate on,
           MiaoLedgerValue *value)
{
  const char *code = lookup_code (field, text, spellings, on);

  if (code == NULL && miao_ledger_says_nothing (text))
    return;
  value->text = g_strdup (code);
  if (code != NULL || only_code (field->table, on) != NULL)
    settle_code (field, text, on, value);
  else
    say_unknown_code (field, text, value);
}

static int
compare_words (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_codes (const MiaoField *field,
            const char *text,
            GHashTable *spellings,
            MiaoDate on,
            MiaoLedgerValue *value)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *plain = g_strdup (text);
  g_autoptr (GString) out = g_string_new (NULL);

  if (miao_ledger_says_nothing (text))
    return;
  for (char *p = plain; (p = strstr (p, "、")) != NULL;)
    memcpy (p, ",  ", 3); /* three bytes in UTF-8 */
  words = g_strsplit_set (plain, ",;/ +", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    const char *code;

    if (words[i][0] == '\0')
      continue;
    code = lookup_code (field, words[i], spellings, on);
    if (code == NULL)
      say_unknown_code (field, words[i], value);
    else if (!g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
      g_ptr_array_add (codes, (gpointer) code);
  }
  g_ptr_array_sort (codes, compare_words);
  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (out, i > 0 ? " %s" : "%s", (const char *) codes->pdata[i]);
  if (out->len > 0)
    value->text = g_string_free (g_steal_pointer (&out), FALSE);
}

static void
read_day (const MiaoField *field, const char *text, gboolean is_1904, MiaoLedgerValue *value)
{
  gboolean birth = g_strcmp0 (field->standard, "CSRQ") == 0;

  miao_ledger_read_date (text, is_1904, value);
  if (value->text == NULL)
    return;
  if (field->type == MIAO_TYPE_MONTH) {
    value->text[7] = '\0';
    return;
  }
  if (value->precision == MIAO_LEDGER_YEAR || value->precision == MIAO_LEDGER_MONTH) {
    gboolean year = value->precision == MIAO_LEDGER_YEAR;

    /* The precision of a date of birth has a field of its own; other dates have none. */
    miao_ledger_value_say (
        value, birth ? MIAO_LEDGER_NOTE : MIAO_LEDGER_WARNING, "date-partial",
        g_strdup_printf ("“%s”只写到%s，按 %s 记入%s。", text, year ? "年" : "月", value->text,
                         birth ? "并标明精度" : "，请核对"),
        g_strdup_printf ("“%s” gives the %s only; %s is entered%s.", text, year ? "year" : "month",
                         value->text, birth ? " with that precision" : ", please check it"));
  }
}

static void
read_boolean (const MiaoField *field, const char *text, MiaoLedgerValue *value)
{
  static const char *const yes[] = { "是", "有", "√",   "✓",    "Y",    "y",
                                     "1",  "对", "yes", "TRUE", "true", "残疾" };
  static const char *const no[] = { "否",   "无", "×",     "✗",     "N",    "n",   "0",
                                    "没有", "no", "FALSE", "false", "健康", "正常" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (strcmp (text, yes[i]) == 0)
      value->text = g_strdup ("1");
  for (guint i = 0; value->text == NULL && i < G_N_ELEMENTS (no); i++)
    if (strcmp (text, no[i]) == 0)
      value->text = g_strdup ("0");
  if (value->text != NULL || miao_ledger_says_nothing (text))
    return;
  miao_ledger_value_say (
      value, MIAO_LEDGER_WARNING, "boolean-unknown",
      g_strdup_printf ("%s“%s”既不是“是”也不是“否”，暂时留空。", field->label_zh, text),
      g_strdup_printf ("%s “%s” is neither yes nor no; it is left empty.", field->label, text));
}

static void
read_text (const MiaoField *field, const MiaoLedgerCell *cell, MiaoLedgerValue *value)
{
  g_autofree char *plain = NULL;

  if (field->flags & MIAO_FIELD_NAME) {
    miao_ledger_read_name (cell->text, value);
    return;
  }
  if (g_strcmp0 (field->standard, "GMSFHM") == 0) {
    miao_ledger_read_id (cell->text, cell->type, value);
    return;
  }
  plain = miao_ledger_normalize (cell->text);
  if (miao_ledger_says_nothing (plain))
    return;
  if (was_rounded (plain, cell->type) && field->max > EXACT_DIGITS &&
      (cell->type == MIAO_CELL_NUMBER || (field->flags & MIAO_FIELD_KEY))) {
    miao_ledger_value_say (
        value, MIAO_LEDGER_ERROR, "number-rounded",
        g_strdup_printf (
            "%s“%s”：电子表格把它当作数字，只保留了前 15 位。请在表中把该列设为“文本”，"
            "按原件重新录入。",
            field->label_zh, cell->text),
        g_strdup_printf ("%s “%s”: the spreadsheet took it for a number and kept its first 15 "
                         "digits only. Set the column to text and type it again from the original.",
                         field->label, cell->text));
    return;
  }
  value->text = g_steal_pointer (&plain);
}

static void
read_parsed (const MiaoField *field, const char *text, MiaoDate on, MiaoLedgerValue *value)
{
  g_autoptr (GError) zh = NULL;
  g_autoptr (GError) en = NULL;

  if (miao_ledger_says_nothing (text) || miao_field_parse (field, text, on, &value->text, NULL))
    return;
  miao_language_lend (MIAO_LANGUAGE_ZH);
  (void) miao_field_parse (field, text, on, &value->text, &zh);
  miao_language_lend (MIAO_LANGUAGE_EN);
  (void) miao_field_parse (field, text, on, &value->text, &en);
  miao_language_restore ();
  miao_ledger_value_say (value, MIAO_LEDGER_ERROR, "value-wrong", g_strdup (zh->message),
                         g_strdup (en->message));
}

static void
check_parsed (const MiaoField *field, MiaoLedgerValue *value)
{
  g_autoptr (GError) zh = NULL;
  g_autoptr (GError) en = NULL;

  if (value->text == NULL || miao_field_check (field, value->text, MIAO_DATE_NONE, NULL))
    return;
  miao_language_lend (MIAO_LANGUAGE_ZH);
  (void) miao_field_check (field, value->text, MIAO_DATE_NONE, &zh);
  miao_language_lend (MIAO_LANGUAGE_EN);
  (void) miao_field_check (field, value->text, MIAO_DATE_NONE, &en);
  miao_language_restore ();
  miao_ledger_value_say (value, MIAO_LEDGER_ERROR, "value-wrong", g_strdup (zh->message),
                         g_strdup (en->message));
}

static void
say_broken_cell (const MiaoLedgerCell *cell, MiaoLedgerValue *value)
{
  miao_ledger_value_say (
      value, MIAO_LEDGER_ERROR, "cell-error",
      g_strdup_printf ("单元格里是公式错误“%s”。请在表中改正后再导入。", cell->text),
      g_strdup_printf ("The cell holds the formula error “%s”. Correct it in the spreadsheet.",
                       cell->text));
}

void
miao_ledger_read_value (const MiaoField *field,
                        const MiaoLedgerCell *cell,
                        GHashTable *spellings,
                        gboolean is_1904,
                        MiaoDate on,
                        MiaoLedgerValue *ret_value)
{
  g_autofree char *plain = miao_ledger_normalize (cell->text);

  memset (ret_value, 0, sizeof *ret_value);
  ret_value->code = "";
  if (cell->type == MIAO_CELL_ERROR)
    say_broken_cell (cell, ret_value);
  else if (plain[0] == '\0')
    return;
  else if (field->type == MIAO_TYPE_CODE)
    read_code (field, plain, spellings, on, ret_value);
  else if (field->type == MIAO_TYPE_CODES)
    read_codes (field, plain, spellings, on, ret_value);
  else if (field->type == MIAO_TYPE_DATE || field->type == MIAO_TYPE_MONTH)
    read_day (field, plain, is_1904, ret_value);
  else if (field->type == MIAO_TYPE_BOOLEAN)
    read_boolean (field, plain, ret_value);
  else if (field->type == MIAO_TYPE_TEXT || field->type == MIAO_TYPE_LONG_TEXT)
    read_text (field, cell, ret_value);
  else
    read_parsed (field, plain, on, ret_value);
  check_parsed (field, ret_value);
}
