#include "config.h"

#include "miao-placement-cards.h"

#include "miao-kind-text.h"
#include "miao-placement-words.h"
#include "miao-state-chip.h"
#include "miao-states.h"
#include "miao-table.h"

#include <glib/gi18n.h>

#define N_STEPS 6

/* Where the placement stands; the state before a removal counts, so that the way stays readable. */
static guint
present_step (const MiaoPlacementFacts *facts)
{
  static const struct {
    const char *states;
    guint step;
  } steps[] = {
    { "PROPOSED", 0 },
    { "MATCHED", 1 },
    { "SIGNED", 2 },
    { "INTEGRATION EXTENDED", 3 },
    { "CONFIRMED SHORT_CARE ENDING", 4 },
  };
  guint step = miao_record_has (facts->placement, "confirmed_on") ? 4 : 3;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (miao_placement_facts_in (facts, steps[i].states))
      return steps[i].step;
  if (miao_placement_facts_in (facts, "SUSPENDED"))
    return step;

  return N_STEPS; /* ended or cancelled */
}

static char *
dup_moved_in (const MiaoPlacementFacts *facts)
{
  g_autofree char *day =
      miao_placement_dup_day (miao_record_get_date (facts->placement, "moved_in_on"), facts->today);

  /* Translators: %s is the day of moving in. */
  return *day != '\0' ? g_strdup_printf (_ ("%s moved in"), day) : g_strdup ("");
}

static char *
dup_confirmed (const MiaoPlacementFacts *facts)
{
  MiaoDate earliest = miao_record_get_date (facts->placement, "integration_due_min");
  g_autofree char *day = NULL;

  if (miao_record_has (facts->placement, "confirmed_on"))
    return miao_placement_dup_day (miao_record_get_date (facts->placement, "confirmed_on"),
                                   facts->today);
  if (!miao_placement_facts_in (facts, "INTEGRATION EXTENDED"))
    return g_strdup ("");
  day = miao_placement_dup_day (earliest, facts->today);

  /* Translators: %s is the first day on which the placement can be confirmed. */
  return g_strdup_printf (_ ("from %s"), day);
}

void
miao_placement_show_steps (MiaoStepper *stepper, const MiaoPlacementFacts *facts)
{
  g_autofree char *proposed =
      miao_placement_dup_day (miao_record_get_date (facts->placement, "proposed_on"), facts->today);
  g_autofree char *matched = miao_placement_dup_day (
      facts->matching != NULL ? miao_record_get_date (facts->matching, "decided_on")
                              : MIAO_DATE_NONE,
      facts->today);
  g_autofree char *signed_on = miao_placement_dup_day (
      facts->agreement != NULL ? miao_record_get_date (facts->agreement, "effective_on")
                               : MIAO_DATE_NONE,
      facts->today);
  g_autofree char *moved_in = dup_moved_in (facts);
  g_autofree char *confirmed = dup_confirmed (facts);
  g_autofree char *ended =
      miao_placement_dup_day (miao_record_get_date (facts->placement, "ended_on"), facts->today);
  const MiaoStep steps[N_STEPS] = {
    { C_ ("step", "Proposed"), proposed },
    { C_ ("step", "Matched"), matched },
    { C_ ("step", "Signed"), signed_on },
    { C_ ("step", "Integration"), moved_in },
    { C_ ("step", "Formal placement"), confirmed },
    { miao_placement_facts_in (facts, "CANCELLED") ? C_ ("step", "Cancelled")
                                                   : C_ ("step", "Ended"),
      ended },
  };

  miao_stepper_set_steps (stepper, steps, N_STEPS, present_step (facts));
}

static void
add_ticks (GArray *ticks, const MiaoPlacementFacts *facts)
{
  MiaoDate next = miao_placement_facts_next_visit (facts, NULL, NULL);

  for (guint i = 0; i < facts->visits->len; i++) {
    MiaoRecord *visit = facts->visits->pdata[i];
    MiaoTick tick = { .on = miao_record_get_date (visit, "visited_on"),
                      .kind = miao_record_get_bool (visit, "unannounced") ? MIAO_TICK_UNANNOUNCED
                                                                          : MIAO_TICK_VISIT };

    g_array_append_val (ticks, tick);
  }
  if (next != MIAO_DATE_NONE && next >= facts->today) {
    MiaoTick tick = { .on = next, .kind = MIAO_TICK_PLANNED };

    g_array_append_val (ticks, tick);
  }
}

void
miao_placement_show_bar (MiaoIntegrationBar *bar, GtkWidget *words, const MiaoPlacementFacts *facts)
{
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (MiaoTick));
  g_autofree char *hint =
      miao_placement_dup_hint (facts->placement, &facts->settings, facts->today);
  MiaoDate in = miao_record_get_date (facts->placement, "moved_in_on");
  MiaoIntegration now = miao_integration_on (
      in, miao_record_get_date (facts->placement, "extended_to"), &facts->settings, facts->today);
  MiaoDate last = MAX (now.latest, now.extended_to);

  add_ticks (ticks, facts);
  miao_integration_bar_set (bar, in, facts->today, now.earliest - in, last - in,
                            (const MiaoTick *) ticks->data, ticks->len);
  gtk_label_set_label (GTK_LABEL (words), hint);
}

/* --- agreement and caregiver ---------------------------------------------------------------- */

static void
add_line (GtkWidget *grid, int row, const char *label, const char *text)
{
  GtkWidget *value = miao_text_new (text, NULL);

  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (grid), miao_text_new (label, "dim"), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, row, 1, 1);
}

static GtkWidget *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  return grid;
}

static GtkWidget *
make_agreement (const MiaoPlacementFacts *facts)
{
  GtkWidget *grid = make_grid ();
  GtkWidget *head;
  GtkWidget *card = miao_card_new (_ ("Foster-care agreement"), grid, &head);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *days = NULL;
  g_autofree char *filed = NULL;

  if (facts->agreement == NULL) {
    add_line (grid, 0, _ ("State"), _ ("Not signed yet"));
    return card;
  }
  from = g_strdup_printf (_ ("%s, in effect from %s"),
                          miao_record_get (facts->agreement, "agreement_no"),
                          miao_record_get (facts->agreement, "effective_on"));
  days = miao_record_dup_shown (facts->agreement, "integration_days", FALSE);
  until = g_strdup_printf (_ ("until %s; integration period %s"),
                           miao_record_get (facts->agreement, "term_to"), days);
  add_line (grid, 0, _ ("Number"), from);
  add_line (grid, 1, _ ("Term"), until);
  if (miao_record_has (facts->agreement, "filed_on")) {
    filed = g_strdup_printf (_ ("Filed %s"), miao_record_get (facts->agreement, "filed_on"));
    gtk_box_append (GTK_BOX (head), miao_chip_new ("miao-pass-symbolic", filed, "good"));
  } else {
    gtk_box_append (GTK_BOX (head),
                    miao_chip_new ("miao-pending-symbolic", _ ("Not filed yet"), "warning"));
  }
  return card;
}

static void
add_age_chip (GtkWidget *head, const MiaoPlacementFacts *facts, int age)
{
  const MiaoRuleSettings *settings = &facts->settings;
  gboolean fits = age >= settings->caregiver_min_age && age <= settings->caregiver_max_age;
  g_autofree char *words = g_strdup_printf (_ ("%d to %d years"), settings->caregiver_min_age,
                                            settings->caregiver_max_age);

  gtk_box_append (GTK_BOX (head),
                  miao_chip_new (fits ? "miao-pass-symbolic" : "miao-warning-symbolic", words,
                                 fits ? "good" : "warning"));
}

static GtkWidget *
make_caregiver (const MiaoPlacementFacts *facts)
{
  GtkWidget *grid = make_grid ();
  GtkWidget *head;
  GtkWidget *card = miao_card_new (_ ("Main caregiver"), grid, &head);
  g_autofree char *education = NULL;
  g_autofree char *person = NULL;
  g_autofree char *family = NULL;
  const char *until = miao_record_get (facts->family, "approved_until");
  int age;

  if (facts->caregiver != NULL) {
    age = miao_date_age (miao_record_get_date (facts->caregiver, "birth_date"), facts->today);
    education = miao_record_dup_shown (facts->caregiver, "education", FALSE);
    person = g_strdup_printf (_ ("%s, %d years, %s"), miao_record_get (facts->caregiver, "name"),
                              age, education);
    add_age_chip (head, facts, age);
  }
  family = g_strdup_printf (
      _ ("children %u of %d; qualified until %s"), facts->foster_now,
      (int) miao_record_get_int (facts->family, "capacity", facts->settings.family_capacity),
      until != NULL ? until : "—");
  add_line (grid, 0, _ ("Name"), person != NULL ? person : _ ("not named yet"));
  add_line (grid, 1, _ ("Family"), family);
  return card;
}

GtkWidget *
miao_placement_make_papers (const MiaoPlacementFacts *facts)
{
  GtkWidget *grid = gtk_grid_new ();

  /* A box of equal columns asks texts that wrap how wide they are at their height, of which newer
   * GTK complains; a grid asks for the height at their width alone. */
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), make_agreement (facts), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_caregiver (facts), 1, 0, 1, 1);
  return grid;
}

/* A card of the fields that are known. */
static GtkWidget *
make_fields (const char *title, const MiaoRecord *record, const char *const *fields)
{
  GtkWidget *grid = make_grid ();

  for (int i = 0; fields[i] != NULL; i++) {
    g_autofree char *text = miao_record_dup_shown (record, fields[i], FALSE);

    if (*text != '\0')
      add_line (grid, i,
                miao_field_label (miao_kind_field (miao_record_get_kind (record), fields[i])),
                text);
  }
  return miao_card_new (title, grid, NULL);
}

GtkWidget *
miao_placement_make_ending (const MiaoPlacementFacts *facts)
{
  static const char *const removal[] = { "suspended_on", "suspend_reason", NULL };
  static const char *const elsewhere[] = { "status", "away_until", NULL };
  static const char *const away[] = { "from_on", "until_on", "reason", "reason_text",
                                      "place",   "family",   "carer",  NULL };
  static const char *const ending[] = { "decided_on", "ground",       "ground_text",
                                        "moved_to",   "support_plan", NULL };
  const struct {
    gboolean is;
    const char *title;
    const MiaoRecord *record;
    const char *const *fields;
  } cards[] = {
    { miao_placement_facts_in (facts, "SUSPENDED"), _ ("Emergency removal"), facts->placement,
      removal },
    { facts->short_care != NULL, _ ("Short-term care"), facts->short_care, away },
    { facts->termination != NULL, _ ("Ending"), facts->termination, ending },
    /* In hospital, at school, or with those who wish to adopt it: the placement goes on. */
    { miao_record_has (facts->child, "away_until") &&
          miao_placement_facts_in (facts, MIAO_PLACEMENTS_OPEN),
      _ ("The child is elsewhere"), facts->child, elsewhere },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    if (cards[i].is)
      return make_fields (cards[i].title, cards[i].record, cards[i].fields);

  return NULL;
}

static const char *
text_of (JsonObject *note, const char *member)
{
  return json_object_get_string_member_with_default (note, member, NULL);
}

GtkWidget *
miao_placement_make_aftercare (const MiaoPlacementFacts *facts)
{
  static const char *const texts[] = { "state", "problems", "next", NULL };
  g_autoptr (JsonArray) notes = NULL;
  const MiaoField *members;
  GtkWidget *grid;
  int row = 0;

  if (facts->termination == NULL || !miao_record_has (facts->termination, "aftercare"))
    return NULL;
  notes = miao_record_get_list (facts->termination, "aftercare");
  members = miao_kind_field (miao_record_get_kind (facts->termination), "aftercare")->items;
  grid = make_grid ();
  for (guint n = json_array_get_length (notes); n > 0; n--) {
    JsonObject *note = json_array_get_object_element (notes, n - 1);

    add_line (grid, row++, text_of (note, "on"), text_of (note, "by"));
    for (const MiaoField *member = members; member->name != NULL; member++)
      if (g_strv_contains (texts, member->name) && text_of (note, member->name) != NULL)
        add_line (grid, row++, miao_field_label (member), text_of (note, member->name));
  }
  return miao_card_new (_ ("Follow-ups"), grid, NULL);
}
