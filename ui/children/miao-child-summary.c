#include "config.h"

#include "miao-child-summary.h"

#include "miao-avatar.h"
#include "miao-chart-theme.h"
#include "miao-child-flag.h"
#include "miao-child-text.h"
#include "miao-child-view.h"
#include "miao-codes.h"
#include "miao-empty.h"
#include "miao-growth-grade.h"
#include "miao-gtk-compat.h"
#include "miao-masked-label.h"
#include "miao-photos.h"
#include "miao-sparkline.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

#define PHOTO_SIZE 72
#define MAX_FLAGS 3
#define SPARK_HEIGHT 56

struct _MiaoChildSummary {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *content; /* filled anew for each child */
  GtkWidget *problem;
  MiaoChildView *view;
  GArray *points;
  gboolean alert;
};

G_DEFINE_FINAL_TYPE (MiaoChildSummary, miao_child_summary, GTK_TYPE_WIDGET)

static GtkWidget *
make_head (MiaoChildSummary *self, MiaoSession *session)
{
  const MiaoRecord *child = self->view->child;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *avatar = miao_avatar_new (PHOTO_SIZE);
  GtkWidget *chip = miao_chip_new_empty ();
  g_autofree char *name = miao_child_dup_name (child);
  g_autofree char *sex = miao_child_dup_field (child, "sex");
  g_autofree char *age = miao_child_dup_age (child, miao_session_today (session));
  g_autofree char *ethnic = miao_child_dup_field (child, "ethnic");
  g_autofree char *line = g_strdup_printf ("%s · %s · %s", sex, age, ethnic);
  g_autoptr (GdkTexture) photo =
      miao_photo_get (session, miao_record_get (child, "photo_main"), 2 * PHOTO_SIZE);

  miao_avatar_set_id (MIAO_AVATAR (avatar), miao_record_get_id (child));
  if (photo != NULL)
    miao_avatar_set_photo (MIAO_AVATAR (avatar), photo);
  miao_child_chip_set (chip, miao_record_get (child, "status"));
  gtk_box_append (GTK_BOX (words), miao_text_new (name, "h2"));
  gtk_box_append (GTK_BOX (words), miao_text_new (line, "dim secondary"));
  gtk_box_append (GTK_BOX (words), chip);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static char *
dup_intake (const MiaoChildView *view)
{
  const char *on;
  const char *code;

  if (view->admission == NULL)
    return g_strdup ("—");
  on = miao_record_get (view->admission, "arrived_on");
  code = miao_record_get (view->admission, "intake_code");
  return code == NULL
             ? g_strdup (on)
             : g_strdup_printf ("%s · %s", on, miao_codes_name ("intake", code, miao_language ()));
}

static char *
dup_guardian (const MiaoRecord *child)
{
  g_autofree char *how = miao_child_dup_field (child, "guardianship");
  const char *org = miao_record_get (child, "guardian_org");

  return org == NULL ? g_steal_pointer (&how) : g_strdup_printf ("%s · %s", how, org);
}

static char *
dup_weight (MiaoChildSummary *self)
{
  const MiaoGrowthPoint *point;
  g_autofree char *z = NULL;
  char day[MIAO_DATE_BUFFER];

  if (self->points->len == 0)
    return g_strdup ("—");
  point = &g_array_index (self->points, MiaoGrowthPoint, self->points->len - 1);
  z = miao_growth_dup_z (point->z);
  /* Translators: weight in kg, day, z-score. */
  return g_strdup_printf (_ ("%.2f kg (%s) z %s"), point->value,
                          miao_date_format (point->on, day) + 5, z);
}

static GtkWidget *
make_facts (MiaoChildSummary *self, MiaoSession *session)
{
  const MiaoRecord *child = self->view->child;
  GtkWidget *grid = miao_facts_grid_new ();
  GtkWidget *masked = miao_masked_label_new ();
  g_autofree char *birth = miao_child_dup_birth (child);
  g_autofree char *intake = dup_intake (self->view);
  g_autofree char *guardian = dup_guardian (child);
  g_autofree char *place = miao_child_view_dup_place (self->view);
  g_autofree char *weight = dup_weight (self);

  miao_masked_label_set (MIAO_MASKED_LABEL (masked), session, child, "id_no");
  miao_facts_grid_add (grid, _ ("Number"), miao_record_get (child, "child_no"), NULL);
  miao_facts_grid_add (grid, _ ("Born"), birth, NULL);
  miao_facts_grid_add (grid, _ ("ID number"), NULL, masked);
  miao_facts_grid_add (grid, _ ("Admitted"), intake, NULL);
  miao_facts_grid_add (grid, _ ("Guardian"), guardian, NULL);
  miao_facts_grid_add (grid, _ ("Place"), place, NULL);
  miao_facts_grid_add (grid, _ ("Weight"), weight, NULL);
  return grid;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  MiaoChildSummary *self = user_data;
  MiaoGrowthPalette palette;
  double size;
  g_autofree char *font = miao_chart_theme_dup_font (GTK_WIDGET (area), &size);
  MiaoSparkline sparkline = {
    .points = (const MiaoGrowthPoint *) (void *) self->points->data,
    .n_points = self->points->len,
    .alert = self->alert,
    .font = font,
    .font_size = size,
  };

  miao_chart_theme_get (GTK_WIDGET (area), &palette);
  miao_sparkline_draw (&sparkline, &palette, cr, width, height);
}

static GtkWidget *
make_spark (MiaoChildSummary *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *area = gtk_drawing_area_new ();
  const MiaoGrowthPoint *points = (const MiaoGrowthPoint *) (void *) self->points->data;
  MiaoSparkline sparkline = { .points = points, .n_points = self->points->len };
  g_autofree char *words = miao_sparkline_dup_summary (&sparkline);
  g_autofree char *title = g_strdup_printf (
      ngettext ("Weight z-score, %u time", "Weight z-score, %u times", self->points->len),
      self->points->len);
  MiaoGrowthVelocity velocity;

  self->alert = miao_growth_velocity (points, self->points->len, &velocity) && velocity.alert;
  gtk_box_append (GTK_BOX (head), miao_text_new (title, "dim caption"));
  if (self->alert) {
    g_autofree char *z = miao_growth_dup_z (-velocity.fall);
    g_autofree char *fall = g_strdup_printf (
        ngettext ("%s in %d day", "%s in %d days", velocity.days), z, velocity.days);
    GtkWidget *chip = miao_chip_new_empty ();

    miao_chip_set_tone (chip, MIAO_TONE_DANGER, fall);
    gtk_widget_set_hexpand (chip, TRUE);
    gtk_widget_set_halign (chip, GTK_ALIGN_END);
    gtk_box_append (GTK_BOX (head), chip);
  }
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SPARK_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  miao_accessible_set_label (area, words);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), area);
  return box;
}

static void
append_separator (GtkWidget *box)
{
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

static void
fill (MiaoChildSummary *self, MiaoSession *session)
{
  g_autoptr (GPtrArray) flags =
      miao_child_view_get_flags (self->view, miao_session_today (session));

  miao_box_clear (self->content);
  gtk_box_append (GTK_BOX (self->content), make_head (self, session));
  for (guint i = 0; i < flags->len && i < MAX_FLAGS; i++)
    gtk_box_append (GTK_BOX (self->content), miao_child_flag_widget (flags->pdata[i], TRUE));
  append_separator (self->content);
  gtk_box_append (GTK_BOX (self->content), make_facts (self, session));
  if (self->points->len > 0) {
    append_separator (self->content);
    gtk_box_append (GTK_BOX (self->content), make_spark (self));
  }
}

static void
forget (MiaoChildSummary *self)
{
  if (self->content != NULL)
    miao_box_clear (self->content);
  g_clear_pointer (&self->view, miao_child_view_free);
  g_clear_pointer (&self->points, g_array_unref);
}

static void
miao_child_summary_dispose (GObject *object)
{
  MiaoChildSummary *self = MIAO_CHILD_SUMMARY (object);

  forget (self);
  self->content = NULL;
  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_child_summary_parent_class)->dispose (object);
}

static void
miao_child_summary_class_init (MiaoChildSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_child_summary_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *open = gtk_button_new_with_label (_ ("Open record"));
  GtkWidget *book = gtk_button_new_with_label (_ ("Book"));

  gtk_widget_add_css_class (open, "suggested-action");
  gtk_widget_set_hexpand (open, TRUE);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (open), "children.tab('overview')");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (book), "children.tab('book')");
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), book);
  return box;
}

static void
miao_child_summary_init (MiaoChildSummary *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->stack = gtk_stack_new ();
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  self->problem = miao_empty_new ("miao-person-symbolic", _ ("No child selected"),
                                  _ ("Choose a row to see the child here."));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->content);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), scrolled);
  gtk_box_append (GTK_BOX (page), make_buttons ());
  gtk_stack_add_named (GTK_STACK (self->stack), self->problem, "none");
  gtk_stack_add_named (GTK_STACK (self->stack), page, "child");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane");
}

GtkWidget *
miao_child_summary_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_SUMMARY, NULL);
}

void
miao_child_summary_show (MiaoChildSummary *self, MiaoSession *session, const char *id)
{
  g_autoptr (GError) error = NULL;

  forget (self);
  if (session != NULL && id != NULL)
    self->view = miao_child_view_new (session, id, &error);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->view != NULL ? "child" : "none");
  g_object_set (self->problem, "title", error != NULL ? error->message : _ ("No child selected"),
                NULL);
  if (self->view == NULL)
    return;
  self->points = miao_child_view_get_points (self->view, MIAO_GROWTH_WEIGHT_FOR_AGE, NULL);
  fill (self, session);
}
