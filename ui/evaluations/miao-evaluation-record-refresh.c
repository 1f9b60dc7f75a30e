/* What somebody else changes in the evaluation that is shown. */
#include "config.h"

#include "miao-evaluation-record-private.h"

#include "miao-banner.h"

#include <glib/gi18n.h>

static gboolean
is_same_team (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_strcmp0 (miao_record_get_id (a->pdata[i]), miao_record_get_id (b->pdata[i])) != 0 ||
        miao_record_get_version (a->pdata[i]) != miao_record_get_version (b->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_record (const MiaoRecord *a, const MiaoRecord *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strcmp0 (miao_record_get_id (a), miao_record_get_id (b)) == 0 &&
         miao_record_get_version (a) == miao_record_get_version (b);
}

/* What stands beside the sheet: who signed, what corrects it, and what the child says. */
static gboolean
is_same_beside (const MiaoEvaluationData *a, const MiaoEvaluationData *b)
{
  return is_same_team (a->team, b->team) && is_same_record (a->correction, b->correction) &&
         is_same_record (a->refusal, b->refusal);
}

/* Shows what is stored now, and over it what was typed. */
void
miao_evaluation_record_read_again (MiaoEvaluationRecord *self)
{
  g_autoptr (MiaoEvaluationData) data = NULL;
  g_autofree char *draft = NULL;

  data =
      miao_evaluation_data_load (self->session, miao_record_get_id (self->data->evaluation), NULL);
  if (data == NULL)
    return;
  draft = miao_evaluation_record_dup_draft (self);
  g_clear_pointer (&self->data, miao_evaluation_data_free);
  self->data = g_steal_pointer (&data);
  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_evaluation_record_show_sheet (self);
  miao_evaluation_record_put_back (self, draft);
  miao_evaluation_record_show_head (self);
  miao_evaluation_record_look (self);
  miao_evaluation_record_show_save (self);
}

static void
read_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MiaoEvaluationRecord *self = MIAO_EVALUATION_RECORD (widget);

  if (self->data != NULL)
    miao_evaluation_record_read_again (self);
}

/* Somebody is at work in the sheet: making it anew would take the keyboard away in mid-word. */
static gboolean
is_at_work (MiaoEvaluationRecord *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return miao_evaluation_record_is_dirty (self) ||
         (focus != NULL && gtk_widget_is_ancestor (focus, self->sheet));
}

static void
say_changed (MiaoEvaluationRecord *self)
{
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_INFO,
                    _ ("Somebody else has changed this evaluation"),
                    _ ("What you typed is untouched. Where both changed the same, you are asked "
                       "when you save."));
  miao_banner_set_button (MIAO_BANNER (self->banner), _ ("Show the changes"),
                          "evaluation-record.read-again");
}

void
miao_evaluation_record_refresh (MiaoEvaluationRecord *self)
{
  g_autoptr (MiaoEvaluationData) data = NULL;

  if (self->data == NULL)
    return;
  data =
      miao_evaluation_data_load (self->session, miao_record_get_id (self->data->evaluation), NULL);
  if (data == NULL)
    return;
  if (miao_record_get_version (data->evaluation) !=
      miao_record_get_version (self->data->evaluation)) {
    if (miao_evaluation_record_may_fill (self) && is_at_work (self))
      say_changed (self);
    else
      miao_evaluation_record_read_again (self);
    return;
  }
  /* What has not changed is left alone: reading again takes the keyboard from nobody. */
  if (is_same_beside (self->data, data))
    return;
  g_clear_pointer (&self->data, miao_evaluation_data_free);
  self->data = g_steal_pointer (&data);
  miao_evaluation_record_show_head (self);
  miao_evaluation_record_look (self);
  miao_evaluation_record_show_save (self);
}

void
miao_evaluation_record_class_install_refresh (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "evaluation-record.read-again", NULL,
                                   read_again_cb);
}
