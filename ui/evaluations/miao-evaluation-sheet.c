#include "config.h"

#include "miao-evaluation-sheet.h"

#include "miao-draw.h"
#include "miao-gtk-compat.h"
#include "miao-item-row.h"
#include "miao-record-list.h"
#include "miao-table.h"

#include <glib/gi18n.h>

/* Enough for a title of five Chinese characters and its numbers. */
#define SECTIONS_WIDTH 172
#define SECTIONS_EMS 10

/* A section as it is shown; the rows belong to the box of items. */
typedef struct {
  GtkWidget *head; /* its first line among the items */
  GtkWidget *icon;
  GtkWidget *count;
  GPtrArray *rows; /* of MiaoItemRow; NULL: the caller's own section */
} Section;

struct _MiaoEvaluationSheet {
  GtkWidget parent_instance;

  GtkWidget *list;
  GtkWidget *items;
  GtkWidget *scrolled;
  GtkWidget *answered;
  GtkWidget *bar;
  GtkWidget *failed;
  GtkWidget *bare;
  GArray *sections;
  const MiaoForm *form;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_EVIDENCE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoEvaluationSheet, miao_evaluation_sheet, GTK_TYPE_WIDGET)

static Section *
section_at (MiaoEvaluationSheet *self, guint i)
{
  return &g_array_index (self->sections, Section, i);
}

static void
section_clear (gpointer pointer)
{
  g_clear_pointer (&((Section *) pointer)->rows, g_ptr_array_unref);
}

static void
changed_cb (MiaoEvaluationSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
evidence_cb (MiaoItemRow *row, MiaoEvaluationSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_EVIDENCE], 0, miao_item_row_get_item (row)->id);
}

/* --- sections ------------------------------------------------------------------------------- */

static void
go_cb (MiaoEvaluationSheet *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t bounds;
  Section *section;

  if (row == NULL)
    return;
  section = section_at (self, (guint) gtk_list_box_row_get_index (row));
  if (gtk_widget_compute_bounds (section->head, self->items, &bounds))
    gtk_adjustment_set_value (adjustment, bounds.origin.y);
}

static GtkWidget *
make_section_row (Section *section, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = miao_text_new (title, NULL);

  section->icon = gtk_image_new_from_icon_name ("miao-pending-symbolic");
  section->count = miao_text_new ("", "dim secondary");
  gtk_label_set_wrap (GTK_LABEL (section->count), FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), section->icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), section->count);
  return box;
}

static GtkWidget *
make_head (const char *title, const char *last_on)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = miao_text_new (title, "strong");

  gtk_widget_add_css_class (head, "group-head");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  if (last_on != NULL) {
    /* Translators: %s is the day of the evaluation before. */
    g_autofree char *words = g_strdup_printf (_ ("Last time %s"), last_on);

    gtk_box_append (GTK_BOX (head), miao_text_new (words, "dim secondary"));
  }
  return head;
}

static Section *
begin_section (MiaoEvaluationSheet *self, const char *title, const char *last_on)
{
  Section section = { .head = make_head (title, last_on) };

  gtk_list_box_append (GTK_LIST_BOX (self->list), make_section_row (&section, title));
  gtk_box_append (GTK_BOX (self->items), section.head);
  g_array_append_val (self->sections, section);
  return section_at (self, self->sections->len - 1);
}

static void
show_section (Section *section)
{
  guint done = 0;
  gboolean failed = FALSE;
  g_autofree char *words = NULL;

  if (section->rows == NULL)
    return;
  for (guint i = 0; i < section->rows->len; i++) {
    done += miao_item_row_is_answered (section->rows->pdata[i]) ? 1 : 0;
    failed = failed || miao_item_row_fails (section->rows->pdata[i]);
  }
  words = g_strdup_printf ("%u/%u", done, section->rows->len);
  gtk_label_set_label (GTK_LABEL (section->count), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (section->icon), failed ? "miao-stop-symbolic"
                                                           : done == section->rows->len
                                                               ? "miao-pass-symbolic"
                                                               : "miao-pending-symbolic");
  gtk_widget_remove_css_class (section->icon, "danger");
  gtk_widget_remove_css_class (section->icon, "accent");
  if (failed)
    gtk_widget_add_css_class (section->icon, "danger");
  else if (done == section->rows->len)
    gtk_widget_add_css_class (section->icon, "accent");
}

static void
show_totals (MiaoEvaluationSheet *self)
{
  guint n = 0, done = 0, failed = 0, bare = 0;
  g_autofree char *answered = NULL;
  g_autofree char *failed_text = NULL;
  g_autofree char *bare_text = NULL;

  for (guint s = 0; s < self->sections->len; s++) {
    Section *section = section_at (self, s);

    for (guint i = 0; section->rows != NULL && i < section->rows->len; i++) {
      n++;
      done += miao_item_row_is_answered (section->rows->pdata[i]) ? 1 : 0;
      failed += miao_item_row_fails (section->rows->pdata[i]) ? 1 : 0;
      bare += miao_item_row_lacks_evidence (section->rows->pdata[i]) ? 1 : 0;
    }
    show_section (section);
  }
  answered = g_strdup_printf ("%u / %u", done, n);
  failed_text = g_strdup_printf ("%u", failed);
  bare_text = g_strdup_printf ("%u", bare);
  gtk_label_set_label (GTK_LABEL (self->answered), answered);
  gtk_label_set_label (GTK_LABEL (self->failed), failed_text);
  gtk_label_set_label (GTK_LABEL (self->bare), bare_text);
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (self->bar), MAX (n, 1));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar), done);
  gtk_widget_remove_css_class (self->failed, "danger");
  if (failed > 0)
    gtk_widget_add_css_class (self->failed, "danger");
}

/* --- the widget ----------------------------------------------------------------------------- */

static GtkWidget *
add_total (GtkWidget *box, const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = miao_text_new (words, NULL);
  GtkWidget *value = miao_text_new ("", "strong");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (GTK_BOX (box), line);
  return value;
}

static GtkWidget *
make_side (MiaoEvaluationSheet *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "sections");
  miao_list_leave_on_tab (self->list);
  miao_accessible_set_label (self->list, _ ("Sections"));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (go_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "pane");
  gtk_widget_add_css_class (card, "sections-card");
  gtk_widget_set_hexpand (card, FALSE);
  gtk_widget_set_size_request (
      card, MAX (SECTIONS_WIDTH, SECTIONS_EMS * miao_draw_em (GTK_WIDGET (self))), -1);
  gtk_box_append (GTK_BOX (card), scrolled);
  gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->answered = add_total (card, _ ("Answered"));
  self->bar = gtk_level_bar_new ();
  gtk_level_bar_set_mode (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_MODE_CONTINUOUS);
  miao_accessible_set_label (self->bar, _ ("Answered"));
  gtk_box_append (GTK_BOX (card), self->bar);
  self->failed = add_total (card, _ ("Must pass, failed"));
  self->bare = add_total (card, _ ("Without a paper"));
  return card;
}

static void
miao_evaluation_sheet_dispose (GObject *object)
{
  MiaoEvaluationSheet *self = MIAO_EVALUATION_SHEET (object);
  GtkWidget *child;

  g_array_set_size (self->sections, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_evaluation_sheet_parent_class)->dispose (object);
}

static void
miao_evaluation_sheet_finalize (GObject *object)
{
  g_array_unref (MIAO_EVALUATION_SHEET (object)->sections);

  G_OBJECT_CLASS (miao_evaluation_sheet_parent_class)->finalize (object);
}

static void
miao_evaluation_sheet_class_init (MiaoEvaluationSheetClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_evaluation_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = miao_evaluation_sheet_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EVIDENCE] = g_signal_new ("evidence", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
miao_evaluation_sheet_init (MiaoEvaluationSheet *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              16);
  self->sections = g_array_new (FALSE, TRUE, sizeof (Section));
  g_array_set_clear_func (self->sections, section_clear);
  self->items = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->items);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_hexpand (card, TRUE);
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "flush");
  gtk_widget_add_css_class (card, "pane");
  gtk_box_append (GTK_BOX (card), self->scrolled);
  gtk_widget_set_parent (make_side (self), GTK_WIDGET (self));
  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

GtkWidget *
miao_evaluation_sheet_new (void)
{
  return g_object_new (MIAO_TYPE_EVALUATION_SHEET, NULL);
}

static void
clear (MiaoEvaluationSheet *self)
{
  GtkWidget *child;

  g_array_set_size (self->sections, 0);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  miao_box_clear (self->items);
}

void
miao_evaluation_sheet_show (MiaoEvaluationSheet *self,
                            const MiaoForm *form,
                            MiaoAnswerSheet *answers,
                            MiaoAnswerSheet *last,
                            const char *last_on,
                            MiaoDate today,
                            gboolean editable)
{
  clear (self);
  self->form = form;
  for (guint s = 0; form != NULL && s < form->n_sections; s++) {
    const MiaoFormSection *source = &form->sections[s];
    Section *section =
        begin_section (self, miao_pick (source->title_zh, source->title_en), last_on);

    section->rows = g_ptr_array_new ();
    for (guint i = 0; i < source->n_items; i++) {
      GtkWidget *row = miao_item_row_new (&source->items[i], answers, last, today, editable);

      g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect (row, "evidence", G_CALLBACK (evidence_cb), self);
      g_ptr_array_add (section->rows, row);
      gtk_box_append (GTK_BOX (self->items), row);
    }
  }
  show_totals (self);
}

void
miao_evaluation_sheet_add_section (MiaoEvaluationSheet *self, const char *title, GtkWidget *child)
{
  begin_section (self, title, NULL);
  gtk_box_append (GTK_BOX (self->items), child);
}

void
miao_evaluation_sheet_read (MiaoEvaluationSheet *self)
{
  for (guint s = 0; s < self->sections->len; s++)
    for (guint i = 0; section_at (self, s)->rows != NULL && i < section_at (self, s)->rows->len;
         i++)
      miao_item_row_read (section_at (self, s)->rows->pdata[i]);
  show_totals (self);
}

void
miao_evaluation_sheet_judge (MiaoEvaluationSheet *self, const MiaoFindings *findings, gboolean away)
{
  for (guint s = 0; s < self->sections->len; s++) {
    GPtrArray *rows = section_at (self, s)->rows;

    for (guint i = 0; rows != NULL && i < rows->len; i++)
      miao_item_row_judge (
          rows->pdata[i],
          miao_findings_find (findings, miao_item_row_get_item (rows->pdata[i])->rule), away);
  }
  show_totals (self);
}

void
miao_evaluation_sheet_focus_open (MiaoEvaluationSheet *self)
{
  GtkWidget *first = NULL;

  for (guint s = 0; s < self->sections->len; s++) {
    GPtrArray *rows = section_at (self, s)->rows;

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
      first = first != NULL ? first : rows->pdata[i];
      if (miao_item_row_is_answered (rows->pdata[i]) && !miao_item_row_fails (rows->pdata[i]))
        continue;
      gtk_widget_child_focus (rows->pdata[i], GTK_DIR_TAB_FORWARD);
      return;
    }
  }
  if (first != NULL)
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
}

void
miao_evaluation_sheet_score (MiaoEvaluationSheet *self,
                             MiaoAnswerSheet *answers,
                             guint *ret_sum,
                             guint *ret_most,
                             guint *ret_n)
{
  *ret_sum = *ret_most = *ret_n = 0;
  for (guint s = 0; self->form != NULL && s < self->form->n_sections; s++)
    for (guint i = 0; i < self->form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &self->form->sections[s].items[i];
      const char *answer = miao_answer_sheet_get (answers, item->id, MIAO_ANSWER);

      if (item->type != MIAO_ITEM_SCORE)
        continue;
      *ret_most += item->max;
      if (answer == NULL)
        continue;
      *ret_sum += (guint) g_ascii_strtoull (answer, NULL, 10);
      (*ret_n)++;
    }
}
