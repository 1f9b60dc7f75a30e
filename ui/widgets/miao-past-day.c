/* What was so on a day that is past. */
#include "config.h"

#include "miao-past-day.h"

#include "miao-date-entry.h"
#include "miao-dialog.h"
#include "miao-do.h"
#include "miao-explain.h"
#include "miao-lookup.h"
#include "miao-table.h"

#include <glib/gi18n.h>

#define WIDTH 520
#define HEIGHT 320 /* of what is told */

typedef struct {
  MiaoSession *session;
  char *kind;
  char *id;
  GtkWidget *window;
  GtkWidget *entry;
  GtkWidget *result;
  GtkWidget *grid;
  int row;
} PastDay;

static void
past_day_free (gpointer data)
{
  PastDay *self = data;

  miao_session_unref (self->session);
  g_free (self->kind);
  g_free (self->id);
  g_free (self);
}

/* --- rows ----------------------------------------------------------------------------------- */

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static MiaoDate
get_day (JsonObject *object, const char *name)
{
  return miao_date_parse (get_text (object, name));
}

static void
add_row (PastDay *self, const char *label, const char *text)
{
  GtkWidget *words = miao_text_new (label, "field-label");
  GtkWidget *value = miao_text_new (text != NULL && *text != '\0' ? text : "—", NULL);

  gtk_widget_set_hexpand (words, FALSE);
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), words, 0, self->row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), value, 1, self->row, 1, 1);
  self->row++;
}

/* Only what had happened by then. */
static void
add_day (PastDay *self, JsonObject *object, const char *label, const char *name, MiaoDate on)
{
  MiaoDate day = get_day (object, name);

  if (day != MIAO_DATE_NONE && day <= on)
    add_row (self, label, get_text (object, name));
}

static void
add_name (PastDay *self, const char *label, const char *kind, const char *id)
{
  g_autofree char *name = id != NULL ? miao_lookup_dup_name (kind, id) : NULL;

  add_row (self, label, name);
}

static void
add_state (PastDay *self, JsonObject *object, MiaoDate on)
{
  const char *state = miao_pick (get_text (object, "state_zh"), get_text (object, "state_en"));
  MiaoDate since = get_day (object, "since");
  /* Translators: first day of the state, how many days it had lasted. */
  g_autofree char *words =
      g_strdup_printf (_ ("%s · day %d"), get_text (object, "since"), on - since + 1);

  add_row (self, _ ("State"), state);
  add_row (self, _ ("Since"), words);
}

static void
add_placements (PastDay *self, JsonObject *object)
{
  JsonArray *placements = json_object_get_array_member (object, "placements");
  gboolean child = g_str_equal (self->kind, "child");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (placements); i++) {
    JsonObject *row = json_array_get_object_element (placements, i);
    g_autoptr (MiaoRecord) placement =
        miao_store_load (miao_session_get_store (self->session), miao_kind_find ("placement"),
                         get_text (row, "placement"), NULL);
    const char *state = miao_pick (get_text (row, "state_zh"), get_text (row, "state_en"));
    g_autofree char *other =
        placement != NULL
            ? miao_lookup_dup_name (child ? "family" : "child",
                                    miao_record_get (placement, child ? "family" : "child"))
            : NULL;

    g_string_append_printf (text, "%s%s · %s · %s", text->len > 0 ? "\n" : "",
                            placement != NULL ? miao_record_get (placement, "placement_no") : "—",
                            other != NULL ? other : "—", state);
  }
  add_row (self, _ ("Placement"), text->len > 0 ? text->str : _ ("None that day"));
}

static void
add_child (PastDay *self, JsonObject *object, MiaoDate on)
{
  gint64 age = json_object_get_int_member_with_default (object, "age", -1);
  g_autofree char *words = g_strdup_printf (_ ("%d years old"), (int) age);

  add_row (self, _ ("Age"), age >= 0 ? words : NULL);
  add_day (self, object, _ ("Came in on"), "arrived_on", on);
  add_placements (self, object);
}

static void
add_family (PastDay *self, JsonObject *object)
{
  gboolean qualified = json_object_get_boolean_member (object, "qualified");
  JsonArray *members = json_object_get_array_member (object, "members");
  const char *until = get_text (object, "approved_until");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < json_array_get_length (members); i++) {
    g_autofree char *name =
        miao_lookup_dup_name ("family_member", json_array_get_string_element (members, i));

    g_string_append_printf (names, "%s%s", i > 0 ? miao_pick ("、", ", ") : "",
                            name != NULL ? name : "—");
  }
  if (get_text (object, "state_reason") != NULL)
    add_row (self, _ ("Reason"), get_text (object, "state_reason"));
  if (qualified && until != NULL)
    words = g_strdup_printf (_ ("Qualified, until %s"), until);
  else if (until != NULL)
    words = g_strdup_printf (_ ("Not qualified, expired on %s"), until);
  add_row (self, _ ("Qualification"),
           words != NULL ? words
           : qualified   ? _ ("Qualified")
                         : _ ("Not qualified yet"));
  add_row (self, _ ("Living together"), names->str);
  add_name (self, _ ("Main caregiver"), "family_member", get_text (object, "main_caregiver"));
  add_placements (self, object);
}

static void
add_findings (PastDay *self, JsonObject *object)
{
  JsonArray *findings = json_object_get_array_member (object, "findings");
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = json_array_get_length (findings);

  for (guint i = 0; i < n; i++) {
    JsonObject *row = json_array_get_object_element (findings, i);

    if (g_strcmp0 (get_text (row, "severity"), "pass") != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              miao_pick (get_text (row, "title_zh"), get_text (row, "title_en")));
  }
  if (n > 0)
    add_row (self, _ ("Missing to confirm that day"), text->len > 0 ? text->str : _ ("Nothing"));
}

static void
add_placement (PastDay *self, JsonObject *object, MiaoDate on)
{
  MiaoDate in = get_day (object, "moved_in_on");

  add_name (self, _ ("Child"), "child", get_text (object, "child"));
  add_name (self, _ ("Family"), "family", get_text (object, "family"));
  add_day (self, object, _ ("Moved in"), "moved_in_on", on);
  if (in != MIAO_DATE_NONE && in <= on) {
    g_autofree char *day = g_strdup_printf ("%d", (int) json_object_get_int_member (object, "day"));

    add_row (self, _ ("Days since moving in"), day);
  }
  add_findings (self, object);
}

/* --- asking --------------------------------------------------------------------------------- */

static void
say (PastDay *self, MiaoTone tone, const char *words)
{
  gtk_box_append (GTK_BOX (self->result), miao_text_mark (tone, words));
}

/* Nothing is known of that day: from which day on there is something. */
static void
say_unknown (PastDay *self, JsonObject *object, const char *day)
{
  const char *known = get_text (object, "known_from");
  g_autofree char *words =
      known != NULL ? g_strdup_printf (_ ("Nothing is recorded for %s yet: what is known begins "
                                          "on %s. Choose that day or a later one."),
                                       day, known)
                    : g_strdup_printf (_ ("Nothing is recorded for %s: there is no dated entry "
                                          "about it at all."),
                                       day);

  say (self, MIAO_TONE_WARNING, words);
}

static void
show (PastDay *self, JsonObject *object, MiaoDate on)
{
  const char *day = get_text (object, "on");
  g_autofree char *head = NULL;

  if (get_text (object, "state") == NULL) {
    say_unknown (self, object, day);
    return;
  }
  if (on < miao_session_today (self->session))
    head = g_strdup_printf (_ ("As it was on %s: a day that is past, not today. Only to be read."),
                            day);
  else
    head = g_strdup_printf (_ ("As it is today, %s."), day);
  say (self, on < miao_session_today (self->session) ? MIAO_TONE_WARNING : MIAO_TONE_INFO, head);
  self->grid = miao_dialog_add_grid (self->result);
  self->row = 0;
  add_state (self, object, on);
  if (g_str_equal (self->kind, "child"))
    add_child (self, object, on);
  else if (g_str_equal (self->kind, "family"))
    add_family (self, object);
  else
    add_placement (self, object, on);
}

static void
look_cb (PastDay *self)
{
  MiaoDate on = miao_date_entry_get_date (MIAO_DATE_ENTRY (self->entry));
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;

  miao_box_clear (self->result);
  if (!miao_session_is_open (self->session) || !miao_do_look (self->window, self->session))
    return;
  object = miao_explain (self->session, self->kind, self->id, on, &error);
  if (object != NULL)
    show (self, object, on);
  else
    say (self, MIAO_TONE_DANGER, error->message);
}

void
miao_past_day_ask (GtkWidget *from, MiaoSession *session, const char *kind, const char *id)
{
  PastDay *self = g_new0 (PastDay, 1);
  GtkWidget *box, *grid, *told, *line, *close, *look;

  self->session = miao_session_ref (session);
  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  self->window = miao_dialog_new (from, _ ("State on a day"), WIDTH, &box);
  g_object_set_data_full (G_OBJECT (self->window), "miao-past-day", self, past_day_free);
  self->entry = miao_date_entry_new ();
  miao_date_entry_set_today (MIAO_DATE_ENTRY (self->entry), miao_session_today (session));
  self->result = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_box_append (GTK_BOX (box),
                  miao_text_new (_ ("Told from the dates and changes that are recorded. Looking is "
                                    "logged."),
                                 "dim"));
  grid = miao_dialog_add_grid (box);
  miao_dialog_attach (grid, 0, _ ("Which day"), self->entry,
                      miao_date_entry_get_entry (MIAO_DATE_ENTRY (self->entry)));
  told = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (told), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (told), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (told), self->result);
  /* Words that wrap are as high as this width needs, not as the narrowest would. */
  gtk_scrollable_set_vscroll_policy (
      GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (told))),
      GTK_SCROLL_NATURAL);
  gtk_widget_set_vexpand (told, TRUE);
  gtk_box_append (GTK_BOX (box), told);
  line = miao_dialog_add_button_line (box);
  close = gtk_button_new_with_label (_ ("Close"));
  look = gtk_button_new_with_label (_ ("Show"));
  gtk_widget_add_css_class (look, "suggested-action");
  gtk_box_append (GTK_BOX (line), close);
  gtk_box_append (GTK_BOX (line), look);
  gtk_window_set_default_widget (GTK_WINDOW (self->window), look);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (gtk_window_destroy), self->window);
  g_signal_connect_swapped (look, "clicked", G_CALLBACK (look_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* --- the button ----------------------------------------------------------------------------- */

GtkWidget *
miao_past_day_button_new (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("State on a day…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  return button;
}

void
miao_past_day_button_set (GtkWidget *button, MiaoSession *session, const char *kind, const char *id)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", kind, id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.past-day");
  gtk_widget_set_visible (button, miao_explain_may (session, kind));
}
