/* The cards of an incident's record. */
#include "config.h"

#include "miao-incident-cards.h"

#include "miao-codes.h"
#include "miao-incidents.h"
#include "miao-kind-text.h"
#include "miao-language.h"
#include "miao-lookup.h"
#include "miao-table.h"

#include <glib/gi18n.h>

GtkWidget *
miao_incident_alarm_new (const char *title, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name ("miao-warning-symbolic");

  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (box, "danger");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), miao_text_new (title, "strong"));
  gtk_box_append (GTK_BOX (words), miao_text_new (detail, "detail secondary"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static GtkWidget *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  return grid;
}

static void
add_line (GtkWidget *grid, int row, const char *name, const char *text)
{
  GtkWidget *label = miao_text_new (name, "dim");
  GtkWidget *value = miao_text_new (text, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, row, 1, 1);
}

/* Label and value of the fields that are known. Returns: how many. */
static int
add_fields (GtkWidget *grid, const MiaoRecord *record, const char *const *fields)
{
  int row = 0;

  for (int i = 0; fields[i] != NULL; i++) {
    const MiaoField *field = miao_kind_field (miao_record_get_kind (record), fields[i]);
    g_autofree char *text = miao_record_dup_shown (record, fields[i], FALSE);

    if (*text != '\0')
      add_line (grid, row++, miao_field_label (field), text);
  }
  return row;
}

/* Who was put down as missing, and who is found. */
static void
add_missing (GtkWidget *grid, const MiaoRecord *incident, int row)
{
  g_autoptr (JsonArray) missing = miao_record_get_list (incident, "missing");

  for (guint i = 0; i < json_array_get_length (missing); i++) {
    JsonObject *entry = json_array_get_object_element (missing, i);
    const char *found = json_object_get_string_member_with_default (entry, "found_on", NULL);
    g_autofree char *name = miao_lookup_dup_name (
        "child", json_object_get_string_member_with_default (entry, "child", ""));
    g_autofree char *words = found != NULL
                                 /* Translators: %s is a day. */
                                 ? g_strdup_printf (_ ("Found on %s"), found)
                                 : g_strdup (_ ("Not found yet"));

    add_line (grid, row++, name, words);
  }
}

GtkWidget *
miao_incident_facts_new (const MiaoRecord *incident)
{
  static const char *const fields[] = { "kind",
                                        "children",
                                        "complainant",
                                        "complainant_name",
                                        "channel",
                                        "discovered_at",
                                        "occurred_at",
                                        "place",
                                        "discoverer",
                                        "description",
                                        "injuries",
                                        "first_actions",
                                        "mandatory",
                                        "mandatory_ground",
                                        "safe_measure",
                                        "safe_measure_text",
                                        "family_contacted",
                                        "evidence",
                                        "reasons",
                                        "recorder",
                                        NULL };
  GtkWidget *grid = make_grid ();

  add_missing (grid, incident, add_fields (grid, incident, fields));
  return miao_card_new (_ ("What happened"), grid, NULL);
}

static GtkWidget *
code_cell (const char *table, JsonObject *report, const char *member)
{
  const char *code = json_object_get_string_member_with_default (report, member, NULL);

  return miao_text_new (code != NULL ? miao_codes_name (table, code, miao_language ()) : "—", NULL);
}

static GtkWidget *
text_cell (JsonObject *report, const char *member)
{
  return miao_text_new (json_object_get_string_member_with_default (report, member, "—"), NULL);
}

static GtkWidget *
reply_cell (JsonObject *report)
{
  const char *on = json_object_get_string_member_with_default (report, "replied_on", NULL);

  if (on == NULL)
    return miao_text_mark (MIAO_TONE_WARNING, _ ("None yet"));
  return miao_text_two (json_object_get_string_member_with_default (report, "reply", ""), on);
}

GtkWidget *
miao_incident_reports_new (const MiaoRecord *incident)
{
  const char *heads[] = { _ ("Reported"), _ ("To"),     _ ("How"),   _ ("By"),
                          _ ("Taken by"), _ ("Number"), _ ("Reply"), NULL };
  g_autoptr (JsonArray) reports = miao_record_get_list (incident, "reports");
  GtkWidget *table = miao_table_new (heads, -1);
  GtkWidget *head;
  GtkWidget *card = miao_card_new (_ ("Reports"), table, &head);
  gint64 discovered = miao_record_get_int (incident, "discovered_at", 0);
  gint64 first = miao_record_get_int (incident, "first_report_at", 0);

  for (guint i = 0; i < json_array_get_length (reports); i++) {
    JsonObject *report = json_array_get_object_element (reports, i);
    g_autofree char *when =
        miao_report_dup_instant (json_object_get_int_member_with_default (report, "at", 0));

    miao_table_add (MIAO_TABLE (table), miao_text_new (when, NULL),
                    code_cell ("report_to", report, "to"),
                    code_cell ("report_channel", report, "channel"), text_cell (report, "by"),
                    text_cell (report, "receiver"), text_cell (report, "receipt_no"),
                    reply_cell (report), NULL);
  }
  if (json_array_get_length (reports) == 0)
    miao_table_say (MIAO_TABLE (table), _ ("Nobody has been told yet."));
  if (first != 0) {
    MiaoReportClock clock = miao_report_clock (discovered, first, first);
    g_autofree char *passed = miao_report_dup_minutes (clock.minutes, miao_language ());
    /* Translators: %s is "35 min". */
    g_autofree char *words = g_strdup_printf (_ ("%s after the discovery"), passed);

    gtk_box_append (GTK_BOX (head), miao_text_mark (clock.minutes < MIAO_REPORT_ESCALATE_MINUTES
                                                        ? MIAO_TONE_GOOD
                                                        : MIAO_TONE_WARNING,
                                                    words));
  }
  return card;
}

GtkWidget *
miao_incident_end_new (const MiaoRecord *incident)
{
  static const char *const fields[] = { "answered_on", "answer",    "outcome",   "result",
                                        "lessons",     "closed_on", "closed_by", NULL };
  GtkWidget *grid = make_grid ();

  if (add_fields (grid, incident, fields) == 0) {
    g_object_ref_sink (grid);
    g_object_unref (grid);
    return NULL;
  }
  return miao_card_new (miao_record_is (incident, "kind", "COMPLAINT") ? _ ("Answer and end")
                                                                       : _ ("How it ended"),
                        grid, NULL);
}
