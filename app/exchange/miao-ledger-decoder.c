#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-private.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

/* UTF-16 units that one conversion step writes. */
#define STEP_UNITS 16384

struct _MiaoLedgerDecoder {
  char *encoding;
  UConverter *converter;
  guint unit; /* bytes of a code unit: a zero unit means that this is no text */
  gboolean lenient;
  gboolean begun;
  guint line;
  guint64 offset; /* bytes fed so far */
  UChar carried;  /* first half of a surrogate pair that the last step ended with */
};

static const struct {
  const char *name;
  const char *icu;
} encodings[] = {
  { "UTF-8", "UTF-8" },       { "GB18030", "gb18030" },   { "GBK", "GBK" },
  { "UTF-16LE", "UTF-16LE" }, { "UTF-16BE", "UTF-16BE" }, { "Big5", "Big5" },
};

const char *const *
miao_ledger_encodings (void)
{
  static const char *const names[] = { "UTF-8",    "GB18030", "GBK", "UTF-16LE",
                                       "UTF-16BE", "Big5",    NULL };

  return names;
}

MiaoLedgerDecoder *
miao_ledger_decoder_new (const char *encoding, gboolean lenient, GError **error)
{
  g_autoptr (MiaoLedgerDecoder) self = g_new0 (MiaoLedgerDecoder, 1);
  UErrorCode status = U_ZERO_ERROR;
  const char *icu = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (encodings[i].name, encoding) == 0)
      icu = encodings[i].icu;
  if (icu != NULL)
    self->converter = ucnv_open (icu, &status);
  if (icu == NULL || U_FAILURE (status)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("没有名为“%s”的文字编码。", "There is no encoding named “%s”."),
                 encoding);
    return NULL;
  }
  self->encoding = g_strdup (encoding);
  self->unit = g_str_has_prefix (icu, "UTF-16") ? 2 : 1;
  self->lenient = lenient;
  self->line = 1;
  if (!lenient)
    ucnv_setToUCallBack (self->converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);

  return g_steal_pointer (&self);
}

void
miao_ledger_decoder_free (MiaoLedgerDecoder *self)
{
  if (self == NULL)
    return;
  if (self->converter != NULL)
    ucnv_close (self->converter);
  g_free (self->encoding);
  g_free (self);
}

static void
append_units (MiaoLedgerDecoder *self, const UChar *units, int32_t n_units, GString *out)
{
  UErrorCode status = U_ZERO_ERROR;
  gsize old = out->len;
  int32_t n_bytes = 0;

  if (!self->begun && n_units > 0) {
    self->begun = TRUE;
    if (units[0] == 0xFEFF) { /* byte order mark */
      units++;
      n_units--;
    }
  }
  g_string_set_size (out, old + (gsize) n_units * 3 + 1);
  u_strToUTF8WithSub (out->str + old, n_units * 3 + 1, &n_bytes, units, n_units, 0xFFFD, NULL,
                      &status);
  g_string_truncate (out, old + (gsize) n_bytes);
  for (const char *p = out->str + old; (p = memchr (p, '\n', (gsize) (out->str + out->len - p)));
       p++)
    self->line++;
}

/* Turns what one step gave into text, keeping half a surrogate pair for the next. */
static void
take_units (MiaoLedgerDecoder *self, UChar *units, int32_t n_units, GString *out)
{
  self->carried = 0;
  if (n_units > 0 && U16_IS_LEAD (units[n_units - 1]))
    self->carried = units[--n_units];
  append_units (self, units, n_units, out);
}

static void
set_byte_error (MiaoLedgerDecoder *self, guint64 byte, GError **error)
{
  char bad[8];
  int8_t n_bad = sizeof bad;
  UErrorCode status = U_ZERO_ERROR;
  g_autoptr (GString) hex = g_string_new (NULL);

  ucnv_getInvalidChars (self->converter, bad, &n_bad, &status);
  for (int8_t i = 0; U_SUCCESS (status) && i < n_bad; i++)
    g_string_append_printf (hex, i > 0 ? " %02X" : "%02X", (guint8) bad[i]);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("第 %u 行（文件第 %" G_GUINT64_FORMAT
                          " 字节，%s）不是 %s 文字。请另选编码，或用原来的程序打开后另存为 "
                          "UTF-8 再导入。",
                          "Line %u (byte %" G_GUINT64_FORMAT
                          " of the file, %s) is not %s text. Choose another encoding, or open the "
                          "file in its own program and save it as UTF-8."),
               self->line, byte - (guint64) MAX (n_bad, 1) + 1, hex->len > 0 ? hex->str : "…",
               self->encoding);
}

static gboolean
refuse_zero (MiaoLedgerDecoder *self, const guint8 *bytes, gsize n_bytes, GError **error)
{
  guint line = self->line;

  for (gsize i = 0; i + self->unit <= n_bytes; i += self->unit) {
    if (self->unit == 1) {
      const guint8 *zero = memchr (bytes, 0, n_bytes);

      if (zero == NULL)
        return TRUE;
      for (const guint8 *p = bytes; p < zero; p++)
        line += *p == '\n';
      i = (gsize) (zero - bytes);
    } else if (bytes[i] != 0 || bytes[i + 1] != 0) {
      line += (bytes[i] == '\n' && bytes[i + 1] == 0) || (bytes[i] == 0 && bytes[i + 1] == '\n');
      continue;
    }
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("第 %u 行（文件第 %" G_GUINT64_FORMAT
                            " 字节）含有空字节，这不是 %s 文字表格。请另选编码，或重新导出该文件。",
                            "Line %u (byte %" G_GUINT64_FORMAT
                            " of the file) holds a zero byte: this is not a table in %s. Choose "
                            "another encoding, or export the file anew."),
                 line, self->offset + i + 1, self->encoding);
    return FALSE;
  }

  return TRUE;
}

static gboolean
convert (MiaoLedgerDecoder *self,
         const guint8 *bytes,
         gsize n_bytes,
         gboolean last,
         GString *out,
         GError **error)
{
  const char *source = (const char *) bytes;
  const char *limit = source + n_bytes;
  UErrorCode status;

  do {
    UChar units[STEP_UNITS + 1];
    UChar *target = units;

    if (self->carried != 0)
      *target++ = self->carried;
    status = U_ZERO_ERROR;
    ucnv_toUnicode (self->converter, &target, units + STEP_UNITS, &source, limit, NULL, last,
                    &status);
    take_units (self, units, (int32_t) (target - units), out);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE (status)) {
    set_byte_error (self, self->offset + (guint64) (source - (const char *) bytes), error);
    return FALSE;
  }
  self->offset += n_bytes;

  return TRUE;
}

gboolean
miao_ledger_decoder_feed (MiaoLedgerDecoder *self,
                          const guint8 *bytes,
                          gsize n_bytes,
                          gboolean last,
                          GString *out,
                          GError **error)
{
  if (!self->lenient && !refuse_zero (self, bytes, n_bytes, error))
    return FALSE;

  return convert (self, bytes, n_bytes, last, out, error);
}
