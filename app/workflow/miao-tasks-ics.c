#include "config.h"

#include "miao-tasks-ics.h"

#include "miao-file.h"
#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-output.h"
#include "miao-store.h"

#include <string.h>

#define LINE_MAX_BYTES 73 /* RFC 5545 3.1: 75 with the line end */

/* Text values: RFC 5545 3.3.11; long lines go on after a line end and a blank, never inside a
 * character. */
static void
add_line (GString *out, const char *name, const char *text)
{
  g_autoptr (GString) line = g_string_new (name);
  gsize start = 0;

  g_string_append_c (line, ':');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '\n') {
      g_string_append (line, "\\n");
      continue;
    }
    if (strchr ("\\;,", *c) != NULL)
      g_string_append_c (line, '\\');
    g_string_append_c (line, *c);
  }
  while (line->len - start > LINE_MAX_BYTES) {
    gsize end = start + LINE_MAX_BYTES;

    while (((guchar) line->str[end] & 0xc0) == 0x80)
      end--;
    g_string_append_len (out, line->str + start, (gssize) (end - start));
    g_string_append (out, "\r\n ");
    start = end;
  }
  g_string_append (out, line->str + start);
  g_string_append (out, "\r\n");
}

static char *
dup_plain_day (MiaoDate day)
{
  int year, month, number;

  miao_date_get_ymd (day, &year, &month, &number);

  return g_strdup_printf ("%04d%02d%02d", year, month, number);
}

/* The number that the record has in the house: who has the calendar cannot look it up. */
static char *
dup_number (MiaoSession *session, const MiaoTask *task)
{
  const MiaoKind *kind = miao_kind_find (task->kind);
  g_autoptr (MiaoRecord) record = NULL;

  if (kind == NULL || kind->number == NULL)
    return NULL;
  record = miao_store_load (miao_session_get_store (session), kind, task->record, NULL);

  return record != NULL ? g_strdup (miao_record_get (record, kind->number)) : NULL;
}

static void
add_event (GString *out, MiaoSession *session, const MiaoTask *task, const char *stamp)
{
  const MiaoRule *rule = task->due->rule;
  g_autofree char *number = dup_number (session, task);
  g_autofree char *uid = g_strdup_printf ("%s-%s@miaopu", rule->id, task->due->record);
  g_autofree char *day = dup_plain_day (task->due->due_on);
  g_autofree char *next = dup_plain_day (task->due->due_on + 1);
  g_autofree char *summary = g_strdup_printf (
      "%s%s%s%s", task->title, number != NULL ? " " : "", number != NULL ? number : "",
      task->instead_of != NULL ? miao_pick ("（代办）", " (standing in)") : "");
  g_autofree char *citation = miao_rule_dup_citation (rule, miao_language ());
  g_autofree char *words =
      g_strdup_printf ("%s · %s\n%s", rule->id, citation, miao_pick (rule->hint_zh, rule->hint_en));

  g_string_append (out, "BEGIN:VEVENT\r\n");
  add_line (out, "UID", uid);
  add_line (out, "DTSTAMP", stamp);
  add_line (out, "DTSTART;VALUE=DATE", day);
  add_line (out, "DTEND;VALUE=DATE", next);
  add_line (out, "SUMMARY", summary);
  add_line (out, "DESCRIPTION", words);
  g_string_append (out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

char *
miao_tasks_dup_ics (MiaoSession *session, GPtrArray *tasks, gboolean mine)
{
  GString *out = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                               "PRODID:-//Miaopu//Miaopu//ZH\r\n");
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (miao_session_now_ms (session) / 1000);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");

  for (guint i = 0; i < tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (tasks, i);

    if (task->mine || !mine)
      add_event (out, session, task, stamp);
  }
  g_string_append (out, "END:VCALENDAR\r\n");

  return g_string_free (out, FALSE);
}

gboolean
miao_tasks_write_ics (
    MiaoSession *session, const char *path, gboolean mine, guint *ret_n, GError **error)
{
  g_autoptr (GPtrArray) tasks = miao_tasks_collect (session, error);
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *detail;
  gint64 number;
  guint n = 0;

  if (tasks == NULL)
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    n += !mine || ((const MiaoTask *) g_ptr_array_index (tasks, i))->mine;
  detail = json_object_new ();
  json_object_set_string_member (detail, "document", "calendar");
  json_object_set_int_member (detail, "events", n);
  number = miao_output_begin (session, "export", NULL, NULL, detail, error);
  json_object_unref (detail);
  if (number == 0)
    return FALSE;
  {
    char *text = miao_tasks_dup_ics (session, tasks, mine);

    bytes = g_bytes_new_take (text, strlen (text));
  }
  if (!miao_file_replace (path, bytes, error)) {
    (void) miao_output_cancel (session, number, NULL);
    return FALSE;
  }
  if (ret_n != NULL)
    *ret_n = n;

  return TRUE;
}
