#include "config.h"

#include "miao-child-cells.h"

#include "miao-avatar.h"
#include "miao-child-source.h"
#include "miao-child-text.h"
#include "miao-photos.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

#define PHOTO_SIZE 40
/* Twice as many pixels for desktops that scale. */
#define PHOTO_PIXELS 80

static MiaoSession *photo_session;

void
miao_child_cells_set_session (MiaoSession *session)
{
  photo_session = session;
}

static GtkWidget *
new_label (float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_photo (void)
{
  return miao_avatar_new (PHOTO_SIZE);
}

static void
set_photo (GtkWidget *cell, GdkTexture *photo)
{
  miao_avatar_set_photo (MIAO_AVATAR (cell), photo);
}

static void
bind_photo (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);

  miao_avatar_set_id (MIAO_AVATAR (cell), miao_row_get_id (row));
  g_object_set_data (G_OBJECT (cell), "miao-photo", NULL);
  if (data != NULL && data->photo != NULL && photo_session != NULL)
    miao_photo_show (photo_session, data->photo, PHOTO_PIXELS, set_photo, cell);
}

/* Two lines, the second one dim. */
static GtkWidget *
make_two_lines (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *second = new_label (0, "caption");

  gtk_widget_add_css_class (second, "dim");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_label (0, NULL));
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static void
set_two_lines (GtkWidget *cell, const char *first, const char *second, gboolean markup)
{
  GtkWidget *label = gtk_widget_get_first_child (cell);
  GtkWidget *detail = gtk_widget_get_last_child (cell);

  if (markup)
    gtk_label_set_markup (GTK_LABEL (label), first);
  else
    gtk_label_set_label (GTK_LABEL (label), first != NULL ? first : "");
  gtk_label_set_label (GTK_LABEL (detail), second != NULL ? second : "");
  gtk_widget_set_visible (detail, second != NULL);
}

static void
bind_name (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);

  if (data != NULL)
    set_two_lines (cell, data->name_markup, data->reason, TRUE);
  else
    set_two_lines (cell, "", NULL, FALSE);
}

static void
bind_place (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);

  set_two_lines (cell, data != NULL ? data->place : "", data != NULL ? data->place_detail : NULL,
                 FALSE);
}

static void
bind_number (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);
  const char *number = data != NULL ? miao_record_get (data->child, "child_no") : NULL;

  /* The letters before the year are the same in every row. */
  if (number != NULL && g_str_has_prefix (number, "ET-"))
    number += 3;
  gtk_label_set_label (GTK_LABEL (cell), number != NULL ? number : "");
}

static void
bind_sex (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);
  g_autofree char *sex = data != NULL ? miao_child_dup_field (data->child, "sex") : NULL;

  gtk_label_set_label (GTK_LABEL (cell), sex != NULL ? sex : "");
}

static void
bind_age (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);

  gtk_label_set_label (GTK_LABEL (cell), data != NULL ? data->age : "");
}

static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);

  gtk_widget_set_visible (cell, data != NULL);
  if (data != NULL)
    miao_child_chip_set (cell, miao_record_get (data->child, "status"));
}

static void
bind_worker (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);

  gtk_label_set_label (GTK_LABEL (cell), data != NULL && data->worker != NULL ? data->worker : "—");
}

static GtkWidget *
make_due (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), new_label (0, NULL));
  return box;
}

static void
bind_due (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoChildRow *data = miao_row_get_data (row);
  gboolean due = data != NULL && data->due != NULL;
  MiaoTone tone = due && data->late ? MIAO_TONE_DANGER : MIAO_TONE_WARNING;

  gtk_widget_set_visible (gtk_widget_get_first_child (cell), due);
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (cell)),
                                due && data->late ? miao_tone_icon (tone) : "miao-clock-symbolic");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (cell)), due ? data->due : "");
  gtk_widget_remove_css_class (cell, "danger");
  gtk_widget_remove_css_class (cell, "warning-text");
  if (due)
    gtk_widget_add_css_class (cell, data->late ? "danger" : "warning-text");
}

const MiaoListColumn *
miao_child_columns (void)
{
  static MiaoListColumn columns[] = {
    { N_ ("Photo"), NULL, 58, FALSE, 0, make_photo, bind_photo },
    { N_ ("Number"), "child_no", 96, FALSE, 0, NULL, bind_number },
    { N_ ("Name and why found"), "name", 150, TRUE, 0, make_two_lines, bind_name },
    { N_ ("Sex"), "sex", 42, FALSE, 0, NULL, bind_sex },
    { N_ ("Age"), "age", 88, FALSE, 0, NULL, bind_age },
    { N_ ("State"), "status", 112, FALSE, 0, miao_chip_new_empty, bind_state },
    { N_ ("Place"), "living_unit", 96, FALSE, 0, make_two_lines, bind_place },
    { N_ ("Worker"), NULL, 62, FALSE, 0, NULL, bind_worker },
    { N_ ("Due"), NULL, 64, FALSE, 0, make_due, bind_due },
    { NULL },
  };
  static gsize translated;

  if (g_once_init_enter (&translated)) {
    for (guint i = 0; columns[i].title != NULL; i++)
      columns[i].title = _ (columns[i].title);
    g_once_init_leave (&translated, 1);
  }
  return columns;
}
