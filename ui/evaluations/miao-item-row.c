#include "config.h"

#include "miao-item-row.h"

#include "miao-answer-editor.h"
#include "miao-draw.h"
#include "miao-gtk-compat.h"
#include "miao-state-chip.h"
#include "miao-table.h"

#include <glib/gi18n.h>

#define ID_WIDTH 72
#define ANSWER_WIDTH 196
#define LAST_WIDTH 108
/* Characters that the words of an item need beside its answer; with less room it stands below. */
#define WORDS_EMS 8
#define GAP 12
#define GAP_BELOW 6
#define RULE_OF_CONCLUSION "INT-13" /* the conclusion itself is an item of annex C */

struct _MiaoItemRow {
  GtkWidget parent_instance;

  const MiaoFormItem *item;
  MiaoAnswerSheet *answers;
  gboolean editable;
  GtkWidget *id;
  GtkWidget *middle;
  GtkWidget *answer;
  GtkWidget *last;
  GtkWidget *verdict; /* box in the middle: why it does not pass */
  GtkWidget *result;  /* computed items: the verdict in the answer's place */
  GtkWidget *editor;
  GtkWidget *note_box;
  GtkTextBuffer *note;
  GtkWidget *note_button;
  GtkWidget *evidence;
  GtkWidget *evidence_label;
  gboolean blocked; /* the rule's word */
  gboolean setting;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_EVIDENCE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoItemRow, miao_item_row, GTK_TYPE_WIDGET)

static const char *
get_part (MiaoItemRow *self, MiaoAnswerPart part)
{
  return miao_answer_sheet_get (self->answers, self->item->id, part);
}

/* "No" and "exception" have to be explained; other notes are opened on demand. */
static gboolean
needs_note (MiaoItemRow *self)
{
  const char *answer = get_part (self, MIAO_ANSWER);

  return answer != NULL && self->item->pass != NULL && !g_str_equal (answer, self->item->pass);
}

static void
show_state (MiaoItemRow *self)
{
  const char *ids = get_part (self, MIAO_ANSWER_EVIDENCE);
  g_auto (GStrv) list = g_strsplit (ids != NULL ? ids : "", " ", -1);
  guint n = ids != NULL ? g_strv_length (list) : 0;
  g_autofree char *words = NULL;
  gboolean noted = get_part (self, MIAO_ANSWER_NOTE) != NULL;

  if (miao_item_row_fails (self))
    gtk_widget_add_css_class (GTK_WIDGET (self), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "failed");
  if (n > 0)
    words = g_strdup_printf (ngettext ("%u paper attached", "%u papers attached", n), n);
  else if (miao_item_row_lacks_evidence (self))
    words = g_strdup (_ ("No paper yet: attach a photo or a scan"));
  gtk_label_set_label (GTK_LABEL (self->evidence_label), words != NULL ? words : "");
  gtk_widget_set_visible (self->evidence, words != NULL || needs_note (self));
  if (self->note_box != NULL) {
    gboolean open = noted || needs_note (self) || gtk_widget_get_visible (self->note_box);

    gtk_widget_set_visible (self->note_box, open);
    gtk_widget_set_visible (self->note_button, !open && self->editable);
  }
}

static void
answered_cb (MiaoItemRow *self)
{
  g_autofree char *text = miao_answer_editor_dup (MIAO_ANSWER_EDITOR (self->editor));

  if (self->setting)
    return;
  miao_answer_sheet_set (self->answers, self->item->id, MIAO_ANSWER, text);
  show_state (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
noted_cb (MiaoItemRow *self)
{
  g_autofree char *text = NULL;

  if (self->setting)
    return;
  g_object_get (self->note, "text", &text, NULL);
  miao_answer_sheet_set (self->answers, self->item->id, MIAO_ANSWER_NOTE, text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
open_note_cb (MiaoItemRow *self)
{
  gtk_widget_set_visible (self->note_box, TRUE);
  show_state (self);
  gtk_widget_child_focus (self->note_box, GTK_DIR_TAB_FORWARD);
}

static void
attach_cb (MiaoItemRow *self)
{
  g_signal_emit (self, signals[SIGNAL_EVIDENCE], 0);
}

/* --- making --------------------------------------------------------------------------------- */

static void
name_part (MiaoItemRow *self, GtkWidget *widget, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s %s", self->item->id, what);

  miao_accessible_set_label (widget, name);
}

/* In some annexes every item is the house's own: beside the words that would leave them no room. */
static GtkWidget *
make_id (MiaoItemRow *self)
{
  g_auto (GStrv) parts = g_strsplit (self->item->id, ".", 2);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *id = miao_text_new (parts[0], "dim caption");

  gtk_label_set_wrap (GTK_LABEL (id), FALSE);
  gtk_box_append (GTK_BOX (box), id);
  if (self->item->house && !self->item->blocking) {
    GtkWidget *chip = miao_chip_new (NULL, _ ("House item"), NULL);

    gtk_widget_set_halign (chip, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (box), chip);
  }
  gtk_widget_set_size_request (box, ID_WIDTH, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  return box;
}

static GtkWidget *
make_title (MiaoItemRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = miao_text_new (miao_pick (self->item->text_zh, self->item->text_en), NULL);

  gtk_box_append (GTK_BOX (line), text);
  if (self->item->blocking) {
    GtkWidget *chip = miao_chip_new (NULL, _ ("Must pass"), NULL);

    gtk_widget_set_valign (chip, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (line), chip);
  }
  return line;
}

static GtkWidget *
make_note (MiaoItemRow *self)
{
  GtkWidget *view = gtk_text_view_new ();

  self->note_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->note = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), self->editable);
  gtk_widget_set_size_request (view, -1, 40);
  gtk_widget_add_css_class (self->note_box, "text-frame");
  gtk_widget_set_visible (self->note_box, FALSE);
  gtk_box_append (GTK_BOX (self->note_box), view);
  name_part (self, view, _ ("Note"));
  g_signal_connect_swapped (self->note, "changed", G_CALLBACK (noted_cb), self);
  return self->note_box;
}

static GtkWidget *
make_evidence (MiaoItemRow *self)
{
  GtkWidget *attach = miao_small_button (_ ("Attach a paper"), NULL);

  self->evidence = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->evidence_label = miao_text_new ("", "dim secondary");
  gtk_widget_set_hexpand (self->evidence_label, TRUE);
  name_part (self, attach, _ ("Attach a paper"));
  gtk_widget_set_visible (attach, self->editable);
  gtk_box_append (GTK_BOX (self->evidence), gtk_image_new_from_icon_name ("miao-attach-symbolic"));
  gtk_box_append (GTK_BOX (self->evidence), self->evidence_label);
  gtk_box_append (GTK_BOX (self->evidence), attach);
  g_signal_connect_swapped (attach, "clicked", G_CALLBACK (attach_cb), self);
  return self->evidence;
}

static GtkWidget *
make_middle (MiaoItemRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  const char *guide = miao_pick (self->item->guide_zh, self->item->guide_en);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_title (self));
  if (guide != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (guide, "dim secondary"));
  self->verdict = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_visible (self->verdict, FALSE);
  gtk_box_append (GTK_BOX (box), self->verdict);
  if (self->item->type == MIAO_ITEM_TEXT)
    gtk_box_append (GTK_BOX (box), self->editor);
  else if (self->item->type != MIAO_ITEM_COMPUTED)
    gtk_box_append (GTK_BOX (box), make_note (self));
  gtk_box_append (GTK_BOX (box), make_evidence (self));
  return box;
}

static GtkWidget *
make_answer (MiaoItemRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_set_size_request (box, ANSWER_WIDTH, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  if (self->item->type == MIAO_ITEM_COMPUTED) {
    self->result = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
    gtk_box_append (GTK_BOX (box), self->result);
    return box;
  }
  if (self->item->type != MIAO_ITEM_TEXT)
    gtk_box_append (GTK_BOX (box), self->editor);
  if (self->note_box != NULL) {
    self->note_button = gtk_button_new_from_icon_name ("miao-note-symbolic");
    gtk_widget_set_valign (self->note_button, GTK_ALIGN_CENTER);
    gtk_widget_set_tooltip_text (self->note_button, _ ("Add a note"));
    gtk_widget_add_css_class (self->note_button, "flat");
    name_part (self, self->note_button, _ ("Add a note"));
    g_signal_connect_swapped (self->note_button, "clicked", G_CALLBACK (open_note_cb), self);
    gtk_box_append (GTK_BOX (box), self->note_button);
  }
  return box;
}

static GtkWidget *
make_last (MiaoItemRow *self, MiaoAnswerSheet *last)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *answer =
      last != NULL ? miao_answer_sheet_get (last, self->item->id, MIAO_ANSWER) : NULL;
  const char *note =
      last != NULL ? miao_answer_sheet_get (last, self->item->id, MIAO_ANSWER_NOTE) : NULL;
  g_autofree char *shown = miao_form_display_answer (self->item, answer, miao_language ());

  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_set_size_request (box, LAST_WIDTH, -1);
  gtk_widget_set_visible (box, last != NULL);
  gtk_widget_add_css_class (box, "last-answer");
  if (last != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (answer != NULL ? shown : "—", "dim secondary"));
  if (note != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_new (note, "dim caption"));
  return box;
}

/* --- layout --------------------------------------------------------------------------------- */

static int
size_of (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int size;

  if (!gtk_widget_should_layout (child))
    return 0;
  gtk_widget_measure (child, orientation, for_size, &size, NULL, NULL, NULL);
  return size;
}

static int
width_of (GtkWidget *child)
{
  return size_of (child, GTK_ORIENTATION_HORIZONTAL, -1);
}

/* With the space before it. */
static int
last_width (MiaoItemRow *self)
{
  return gtk_widget_should_layout (self->last) ? GAP + width_of (self->last) : 0;
}

/* What is left for the words; @ret_below: whether the answer stands below them. */
static int
words_width (MiaoItemRow *self, int width, gboolean *ret_below)
{
  int whole = width - width_of (self->id) - GAP;
  int beside = whole - GAP - width_of (self->answer) - last_width (self);
  int least = MAX (width_of (self->middle), WORDS_EMS * miao_draw_em (GTK_WIDGET (self)));

  *ret_below = beside < least;
  return *ret_below ? whole : beside;
}

static int
height_for (MiaoItemRow *self, int width)
{
  gboolean below;
  int words = words_width (self, width, &below);
  int middle = size_of (self->middle, GTK_ORIENTATION_VERTICAL, MAX (words, 1));
  int answer = MAX (size_of (self->answer, GTK_ORIENTATION_VERTICAL, width_of (self->answer)),
                    size_of (self->last, GTK_ORIENTATION_VERTICAL, width_of (self->last)));
  int id = size_of (self->id, GTK_ORIENTATION_VERTICAL, -1);

  if (below)
    return MAX (id, middle + (answer > 0 ? GAP_BELOW + answer : 0));
  return MAX (id, MAX (middle, answer));
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  MiaoItemRow *self = MIAO_ITEM_ROW (widget);
  int answer = width_of (self->answer) + last_width (self);
  int words = width_of (self->middle), id = width_of (self->id) + GAP;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = id + MAX (words, answer);
    *natural =
        MAX (*minimum, id + MAX (words, 2 * WORDS_EMS * miao_draw_em (widget)) + GAP + answer);
    return;
  }
  *minimum = *natural = height_for (self, for_size < 0 ? id + words + GAP + answer : for_size);
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation box = { x, y, width,
                        MIN (height, size_of (child, GTK_ORIENTATION_VERTICAL, width)) };

  if (gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &box, -1);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MiaoItemRow *self = MIAO_ITEM_ROW (widget);
  gboolean below;
  int words = words_width (self, width, &below);
  int x = width_of (self->id) + GAP, y = 0;

  place (self->id, 0, 0, x - GAP, height);
  place (self->middle, x, 0, words, height);
  if (below)
    y = size_of (self->middle, GTK_ORIENTATION_VERTICAL, words) + GAP_BELOW;
  else
    x += words + GAP;
  place (self->answer, x, y, width_of (self->answer), height - y);
  place (self->last, x + width_of (self->answer) + GAP, y, width_of (self->last), height - y);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_item_row_dispose (GObject *object)
{
  MiaoItemRow *self = MIAO_ITEM_ROW (object);
  GtkWidget *child;

  self->setting = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_item_row_parent_class)->dispose (object);
}

static void
miao_item_row_class_init (MiaoItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_item_row_dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = allocate;
  widget_class->get_request_mode = get_request_mode;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EVIDENCE] =
      g_signal_new ("evidence", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_item_row_init (MiaoItemRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "item-row");
}

GtkWidget *
miao_item_row_new (const MiaoFormItem *item,
                   MiaoAnswerSheet *answers,
                   MiaoAnswerSheet *last,
                   MiaoDate today,
                   gboolean editable)
{
  MiaoItemRow *self = g_object_new (MIAO_TYPE_ITEM_ROW, NULL);

  self->item = item;
  self->answers = answers;
  self->editable = editable && !item->head;
  if (item->type != MIAO_ITEM_COMPUTED) {
    self->editor = miao_answer_editor_new (item, today);
    gtk_widget_set_sensitive (self->editor, self->editable);
    g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (answered_cb), self);
  }
  self->id = make_id (self);
  self->middle = make_middle (self);
  self->answer = make_answer (self);
  self->last = make_last (self, last);
  gtk_widget_set_parent (self->id, GTK_WIDGET (self));
  gtk_widget_set_parent (self->middle, GTK_WIDGET (self));
  gtk_widget_set_parent (self->answer, GTK_WIDGET (self));
  gtk_widget_set_parent (self->last, GTK_WIDGET (self));
  miao_item_row_read (self);
  return GTK_WIDGET (self);
}

const MiaoFormItem *
miao_item_row_get_item (MiaoItemRow *self)
{
  return self->item;
}

void
miao_item_row_read (MiaoItemRow *self)
{
  const char *note = get_part (self, MIAO_ANSWER_NOTE);

  self->setting = TRUE;
  if (self->editor != NULL)
    miao_answer_editor_set (MIAO_ANSWER_EDITOR (self->editor), get_part (self, MIAO_ANSWER));
  if (self->note != NULL)
    gtk_text_buffer_set_text (self->note, note != NULL ? note : "", -1);
  self->setting = FALSE;
  show_state (self);
}

static void
set_only_child (GtkWidget *box, GtkWidget *child)
{
  GtkWidget *old = gtk_widget_get_first_child (box);

  if (old != NULL)
    gtk_box_remove (GTK_BOX (box), old);
  if (child != NULL)
    gtk_box_append (GTK_BOX (box), child);
}

/* A final evaluation says for ever what was computed on its day. */
static void
show_kept (MiaoItemRow *self)
{
  const char *answer = get_part (self, MIAO_ANSWER);
  const char *note = get_part (self, MIAO_ANSWER_NOTE);
  gboolean passes = g_str_equal (answer, "pass");
  MiaoTone tone = passes                         ? MIAO_TONE_GOOD
                  : g_str_equal (answer, "fail") ? MIAO_TONE_DANGER
                                                 : MIAO_TONE_INFO;
  g_autofree char *words = miao_form_display_answer (self->item, answer, miao_language ());

  self->blocked = FALSE;
  set_only_child (self->result, miao_text_mark (tone, words));
  set_only_child (self->verdict,
                  note != NULL ? miao_text_new (note, passes ? "dim secondary" : "danger secondary")
                               : NULL);
  gtk_widget_set_visible (self->verdict, note != NULL);
  show_state (self);
}

void
miao_item_row_judge (MiaoItemRow *self, const MiaoFinding *finding, gboolean away)
{
  MiaoSeverity severity = finding != NULL ? miao_finding_severity (finding) : MIAO_SEVERITY_PASS;
  g_autofree char *arithmetic =
      finding != NULL ? miao_finding_dup_arithmetic (finding, miao_language ()) : NULL;
  gboolean passes = severity == MIAO_SEVERITY_PASS;

  if (self->result != NULL && get_part (self, MIAO_ANSWER) != NULL) {
    show_kept (self);
    return;
  }
  self->blocked = self->item->blocking && severity == MIAO_SEVERITY_BLOCK;
  if (self->result != NULL && finding != NULL) {
    set_only_child (self->result,
                    miao_text_mark (passes                            ? MIAO_TONE_GOOD
                                    : severity == MIAO_SEVERITY_BLOCK ? MIAO_TONE_DANGER
                                                                      : MIAO_TONE_WARNING,
                                    passes                            ? _ ("Passed")
                                    : severity == MIAO_SEVERITY_BLOCK ? _ ("Not passed")
                                                                      : _ ("To be explained")));
    set_only_child (self->verdict,
                    arithmetic != NULL
                        ? miao_text_new (arithmetic, passes ? "dim secondary" : "danger secondary")
                        : NULL);
    gtk_widget_set_visible (self->verdict, arithmetic != NULL);
  } else if (self->result != NULL && !g_str_equal (self->item->rule, RULE_OF_CONCLUSION)) {
    set_only_child (self->result,
                    miao_text_new (away ? _ ("Computed in the institution") : _ ("Does not apply"),
                                   "dim secondary"));
  } else if (self->result == NULL) {
    /* A typed item says what its rule minds only once it is answered. */
    gboolean minds = !passes && arithmetic != NULL && miao_item_row_is_answered (self) &&
                     g_str_equal (self->item->id, self->item->rule);

    set_only_child (self->verdict, minds ? miao_text_new (arithmetic, "danger secondary") : NULL);
    gtk_widget_set_visible (self->verdict, minds);
  }
  show_state (self);
}

gboolean
miao_item_row_is_answered (MiaoItemRow *self)
{
  return self->item->type == MIAO_ITEM_COMPUTED || get_part (self, MIAO_ANSWER) != NULL;
}

gboolean
miao_item_row_fails (MiaoItemRow *self)
{
  const char *answer = get_part (self, MIAO_ANSWER);

  if (self->item->type == MIAO_ITEM_COMPUTED)
    return self->blocked;
  return self->item->blocking && answer != NULL && self->item->pass != NULL &&
         !g_str_equal (answer, self->item->pass) && !g_str_equal (answer, "exception");
}

gboolean
miao_item_row_lacks_evidence (MiaoItemRow *self)
{
  return miao_item_row_fails (self) && get_part (self, MIAO_ANSWER_EVIDENCE) == NULL;
}
