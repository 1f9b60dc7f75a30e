#include "config.h"

#include "miao-draft-keeper.h"

#include "miao-banner.h"
#include "miao-do.h"
#include "miao-drafts.h"
#include "miao-store-life.h"
#include "miao-work.h"

#include <glib/gi18n.h>

/* Every key is in the store within a second: the writing itself takes milliseconds. */
#define KEEP_AFTER_MS 600

struct _MiaoDraftKeeper {
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  MiaoSession *session;
  char *kind;
  char *record;
  MiaoDraftFunc dup_content;
  gpointer user_data;
  guint timeout;
};

/* Keepers with something still to be kept, unowned: they leave the list before they go. */
static GPtrArray *waiting;

G_DEFINE_FINAL_TYPE (MiaoDraftKeeper, miao_draft_keeper, GTK_TYPE_WIDGET)

static void
stop_waiting (MiaoDraftKeeper *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (waiting != NULL)
    g_ptr_array_remove_fast (waiting, self);
}

static void
show (MiaoDraftKeeper *self, MiaoTone tone, const char *words)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), tone == MIAO_TONE_GOOD
                                                            ? "miao-pass-symbolic"
                                                            : miao_tone_icon (tone));
  /* The line keeps its room: what stands below must not move under a hand that is about to press.
   */
  gtk_label_set_label (GTK_LABEL (self->label), words != NULL ? words : "");
  gtk_widget_set_visible (self->icon, words != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "danger");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dim");
  gtk_widget_add_css_class (GTK_WIDGET (self), tone == MIAO_TONE_DANGER ? "danger" : "dim");
}

static gboolean
put (MiaoDraftKeeper *self, const char *content, gboolean *ret_lost)
{
  g_autoptr (GError) error = NULL;

  if (miao_drafts_put (self->session, self->kind, self->record, content, NULL, &error)) {
    *ret_lost = miao_store_is_lost (miao_session_get_store (self->session));
    miao_do_send_drafts (self->session);
    return TRUE;
  }
  show (self, MIAO_TONE_DANGER, error->message);
  return FALSE;
}

static void
keep (MiaoDraftKeeper *self)
{
  g_autofree char *content = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;
  gboolean lost = FALSE;

  if (self->session == NULL || !miao_session_is_open (self->session))
    return;
  content = self->dup_content (self->user_data);
  if (!put (self, content, &lost))
    return;
  now = g_date_time_new_now_local ();
  time = g_date_time_format (now, "%H:%M:%S");
  /* Translators: %s is a time of day. */
  words = g_strdup_printf (
      lost ? _ ("Draft kept encrypted on this computer %s") : _ ("Draft kept encrypted %s"), time);
  show (self, MIAO_TONE_GOOD, content != NULL ? words : NULL);
}

static gboolean
timeout_cb (gpointer user_data)
{
  MiaoDraftKeeper *self = user_data;

  /* The work that the window waits for writes itself; nothing is typed meanwhile. */
  if (miao_work_is_running ())
    return G_SOURCE_CONTINUE;
  self->timeout = 0;
  stop_waiting (self);
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
forget (MiaoDraftKeeper *self)
{
  stop_waiting (self);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->record, g_free);
}

static void
miao_draft_keeper_dispose (GObject *object)
{
  MiaoDraftKeeper *self = MIAO_DRAFT_KEEPER (object);
  GtkWidget *child;

  forget (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (miao_draft_keeper_parent_class)->dispose (object);
}

static void
miao_draft_keeper_class_init (MiaoDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_draft_keeper_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
miao_draft_keeper_init (MiaoDraftKeeper *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->icon = gtk_image_new ();
  gtk_widget_set_visible (self->icon, FALSE);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "secondary");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
miao_draft_keeper_new (MiaoDraftFunc dup_content, gpointer user_data)
{
  MiaoDraftKeeper *self = g_object_new (MIAO_TYPE_DRAFT_KEEPER, NULL);

  self->dup_content = dup_content;
  self->user_data = user_data;
  return GTK_WIDGET (self);
}

char *
miao_draft_keeper_open (MiaoDraftKeeper *self,
                        MiaoSession *session,
                        const char *kind,
                        const char *record)
{
  forget (self);
  show (self, MIAO_TONE_GOOD, NULL);
  if (session == NULL)
    return NULL;
  self->session = miao_session_ref (session);
  self->kind = g_strdup (kind);
  self->record = g_strdup (record != NULL ? record : "");
  return miao_drafts_dup (session, self->kind, self->record);
}

void
miao_draft_keeper_touch (MiaoDraftKeeper *self)
{
  /* Not put off by further keys: what was typed first is kept after the same second. */
  if (self->session == NULL || self->timeout != 0)
    return;
  self->timeout = g_timeout_add (KEEP_AFTER_MS, timeout_cb, self);
  if (waiting == NULL)
    waiting = g_ptr_array_new ();
  g_ptr_array_add (waiting, self);
}

void
miao_draft_keeper_flush (MiaoDraftKeeper *self)
{
  if (self->timeout == 0)
    return;
  stop_waiting (self);
  keep (self);
}

void
miao_draft_keeper_flush_all (void)
{
  while (waiting != NULL && waiting->len > 0)
    miao_draft_keeper_flush (waiting->pdata[waiting->len - 1]);
}

void
miao_draft_keeper_drop (MiaoDraftKeeper *self)
{
  gboolean lost;

  stop_waiting (self);
  if (self->session != NULL && miao_session_is_open (self->session) && put (self, NULL, &lost))
    show (self, MIAO_TONE_GOOD, NULL);
}

void
miao_draft_keeper_say (MiaoDraftKeeper *self, const char *words)
{
  show (self, MIAO_TONE_INFO, words);
}
