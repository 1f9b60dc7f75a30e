#include "config.h"

#include "miao-finding.h"

#include <stdarg.h>
#include <string.h>

struct _MiaoFinding {
  const MiaoRule *rule;
  MiaoSeverity severity;
  char *record;
  char *reason;
  char *kind;
  char *field;
  GHashTable *arguments; /* placeholder -> text */
};

struct _MiaoFindings {
  int refs;
  GPtrArray *list;
};

static const struct {
  const char *name;
  const char *zh;
  const char *en;
} severities[] = {
  [MIAO_SEVERITY_PASS] = { "pass", "通过", "in order" },
  [MIAO_SEVERITY_ADVICE] = { "advice", "建议", "advice" },
  [MIAO_SEVERITY_REASON] = { "reason", "须说明", "needs a reason" },
  [MIAO_SEVERITY_BLOCK] = { "block", "阻止", "blocked" },
  [MIAO_SEVERITY_INFO] = { "info", "提示", "hint" },
  [MIAO_SEVERITY_WARNING] = { "warning", "警告", "warning" },
  [MIAO_SEVERITY_QUERY] = { "query", "疑问", "query" },
  [MIAO_SEVERITY_ERROR] = { "error", "错误", "error" },
  [MIAO_SEVERITY_FATAL] = { "fatal", "致命", "fatal" },
};

static gboolean
blocks (MiaoSeverity severity)
{
  return severity == MIAO_SEVERITY_BLOCK || severity == MIAO_SEVERITY_ERROR ||
         severity == MIAO_SEVERITY_FATAL;
}

static void
finding_free (gpointer data)
{
  MiaoFinding *finding = data;

  g_free (finding->record);
  g_free (finding->reason);
  g_free (finding->kind);
  g_free (finding->field);
  g_hash_table_unref (finding->arguments);
  g_free (finding);
}

/* "{start} + 60 天" with the arguments put in; a name that nobody gave stays visible as it is. */
static char *
fill (const MiaoFinding *finding, const char *template)
{
  GString *text;

  if (template == NULL)
    return NULL;
  text = g_string_new (NULL);
  while (*template != '\0') {
    const char *end = *template == '{' ? strchr (template, '}') : NULL;
    const char *value = NULL;

    if (end != NULL) {
      g_autofree char *name = g_strndup (template + 1, (gsize) (end - template - 1));

      value = g_hash_table_lookup (finding->arguments, name);
    }
    if (value != NULL) {
      g_string_append (text, value);
      template = end + 1;
    } else {
      g_string_append_c (text, *template ++);
    }
  }

  return g_string_free (text, FALSE);
}

static const char *
choose (const char *zh, const char *en, MiaoLanguage language)
{
  return language == MIAO_LANGUAGE_EN && en != NULL ? en : zh;
}

/* "第8条第1款第2项" as English lawyers' letters write it: "Art. 8 para. 1 item 2". */
static char *
article_in_english (const char *article)
{
  static const struct {
    const char *zh;
    const char *en;
  } parts[] = {
    { "条", "Art." }, { "款", "para." }, { "项", "item" }, { "章", "ch." }, { "节", "sect." },
  };
  GString *text = g_string_new (NULL);

  while (*article != '\0') {
    const char *digits = article + strlen ("第");
    gsize n = g_str_has_prefix (article, "第") ? strspn (digits, "0123456789") : 0;
    gsize i = G_N_ELEMENTS (parts);

    if (n > 0) {
      for (i = 0; i < G_N_ELEMENTS (parts); i++) {
        if (g_str_has_prefix (digits + n, parts[i].zh))
          break;
      }
    }
    if (i < G_N_ELEMENTS (parts)) {
      g_string_append_printf (text, "%s%s %.*s", text->len > 0 ? " " : "", parts[i].en, (int) n,
                              digits);
      article = digits + n + strlen (parts[i].zh);
    } else {
      const char *next = g_utf8_next_char (article);

      g_string_append_len (text, article, next - article);
      article = next;
    }
  }

  return g_string_free (text, FALSE);
}

const char *
miao_severity_name (MiaoSeverity severity)
{
  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (severities), "");

  return severities[severity].name;
}

const char *
miao_severity_label (MiaoSeverity severity, MiaoLanguage language)
{
  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (severities), "");

  return choose (severities[severity].zh, severities[severity].en, language);
}

gboolean
miao_rule_in_force (const MiaoRule *rule, MiaoDate on)
{
  MiaoDate from = miao_date_parse (rule->valid_from);
  MiaoDate until = miao_date_parse (rule->valid_until);

  return (from == MIAO_DATE_NONE || from <= on) && (until == MIAO_DATE_NONE || on <= until);
}

char *
miao_rule_dup_citation (const MiaoRule *rule, MiaoLanguage language)
{
  GString *text = g_string_new (choose (rule->instrument, rule->instrument_en, language));
  gboolean en = language == MIAO_LANGUAGE_EN;

  if (rule->article != NULL && en) {
    g_autofree char *article = article_in_english (rule->article);

    g_string_append_printf (text, " %s", article);
  } else if (rule->article != NULL) {
    g_string_append (text, rule->article);
  }
  if (rule->valid_from != NULL && rule->valid_until != NULL)
    g_string_append_printf (text, en ? " · %s to %s" : " · %s 至 %s", rule->valid_from,
                            rule->valid_until);
  else if (rule->valid_from != NULL)
    g_string_append_printf (text, en ? " · since %s" : " · %s 起", rule->valid_from);
  else if (rule->valid_until != NULL)
    g_string_append_printf (text, en ? " · until %s" : " · 至 %s 止", rule->valid_until);

  return g_string_free (text, FALSE);
}

MiaoFindings *
miao_findings_new (void)
{
  MiaoFindings *findings = g_new0 (MiaoFindings, 1);

  findings->refs = 1;
  findings->list = g_ptr_array_new_with_free_func (finding_free);

  return findings;
}

MiaoFindings *
miao_findings_ref (MiaoFindings *findings)
{
  g_atomic_int_inc (&findings->refs);

  return findings;
}

void
miao_findings_unref (MiaoFindings *findings)
{
  if (!g_atomic_int_dec_and_test (&findings->refs))
    return;
  g_ptr_array_unref (findings->list);
  g_free (findings);
}

MiaoFinding *
miao_findings_add (
    MiaoFindings *findings, const MiaoRule *rule, MiaoSeverity severity, const char *record_id, ...)
{
  MiaoFinding *finding = g_new0 (MiaoFinding, 1);
  const char *name;
  va_list arguments;

  finding->rule = rule;
  finding->severity = severity;
  finding->record = g_strdup (record_id);
  finding->arguments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  va_start (arguments, record_id);
  while ((name = va_arg (arguments, const char *)) != NULL) {
    const char *text = va_arg (arguments, const char *);

    g_hash_table_insert (finding->arguments, g_strdup (name), g_strdup (text != NULL ? text : ""));
  }
  va_end (arguments);
  g_ptr_array_add (findings->list, finding);

  return finding;
}

guint
miao_findings_count (const MiaoFindings *findings, MiaoSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < findings->list->len; i++) {
    if (miao_findings_get (findings, i)->severity == severity)
      n++;
  }

  return n;
}

guint
miao_findings_length (const MiaoFindings *findings)
{
  return findings->list->len;
}

const MiaoFinding *
miao_findings_get (const MiaoFindings *findings, guint index)
{
  g_return_val_if_fail (index < findings->list->len, NULL);

  return g_ptr_array_index (findings->list, index);
}

const MiaoFinding *
miao_findings_find (const MiaoFindings *findings, const char *rule_id)
{
  for (guint i = 0; i < findings->list->len; i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);

    if (g_strcmp0 (finding->rule->id, rule_id) == 0)
      return finding;
  }

  return NULL;
}

gboolean
miao_findings_block (const MiaoFindings *findings)
{
  for (guint i = 0; i < findings->list->len; i++) {
    if (blocks (miao_findings_get (findings, i)->severity))
      return TRUE;
  }

  return FALSE;
}

void
miao_findings_append (MiaoFindings *findings, MiaoFindings *other)
{
  g_return_if_fail (findings != other);

  while (other->list->len > 0)
    g_ptr_array_add (findings->list, g_ptr_array_steal_index (other->list, 0));
}

const MiaoRule *
miao_finding_rule (const MiaoFinding *finding)
{
  return finding->rule;
}

MiaoSeverity
miao_finding_severity (const MiaoFinding *finding)
{
  return finding->severity;
}

void
miao_finding_set_severity (MiaoFinding *finding, MiaoSeverity severity)
{
  finding->severity = severity;
}

const char *
miao_finding_record (const MiaoFinding *finding)
{
  return finding->record;
}

const char *
miao_finding_reason (const MiaoFinding *finding)
{
  return finding->reason;
}

void
miao_finding_set_reason (MiaoFinding *finding, const char *reason)
{
  char *copy = reason != NULL ? g_strstrip (g_strdup (reason)) : NULL;

  g_free (finding->reason);
  finding->reason = copy != NULL && *copy != '\0' ? g_steal_pointer (&copy) : NULL;
  g_free (copy);
}

const char *
miao_finding_kind (const MiaoFinding *finding)
{
  return finding->kind != NULL ? finding->kind : finding->rule->kind;
}

const char *
miao_finding_field (const MiaoFinding *finding)
{
  return finding->field != NULL ? finding->field : finding->rule->field;
}

void
miao_finding_set_target (MiaoFinding *finding, const char *kind, const char *field)
{
  g_free (finding->kind);
  g_free (finding->field);
  finding->kind = g_strdup (kind);
  finding->field = g_strdup (field);
}

const char *
miao_finding_argument (const MiaoFinding *finding, const char *name)
{
  return g_hash_table_lookup (finding->arguments, name);
}

char *
miao_finding_dup_title (const MiaoFinding *finding, MiaoLanguage language)
{
  const MiaoRule *rule = finding->rule;

  if (finding->severity == MIAO_SEVERITY_PASS && rule->pass_zh != NULL)
    return fill (finding, choose (rule->pass_zh, rule->pass_en, language));

  return fill (finding, choose (rule->title_zh, rule->title_en, language));
}

char *
miao_finding_dup_arithmetic (const MiaoFinding *finding, MiaoLanguage language)
{
  return fill (finding,
               choose (finding->rule->arithmetic_zh, finding->rule->arithmetic_en, language));
}

char *
miao_finding_dup_hint (const MiaoFinding *finding, MiaoLanguage language)
{
  return fill (finding, choose (finding->rule->hint_zh, finding->rule->hint_en, language));
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

JsonObject *
miao_finding_to_json (const MiaoFinding *finding)
{
  typedef char *(*Text) (const MiaoFinding *finding, MiaoLanguage language);
  static const struct {
    const char *zh;
    const char *en;
    Text text;
  } texts[] = {
    { "title_zh", "title_en", miao_finding_dup_title },
    { "arithmetic_zh", "arithmetic_en", miao_finding_dup_arithmetic },
    { "hint_zh", "hint_en", miao_finding_dup_hint },
  };
  JsonObject *object = json_object_new ();
  g_autofree char *citation = miao_rule_dup_citation (finding->rule, MIAO_LANGUAGE_ZH);
  g_autofree char *citation_en = miao_rule_dup_citation (finding->rule, MIAO_LANGUAGE_EN);

  set_text (object, "rule", finding->rule->id);
  set_text (object, "severity", miao_severity_name (finding->severity));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *zh = texts[i].text (finding, MIAO_LANGUAGE_ZH);
    g_autofree char *en = texts[i].text (finding, MIAO_LANGUAGE_EN);

    set_text (object, texts[i].zh, zh);
    set_text (object, texts[i].en, en);
  }
  set_text (object, "citation_zh", citation);
  set_text (object, "citation_en", citation_en);
  set_text (object, "kind", miao_finding_kind (finding));
  set_text (object, "record", finding->record);
  set_text (object, "field", miao_finding_field (finding));
  set_text (object, "remedy", finding->rule->remedy);
  set_text (object, "reason", finding->reason);

  return object;
}

JsonArray *
miao_findings_to_json (const MiaoFindings *findings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->list->len; i++)
    json_array_add_object_element (array, miao_finding_to_json (miao_findings_get (findings, i)));

  return array;
}
