#include "config.h"

#include "miao-paper-checks.h"

#include "miao-answer-editor.h"
#include "miao-codes.h"
#include "miao-table.h"

#include <glib/gi18n.h>

struct _MiaoPaperChecks {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *count;
  GPtrArray *checks;  /* in the order of the table */
  GPtrArray *editors; /* of the institution's items */
};

G_DEFINE_FINAL_TYPE (MiaoPaperChecks, miao_paper_checks, GTK_TYPE_WIDGET)

static void
toggled_cb (MiaoPaperChecks *self)
{
  guint ticked = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      ticked++;
  words = g_strdup_printf (_ ("%u of %u in order"), ticked, self->checks->len);
  gtk_label_set_label (GTK_LABEL (self->count), words);
}

static void
all_cb (MiaoPaperChecks *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i], TRUE);
}

static void
miao_paper_checks_dispose (GObject *object)
{
  MiaoPaperChecks *self = MIAO_PAPER_CHECKS (object);

  g_ptr_array_set_size (self->checks, 0);
  g_ptr_array_set_size (self->editors, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_paper_checks_parent_class)->dispose (object);
}

static void
miao_paper_checks_finalize (GObject *object)
{
  g_ptr_array_unref (MIAO_PAPER_CHECKS (object)->checks);
  g_ptr_array_unref (MIAO_PAPER_CHECKS (object)->editors);

  G_OBJECT_CLASS (miao_paper_checks_parent_class)->finalize (object);
}

static void
miao_paper_checks_class_init (MiaoPaperChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_paper_checks_dispose;
  G_OBJECT_CLASS (klass)->finalize = miao_paper_checks_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_check (MiaoPaperChecks *self, const MiaoCode *code)
{
  g_autofree char *words =
      g_strdup_printf ("%s  %s", code->code, miao_pick (code->name_zh, code->name_en));
  GtkWidget *check = gtk_check_button_new_with_label (words);

  g_object_set_data (G_OBJECT (check), "miao-code", (gpointer) code->code);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->checks, check);
  gtk_box_append (GTK_BOX (self->box), check);
}

static void
miao_paper_checks_init (MiaoPaperChecks *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = miao_text_new (_ ("Papers"), "h2");
  GtkWidget *all = miao_small_button (_ ("All in order"), NULL);
  guint n;
  const MiaoCode *codes = miao_codes_get ("application_paper", &n);

  self->checks = g_ptr_array_new ();
  self->editors = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->count = miao_text_new ("", "dim");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->count);
  gtk_box_append (GTK_BOX (head), all);
  gtk_box_append (GTK_BOX (self->box), head);
  for (guint i = 0; i < n; i++)
    add_check (self, &codes[i]);
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (all_cb), self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  toggled_cb (self);
}

static void
add_item (MiaoPaperChecks *self, const MiaoFormItem *item, MiaoDate today)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *editor = miao_answer_editor_new (item, today);
  /* Translators: number of an item, what is asked. */
  g_autofree char *words =
      g_strdup_printf (item->required ? _ ("%s  %s (must be answered)") : _ ("%s  %s"), item->id,
                       miao_pick (item->text_zh, item->text_en));

  if (self->editors->len == 0)
    gtk_box_append (GTK_BOX (self->box), miao_text_new (_ ("Items of the institution"), "h2"));
  gtk_widget_set_halign (editor, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line),
                  miao_text_two (words, miao_pick (item->guide_zh, item->guide_en)));
  gtk_box_append (GTK_BOX (line), editor);
  gtk_box_append (GTK_BOX (self->box), line);
  g_object_set_data (G_OBJECT (editor), "miao-item", (gpointer) item->id);
  g_ptr_array_add (self->editors, editor);
}

GtkWidget *
miao_paper_checks_new (const MiaoForm *form, MiaoDate today)
{
  MiaoPaperChecks *self = g_object_new (MIAO_TYPE_PAPER_CHECKS, NULL);

  for (guint s = 0; form != NULL && s < form->n_sections; s++)
    for (guint i = 0; i < form->sections[s].n_items; i++)
      if (form->sections[s].items[i].added)
        add_item (self, &form->sections[s].items[i], today);
  return GTK_WIDGET (self);
}

JsonArray *
miao_paper_checks_get_answers (MiaoPaperChecks *self)
{
  JsonArray *answers = json_array_new ();

  for (guint i = 0; i < self->editors->len; i++) {
    g_autofree char *answer = miao_answer_editor_dup (self->editors->pdata[i]);
    JsonObject *row;

    if (answer == NULL)
      continue;
    row = json_object_new ();
    json_object_set_string_member (row, "item",
                                   g_object_get_data (self->editors->pdata[i], "miao-item"));
    json_object_set_string_member (row, "answer", answer);
    json_array_add_object_element (answers, row);
  }
  return answers;
}

JsonArray *
miao_paper_checks_get (MiaoPaperChecks *self)
{
  JsonArray *papers = json_array_new ();

  for (guint i = 0; i < self->checks->len; i++) {
    JsonObject *paper;

    if (!gtk_check_button_get_active (self->checks->pdata[i]))
      continue;
    paper = json_object_new ();
    json_object_set_string_member (
        paper, "item", g_object_get_data (G_OBJECT (self->checks->pdata[i]), "miao-code"));
    json_object_set_boolean_member (paper, "ok", TRUE);
    json_array_add_object_element (papers, paper);
  }
  return papers;
}
