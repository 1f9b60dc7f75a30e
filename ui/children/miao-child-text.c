#include "config.h"

#include "miao-child-text.h"

#include "miao-codes.h"
#include "miao-lookup.h"
#include "miao-pinyin.h"
#include "miao-sight.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>
#include <string.h>

char *
miao_child_dup_name (const MiaoRecord *child)
{
  const char *name = miao_record_get (child, "name");

  return g_strdup (name != NULL ? name : _ ("(no name yet)"));
}

/* The reading as people read it joins the syllables of the given name; here each character has its
 * own. Tone marks are single characters, so the toneless reading tells where a syllable ends. */
static GPtrArray *
split_syllables (const char *shown, const char *full)
{
  GPtrArray *syllables = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) plain = g_strsplit (full, " ", -1);
  const char *at = shown;

  for (guint i = 0; plain[i] != NULL; i++) {
    const char *start;

    while (*at == ' ' || *at == '\'' || *at == '-')
      at = g_utf8_next_char (at);
    start = at;
    for (gsize n = strlen (plain[i]); n > 0 && *at != '\0'; n--)
      at = g_utf8_next_char (at);
    g_ptr_array_add (syllables, g_utf8_strdown (start, at - start));
  }
  return syllables;
}

static GPtrArray *
get_syllables (const MiaoRecord *child)
{
  const char *name = miao_record_get (child, "name");
  const char *own = miao_record_get (child, "pinyin");
  GPtrArray *syllables = g_ptr_array_new_with_free_func (g_free);

  if (own != NULL) {
    g_auto (GStrv) words = g_strsplit_set (own, " '", -1);

    for (guint i = 0; words[i] != NULL; i++)
      if (*words[i] != '\0')
        g_ptr_array_add (syllables, g_utf8_strdown (words[i], -1));
  } else if (name != NULL) {
    g_autofree char *shown = miao_pinyin_dup_display (name);
    g_autofree char *full = miao_pinyin_dup_full (name);

    g_ptr_array_unref (syllables);
    syllables = split_syllables (shown, full);
  }
  return syllables;
}

char *
miao_child_dup_pinyin (const MiaoRecord *child)
{
  g_autoptr (GPtrArray) syllables = get_syllables (child);

  g_ptr_array_add (syllables, NULL);
  return g_strjoinv (" ", (char **) syllables->pdata);
}

/* How many characters of each syllable matched. */
static void
mark_syllables (
    GPtrArray *syllables, const MiaoHit *hit, const char *name, const char *text, glong *marked)
{
  g_autofree char *letters = miao_pinyin_dup_letters (text);
  gsize left = letters != NULL ? strlen (letters) : 0;
  guint first = 0;

  if (hit->match == MIAO_MATCH_GIVEN)
    first = miao_pinyin_surname_length (name);
  if (hit->match == MIAO_MATCH_INITIALS) {
    g_autofree char *initials = miao_pinyin_dup_initials (name);
    const char *at = letters != NULL ? strstr (initials, letters) : NULL;

    first = at != NULL ? (guint) (at - initials) : 0;
  }
  for (guint i = first; i < syllables->len && left > 0; i++) {
    glong length = g_utf8_strlen (syllables->pdata[i], -1);

    marked[i] = hit->match == MIAO_MATCH_INITIALS ? 1 : MIN (length, (glong) left);
    left -= (gsize) marked[i];
  }
}

static void
append_escaped (GString *markup, const char *text, gssize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

static void
append_hit (GString *markup, const char *text, gssize length)
{
  g_string_append (markup, "<span underline=\"single\" weight=\"bold\">");
  append_escaped (markup, text, length);
  g_string_append (markup, "</span>");
}

static void
append_name (GString *markup, const char *name, const MiaoHit *hit, const char *text)
{
  g_autofree char *wanted = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  const char *at = NULL;

  if (hit != NULL && *wanted != '\0' &&
      (hit->match == MIAO_MATCH_NAME || hit->match == MIAO_MATCH_ANYWHERE))
    at = strstr (name, wanted);
  g_string_append (markup, "<b>");
  if (at != NULL) {
    append_escaped (markup, name, at - name);
    append_hit (markup, at, (gssize) strlen (wanted));
    append_escaped (markup, at + strlen (wanted), -1);
  } else {
    append_escaped (markup, name, -1);
  }
  g_string_append (markup, "</b>");
}

char *
miao_child_dup_name_markup (const MiaoRecord *child, const MiaoHit *hit, const char *text)
{
  g_autoptr (GPtrArray) syllables = get_syllables (child);
  g_autofree char *name = miao_child_dup_name (child);
  g_autofree glong *marked = g_new0 (glong, syllables->len + 1);
  GString *markup = g_string_new (NULL);

  append_name (markup, name, hit, text);
  if (hit != NULL && text != NULL &&
      (hit->match == MIAO_MATCH_PINYIN || hit->match == MIAO_MATCH_GIVEN ||
       hit->match == MIAO_MATCH_INITIALS))
    mark_syllables (syllables, hit, name, text, marked);
  for (guint i = 0; i < syllables->len; i++) {
    const char *syllable = syllables->pdata[i];
    const char *end = g_utf8_offset_to_pointer (syllable, marked[i]);

    g_string_append_c (markup, ' ');
    if (end > syllable)
      append_hit (markup, syllable, end - syllable);
    append_escaped (markup, end, -1);
  }
  return g_string_free (markup, FALSE);
}

static char *
dup_number_reason (const MiaoRecord *child, const MiaoHit *hit, const char *text)
{
  const MiaoField *field = miao_kind_field (miao_record_get_kind (child), hit->field);
  const char *label = field != NULL ? miao_field_label (field) : "";

  if (field != NULL && field->sensitivity != MIAO_OPEN)
    /* Translators: %s is the name of a field, such as the citizen ID number. */
    return g_strdup_printf (_ ("%s matches"), label);
  if (hit->match == MIAO_MATCH_NUMBER_TAIL)
    /* Translators: name of a field, then what was searched for. */
    return g_strdup_printf (_ ("End of “%s” matches: %s"), label, text);
  /* Translators: name of a field, then what was searched for. */
  return g_strdup_printf (_ ("%s matches: %s"), label, text);
}

char *
miao_child_dup_reason (const MiaoRecord *child, const MiaoHit *hit, const char *text)
{
  switch (hit->match) {
  case MIAO_MATCH_NUMBER:
  case MIAO_MATCH_NUMBER_TAIL:
    return dup_number_reason (child, hit, text);
  case MIAO_MATCH_PINYIN:
    return g_strdup_printf (_ ("Pinyin matches: %s"), text);
  case MIAO_MATCH_GIVEN:
    return g_strdup_printf (_ ("Given name in pinyin matches: %s"), text);
  case MIAO_MATCH_INITIALS:
    return g_strdup_printf (_ ("Initials match: %s"), text);
  case MIAO_MATCH_FORMER_NAME:
    return g_strdup_printf (_ ("Former name %s"), miao_record_has (child, "former_names")
                                                      ? miao_record_get (child, "former_names")
                                                      : hit->text);
  case MIAO_MATCH_ANYWHERE:
    return g_strdup_printf (_ ("Part of the name: %s"), text);
  case MIAO_MATCH_NAME:
  default:
    return g_strdup_printf (_ ("Name matches: %s"), text);
  }
}

void
miao_child_chip_set (GtkWidget *chip, const char *status)
{
  static const struct {
    const char *status;
    const char *icon;
    const char *style;
  } looks[] = {
    { "PRE_INTAKE", "miao-clock-symbolic", "info" },
    { "IN_CARE", "miao-state-in-symbolic", "state-in" },
    { "FOSTER_INTEG", "miao-state-integration-symbolic", "state-integration" },
    { "FOSTER", "miao-state-placed-symbolic", "state-placed" },
    { "TEMP_OUT", "miao-state-away-symbolic", "state-away" },
    { "MISSING", "miao-warning-symbolic", "danger" },
    { "ADOPT_TRIAL", "miao-state-integration-symbolic", "state-integration" },
    { NULL, "miao-state-left-symbolic", "state-left" },
  };
  const char *name = miao_codes_name ("child_status", status, miao_language ());
  g_autofree char *word = g_strdup (name);
  guint i = 0;

  /* The explanation in brackets is for tables; a chip has room for the word. */
  for (const char *const *bracket = (const char *const[]){ "（", " (", NULL }; *bracket != NULL;
       bracket++) {
    char *at = strstr (word, *bracket);

    if (at != NULL)
      *at = '\0';
  }
  while (looks[i].status != NULL && g_strcmp0 (looks[i].status, status) != 0)
    i++;
  miao_chip_set (chip, looks[i].icon, word, looks[i].style);
}

gboolean
miao_child_status_is_present (const char *status)
{
  static const char *const gone[] = { "EXITED", "FOLLOWUP", "DECEASED", NULL };

  return status != NULL && !g_strv_contains (gone, status);
}

char *
miao_child_dup_age (const MiaoRecord *child, MiaoDate on)
{
  MiaoDate born = miao_record_get_date (child, "birth_date");
  g_autofree char *age = miao_date_dup_age (born, on);

  return *age != '\0' ? g_steal_pointer (&age) : g_strdup ("—");
}

char *
miao_child_dup_birth (const MiaoRecord *child)
{
  const char *born = miao_record_get (child, "birth_date");
  const char *basis = miao_record_get (child, "birth_basis");
  const char *precision = miao_record_get (child, "birth_precision");

  if (born == NULL)
    return g_strdup ("—");
  if (precision == NULL || g_str_equal (precision, "exact"))
    return g_strdup (born);
  /* Translators: a date of birth and what the estimate rests on. */
  return g_strdup_printf (_ ("%s (%s)"), born,
                          basis != NULL
                              ? miao_codes_name ("birth_basis", basis, miao_language ())
                              : miao_codes_name ("birth_precision", precision, miao_language ()));
}

char *
miao_child_dup_field (const MiaoRecord *record, const char *field_name)
{
  const MiaoField *field = miao_kind_field (miao_record_get_kind (record), field_name);
  const char *text = miao_record_get (record, field_name);

  if (text == NULL)
    return g_strdup ("—");
  if (field->type == MIAO_TYPE_REF)
    return miao_lookup_dup_name (field->table, text);
  return miao_field_display (field, text, miao_language ());
}

char *
miao_child_dup_seen (MiaoRole role, const MiaoRecord *record, const char *field_name)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  const char *text = miao_record_get (record, field_name);

  if (text == NULL)
    return g_strdup ("—");
  return miao_sight_dup_shown (role, kind, miao_kind_field (kind, field_name), text,
                               miao_language ());
}
