/* The column at the right of an evaluation: team, opinions, score, conclusion. */
#include "config.h"

#include "miao-evaluation-data.h"
#include "miao-evaluation-fieldwork.h"
#include "miao-gtk-compat.h"

#include "miao-avatar.h"
#include "miao-codes.h"
#include "miao-kind-text.h"
#include "miao-need-list.h"
#include "miao-state-chip.h"
#include "miao-table.h"

#include <glib/gi18n.h>

#define SIDE_WIDTH 288
#define MONTHS_OF_YEAR 12
#define MS_PER_SECOND 1000

static GtkWidget *
act_button (const char *label, const char *act, const char *member, const char *name)
{
  GtkWidget *button = miao_small_button (label, name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", act,
                                    member != NULL ? member : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "evaluation.act");
  return button;
}

/* "6.5 years", from the first day of such work or as it was typed. */
static char *
dup_years (const MiaoRecord *member, MiaoDate on)
{
  MiaoDate since = miao_record_get_date (member, "cw_years_start");
  int tenths = (int) miao_record_get_int (member, "cw_years", 0);

  if (since != MIAO_DATE_NONE) {
    MiaoAge age = miao_date_age_full (since, on);

    tenths = age.years * 10 + age.months * 10 / MONTHS_OF_YEAR;
  }
  return g_strdup_printf (_ ("%d.%d years of such work"), tenths / 10, tenths % 10);
}

/* Whether every rule about that member passes. */
static gboolean
member_is_valid (const MiaoFindings *findings, const char *id)
{
  for (guint i = 0; findings != NULL && i < miao_findings_length (findings); i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);
    const char *rule = miao_finding_rule (finding)->id;

    if (g_str_has_prefix (rule, "TEAM-") && !g_str_equal (rule, "TEAM-SIGNED") &&
        g_strcmp0 (miao_finding_record (finding), id) == 0 &&
        miao_finding_severity (finding) != MIAO_SEVERITY_PASS)
      return FALSE;
  }
  return TRUE;
}

static GtkWidget *
make_member (const MiaoEvaluationData *data, MiaoRecord *member, const MiaoFindings *findings)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *avatar = miao_avatar_new (32);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean valid = member_is_valid (findings, miao_record_get_id (member));
  g_autofree char *years = dup_years (member, data->today);
  g_autofree char *name = member == data->own
                              ? g_strdup_printf (_ ("%s (me)"), miao_record_get (member, "name"))
                              : g_strdup (miao_record_get (member, "name"));
  const char *org = miao_record_get (member, "org");
  GtkWidget *mark;

  miao_avatar_set_id (MIAO_AVATAR (avatar), miao_record_get_id (member));
  gtk_box_append (GTK_BOX (name_line), miao_text_new (name, "strong"));
  if (miao_record_is (member, "role", "LEADER"))
    gtk_box_append (GTK_BOX (name_line), miao_chip_new (NULL, _ ("Leader"), NULL));
  gtk_box_append (GTK_BOX (words), name_line);
  gtk_box_append (GTK_BOX (words), miao_text_new (years, "dim secondary"));
  if (org != NULL)
    gtk_box_append (GTK_BOX (words), miao_text_new (org, "dim caption"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), avatar);
  gtk_box_append (GTK_BOX (line), words);
  mark = gtk_image_new_from_icon_name (valid ? "miao-pass-symbolic" : "miao-stop-symbolic");
  gtk_widget_add_css_class (mark, valid ? "accent" : "danger");
  gtk_widget_set_tooltip_text (mark, valid ? _ ("Valid") : _ ("Problem"));
  miao_accessible_set_label (mark, valid ? _ ("Valid") : _ ("Problem"));
  gtk_box_append (GTK_BOX (line), mark);
  return line;
}

/* The rules of the team as a list: passed ones once each, others with their arithmetic. */
static guint
add_rules (GtkWidget *box, const MiaoFindings *findings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint problems = 0;

  for (guint i = 0; findings != NULL && i < miao_findings_length (findings); i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);
    const char *rule = miao_finding_rule (finding)->id;
    gboolean passes = miao_finding_severity (finding) == MIAO_SEVERITY_PASS;
    g_autofree char *title = miao_finding_dup_title (finding, miao_language ());
    g_autofree char *arithmetic = miao_finding_dup_arithmetic (finding, miao_language ());
    g_autofree char *words = NULL;

    if (!g_str_has_prefix (rule, "TEAM-") || g_str_equal (rule, "TEAM-SIGNED"))
      continue;
    if (passes && !g_hash_table_add (seen, (gpointer) rule))
      continue;
    problems += passes ? 0 : 1;
    words = passes || arithmetic == NULL ? g_strdup (title)
                                         : g_strdup_printf ("%s：%s", title, arithmetic);
    gtk_box_append (GTK_BOX (box),
                    miao_text_mark (passes ? MIAO_TONE_GOOD
                                    : miao_finding_severity (finding) == MIAO_SEVERITY_BLOCK
                                        ? MIAO_TONE_DANGER
                                        : MIAO_TONE_WARNING,
                                    words));
  }
  return problems;
}

static GtkWidget *
make_team (const MiaoEvaluationData *data, MiaoSession *session, const MiaoFindings *findings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head;
  GtkWidget *card = miao_card_new (_ ("Evaluation team"), box, &head);
  g_autofree char *type = miao_record_dup_shown (data->evaluation, "provider_type", FALSE);
  g_autofree char *provider =
      miao_record_has (data->evaluation, "provider_name")
          ? g_strdup_printf ("%s · %s", miao_record_get (data->evaluation, "provider_name"), type)
          : g_strdup (type);
  guint problems;

  gtk_box_append (GTK_BOX (box), miao_text_new (provider, "dim secondary"));
  for (guint i = 0; i < data->team->len; i++) {
    gtk_box_append (GTK_BOX (box), make_member (data, data->team->pdata[i], findings));
    gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  }
  if (data->team->len == 0)
    gtk_box_append (GTK_BOX (box), miao_text_new (_ ("Nobody has been chosen yet."), "dim"));
  problems = add_rules (box, findings);
  if (findings != NULL) {
    g_autofree char *words =
        problems == 0
            ? g_strdup (_ ("Valid"))
            : g_strdup_printf (ngettext ("%u problem", "%u problems", problems), problems);
    GtkWidget *chip = miao_chip_new (NULL, "", NULL);

    miao_chip_set_tone (chip, problems == 0 ? MIAO_TONE_GOOD : MIAO_TONE_WARNING, words);
    gtk_box_append (GTK_BOX (head), chip);
  }
  if (miao_evaluation_is_open (data->evaluation) &&
      miao_session_may (session, MIAO_MAY_EVALUATION_TEAM))
    gtk_box_append (GTK_BOX (box), act_button (data->team->len == 0 ? _ ("Choose the team")
                                                                    : _ ("Change the team"),
                                               "assign-team", NULL, NULL));
  return card;
}

/* --- opinions ------------------------------------------------------------------------------- */

static char *
dup_day (const MiaoRecord *member)
{
  gint64 ms = miao_record_get_int (member, "signed_at", 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / MS_PER_SECOND);

  return g_date_time_format (time, "%m-%d");
}

static GtkWidget *
make_opinion (const MiaoEvaluationData *data, MiaoRecord *member)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = miao_text_new (miao_record_get (member, "name"), NULL);
  GtkWidget *chip = miao_chip_new (NULL, "", NULL);
  gboolean readable = !data->sealed || member == data->own;
  g_autofree char *words = NULL;

  gtk_widget_set_hexpand (name, TRUE);
  if (!miao_record_has (member, "signed_at")) {
    miao_chip_set (chip, "miao-pending-symbolic", _ ("Not given yet"), "warning");
  } else if (!readable) {
    g_autofree char *day = dup_day (member);

    words = g_strdup_printf (_ ("Sealed %s"), day);
    miao_chip_set (chip, "miao-eye-off-symbolic", words, NULL);
  } else {
    gboolean agrees = miao_record_is (member, "vote", "AGREE");

    g_autofree char *vote = miao_record_dup_shown (member, "vote", FALSE);
    g_autofree char *about = miao_record_has (member, "conclusion")
                                 ? miao_record_dup_shown (member, "conclusion", FALSE)
                                 : NULL;

    words = about != NULL ? g_strdup_printf ("%s · %s", vote, about) : g_strdup (vote);
    miao_chip_set (chip, agrees ? "miao-pass-symbolic" : "miao-flag-symbolic", words,
                   agrees ? "good" : "warning");
  }
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), chip);
  gtk_box_append (GTK_BOX (box), line);
  if (readable && miao_record_has (member, "opinion"))
    gtk_box_append (GTK_BOX (box),
                    miao_text_new (miao_record_get (member, "opinion"), "secondary"));
  if (readable && miao_record_has (member, "dissent"))
    gtk_box_append (GTK_BOX (box),
                    miao_text_mark (MIAO_TONE_WARNING, miao_record_get (member, "dissent")));
  return box;
}

static GtkWidget *
make_opinions (const MiaoEvaluationData *data, MiaoSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gboolean open = miao_evaluation_is_open (data->evaluation);

  for (guint i = 0; i < data->team->len; i++) {
    MiaoRecord *member = data->team->pdata[i];

    gtk_box_append (GTK_BOX (box), make_opinion (data, member));
    /* Somebody without an account signs on paper; a member of the staff enters it. */
    if (open && !miao_record_has (member, "person") && !miao_record_has (member, "signed_at") &&
        miao_session_may (session, MIAO_MAY_EVALUATION_SIGN)) {
      g_autofree char *name =
          g_strdup_printf (_ ("Enter the signed paper of %s"), miao_record_get (member, "name"));

      gtk_box_append (GTK_BOX (box), act_button (_ ("Enter the signed paper"), "sign-opinion",
                                                 miao_record_get_id (member), name));
    }
  }
  if (data->sealed) {
    g_autofree char *words =
        g_strdup_printf (ngettext ("Opened when the opinion is in",
                                   "Opened together when all %u are in", data->team->len),
                         data->team->len);

    gtk_box_append (GTK_BOX (box), miao_text_new (words, "dim secondary"));
  }
  return miao_card_new (_ ("Opinions"), box, NULL);
}

/* --- score and conclusion ------------------------------------------------------------------- */

GtkWidget *
miao_evaluation_score_new (guint sum, guint most, guint n, gint64 last_hundredths)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, MAX (most, 1));
  g_autofree char *words = g_strdup_printf (_ ("%u of %u points, %u items scored"), sum, most, n);

  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), sum);
  miao_accessible_set_label (bar, words);
  gtk_box_append (GTK_BOX (box), miao_text_new (words, NULL));
  gtk_box_append (GTK_BOX (box), bar);
  if (last_hundredths >= 0) {
    g_autofree char *last = g_strdup_printf (_ ("Last time %d"), (int) (last_hundredths / 100));

    gtk_box_append (GTK_BOX (box), miao_text_new (last, "dim secondary"));
  }
  return miao_card_new (_ ("Score"), box, NULL);
}

static GtkWidget *
make_conclusion (const MiaoEvaluationData *data)
{
  static const char *const fields[] = {
    "conclusion",    "opinion_text", "valid_until", "review_on",
    "review_result", "review_text",  "told_on",     "told_how"
  };
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autofree char *text = miao_record_dup_shown (data->evaluation, fields[i], FALSE);
    const MiaoField *field = miao_kind_field (miao_record_get_kind (data->evaluation), fields[i]);
    GtkWidget *label;

    if (*text == '\0')
      continue;
    label = miao_text_new (miao_field_label (field), "dim");
    gtk_widget_set_valign (label, GTK_ALIGN_START);
    gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
    gtk_grid_attach (GTK_GRID (grid), miao_text_new (text, i == 0 ? "strong" : NULL), 1, row++, 1,
                     1);
  }
  return miao_card_new (_ ("Conclusion"), grid, NULL);
}

GtkWidget *
miao_evaluation_side_new (const MiaoEvaluationData *data,
                          MiaoSession *session,
                          const MiaoFindings *findings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *fieldwork = miao_evaluation_fieldwork_new (data, session);
  GtkWidget *needs =
      miao_need_list_of_evaluation (session, data->evaluation, data->form, "evaluation.act");
  GtkWidget *versions = miao_evaluation_versions_new (data, session);
  const gboolean away = miao_session_get_away (session) != NULL;

  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_set_size_request (box, SIDE_WIDTH, -1);
  if (!miao_evaluation_is_open (data->evaluation))
    gtk_box_append (GTK_BOX (box), make_conclusion (data));
  if (versions != NULL)
    gtk_box_append (GTK_BOX (box), versions);
  if (away && fieldwork != NULL)
    gtk_box_append (GTK_BOX (box), fieldwork);
  if (needs != NULL)
    gtk_box_append (GTK_BOX (box), needs);
  gtk_box_append (GTK_BOX (box), make_team (data, session, findings));
  if (data->team->len > 0)
    gtk_box_append (GTK_BOX (box), make_opinions (data, session));
  if (!away && fieldwork != NULL)
    gtk_box_append (GTK_BOX (box), fieldwork);
  return box;
}
