#include "config.h"

#include "miao-evaluation-fieldwork.h"

#include "miao-ask.h"
#include "miao-conflict-view.h"
#include "miao-error.h"
#include "miao-field-row.h"
#include "miao-fieldwork.h"
#include "miao-file-choice.h"
#include "miao-gtk-compat.h"
#include "miao-run.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define DAYS_OUT 7

static const char *
get_text (JsonObject *row, const char *name)
{
  return json_object_get_string_member_with_default (row, name, "");
}

/* --- the card ------------------------------------------------------------------------------- */

static GtkWidget *
act_button (const char *label, const char *act, const char *package, const char *name)
{
  GtkWidget *button = miao_small_button (label, name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", act,
                                    package != NULL ? package : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "evaluation.act");

  return button;
}

/* In the file of a package: whose it is, when it is due, and the way home. */
static GtkWidget *
make_away (const MiaoFieldworkHead *head)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *from = g_strdup_printf (_ ("From %s"), head->institution);
  g_autofree char *due = g_strdup_printf (_ ("Due back %s"), head->due);
  GtkWidget *button = act_button (_ ("Pack to bring back…"), "pack-fieldwork", NULL, NULL);

  gtk_box_append (GTK_BOX (box), miao_text_new (head->number, "strong"));
  gtk_box_append (GTK_BOX (box), miao_text_new (from, "dim secondary"));
  gtk_box_append (GTK_BOX (box), miao_text_mark (MIAO_TONE_INFO, due));
  gtk_box_append (GTK_BOX (box),
                  miao_text_new (_ ("Answers are kept in this computer's file. Save, sign your "
                                    "opinion if it is ready, and pack: the institution merges the "
                                    "packed file."),
                                 "dim secondary"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), button);

  return miao_card_new (_ ("Field package"), box, NULL);
}

static void
add_row (GtkWidget *box, JsonObject *row, gboolean may_recall)
{
  g_autofree char *words = NULL, *name = NULL;
  const char *state = get_text (row, "state");
  GtkWidget *line;

  if (g_str_equal (state, "OUT"))
    words =
        g_strdup_printf (_ ("Out: %s, until %s"), get_text (row, "holder"), get_text (row, "due"));
  else if (g_str_equal (state, "MERGED"))
    words =
        g_strdup_printf (_ ("Merged %s: %s"), get_text (row, "back_on"), get_text (row, "holder"));
  else
    words = g_strdup_printf (_ ("Called back %s: %s"), get_text (row, "back_on"),
                             get_text (row, "holder"));
  gtk_box_append (
      GTK_BOX (box),
      miao_text_mark (g_str_equal (state, "OUT") ? MIAO_TONE_WARNING : MIAO_TONE_GOOD, words));
  gtk_box_append (GTK_BOX (box), miao_text_new (get_text (row, "number"), "dim caption"));
  if (!may_recall || !g_str_equal (state, "OUT"))
    return;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  name = g_strdup_printf (_ ("Call the package of %s back"), get_text (row, "holder"));
  gtk_box_append (GTK_BOX (line), act_button (_ ("Call back…"), "recall-fieldwork",
                                              get_text (row, "package"), name));
  gtk_box_append (GTK_BOX (box), line);
}

static gboolean
is_out (JsonArray *list)
{
  for (guint i = 0; i < json_array_get_length (list); i++) {
    if (g_str_equal (get_text (json_array_get_object_element (list, i), "state"), "OUT"))
      return TRUE;
  }

  return FALSE;
}

GtkWidget *
miao_evaluation_fieldwork_new (const MiaoEvaluationData *data, MiaoSession *session)
{
  g_autoptr (MiaoFieldworkHead) away = miao_fieldwork_of_session (session);
  g_autoptr (JsonArray) list = miao_record_get_list (data->evaluation, "fieldwork");
  const gboolean open = miao_evaluation_is_open (data->evaluation);
  const gboolean may_send =
      open && data->team->len > 0 && miao_session_may (session, MIAO_MAY_EVALUATION_TEAM);
  GtkWidget *box, *buttons;

  if (away != NULL)
    return open ? make_away (away) : NULL;
  if (json_array_get_length (list) == 0 && !may_send)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  for (guint i = 0; i < json_array_get_length (list); i++)
    add_row (box, json_array_get_object_element (list, i), may_send);
  if (json_array_get_length (list) == 0)
    gtk_box_append (GTK_BOX (box),
                    miao_text_new (_ ("A member can take the evaluation along as an encrypted file "
                                      "and fill it in without a connection."),
                                   "dim secondary"));
  if (open && is_out (list) && miao_session_may (session, MIAO_MAY_EVALUATION_SIGN))
    gtk_box_append (GTK_BOX (buttons),
                    act_button (_ ("Merge what came back…"), "merge-fieldwork", NULL, NULL));
  if (may_send)
    gtk_box_append (GTK_BOX (buttons), act_button (_ ("Take out…"), "send-fieldwork", NULL,
                                                   _ ("Take out a field package")));
  gtk_box_append (GTK_BOX (box), buttons);

  return miao_card_new (_ ("Field packages"), box, NULL);
}

char *
miao_evaluation_fieldwork_dup_out (const MiaoEvaluationData *data)
{
  g_autoptr (JsonArray) list = miao_record_get_list (data->evaluation, "fieldwork");

  for (guint i = json_array_get_length (list); i-- > 0;) {
    JsonObject *row = json_array_get_object_element (list, i);

    if (g_str_equal (get_text (row, "state"), "OUT"))
      return g_strdup_printf (_ ("Out: %s, until %s"), get_text (row, "holder"),
                              get_text (row, "due"));
  }

  return NULL;
}

/* --- taking it out -------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *members;
  GtkWidget *place;
  GPtrArray *ids;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_ptr_array_unref (sending->ids);
  g_free (sending);
}

static gboolean
collect_send (JsonObject *input, gpointer user_data, GError **error)
{
  GtkWidget *box = user_data;
  Sending *sending = g_object_get_data (G_OBJECT (box), "miao-sending");
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (sending->members));
  const char *path = miao_file_choice_get_path (MIAO_FILE_CHOICE (sending->place));
  g_autofree char *whole = NULL;

  if (at == 0 || at >= sending->ids->len) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         _ ("Choose who takes the package along."));
    return FALSE;
  }
  if (path == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         _ ("Choose where the file is written: a stick, for instance."));
    return FALSE;
  }
  whole = g_str_has_suffix (path, MIAO_FIELDWORK_SUFFIX)
              ? g_strdup (path)
              : g_strconcat (path, MIAO_FIELDWORK_SUFFIX, NULL);
  json_object_set_string_member (input, "member", sending->ids->pdata[at]);
  json_object_set_string_member (input, "path", whole);

  return TRUE;
}

static GtkWidget *
make_members (const MiaoEvaluationData *data, GPtrArray *ids, GtkWidget **ret_line)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = miao_text_new (_ ("Taken along by"), "field-label");
  GtkWidget *drop_down;

  g_ptr_array_add (ids, NULL);
  gtk_string_list_append (names, "—");
  for (guint i = 0; i < data->team->len; i++) {
    if (!miao_record_has (data->team->pdata[i], "person"))
      continue;
    g_ptr_array_add (ids, g_strdup (miao_record_get_id (data->team->pdata[i])));
    gtk_string_list_append (names, miao_record_get (data->team->pdata[i], "name"));
  }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_set_size_request (label, MIAO_FIELD_LABEL_WIDTH, -1);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), drop_down);
  *ret_line = line;

  return drop_down;
}

void
miao_evaluation_fieldwork_begin_send (MiaoActForm *form,
                                      MiaoSession *session,
                                      const MiaoEvaluationData *data)
{
  static const char *const params[] = { "due", NULL };
  Sending *sending = g_new0 (Sending, 1);
  g_autofree char *name =
      g_strconcat (miao_record_get (data->evaluation, "eval_no"), MIAO_FIELDWORK_SUFFIX, NULL);
  GtkWidget *line;
  MiaoRecordForm *rows;
  char due[MIAO_DATE_BUFFER];

  sending->ids = g_ptr_array_new_with_free_func (g_free);
  sending->members = make_members (data, sending->ids, &line);
  sending->place = miao_file_choice_new_save (_ ("File of the package"), name);
  g_object_set_data_full (G_OBJECT (line), "miao-sending", sending, sending_free);
  miao_act_form_begin (form, session, "send-fieldwork", miao_record_get_id (data->evaluation));
  miao_act_form_fix (form, "evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_set_words (form, NULL, _ ("Take out"),
                           _ ("Only the account of this person opens the file, with the password "
                              "it has today. It holds this evaluation, whom it is about and the "
                              "one before, as an assessor sees them, and of an evaluation of needs "
                              "the lists of needs and the names of the staff; nothing else."));
  miao_act_form_add_field_widget (form, line, NULL, "member");
  rows = miao_act_form_add_params (form, params);
  miao_record_form_set (rows, "due",
                        miao_date_format (miao_session_today (session) + DAYS_OUT, due));
  miao_act_form_add_field_widget (form, sending->place, NULL, "path");
  miao_act_form_set_collect (form, collect_send, line);
}

/* --- what needs no form --------------------------------------------------------------------- */

typedef struct {
  GtkWidget *from;
  char *evaluation;
  char *package;
  char *path;
  JsonArray *choices; /* nullable */
  void (*done) (GtkWidget *from);
} Act;

static void
act_free (Act *act)
{
  g_object_unref (act->from);
  g_free (act->evaluation);
  g_free (act->package);
  g_free (act->path);
  g_clear_pointer (&act->choices, json_array_unref);
  g_free (act);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

static void merge_now (Act *act);

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const words[] = {
    [MIAO_KEEP_THEIRS] = "theirs",
    [MIAO_KEEP_MINE] = "mine",
    [MIAO_KEEP_BOTH] = "both",
  };
  g_autoptr (Act) act = user_data;
  MiaoChoices *choices = miao_conflict_ask_finish (result);
  GHashTableIter iter;
  gpointer key, keep;

  if (choices == NULL)
    return;
  g_clear_pointer (&act->choices, json_array_unref);
  act->choices = json_array_new ();
  g_hash_table_iter_init (&iter, choices);
  while (g_hash_table_iter_next (&iter, &key, &keep)) {
    JsonObject *choice = json_object_new ();

    json_object_set_string_member (choice, "field", key);
    json_object_set_string_member (choice, "keep", words[GPOINTER_TO_INT (keep)]);
    json_array_add_object_element (act->choices, choice);
  }
  g_hash_table_unref (choices);
  merge_now (g_steal_pointer (&act));
}

/* The act goes on with what is chosen. */
static void
conflict_cb (JsonObject *conflict, gpointer user_data)
{
  Act **place = user_data;
  Act *act = g_steal_pointer (place);
  const MiaoConflictWords words = {
    .title = _ ("Changed away and in the office"),
    .head = _ ("While the package was out, the office changed the same things. What is not chosen "
               "stands in the record of the merge."),
    .theirs = _ ("In the office"),
    .mine = _ ("Brought back"),
    .keep_theirs = _ ("Keep the office's"),
    .keep_mine = _ ("Take what was brought"),
    .back = _ ("Do not merge yet"),
    .save = _ ("Merge as chosen"),
  };

  miao_conflict_ask_words_async (act->from, conflict, &words, chosen_cb, act);
}

static char *
dup_merged (const MiaoOutcome *outcome)
{
  JsonObject *result = miao_outcome_get_result (outcome);
  const int taken = (int) json_object_get_int_member_with_default (result, "taken", 0);
  const int chosen = (int) json_object_get_int_member_with_default (result, "chosen", 0);
  const int closed = (int) json_object_get_int_member_with_default (result, "closed", 0);
  const char *signature = miao_outcome_get (outcome, "signature");
  g_autofree char *kept =
      closed == 0
          ? NULL
          : g_strdup_printf (
                ngettext ("%d change of a need that the office has closed was not taken; it "
                          "stands in the record of the merge.",
                          "%d changes of needs that the office has closed were not taken; "
                          "they stand in the record of the merge.",
                          (gulong) closed),
                closed);
  /* Translators: how many changes were taken, how many were chosen between, about the signature. */
  g_autofree char *words = g_strdup_printf (
      _ ("%d changes taken, %d chosen one by one. %s"), taken, chosen,
      g_strcmp0 (signature, "taken") == 0 ? _ ("The signature stands.")
      : g_strcmp0 (signature, "again") == 0
          ? _ ("The result is not what was signed: the opinion is signed once more.")
          : _ ("No signature came with it."));

  return kept != NULL ? g_strconcat (words, " ", kept, NULL) : g_steal_pointer (&words);
}

static void
merge_now (Act *given)
{
  g_autoptr (Act) act = given;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autofree char *words = NULL;
  const MiaoRunPlace place = { .conflict = conflict_cb, .conflict_data = &act };

  json_object_set_string_member (input, "path", act->path);
  json_object_set_string_member (input, "evaluation", act->evaluation);
  if (act->choices != NULL)
    json_object_set_array_member (input, "choices", json_array_ref (act->choices));
  if (!miao_run (act->from, "merge-fieldwork", input, &place, &outcome))
    return;
  words = dup_merged (outcome);
  act->done (act->from);
  miao_window_say (act->from, MIAO_TONE_GOOD, _ ("The field package was merged"), words);
}

static void
file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_open_file_finish (result, &error);

  if (error != NULL)
    miao_window_say_error (act->from, error);
  if (file == NULL)
    return;
  act->path = g_file_get_path (file);
  merge_now (g_steal_pointer (&act));
}

static void
place_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  g_autoptr (JsonObject) input = json_object_new ();
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *whole = NULL;

  if (error != NULL)
    miao_window_say_error (act->from, error);
  if (path == NULL)
    return;
  whole = g_str_has_suffix (path, MIAO_FIELDWORK_SUFFIX)
              ? g_strdup (path)
              : g_strconcat (path, MIAO_FIELDWORK_SUFFIX, NULL);
  json_object_set_string_member (input, "path", whole);
  if (!miao_run (act->from, "pack-fieldwork", input, NULL, NULL))
    return;
  act->done (act->from);
  miao_window_say (act->from, MIAO_TONE_GOOD, _ ("Packed"),
                   _ ("Bring this file to the institution. You can go on here and pack again until "
                      "it is merged."));
}

static void
reason_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Act) act = user_data;
  g_autofree char *reason = miao_ask_text_finish (result);
  g_autoptr (JsonObject) input = json_object_new ();

  if (reason == NULL)
    return;
  json_object_set_string_member (input, "evaluation", act->evaluation);
  json_object_set_string_member (input, "package", act->package);
  json_object_set_string_member (input, "reason", reason);
  if (miao_run (act->from, "recall-fieldwork", input, NULL, NULL))
    act->done (act->from);
}

static void
ask_pack (Act *act, MiaoSession *session)
{
  g_autoptr (MiaoFieldworkHead) head = miao_fieldwork_of_session (session);
  /* Translators: the name of a file; %s is a number like WC-2026-00012. */
  g_autofree char *name =
      g_strdup_printf (_ ("%s-back%s"), head != NULL ? head->number : "", MIAO_FIELDWORK_SUFFIX);

  miao_save_file_async (GTK_WINDOW (gtk_widget_get_root (act->from)), _ ("Pack to bring back"),
                        name, NULL, place_cb, act);
}

static void
ask_merge (Act *act)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Field packages"));
  gtk_file_filter_add_suffix (filter, MIAO_FIELDWORK_SUFFIX + 1);
  miao_open_file_async (GTK_WINDOW (gtk_widget_get_root (act->from)), _ ("The file that came back"),
                        filter, NULL, file_cb, act);
  g_object_unref (filter);
}

gboolean
miao_evaluation_fieldwork_act (GtkWidget *from,
                               MiaoSession *session,
                               const char *act_name,
                               const char *evaluation,
                               const char *package,
                               void (*done) (GtkWidget *from))
{
  Act *act;

  if (!g_str_equal (act_name, "merge-fieldwork") && !g_str_equal (act_name, "pack-fieldwork") &&
      !g_str_equal (act_name, "recall-fieldwork"))
    return FALSE;
  act = g_new0 (Act, 1);
  act->from = g_object_ref (from);
  act->evaluation = g_strdup (evaluation);
  act->package = g_strdup (package);
  act->done = done;
  if (g_str_equal (act_name, "merge-fieldwork"))
    ask_merge (act);
  else if (g_str_equal (act_name, "pack-fieldwork"))
    ask_pack (act, session);
  else
    miao_ask_text_async (from, _ ("Call the field package back?"),
                         _ ("What comes back from it can then not be merged any more."),
                         _ ("Reason"), _ ("Call back"), TRUE, reason_cb, act);

  return TRUE;
}
