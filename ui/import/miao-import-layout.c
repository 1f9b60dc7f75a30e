#include "config.h"

#include "miao-import-private.h"

#include "miao-banner.h"
#include "miao-date-entry.h"
#include "miao-empty.h"
#include "miao-gtk-compat.h"
#include "miao-import-mapping.h"
#include "miao-record-list.h"

#include <glib/gi18n.h>

GtkWidget *
miao_import_problem_new (const MiaoImportProblem *problem)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (problem->title);
  GtkWidget *text = gtk_label_new (problem->text);
  gboolean grave = problem->severity >= MIAO_LEDGER_ERROR;
  GtkWidget *icon =
      gtk_image_new_from_icon_name (grave ? "miao-stop-symbolic" : "miao-warning-symbolic");

  gtk_widget_add_css_class (icon, grave ? "danger" : "warning-text");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "strong");
  gtk_widget_add_css_class (text, "dim");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), text);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words);
  return line;
}

static GtkWidget *
make_card (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "h2");
  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), label);
  return card;
}

static GtkWidget *
make_scrolled (GtkWidget *child, int height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_size_request (scrolled, -1, height);
  gtk_widget_set_vexpand (scrolled, height < 0);
  return scrolled;
}

static GtkWidget *
make_upper (MiaoImportSection *self)
{
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = make_card (_ ("Encoding of the text"));
  GtkWidget *right = make_card (_ ("Which column is which field"));

  self->encodings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (left), make_scrolled (self->encodings, 150));
  gtk_widget_set_size_request (left, 330, -1);
  self->mapping = miao_import_mapping_new ();
  gtk_box_append (GTK_BOX (right), make_scrolled (self->mapping, 150));
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (upper), left);
  gtk_box_append (GTK_BOX (upper), right);
  return upper;
}

static GtkWidget *
make_lower (MiaoImportSection *self)
{
  GtkWidget *lower = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *right = make_card (_ ("Problems"));

  self->preview_card = make_card (_ ("Preview"));
  gtk_widget_set_hexpand (self->preview_card, TRUE);
  self->problems_title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problems_title), 0);
  gtk_widget_add_css_class (self->problems_title, "dim");
  self->problems = gtk_list_box_new ();
  miao_accessible_set_label (self->problems, _ ("Problems"));
  miao_list_leave_on_tab (self->problems);
  gtk_widget_set_size_request (right, 310, -1);
  gtk_box_append (GTK_BOX (right), self->problems_title);
  gtk_box_append (GTK_BOX (right), make_scrolled (self->problems, -1));
  gtk_box_append (GTK_BOX (lower), self->preview_card);
  gtk_box_append (GTK_BOX (lower), right);
  gtk_widget_set_vexpand (lower, TRUE);
  return lower;
}

static GtkWidget *
make_foot (MiaoImportSection *self)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ ("Day of arrival where none is written"));

  self->other = gtk_button_new_with_label (_ ("Another ledger…"));
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->summary, TRUE);
  self->arrived = miao_date_entry_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label),
                                 miao_date_entry_get_entry (MIAO_DATE_ENTRY (self->arrived)));
  self->skip_known = gtk_check_button_new_with_label (_ ("Leave out who is registered already"));
  self->import = gtk_button_new_with_label (_ ("Import"));
  gtk_widget_add_css_class (self->import, "suggested-action");
  gtk_box_append (GTK_BOX (foot), label);
  gtk_box_append (GTK_BOX (foot), self->arrived);
  gtk_box_append (GTK_BOX (foot), self->skip_known);
  gtk_box_append (GTK_BOX (foot), self->other);
  gtk_box_append (GTK_BOX (foot), self->import);
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  self->keeper = miao_import_keeper_new (self);
  gtk_box_append (GTK_BOX (head), self->summary);
  gtk_box_append (GTK_BOX (head), self->keeper);
  gtk_box_append (GTK_BOX (both), head);
  gtk_box_append (GTK_BOX (both), foot);
  return both;
}

static GtkWidget *
make_empty (MiaoImportSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->choose = gtk_button_new_with_label (_ ("Choose a ledger…"));
  self->undo = gtk_button_new_with_label (_ ("Undo the last import…"));
  self->resume = gtk_button_new ();
  gtk_widget_set_visible (self->resume, FALSE);
  gtk_widget_add_css_class (self->choose, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), self->choose);
  gtk_box_append (GTK_BOX (buttons), self->resume);
  gtk_box_append (GTK_BOX (buttons), self->undo);
  gtk_box_append (
      GTK_BOX (box),
      miao_empty_new (
          "miao-download-symbolic", _ ("Import an old ledger"),
          _ ("A table of children as CSV, text or Excel workbook. Everything is checked "
             "and shown first; the file itself is not changed.")));
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

void
miao_import_section_build (MiaoImportSection *self)
{
  GtkWidget *ledger = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->banner = miao_banner_new ();
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_widget_add_css_class (self->name, "dim");
  gtk_box_append (GTK_BOX (ledger), self->name);
  gtk_box_append (GTK_BOX (ledger), make_upper (self));
  gtk_box_append (GTK_BOX (ledger), make_lower (self));
  gtk_box_append (GTK_BOX (ledger), make_foot (self));
  gtk_stack_add_named (GTK_STACK (self->stack), make_empty (self), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), ledger, "ledger");
  gtk_box_append (GTK_BOX (self->box), self->banner);
  gtk_box_append (GTK_BOX (self->box), self->stack);
}
