#include "config.h"

#include "miao-banner.h"

#include "miao-ui.h"

struct _MiaoBanner {
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *body;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *button;
  GtkWidget *close;
  MiaoTone tone;
};

G_DEFINE_FINAL_TYPE (MiaoBanner, miao_banner, GTK_TYPE_WIDGET)

const char *
miao_tone_icon (MiaoTone tone)
{
  static const char *const icons[] = { "miao-info-symbolic", "miao-pass-symbolic",
                                       "miao-warning-symbolic", "miao-stop-symbolic" };

  return icons[tone];
}

const char *
miao_tone_class (MiaoTone tone)
{
  static const char *const classes[] = { "info", "good", "warning", "danger" };

  return classes[tone];
}

static void
close_cb (MiaoBanner *self)
{
  miao_banner_hide (self);
}

static void
miao_banner_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), MIAO_TYPE_BANNER);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_banner_parent_class)->dispose (object);
}

static void
miao_banner_class_init (MiaoBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_banner_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, MiaoBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, MiaoBanner, body);
  gtk_widget_class_bind_template_child (widget_class, MiaoBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, MiaoBanner, title);
  gtk_widget_class_bind_template_child (widget_class, MiaoBanner, detail);
  gtk_widget_class_bind_template_child (widget_class, MiaoBanner, button);
  gtk_widget_class_bind_template_child (widget_class, MiaoBanner, close);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
miao_banner_init (MiaoBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
miao_banner_new (void)
{
  return g_object_new (MIAO_TYPE_BANNER, NULL);
}

/* A path keeps to one line and loses its middle: its ends say which file it is. Where the
 * banner takes the pointer it shows it whole; to a screen reader it is whole anyway. */
static void
show_detail (MiaoBanner *self, const char *detail)
{
  gboolean path = detail != NULL && g_path_is_absolute (detail);

  gtk_label_set_label (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  gtk_label_set_wrap (GTK_LABEL (self->detail), !path);
  gtk_label_set_ellipsize (GTK_LABEL (self->detail),
                           path ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_tooltip_text (self->detail, path ? detail : NULL);
  gtk_widget_set_visible (self->detail, detail != NULL && *detail != '\0');
}

void
miao_banner_show (MiaoBanner *self, MiaoTone tone, const char *title, const char *detail)
{
  gtk_widget_remove_css_class (self->body, miao_tone_class (self->tone));
  self->tone = tone;
  gtk_widget_add_css_class (self->body, miao_tone_class (tone));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), miao_tone_icon (tone));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  show_detail (self, detail);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  if (tone == MIAO_TONE_DANGER && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->title);
}

void
miao_banner_show_error (MiaoBanner *self, const GError *error)
{
  miao_banner_show (self, MIAO_TONE_DANGER, error->message, NULL);
}

void
miao_banner_set_button (MiaoBanner *self, const char *label, const char *action)
{
  gtk_widget_set_visible (self->button, label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->button), label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), action);
}

void
miao_banner_let_through (MiaoBanner *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (self->close, FALSE);
}

void
miao_banner_hide (MiaoBanner *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  miao_banner_set_button (self, NULL, NULL);
}

gboolean
miao_banner_is_shown (MiaoBanner *self)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}
