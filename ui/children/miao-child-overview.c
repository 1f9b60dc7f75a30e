#include "config.h"

#include "miao-child-overview-private.h"

#include "miao-allowance-card.h"
#include "miao-child-flag.h"
#include "miao-draft-keeper.h"
#include "miao-findings-panel.h"
#include "miao-incident-list.h"
#include "miao-need-list.h"
#include "miao-record-form.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define PANEL_WIDTH 330
/* Letters so large that two columns of forms have no room beside one another, in pixels. */
#define LARGE_LETTERS 20

G_DEFINE_FINAL_TYPE (MiaoChildOverview, miao_child_overview, GTK_TYPE_WIDGET)

MiaoRecord *
miao_child_overview_get_record (MiaoChildOverview *self, const char *kind)
{
  return g_str_equal (kind, "child") ? self->child : self->admission;
}

MiaoChildCard *
miao_child_overview_get_card (MiaoChildOverview *self, guint index)
{
  return &g_array_index (self->cards, MiaoChildCard, index);
}

/* Read, only what is known stands there, and what is missing although it is needed. Typed, all of
 * it; what use cases write stays words. */
static void
show_rows (MiaoChildOverview *self, MiaoChildCard *card, gboolean editing)
{
  MiaoRecord *record = miao_child_overview_get_record (self, card->section->kind);

  for (guint i = 0; card->section->fields[i] != NULL; i++) {
    MiaoFieldRow *row =
        miao_record_form_get_row (MIAO_RECORD_FORM (card->form), card->section->fields[i]);
    const MiaoField *field = miao_field_row_get_field (row);
    gboolean known = record != NULL && miao_record_has (record, field->name);
    gboolean needed = field->need == MIAO_NEED_REQUIRED || field->need == MIAO_NEED_ALWAYS;

    gtk_widget_set_visible (GTK_WIDGET (row), editing || known || needed);
    miao_field_row_set_editable (row, editing && (field->flags & MIAO_FIELD_DERIVED) == 0);
  }
}

void
miao_child_overview_set_editing (MiaoChildOverview *self, gboolean editing)
{
  gboolean may = self->session != NULL && miao_session_may (self->session, MIAO_MAY_CHILD_EDIT);

  self->editing = editing;
  for (guint i = 0; i < self->cards->len; i++)
    show_rows (self, miao_child_overview_get_card (self, i), editing);
  gtk_widget_set_visible (self->edit, !editing && may);
  gtk_widget_set_visible (self->save, editing);
  gtk_widget_set_visible (self->cancel, editing);
  if (!editing) {
    miao_banner_hide (MIAO_BANNER (self->banner));
    miao_findings_panel_hide (MIAO_FINDINGS_PANEL (self->panel));
  }
}

/* Needs, allowances and incidents: what is done about them stands on pages of its own. */
static void
show_others (MiaoChildOverview *self)
{
  const char *id = self->child != NULL ? miao_record_get_id (self->child) : NULL;
  GtkWidget *cards[] = {
    id != NULL ? miao_need_list_of (self->session, "child", id, NULL) : NULL,
    id != NULL ? miao_allowance_card_new (self->session, "child", id) : NULL,
    id != NULL ? miao_incident_list_new (self->session, "children", id) : NULL,
  };

  miao_box_clear (self->others);
  gtk_widget_set_visible (self->others, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++) {
    if (cards[i] == NULL)
      continue;
    gtk_box_append (GTK_BOX (self->others), cards[i]);
    gtk_widget_set_visible (self->others, TRUE);
  }
}

static void
fill (MiaoChildOverview *self)
{
  for (guint i = 0; i < self->cards->len; i++) {
    MiaoChildCard *card = miao_child_overview_get_card (self, i);
    MiaoRecord *record = miao_child_overview_get_record (self, card->section->kind);
    gboolean may = card->section->read < 0 ||
                   (self->session != NULL &&
                    miao_session_may (self->session, (MiaoPermission) card->section->read));

    miao_record_form_set_record (MIAO_RECORD_FORM (card->form), record);
    gtk_widget_set_visible (card->card, record != NULL && may);
  }
  show_others (self);
}

/* --- drafts --------------------------------------------------------------------------------- */

static char *
dup_draft (gpointer user_data)
{
  MiaoChildOverview *self = user_data;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonObject) child = json_object_new ();
  g_autoptr (JsonObject) admission = json_object_new ();

  if (!miao_child_overview_is_dirty (self))
    return NULL;
  for (guint i = 0; i < self->cards->len; i++)
    miao_record_form_get_typed (
        MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form),
        g_str_equal (miao_child_overview_get_card (self, i)->section->kind, "child") ? child
                                                                                     : admission);
  json_object_set_object_member (object, "child", g_steal_pointer (&child));
  json_object_set_object_member (object, "admission", g_steal_pointer (&admission));
  json_object_set_object_member (
      object, "reasons", miao_findings_panel_get_reasons (MIAO_FINDINGS_PANEL (self->panel)));
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

static void
touched_cb (MiaoChildOverview *self)
{
  if (self->editing)
    miao_draft_keeper_touch (MIAO_DRAFT_KEEPER (self->keeper));
}

static void
put_back (MiaoChildOverview *self)
{
  g_autofree char *draft = g_steal_pointer (&self->draft);
  g_autoptr (JsonNode) root = draft != NULL ? json_from_string (draft, NULL) : NULL;
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  for (guint i = 0; i < self->cards->len; i++)
    if (json_object_has_member (object, miao_child_overview_get_card (self, i)->section->kind))
      miao_record_form_set_typed (
          MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form),
          json_object_get_object_member (object,
                                         miao_child_overview_get_card (self, i)->section->kind));
  if (json_object_has_member (object, "reasons"))
    miao_findings_panel_set_reasons (MIAO_FINDINGS_PANEL (self->panel),
                                     json_object_get_object_member (object, "reasons"));
  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_draft_keeper_say (MIAO_DRAFT_KEEPER (self->keeper), _ ("What was typed before is back"));
}

/* Looks for what was typed into this child's record and not saved, and offers it. */
static void
offer_draft (MiaoChildOverview *self)
{
  gboolean may = self->session != NULL && miao_session_may (self->session, MIAO_MAY_CHILD_EDIT);

  g_free (self->draft);
  self->draft = miao_draft_keeper_open (
      MIAO_DRAFT_KEEPER (self->keeper), may ? self->session : NULL, "edit-child",
      self->child != NULL ? miao_record_get_id (self->child) : NULL);
  miao_findings_panel_set_reasons (MIAO_FINDINGS_PANEL (self->panel), NULL);
  if (self->draft != NULL)
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_INFO,
                      _ ("There is typing in this record that was not saved"),
                      _ ("Press “Edit” to go on with it."));
}

gboolean
miao_child_overview_is_dirty (MiaoChildOverview *self)
{
  for (guint i = 0; self->editing && i < self->cards->len; i++)
    if (miao_record_form_is_dirty (MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form)))
      return TRUE;
  return FALSE;
}

void
miao_child_overview_discard (MiaoChildOverview *self)
{
  miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  g_clear_pointer (&self->draft, g_free);
  fill (self);
  miao_child_overview_set_editing (self, FALSE);
}

static void
edit_cb (MiaoChildOverview *self)
{
  miao_child_overview_edit (self, "child", NULL);
}

static void
go_cb (MiaoChildOverview *self, const char *kind, const char *record, const char *field)
{
  miao_child_overview_edit (self, kind, field);
}

static void
remedy_cb (MiaoChildOverview *self, const char *use_case, const char *record)
{
  miao_window_lead (GTK_WIDGET (self), use_case, record);
}

static MiaoChildCard
make_card (MiaoChildOverview *self, const MiaoChildSection *section)
{
  MiaoChildCard card = { .section = section };
  GtkWidget *title = miao_text_new (_ (section->title), "h2");

  card.card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  card.form = miao_record_form_new ();
  miao_record_form_set_editable (MIAO_RECORD_FORM (card.form), FALSE);
  miao_record_form_set_fields (MIAO_RECORD_FORM (card.form), miao_kind_find (section->kind)->fields,
                               section->fields);
  g_signal_connect_object (card.form, "changed", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (card.card, "card");
  gtk_box_append (GTK_BOX (card.card), title);
  gtk_box_append (GTK_BOX (card.card), card.form);
  return card;
}

/* Child at the left, admission at the right. */
static void
make_cards (MiaoChildOverview *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);

  for (const MiaoChildSection *section = miao_child_sections (); section->title != NULL;
       section++) {
    MiaoChildCard card = make_card (self, section);

    g_array_append_val (self->cards, card);
    gtk_box_append (GTK_BOX (g_str_equal (section->kind, "child") ? left : right), card.card);
  }
  self->others = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (right), self->others);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_hexpand (right, TRUE);
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), TRUE);
  gtk_box_append (GTK_BOX (self->columns), left);
  gtk_box_append (GTK_BOX (self->columns), right);
}

static void
map (GtkWidget *widget)
{
  MiaoChildOverview *self = MIAO_CHILD_OVERVIEW (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), height >= LARGE_LETTERS
                                                                      ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->columns), height < LARGE_LETTERS);
  GTK_WIDGET_CLASS (miao_child_overview_parent_class)->map (widget);
}

static GtkWidget *
make_bar (MiaoChildOverview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->keeper = miao_draft_keeper_new (dup_draft, self);
  self->edit = gtk_button_new_with_label (_ ("Edit"));
  self->save = gtk_button_new_with_label (_ ("Save"));
  self->cancel = gtk_button_new_with_label (_ ("Cancel"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), self->keeper);
  gtk_box_append (GTK_BOX (box), self->edit);
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_box_append (GTK_BOX (box), self->save);
  g_signal_connect_swapped (self->edit, "clicked", G_CALLBACK (edit_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (miao_child_overview_save), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (miao_child_overview_discard),
                            self);
  return box;
}

static void
miao_child_overview_dispose (GObject *object)
{
  MiaoChildOverview *self = MIAO_CHILD_OVERVIEW (object);

  g_array_set_size (self->cards, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->child, miao_record_unref);
  g_clear_pointer (&self->admission, miao_record_unref);
  g_clear_pointer (&self->draft, g_free);

  G_OBJECT_CLASS (miao_child_overview_parent_class)->dispose (object);
}

static void
miao_child_overview_finalize (GObject *object)
{
  g_array_unref (MIAO_CHILD_OVERVIEW (object)->cards);

  G_OBJECT_CLASS (miao_child_overview_parent_class)->finalize (object);
}

static void
miao_child_overview_class_init (MiaoChildOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = miao_child_overview_dispose;
  object_class->finalize = miao_child_overview_finalize;
  GTK_WIDGET_CLASS (klass)->map = map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_child_overview_init (MiaoChildOverview *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);

  self->cards = g_array_new (FALSE, TRUE, sizeof (MiaoChildCard));
  make_cards (self);
  self->banner = miao_banner_new ();
  self->panel = miao_findings_panel_new ();
  gtk_widget_set_size_request (self->panel, PANEL_WIDTH, -1);
  g_signal_connect_object (self->panel, "go", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "remedy", G_CALLBACK (remedy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "reasons-changed", G_CALLBACK (touched_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->columns);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "pane");
  gtk_box_append (GTK_BOX (body), scrolled);
  gtk_box_append (GTK_BOX (body), self->panel);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), self->banner);
  gtk_box_append (GTK_BOX (self->box), body);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  miao_child_overview_set_editing (self, FALSE);
}

GtkWidget *
miao_child_overview_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_OVERVIEW, NULL);
}

void
miao_child_overview_show (MiaoChildOverview *self, MiaoSession *session, const MiaoChildView *view)
{
  gboolean same = view != NULL && self->child != NULL &&
                  g_str_equal (miao_record_get_id (view->child), miao_record_get_id (self->child));

  if (!same)
    miao_draft_keeper_flush (MIAO_DRAFT_KEEPER (self->keeper));
  /* What is being typed stays; saving then tells of what somebody else changed. */
  if (same && self->editing)
    return;
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->child, miao_record_unref);
  g_clear_pointer (&self->admission, miao_record_unref);
  if (view != NULL) {
    self->session = miao_session_ref (session);
    self->child = miao_record_copy (view->child);
    self->admission = view->admission != NULL ? miao_record_copy (view->admission) : NULL;
  }
  fill (self);
  miao_child_overview_set_editing (self, FALSE);
  offer_draft (self);
}

gboolean
miao_child_overview_edit (MiaoChildOverview *self, const char *kind, const char *field)
{
  if (self->session == NULL || !miao_session_may (self->session, MIAO_MAY_CHILD_EDIT))
    return FALSE;
  miao_child_overview_set_editing (self, TRUE);
  put_back (self);
  for (guint i = 0; i < self->cards->len; i++)
    if ((kind == NULL ||
         g_str_equal (miao_child_overview_get_card (self, i)->section->kind, kind)) &&
        miao_record_form_focus_field (
            MIAO_RECORD_FORM (miao_child_overview_get_card (self, i)->form), field))
      return TRUE;
  return FALSE;
}
