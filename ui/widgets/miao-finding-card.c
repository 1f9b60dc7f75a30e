#include "config.h"

#include "miao-finding-card.h"

#include "miao-field.h"
#include "miao-gtk-compat.h"
#include "miao-state-chip.h"
#include "miao-use-case.h"

#include <glib/gi18n.h>

const char *
miao_severity_icon (MiaoSeverity severity)
{
  switch (severity) {
  case MIAO_SEVERITY_PASS:
    return "miao-pass-symbolic";
  case MIAO_SEVERITY_REASON:
  case MIAO_SEVERITY_WARNING:
    return "miao-warning-symbolic";
  case MIAO_SEVERITY_QUERY:
    return "miao-question-symbolic";
  case MIAO_SEVERITY_ADVICE:
  case MIAO_SEVERITY_INFO:
    return "miao-info-symbolic";
  case MIAO_SEVERITY_BLOCK:
  case MIAO_SEVERITY_ERROR:
  case MIAO_SEVERITY_FATAL:
  default:
    return "miao-stop-symbolic";
  }
}

const char *
miao_severity_class (MiaoSeverity severity)
{
  switch (severity) {
  case MIAO_SEVERITY_PASS:
    return "good";
  case MIAO_SEVERITY_REASON:
  case MIAO_SEVERITY_WARNING:
  case MIAO_SEVERITY_QUERY:
    return "reason";
  case MIAO_SEVERITY_ADVICE:
  case MIAO_SEVERITY_INFO:
    return "advice";
  case MIAO_SEVERITY_BLOCK:
  case MIAO_SEVERITY_ERROR:
  case MIAO_SEVERITY_FATAL:
  default:
    return "block";
  }
}

static const char *
chip_style (MiaoSeverity severity)
{
  const char *style = miao_severity_class (severity);

  return g_str_equal (style, "advice") ? "info" : style;
}

static GtkWidget *
append_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_head (GtkWidget *card, const MiaoFinding *finding)
{
  MiaoSeverity severity = miao_finding_severity (finding);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (miao_severity_icon (severity));
  g_autofree char *title = miao_finding_dup_title (finding, miao_language ());
  GtkWidget *label;
  GtkWidget *chip;

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_box_append (GTK_BOX (head), icon);
  label = append_label (head, title, "finding-title");
  gtk_widget_set_hexpand (label, TRUE);
  chip =
      miao_chip_new (NULL, miao_severity_label (severity, miao_language ()), chip_style (severity));
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), chip);
  gtk_box_append (GTK_BOX (card), head);
}

static char *
dup_source (const MiaoFinding *finding)
{
  const MiaoRule *rule = miao_finding_rule (finding);
  g_autofree char *citation = miao_rule_dup_citation (rule, miao_language ());

  return g_strdup_printf ("%s · %s", rule->id, citation);
}

static char *
dup_way (const MiaoFinding *finding)
{
  const char *kind_name = miao_finding_kind (finding);
  const char *field_name = miao_finding_field (finding);
  const MiaoKind *kind = kind_name != NULL ? miao_kind_find (kind_name) : NULL;
  const MiaoField *field =
      kind != NULL && field_name != NULL ? miao_kind_field (kind, field_name) : NULL;

  if (field != NULL)
    /* Translators: %s is the name of a field. */
    return g_strdup_printf (_ ("Go to “%s”"), miao_field_label (field));
  if (kind != NULL)
    return g_strdup_printf (_ ("Go to “%s”"), miao_kind_label (kind));
  return NULL;
}

static void
reason_changed_cb (GtkEditable *entry, gpointer user_data)
{
  gboolean empty = *gtk_editable_get_text (entry) == '\0';

  if (empty)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "warning");
}

static void
add_reason (GtkWidget *card, const MiaoFinding *finding)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *title = miao_finding_dup_title (finding, miao_language ());
  /* Translators: %s is what a rule says. */
  g_autofree char *name = g_strdup_printf (_ ("Reason: %s"), title);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry),
                                  _ ("Write the reason; it is kept with the act"));
  miao_accessible_set_label (entry, name);
  gtk_widget_add_css_class (entry, "warning");
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), NULL);
  if (miao_finding_reason (finding) != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), miao_finding_reason (finding));
  gtk_box_append (GTK_BOX (card), entry);
  g_object_set_data (G_OBJECT (card), "miao-reason", entry);
}

static void
add_ways (GtkWidget *card, const MiaoFinding *finding)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char *remedy_name = miao_finding_rule (finding)->remedy;
  const MiaoUseCase *remedy = remedy_name != NULL ? miao_use_case_find (remedy_name) : NULL;
  g_autofree char *way = dup_way (finding);
  GtkWidget *key = gtk_label_new (NULL);
  GtkWidget *button;

  if (way != NULL) {
    button = gtk_button_new_with_label (way);
    gtk_widget_add_css_class (button, "small");
    gtk_box_append (GTK_BOX (box), button);
    g_object_set_data (G_OBJECT (card), "miao-go", button);
  }
  if (remedy != NULL) {
    button = gtk_button_new_with_label (miao_use_case_label (remedy));
    gtk_widget_add_css_class (button, "small");
    gtk_box_append (GTK_BOX (box), button);
    g_object_set_data (G_OBJECT (card), "miao-remedy", button);
  }
  gtk_widget_add_css_class (key, "key");
  gtk_widget_set_hexpand (key, TRUE);
  gtk_widget_set_halign (key, GTK_ALIGN_END);
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (key, FALSE);
  gtk_box_append (GTK_BOX (box), key);
  g_object_set_data (G_OBJECT (card), "miao-key", key);
  gtk_box_append (GTK_BOX (card), box);
}

GtkWidget *
miao_finding_card_new (const MiaoFinding *finding)
{
  MiaoSeverity severity = miao_finding_severity (finding);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *source = dup_source (finding);
  g_autofree char *arithmetic = miao_finding_dup_arithmetic (finding, miao_language ());
  g_autofree char *hint = miao_finding_dup_hint (finding, miao_language ());
  GtkWidget *label;

  gtk_widget_add_css_class (card, "finding");
  gtk_widget_add_css_class (card, miao_severity_class (severity));
  add_head (card, finding);
  label = append_label (card, source, "dim");
  gtk_widget_add_css_class (label, "secondary");
  if (arithmetic != NULL && *arithmetic != '\0')
    append_label (card, arithmetic, "arithmetic");
  if (hint != NULL && *hint != '\0')
    append_label (card, hint, "secondary");
  if (severity == MIAO_SEVERITY_REASON)
    add_reason (card, finding);
  add_ways (card, finding);
  return card;
}

GtkWidget *
miao_finding_card_get_go (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), "miao-go");
}

GtkWidget *
miao_finding_card_get_remedy (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), "miao-remedy");
}

GtkWidget *
miao_finding_card_get_reason (GtkWidget *card)
{
  return g_object_get_data (G_OBJECT (card), "miao-reason");
}

void
miao_finding_card_set_key (GtkWidget *card, guint number)
{
  GtkWidget *key = g_object_get_data (G_OBJECT (card), "miao-key");
  g_autofree char *text = g_strdup_printf ("Alt+%u", number);

  gtk_label_set_label (GTK_LABEL (key), text);
  gtk_widget_set_visible (key, TRUE);
}
