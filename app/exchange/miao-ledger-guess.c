#include "config.h"

#include "miao-ledger-private.h"

#include <string.h>

#define SAMPLE_CHARACTERS 40

/* Characters that ledgers of this trade are full of. Text read in the wrong encoding is made of
 * rare ones, so their share tells encodings apart that both read without an error. */
static const char common[] =
    "的一二三四五六七八九十年月日时间男女姓名出生性别民族汉身份证号码公儿童编档案院入离类别备注地址"
    "市省"
    "区县街道路村乡镇派所福利社会民政局残疾级无有是否父母孤弃婴病健康小大中国人员电话联系寄养家庭"
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
    "薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常"
    "武";

void
miao_ledger_encoding_free (MiaoLedgerEncoding *encoding)
{
  g_free (encoding->name);
  g_free (encoding->sample);
  g_free (encoding);
}

static GHashTable *
common_characters (void)
{
  static gsize ready;
  static GHashTable *set;

  if (g_once_init_enter (&ready)) {
    set = g_hash_table_new (NULL, NULL);
    for (const char *p = common; *p != '\0'; p = g_utf8_next_char (p))
      g_hash_table_add (set, GUINT_TO_POINTER (g_utf8_get_char (p)));
    g_once_init_leave (&ready, 1);
  }

  return set;
}

static gboolean
is_unreadable (gunichar c)
{
  return c == 0xFFFD || (c < 0x20 && c != '\t' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
         g_unichar_type (c) == G_UNICODE_UNASSIGNED;
}

/* Takes a line into the count; returns how many of its characters are not ASCII. */
static guint
weigh_line (MiaoLedgerEncoding *self, const char *line, const char *end, guint *n_common)
{
  GHashTable *set = common_characters ();
  guint n_wide = 0;
  gboolean bad = FALSE;

  for (const char *p = line; p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_unreadable (c))
      bad = TRUE;
    if (c < 0x80)
      continue;
    n_wide++;
    *n_common += g_hash_table_contains (set, GUINT_TO_POINTER (c));
  }
  self->lines++;
  if (bad && self->bad_lines++ == 0)
    self->first_bad = self->lines;

  return n_wide;
}

static char *
cut_sample (const char *line, const char *end)
{
  glong n = g_utf8_strlen (line, end - line);
  g_autofree char *text = g_utf8_substring (line, 0, MIN (n, SAMPLE_CHARACTERS));

  return g_strdup (g_strdelimit (text, "\t\r", ' '));
}

static MiaoLedgerEncoding *
try_encoding (const char *name, const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (MiaoLedgerDecoder) decoder = miao_ledger_decoder_new (name, TRUE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  MiaoLedgerEncoding *self = g_new0 (MiaoLedgerEncoding, 1);
  guint n_wide = 0;
  guint n_common = 0;
  guint n_samples = 0;

  self->name = g_strdup (name);
  if (decoder == NULL || !miao_ledger_decoder_feed (decoder, bytes, n_bytes, TRUE, text, NULL))
    g_string_truncate (text, 0);
  for (const char *line = text->str, *stop = text->str + text->len; line < stop;) {
    const char *end = memchr (line, '\n', (gsize) (stop - line));
    guint wide;

    if (end == NULL)
      end = stop;
    wide = weigh_line (self, line, end, &n_common);
    n_wide += wide;
    /* The second line with Chinese in it: the first is usually the headings. */
    if (wide > 0 && n_samples++ < 2) {
      g_free (self->sample);
      self->sample = cut_sample (line, end);
    }
    line = end + 1;
  }
  if (self->sample == NULL)
    self->sample = cut_sample (text->str, text->str + strcspn (text->str, "\n"));
  self->score = n_wide > 0 ? (int) (100 * n_common / n_wide) : 0;
  if (self->lines > 0)
    self->score -= (int) (200 * (guint64) self->bad_lines / self->lines);
  if (n_wide > 0 && self->bad_lines == 0 && g_str_equal (name, "UTF-8"))
    self->score += 100; /* Chinese that is valid UTF-8 by chance does not happen */

  return self;
}

static int
compare_score (const void *a, const void *b)
{
  const MiaoLedgerEncoding *const *left = a;
  const MiaoLedgerEncoding *const *right = b;

  return (*right)->score - (*left)->score;
}

static const char *
byte_order_mark (const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    return "UTF-8";
  if (n_bytes >= 2 && memcmp (bytes, "\xFF\xFE", 2) == 0)
    return "UTF-16LE";
  if (n_bytes >= 2 && memcmp (bytes, "\xFE\xFF", 2) == 0)
    return "UTF-16BE";

  return NULL;
}

/* UTF-16 shows by zero bytes at every other place (digits, separators, line ends). */
static int
zero_share (const guint8 *bytes, gsize n_bytes, gsize parity)
{
  gsize n = 0;

  for (gsize i = parity; i < n_bytes; i += 2)
    n += bytes[i] == 0;

  return n_bytes > 1 ? (int) (200 * n / n_bytes) : 0;
}

GPtrArray *
miao_ledger_guess_encodings (const guint8 *bytes, gsize n_bytes, gboolean complete)
{
  const char *mark = byte_order_mark (bytes, n_bytes);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_ledger_encoding_free);

  if (!complete) { /* a piece ends at a line end, so that no character is cut */
    while (n_bytes > 2 && bytes[n_bytes - 1] != '\n')
      n_bytes--;
    n_bytes &= ~(gsize) 1;
  }
  for (const char *const *name = miao_ledger_encodings (); *name != NULL; name++) {
    MiaoLedgerEncoding *encoding = try_encoding (*name, bytes, n_bytes);

    if (mark != NULL && g_str_equal (mark, *name))
      encoding->score += 1000;
    if (g_str_equal (*name, "UTF-16LE"))
      encoding->score += zero_share (bytes, n_bytes, 1) - 50;
    else if (g_str_equal (*name, "UTF-16BE"))
      encoding->score += zero_share (bytes, n_bytes, 0) - 50;
    g_ptr_array_add (found, encoding);
  }
  /* Stable among equals (GLib's pointer sort is a merge sort): GB18030 stays above GBK. */
  g_ptr_array_sort (found, compare_score);

  return found;
}

/* How well a separator fits: the number of columns that most of the first rows agree on. */
typedef struct {
  guint columns[20];
  guint n_rows;
} Widths;

static gboolean
note_width (const MiaoLedgerRow *row, gpointer user_data, GError **error)
{
  Widths *widths = user_data;

  widths->columns[widths->n_rows++] = row->n_cells;

  return widths->n_rows < G_N_ELEMENTS (widths->columns);
}

static guint
rate_separator (const char *text, char separator)
{
  Widths widths = { { 0 }, 0 };
  g_autoptr (MiaoLedgerSplitter) splitter =
      miao_ledger_splitter_new (separator, note_width, &widths);
  guint best = 0;

  /* A malformed piece still tells its widths so far. */
  (void) miao_ledger_splitter_feed (splitter, text, strlen (text), TRUE, NULL);
  for (guint i = 0; i < widths.n_rows; i++) {
    guint alike = 0;

    for (guint k = 0; k < widths.n_rows; k++)
      alike += widths.columns[k] == widths.columns[i];
    if (widths.columns[i] > 1)
      best = MAX (best, alike * 100 / widths.n_rows * 10 + MIN (widths.columns[i], 9));
  }

  return best;
}

char
miao_ledger_guess_separator (const char *text)
{
  static const char separators[] = { ',', '\t', ';', '|' };
  char best = ',';
  guint best_rate = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++) {
    guint rate = rate_separator (text, separators[i]);

    if (rate > best_rate) {
      best_rate = rate;
      best = separators[i];
    }
  }

  return best;
}
