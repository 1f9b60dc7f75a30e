#include "config.h"

#include "miao-findings-panel.h"

#include "miao-finding-card.h"
#include "miao-gtk-compat.h"
#include "miao-table.h"
#include "miao-ui.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define MAX_KEYS 3

struct _MiaoFindingsPanel {
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *body;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *summary;
  GtkWidget *cards;
  GtkWidget *passed;
  GtkWidget *passed_list;
  MiaoFindings *findings;
  GPtrArray *list;     /* cards in order */
  GHashTable *reasons; /* rule id -> text */
  char *act;
};

enum {
  SIGNAL_GO,
  SIGNAL_REMEDY,
  SIGNAL_REASONS_CHANGED,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoFindingsPanel, miao_findings_panel, GTK_TYPE_WIDGET)

static void
close_cb (MiaoFindingsPanel *self)
{
  miao_findings_panel_hide (self);
}

static const MiaoFinding *
finding_of (MiaoFindingsPanel *self, GtkWidget *card)
{
  return miao_findings_get (self->findings,
                            GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (card), "miao-index")));
}

static GtkWidget *
card_of (GtkWidget *part)
{
  while (!gtk_widget_has_css_class (part, "finding"))
    part = gtk_widget_get_parent (part);
  return part;
}

static void
go_cb (MiaoFindingsPanel *self, GtkWidget *button)
{
  const MiaoFinding *finding = finding_of (self, card_of (button));

  g_signal_emit (self, signals[SIGNAL_GO], 0, miao_finding_kind (finding),
                 miao_finding_record (finding), miao_finding_field (finding));
}

static void
remedy_cb (MiaoFindingsPanel *self, GtkWidget *button)
{
  const MiaoFinding *finding = finding_of (self, card_of (button));

  g_signal_emit (self, signals[SIGNAL_REMEDY], 0, miao_finding_rule (finding)->remedy,
                 miao_finding_record (finding));
}

static void
reason_cb (MiaoFindingsPanel *self, GtkWidget *entry)
{
  const MiaoFinding *finding = finding_of (self, card_of (entry));

  g_hash_table_insert (self->reasons, g_strdup (miao_finding_rule (finding)->id),
                       g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_signal_emit (self, signals[SIGNAL_REASONS_CHANGED], 0);
}

static gboolean
key_cb (MiaoFindingsPanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint number = keyval - GDK_KEY_1;

  if (keyval == GDK_KEY_Escape) {
    miao_findings_panel_hide (self);
    return GDK_EVENT_STOP;
  }
  if ((state & GDK_ALT_MASK) == 0 || keyval < GDK_KEY_1 ||
      number >= MIN (MAX_KEYS, self->list->len))
    return GDK_EVENT_PROPAGATE;
  if (miao_finding_card_get_reason (self->list->pdata[number]) != NULL)
    gtk_widget_grab_focus (miao_finding_card_get_reason (self->list->pdata[number]));
  else if (miao_finding_card_get_go (self->list->pdata[number]) != NULL)
    go_cb (self, miao_finding_card_get_go (self->list->pdata[number]));
  return GDK_EVENT_STOP;
}

static void
miao_findings_panel_dispose (GObject *object)
{
  MiaoFindingsPanel *self = MIAO_FINDINGS_PANEL (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->list, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_FINDINGS_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->findings, miao_findings_unref);

  G_OBJECT_CLASS (miao_findings_panel_parent_class)->dispose (object);
}

static void
miao_findings_panel_finalize (GObject *object)
{
  MiaoFindingsPanel *self = MIAO_FINDINGS_PANEL (object);

  g_ptr_array_unref (self->list);
  g_hash_table_unref (self->reasons);
  g_free (self->act);

  G_OBJECT_CLASS (miao_findings_panel_parent_class)->finalize (object);
}

static guint
make_signal (const char *name, GType type, guint n_strings)
{
  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_strings,
                       G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
miao_findings_panel_class_init (MiaoFindingsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = miao_findings_panel_dispose;
  object_class->finalize = miao_findings_panel_finalize;
  signals[SIGNAL_GO] = make_signal ("go", type, 3);
  signals[SIGNAL_REMEDY] = make_signal ("remedy", type, 2);
  signals[SIGNAL_REASONS_CHANGED] = make_signal ("reasons-changed", type, 0);
  signals[SIGNAL_CLOSED] = make_signal ("closed", type, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-findings-panel.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoFindingsPanel, name)
  BIND (revealer);
  BIND (body);
  BIND (icon);
  BIND (title);
  BIND (summary);
  BIND (cards);
  BIND (passed);
  BIND (passed_list);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
miao_findings_panel_init (MiaoFindingsPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = g_ptr_array_new ();
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->body, keys);
}

GtkWidget *
miao_findings_panel_new (void)
{
  return g_object_new (MIAO_TYPE_FINDINGS_PANEL, NULL);
}

/* Editing is what the way to the field does; and for a record that is only being made there is no
 * other place than the form. The act is no way out of its own findings either. */
static gboolean
has_remedy (MiaoFindingsPanel *self, const MiaoFinding *finding, gboolean has_way)
{
  const char *remedy = miao_finding_rule (finding)->remedy;

  if (g_strcmp0 (remedy, self->act) == 0)
    return FALSE;
  return !has_way || (!g_str_has_prefix (remedy, "edit-") &&
                      (miao_finding_record (finding) == NULL ||
                       miao_window_has_record (GTK_WIDGET (self), miao_finding_kind (finding),
                                               miao_finding_record (finding))));
}

static void
add_card (MiaoFindingsPanel *self, guint index)
{
  const MiaoFinding *finding = miao_findings_get (self->findings, index);
  GtkWidget *card = miao_finding_card_new (finding);
  GtkWidget *reason = miao_finding_card_get_reason (card);
  const char *typed = g_hash_table_lookup (self->reasons, miao_finding_rule (finding)->id);

  g_object_set_data (G_OBJECT (card), "miao-index", GUINT_TO_POINTER (index));
  g_ptr_array_add (self->list, card);
  gtk_box_append (GTK_BOX (self->cards), card);
  if (self->list->len <= MAX_KEYS)
    miao_finding_card_set_key (card, self->list->len);
  if (miao_finding_card_get_go (card) != NULL)
    g_signal_connect_swapped (miao_finding_card_get_go (card), "clicked", G_CALLBACK (go_cb), self);
  if (miao_finding_card_get_remedy (card) != NULL &&
      !has_remedy (self, finding, miao_finding_card_get_go (card) != NULL))
    gtk_widget_set_visible (miao_finding_card_get_remedy (card), FALSE);
  if (miao_finding_card_get_remedy (card) != NULL)
    g_signal_connect_swapped (miao_finding_card_get_remedy (card), "clicked",
                              G_CALLBACK (remedy_cb), self);
  if (reason != NULL) {
    if (typed != NULL)
      gtk_editable_set_text (GTK_EDITABLE (reason), typed);
    g_signal_connect_swapped (reason, "changed", G_CALLBACK (reason_cb), self);
  }
}

static void
add_passed (MiaoFindingsPanel *self, const MiaoFinding *finding)
{
  g_autofree char *arithmetic = miao_finding_dup_arithmetic (finding, miao_language ());
  g_autofree char *citation =
      miao_rule_dup_citation (miao_finding_rule (finding), miao_language ());
  g_autofree char *text =
      g_strdup_printf ("%s  %s", miao_finding_rule (finding)->id,
                       arithmetic != NULL && *arithmetic != '\0' ? arithmetic : citation);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (self->passed_list), label);
}

static void
fill (MiaoFindingsPanel *self)
{
  /* What stops the act first, then what asks for words, then advice. */
  static const MiaoSeverity order[] = { MIAO_SEVERITY_FATAL,  MIAO_SEVERITY_ERROR,
                                        MIAO_SEVERITY_BLOCK,  MIAO_SEVERITY_REASON,
                                        MIAO_SEVERITY_QUERY,  MIAO_SEVERITY_WARNING,
                                        MIAO_SEVERITY_ADVICE, MIAO_SEVERITY_INFO };
  guint n = miao_findings_length (self->findings);

  g_ptr_array_set_size (self->list, 0);
  miao_box_clear (self->cards);
  miao_box_clear (self->passed_list);
  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < n; i++)
      if (miao_finding_severity (miao_findings_get (self->findings, i)) == order[k])
        add_card (self, i);
  for (guint i = 0; i < n; i++)
    if (miao_finding_severity (miao_findings_get (self->findings, i)) == MIAO_SEVERITY_PASS)
      add_passed (self, miao_findings_get (self->findings, i));
}

/* Whether anything has to be mended or explained; advice stands in nobody's way. */
static gboolean
is_settled (MiaoFindingsPanel *self)
{
  guint in_order = miao_findings_count (self->findings, MIAO_SEVERITY_PASS) +
                   miao_findings_count (self->findings, MIAO_SEVERITY_ADVICE) +
                   miao_findings_count (self->findings, MIAO_SEVERITY_INFO);

  return in_order == miao_findings_length (self->findings);
}

static void
summarise (MiaoFindingsPanel *self)
{
  guint blocks = miao_findings_count (self->findings, MIAO_SEVERITY_BLOCK) +
                 miao_findings_count (self->findings, MIAO_SEVERITY_ERROR) +
                 miao_findings_count (self->findings, MIAO_SEVERITY_FATAL);
  guint reasons = miao_findings_count (self->findings, MIAO_SEVERITY_REASON);
  guint passed = miao_findings_count (self->findings, MIAO_SEVERITY_PASS);
  gboolean settled = is_settled (self);
  MiaoSeverity worst = settled      ? MIAO_SEVERITY_PASS
                       : blocks > 0 ? MIAO_SEVERITY_BLOCK
                                    : MIAO_SEVERITY_REASON;
  g_autofree char *text =
      settled ? g_strdup (self->list->len == 0 ? _ ("What was asked for is there.")
                                               : _ ("What was asked for is there. What is left is "
                                                    "advice."))
              : g_strdup_printf (_ ("%u blocked, %u need a reason, %u in order. What is typed "
                                    "stays."),
                                 blocks, reasons, passed);
  g_autofree char *passed_text = g_strdup_printf (_ ("%u in order"), passed);

  gtk_label_set_label (GTK_LABEL (self->summary), text);
  gtk_expander_set_label (GTK_EXPANDER (self->passed), passed_text);
  miao_accessible_set_label (self->passed, passed_text);
  gtk_widget_set_visible (self->passed, passed > 0);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), miao_severity_icon (worst));
  gtk_widget_remove_css_class (self->body, "block");
  gtk_widget_remove_css_class (self->body, "reason");
  gtk_widget_remove_css_class (self->body, "good");
  gtk_widget_add_css_class (self->body, miao_severity_class (worst));
}

void
miao_findings_panel_show (MiaoFindingsPanel *self, const char *title, MiaoFindings *findings)
{
  gboolean was_shown = miao_findings_panel_is_shown (self);

  miao_findings_ref (findings);
  g_clear_pointer (&self->findings, miao_findings_unref);
  self->findings = findings;
  fill (self);
  /* A panel that went by itself would take the button from under the hand that saves. */
  if (self->list->len == 0 && !was_shown)
    return;
  gtk_label_set_label (GTK_LABEL (self->title),
                       is_settled (self) ? _ ("Nothing is in the way any more") : title);
  summarise (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  if (!was_shown)
    miao_findings_panel_walk (self, 1);
}

void
miao_findings_panel_set_act (MiaoFindingsPanel *self, const char *use_case)
{
  g_free (self->act);
  self->act = g_strdup (use_case);
}

void
miao_findings_panel_hide (MiaoFindingsPanel *self)
{
  if (!miao_findings_panel_is_shown (self))
    return;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

gboolean
miao_findings_panel_is_shown (MiaoFindingsPanel *self)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

JsonObject *
miao_findings_panel_get_reasons (MiaoFindingsPanel *self)
{
  JsonObject *reasons = json_object_new ();
  GHashTableIter iter;
  gpointer id;
  gpointer text;

  g_hash_table_iter_init (&iter, self->reasons);
  while (g_hash_table_iter_next (&iter, &id, &text))
    if (*(const char *) text != '\0')
      json_object_set_string_member (reasons, id, text);
  return reasons;
}

void
miao_findings_panel_set_reasons (MiaoFindingsPanel *self, JsonObject *reasons)
{
  g_autoptr (GList) ids = reasons != NULL ? json_object_get_members (reasons) : NULL;

  g_hash_table_remove_all (self->reasons);
  for (GList *l = ids; l != NULL; l = l->next)
    g_hash_table_insert (self->reasons, g_strdup (l->data),
                         g_strdup (json_object_get_string_member (reasons, l->data)));
}

void
miao_findings_panel_walk (MiaoFindingsPanel *self, int by)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int n = (int) self->list->len;
  int at = by > 0 ? -1 : 0;

  if (n == 0)
    return;
  for (int i = 0; focus != NULL && i < n; i++)
    if (gtk_widget_is_ancestor (focus, self->list->pdata[i]))
      at = i;
  gtk_widget_child_focus (self->list->pdata[(at + by + n) % n], GTK_DIR_TAB_FORWARD);
}
