/* The versions of an evaluation: what it corrects, and what corrects it. */
#include "config.h"

#include "miao-evaluation-data.h"

#include "miao-table.h"

#include <glib/gi18n.h>

/* Takes @own_words. */
static void
add_link (GtkWidget *box, char *own_words, const MiaoRecord *other)
{
  g_autofree char *words = own_words;
  GtkWidget *button = miao_small_button (words, NULL);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", "evaluation",
                                    miao_record_get_id (other), "");
  gtk_box_append (GTK_BOX (box), button);
}

/* The head, or whoever concluded it. */
static gboolean
may_correct (const MiaoEvaluationData *data, MiaoSession *session)
{
  return !miao_evaluation_is_open (data->evaluation) && data->correction == NULL &&
         !miao_record_is (data->evaluation, "review_result", "BACK") &&
         miao_session_get_away (session) == NULL &&
         miao_session_may (session, MIAO_MAY_EVALUATION_OPEN) &&
         (data->leads || miao_session_get_role (session) == MIAO_ROLE_DIRECTOR);
}

GtkWidget *
miao_evaluation_versions_new (const MiaoEvaluationData *data, MiaoSession *session)
{
  const gboolean may = may_correct (data, session);
  GtkWidget *box;

  if (data->corrected == NULL && data->correction == NULL && !may)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  if (data->corrected != NULL) {
    g_autofree char *reason =
        g_strdup_printf (_ ("Reason for the correction: %s"),
                         miao_record_get (data->evaluation, "correction_reason"));

    add_link (
        box, g_strdup_printf (_ ("Correction of %s"), miao_record_get (data->corrected, "eval_no")),
        data->corrected);
    gtk_box_append (GTK_BOX (box), miao_text_new (reason, "secondary"));
  }
  if (data->correction != NULL && miao_evaluation_is_open (data->correction))
    add_link (box,
              g_strdup_printf (_ ("Being corrected by %s"),
                               miao_record_get (data->correction, "eval_no")),
              data->correction);
  else if (data->correction != NULL)
    add_link (box,
              g_strdup_printf (_ ("Superseded by the correction %s"),
                               miao_record_get (data->correction, "eval_no")),
              data->correction);
  if (may) {
    GtkWidget *button = miao_small_button (_ ("Correct…"), NULL);

    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", "correct-evaluation", "");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "evaluation.act");
    gtk_box_append (GTK_BOX (box), button);
  }
  return miao_card_new (_ ("Versions"), box, NULL);
}
