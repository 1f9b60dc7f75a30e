#include "config.h"

#include "miao-today-delegate.h"

#include "miao-banner.h"
#include "miao-date-entry.h"
#include "miao-delegations.h"
#include "miao-dialog.h"
#include "miao-do.h"
#include "miao-draft-keeper.h"
#include "miao-language.h"
#include "miao-table.h"
#include "miao-typed.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define MOST_CHARACTERS 200 /* of the reason, as the dictionary has it */

typedef struct {
  GtkWidget *window;
  GtkWidget *parent;
  GtkWidget *banner;
  GtkWidget *grid;
  GtkWidget *keeper;
  GtkWidget *giver; /* NULL: the person itself */
  GtkWidget *to;
  GtkWidget *from_on;
  GtkWidget *until_on;
  GtkWidget *reason;
  GPtrArray *givers; /* of MiaoRecord */
  GPtrArray *people;
  MiaoSession *session;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->parent);
  miao_session_unref (dialog->session);
  g_clear_pointer (&dialog->givers, g_ptr_array_unref);
  g_ptr_array_unref (dialog->people);
  g_free (dialog);
}

static void
put_person (JsonObject *input, const char *name, GtkWidget *choice, GPtrArray *people)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  if (at > 0 && at <= people->len)
    json_object_set_string_member (input, name, miao_record_get_id (people->pdata[at - 1]));
}

static void
put_date (JsonObject *input, const char *name, GtkWidget *entry)
{
  MiaoDate date = miao_date_entry_get_date (MIAO_DATE_ENTRY (entry));
  g_autofree char *text = NULL;

  if (date == MIAO_DATE_NONE)
    return;
  text = miao_date_dup (date);
  json_object_set_string_member (input, name, text);
}

/* What stands against it, with the values that were compared. */
static void
show_refusal (Dialog *dialog, MiaoOutcome *outcome, const GError *error)
{
  MiaoFindings *findings = outcome != NULL ? miao_outcome_get_findings (outcome) : NULL;
  guint n = findings != NULL ? miao_findings_length (findings) : 0;

  for (guint i = 0; i < n; i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);
    const MiaoRule *rule = miao_finding_rule (finding);
    gboolean zh = miao_language () == MIAO_LANGUAGE_ZH;
    g_autofree char *sum = NULL, *words = NULL;

    if (miao_finding_severity (finding) != MIAO_SEVERITY_BLOCK)
      continue;
    sum = miao_finding_dup_arithmetic (finding, miao_language ());
    /* Translators: what is compared; what to do. */
    words = g_strdup_printf (_ ("%s. %s."), sum, zh ? rule->hint_zh : rule->hint_en);
    miao_banner_show (MIAO_BANNER (dialog->banner), MIAO_TONE_DANGER,
                      zh ? rule->title_zh : rule->title_en, words);
    return;
  }
  miao_banner_show_error (MIAO_BANNER (dialog->banner), error);
}

static void
done_cb (Dialog *dialog)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (dialog->reason));
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  if (dialog->giver != NULL)
    put_person (input, "from_staff", dialog->giver, dialog->givers);
  put_person (input, "to_staff", dialog->to, dialog->people);
  put_date (input, "from_on", dialog->from_on);
  put_date (input, "until_on", dialog->until_on);
  if (*reason != '\0')
    json_object_set_string_member (input, "reason", reason);
  if (!miao_do (dialog->window, dialog->session, "delegate-tasks", input, &outcome, &error)) {
    show_refusal (dialog, outcome, error);
    return;
  }
  if (dialog->keeper != NULL)
    miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (dialog->keeper));
  miao_window_say (dialog->parent, MIAO_TONE_GOOD, _ ("The tasks are handed over"), NULL);
  miao_window_changed (dialog->parent);
  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static GtkWidget *
make_choice (GPtrArray *people, const char *nobody)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, nobody);
  for (guint i = 0; i < people->len; i++) {
    const char *name = miao_record_get (people->pdata[i], "name");

    gtk_string_list_append (names, name != NULL ? name : "—");
  }
  return gtk_drop_down_new (G_LIST_MODEL (names), NULL);
}

static GtkWidget *
add_date (Dialog *dialog, int row, const char *label, MiaoDate date)
{
  GtkWidget *entry = miao_date_entry_new ();

  miao_date_entry_set_today (MIAO_DATE_ENTRY (entry), miao_session_today (dialog->session));
  miao_date_entry_set_date (MIAO_DATE_ENTRY (entry), date);
  miao_dialog_attach (dialog->grid, row, label, entry,
                      miao_date_entry_get_entry (MIAO_DATE_ENTRY (entry)));
  return entry;
}

static void
fill_grid (Dialog *dialog)
{
  int row = 0;

  if (dialog->givers != NULL) {
    dialog->giver = make_choice (dialog->givers, _ ("My own"));
    miao_dialog_attach (dialog->grid, row++, _ ("Whose tasks"), dialog->giver, dialog->giver);
  }
  dialog->to = make_choice (dialog->people, _ ("Choose a colleague"));
  miao_dialog_attach (dialog->grid, row++, _ ("Stand-in"), dialog->to, dialog->to);
  dialog->from_on = add_date (dialog, row++, _ ("From"), miao_session_today (dialog->session));
  dialog->until_on = add_date (dialog, row++, _ ("Until (this day too)"), MIAO_DATE_NONE);
  dialog->reason = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (dialog->reason), MOST_CHARACTERS);
  gtk_entry_set_activates_default (GTK_ENTRY (dialog->reason), TRUE);
  miao_dialog_attach (dialog->grid, row, _ ("Reason"), dialog->reason, dialog->reason);
}

void
miao_today_delegate_present (GtkWidget *parent, MiaoSession *session)
{
  gboolean head = miao_session_get_role (session) == MIAO_ROLE_DIRECTOR;
  g_autoptr (GPtrArray) people = NULL, givers = NULL;
  g_autoptr (GError) error = NULL;
  Dialog *dialog;
  GtkWidget *box;

  /* The head chooses among everybody. */
  people =
      miao_delegations_people (session, head ? NULL : miao_session_get_staff (session), &error);
  if (people == NULL) {
    miao_window_say_error (parent, error);
    return;
  }
  if (head)
    givers = g_ptr_array_ref (people);
  dialog = g_new0 (Dialog, 1);
  dialog->people = g_steal_pointer (&people);
  dialog->givers = g_steal_pointer (&givers);
  dialog->window = miao_dialog_new (parent, _ ("Hand over tasks"), 480, &box);
  dialog->parent = g_object_ref (parent);
  dialog->session = miao_session_ref (session);
  dialog->banner = miao_banner_new ();
  gtk_box_append (GTK_BOX (box), dialog->banner);
  gtk_box_append (GTK_BOX (box),
                  miao_text_new (_ ("On these days the stand-in sees all of these tasks as their "
                                    "own and does what their own role may. It ends by itself."),
                                 "dim"));
  dialog->grid = miao_dialog_add_grid (box);
  fill_grid (dialog);
  dialog->keeper = miao_typed_keep (dialog->grid, parent, "delegation", NULL);
  if (dialog->keeper != NULL)
    gtk_box_append (GTK_BOX (box), dialog->keeper);
  miao_dialog_add_buttons (dialog->window, box, _ ("Hand over"), G_CALLBACK (done_cb), dialog);
  g_object_set_data_full (G_OBJECT (dialog->window), "miao-dialog", dialog, dialog_free);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
