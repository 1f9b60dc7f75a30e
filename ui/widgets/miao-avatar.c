#include "config.h"

#include "miao-avatar.h"

#include "miao-gtk-compat.h"

#define RADIUS 6
#define DEFAULT_SIZE 40

struct _MiaoAvatar {
  GtkWidget parent_instance;

  int size;
  guint tint;
  GdkTexture *photo;
};

G_DEFINE_FINAL_TYPE (MiaoAvatar, miao_avatar, GTK_TYPE_WIDGET)

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = *natural = MIAO_AVATAR (widget)->size;
}

/* The photo fills the square; what sticks out is cut evenly. */
static void
draw_photo (MiaoAvatar *self, GtkSnapshot *snapshot, const graphene_rect_t *box)
{
  float width = (float) gdk_texture_get_width (self->photo);
  float height = (float) gdk_texture_get_height (self->photo);
  float scale = MAX (box->size.width / width, box->size.height / height);
  graphene_rect_t full;

  graphene_rect_init (&full, box->origin.x + (box->size.width - width * scale) / 2,
                      box->origin.y + (box->size.height - height * scale) / 2, width * scale,
                      height * scale);
  gtk_snapshot_append_texture (snapshot, self->photo, &full);
}

static void
draw_silhouette (MiaoAvatar *self, GtkSnapshot *snapshot, const graphene_rect_t *box)
{
  static const char *const grounds[] = { "accent_soft", "info_soft", "warning_soft",
                                         "neutral_soft" };
  static const char *const figures[] = { "accent_line", "info_line", "warning_line",
                                         "border_strong" };
  double size = self->size;
  GdkRGBA ground;
  GdkRGBA figure;
  cairo_t *cr;

  miao_widget_lookup_color (GTK_WIDGET (self), grounds[self->tint], &ground);
  miao_widget_lookup_color (GTK_WIDGET (self), figures[self->tint], &figure);
  gtk_snapshot_append_color (snapshot, &ground, box);

  cr = gtk_snapshot_append_cairo (snapshot, box);
  cairo_translate (cr, box->origin.x, box->origin.y);
  gdk_cairo_set_source_rgba (cr, &figure);
  cairo_arc (cr, size * 0.5, size * 0.40, size * 0.19, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_arc (cr, size * 0.5, size * 1.02, size * 0.36, G_PI, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  MiaoAvatar *self = MIAO_AVATAR (widget);
  graphene_rect_t box;
  GskRoundedRect clip;

  graphene_rect_init (&box, (float) (gtk_widget_get_width (widget) - self->size) / 2,
                      (float) (gtk_widget_get_height (widget) - self->size) / 2, (float) self->size,
                      (float) self->size);
  gsk_rounded_rect_init_from_rect (&clip, &box, RADIUS);
  gtk_snapshot_push_rounded_clip (snap, &clip);
  if (self->photo != NULL)
    draw_photo (self, snap, &box);
  else
    draw_silhouette (self, snap, &box);
  gtk_snapshot_pop (snap);
}

static void
miao_avatar_dispose (GObject *object)
{
  g_clear_object (&MIAO_AVATAR (object)->photo);

  G_OBJECT_CLASS (miao_avatar_parent_class)->dispose (object);
}

static void
miao_avatar_class_init (MiaoAvatarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_avatar_dispose;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "avatar");
}

static void
miao_avatar_init (MiaoAvatar *self)
{
  self->size = DEFAULT_SIZE;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
miao_avatar_new (int size)
{
  MiaoAvatar *self = g_object_new (MIAO_TYPE_AVATAR, NULL);

  self->size = size;
  return GTK_WIDGET (self);
}

void
miao_avatar_set_id (MiaoAvatar *self, const char *id)
{
  const guint tints = 4;

  self->tint = id != NULL ? g_str_hash (id) % tints : 0;
  g_clear_object (&self->photo);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
miao_avatar_set_photo (MiaoAvatar *self, GdkTexture *photo)
{
  if (g_set_object (&self->photo, photo))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
