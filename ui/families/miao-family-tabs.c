/* The tabs of a foster family's record: the family itself, its members, papers and trainings. */
#include "config.h"

#include "miao-family-parts.h"

#include "miao-allowance-card.h"
#include "miao-gtk-compat.h"
#include "miao-incident-list.h"
#include "miao-incident-menu.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-use-case.h"

#include <glib/gi18n.h>

#define CRIME_CHECK_AGE 14

const char *const *
miao_family_fields (void)
{
  static const char *fields[32];
  guint n = 0;

  fields[n++] = _ ("#Family");
  fields[n++] = "name";
  fields[n++] = "hukou_division";
  fields[n++] = "home_division";
  fields[n++] = "address";
  fields[n++] = "phone";
  fields[n++] = "capacity";
  fields[n++] = _ ("#Home");
  fields[n++] = "home_ownership";
  fields[n++] = "home_type";
  fields[n++] = "area_m2";
  fields[n++] = "rooms";
  fields[n++] = "school_km";
  fields[n++] = "clinic_km";
  fields[n++] = "rehab_base_km";
  fields[n++] = "pets";
  fields[n++] = "hazards";
  fields[n++] = _ ("#Income");
  fields[n++] = "annual_income_fen";
  fields[n++] = "income_sources";
  fields[n] = NULL;
  return fields;
}

const char *const *
miao_family_member_fields (const char *heading)
{
  static const char *fields[40];
  guint n = 0;

  fields[n++] = heading;
  fields[n++] = "name";
  fields[n++] = "id_type";
  fields[n++] = "id_no";
  fields[n++] = "sex";
  fields[n++] = "birth_date";
  fields[n++] = "relation_to_head";
  fields[n++] = "marital";
  fields[n++] = "education";
  fields[n++] = "ethnic";
  fields[n++] = "occupation";
  fields[n++] = "employer";
  fields[n++] = "phone";
  fields[n++] = "income_fen";
  fields[n++] = "skills";
  fields[n++] = _ ("#Living in");
  fields[n++] = "co_living";
  fields[n++] = "joined_on";
  fields[n++] = "left_on";
  fields[n++] = _ ("#Health and conduct");
  fields[n++] = "health";
  fields[n++] = "health_on";
  fields[n++] = "infectious_disease";
  fields[n++] = "mental_disease";
  fields[n++] = "psych_disorder";
  fields[n++] = "other_disease";
  fields[n++] = "crime_check_on";
  fields[n++] = "crime_check_result";
  fields[n++] = "habits";
  fields[n++] = "bad_habits";
  fields[n++] = _ ("#Consent");
  fields[n++] = "consent";
  fields[n++] = "consent_on";
  fields[n] = NULL;
  return fields;
}

/* A tab scrolls; its cards stand one below the other. */
static GtkWidget *
make_tab (GtkWidget **ret_box)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  *ret_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (*ret_box, "page-body");
  gtk_widget_set_margin_top (*ret_box, 12);
  gtk_widget_add_css_class (scrolled, "pane");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), *ret_box);
  return scrolled;
}

/* What is known, two fields to a line. */
static GtkWidget *
make_fields (const MiaoFamilyData *data)
{
  GtkWidget *grid = gtk_grid_new ();
  const char *const *names = miao_family_fields ();
  int row = 0;
  int column = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *text = NULL;
    GtkWidget *label;
    GtkWidget *value;

    if (*names[i] == '#') {
      row += column > 0 ? 1 : 0;
      column = 0;
      label = miao_text_new (names[i] + 1, "strong");
      gtk_widget_set_margin_top (label, row > 0 ? 8 : 0);
      gtk_grid_attach (GTK_GRID (grid), label, 0, row++, 4, 1);
      continue;
    }
    text = miao_family_data_dup_shown (data, data->family, names[i]);
    label = miao_text_new (
        miao_field_label (miao_kind_field (miao_record_get_kind (data->family), names[i])), "dim");
    value = miao_text_new (text, NULL);
    gtk_widget_set_valign (label, GTK_ALIGN_START);
    gtk_widget_set_valign (value, GTK_ALIGN_START);
    gtk_widget_set_hexpand (value, TRUE);
    gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
    gtk_grid_attach (GTK_GRID (grid), value, column + 1, row, 1, 1);
    column = (column + 2) % 4;
    row += column == 0 ? 1 : 0;
  }
  return grid;
}

/* What changes the family's standing, as far as its state and the person allow. */
static GtkWidget *
make_more (const MiaoFamilyData *data, MiaoSession *session)
{
  static const struct {
    const char *label, *act, *states;
  } items[] = {
    { N_ ("Return for completion…"), "return-application", "APPLIED" },
    { N_ ("Record a move…"), "move-family", "QUALIFIED FILED TRAINED ACTIVE SUSPENDED" },
    { N_ ("Suspend the family…"), "suspend-family", "QUALIFIED FILED TRAINED ACTIVE" },
    { N_ ("Qualification has ended…"), "expire-family", "FILED TRAINED" },
    { N_ ("The family leaves…"), "close-family",
      "INQUIRY APPLIED RETURNED REJECTED QUALIFIED FILED TRAINED SUSPENDED EXPIRED" },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *status = miao_record_get (data->family, "status");
  GtkWidget *button;

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);
    g_auto (GStrv) states = g_strsplit (items[i].states, " ", -1);

    if (status == NULL || !g_strv_contains ((const char *const *) states, status) ||
        !miao_session_may (session, miao_use_case_find (items[i].act)->permission))
      continue;
    g_menu_item_set_action_and_target (item, "family.act", "(ss)", items[i].act, "");
    g_menu_append_item (menu, item);
  }
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return NULL;
  button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Standing"));
  miao_menu_button_set_name (button, _ ("Standing"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

GtkWidget *
miao_family_tab_overview (const MiaoFamilyData *data, MiaoSession *session)
{
  GtkWidget *box;
  GtkWidget *tab = make_tab (&box);
  GtkWidget *head;
  GtkWidget *card;
  GtkWidget *incident, *more;
  GtkWidget *allowances, *list;
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  /* Not a box: that asks the left column how wide it is at a height, which a grid of texts that
   * wrap cannot tell, and newer GTK complains. */
  GtkWidget *columns = gtk_grid_new ();
  g_autoptr (GPtrArray) flags = miao_family_data_flags (data);

  card = miao_card_new (_ ("The family"), make_fields (data), &head);
  if (miao_session_may (session, MIAO_MAY_FAMILY_EDIT))
    gtk_box_append (GTK_BOX (head), miao_family_act_button (_ ("Edit"), "edit-family", NULL));
  if (miao_session_may (session, MIAO_MAY_FAMILY_BAR) &&
      !miao_record_is (data->family, "status", "BARRED"))
    gtk_box_append (GTK_BOX (head),
                    miao_family_act_button (_ ("Bar the family…"), "bar-family", NULL));
  more = make_more (data, session);
  if (more != NULL)
    gtk_box_append (GTK_BOX (head), more);
  incident = miao_incident_menu_new ();
  miao_incident_menu_set (incident, session, "family", miao_record_get_id (data->family));
  gtk_widget_add_css_class (incident, "small");
  gtk_box_append (GTK_BOX (head), incident);
  gtk_widget_set_hexpand (card, TRUE);

  gtk_box_append (GTK_BOX (side),
                  miao_card_new (_ ("Places"), miao_family_places_new (data), NULL));
  for (guint i = 0; i < flags->len; i++)
    gtk_box_append (GTK_BOX (side), miao_family_flag_new (flags->pdata[i]));
  allowances = miao_allowance_card_new (session, "family", miao_record_get_id (data->family));
  if (allowances != NULL)
    gtk_box_append (GTK_BOX (side), allowances);
  list = miao_incident_list_new (session, "family", miao_record_get_id (data->family));
  if (list != NULL)
    gtk_box_append (GTK_BOX (side), list);
  gtk_widget_set_hexpand (side, FALSE);
  gtk_widget_set_size_request (side, 320, -1);
  gtk_grid_set_column_spacing (GTK_GRID (columns), 16);
  gtk_grid_attach (GTK_GRID (columns), card, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (columns), side, 1, 0, 1, 1);
  gtk_box_append (GTK_BOX (box), columns);
  return tab;
}

static GtkWidget *
shown (const MiaoFamilyData *data, const MiaoRecord *record, const char *field)
{
  g_autofree char *text = miao_family_data_dup_shown (data, record, field);

  return miao_text_new (text, NULL);
}

static GtkWidget *
name_cell (const MiaoFamilyData *data, const MiaoRecord *member)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *left = miao_record_get (member, "left_on");

  gtk_box_append (GTK_BOX (box), miao_text_new (miao_record_get (member, "name"), "strong"));
  if (member == data->caregiver)
    gtk_box_append (GTK_BOX (box),
                    miao_chip_new ("miao-heart-symbolic", _ ("Main caregiver"), "good"));
  else if (miao_record_get_bool (member, "foster_child"))
    gtk_box_append (GTK_BOX (box),
                    miao_chip_new ("miao-child-symbolic", _ ("Foster child"), "info"));
  if (left != NULL) {
    g_autofree char *words = g_strdup_printf (_ ("Left on %s"), left);

    gtk_box_append (GTK_BOX (box), miao_text_new (words, "dim secondary"));
  }
  return box;
}

static GtkWidget *
age_cell (const MiaoFamilyData *data, const MiaoRecord *member)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  MiaoTone tone = MIAO_TONE_GOOD;
  g_autofree char *age =
      miao_date_dup_age (miao_record_get_date (member, "birth_date"), data->today);
  g_autofree char *note = miao_family_member_dup_age_note (data, member, &tone);

  gtk_box_append (GTK_BOX (box), miao_text_new (*age != '\0' ? age : "—", NULL));
  if (note != NULL)
    gtk_box_append (GTK_BOX (box), miao_text_mark (tone, note));
  return box;
}

GtkWidget *
miao_family_tab_members (const MiaoFamilyData *data, MiaoSession *session)
{
  const char *heads[] = { _ ("Name"),     _ ("Relation"), _ ("Age"), _ ("Education"),
                          _ ("Lives in"), _ ("Consents"), "",        NULL };
  GtkWidget *box;
  GtkWidget *tab = make_tab (&box);
  GtkWidget *table = miao_table_new (heads, -1);
  GtkWidget *head;
  gboolean may = miao_session_may (session, MIAO_MAY_FAMILY_EDIT);

  for (guint i = 0; i < data->members->len; i++) {
    MiaoRecord *member = data->members->pdata[i];
    GtkWidget *edit = NULL;

    if (may) {
      g_autofree char *name = g_strdup_printf (_ ("Edit %s"), miao_record_get (member, "name"));

      edit = miao_family_act_button (_ ("Edit"), "edit-member", miao_record_get_id (member));
      miao_accessible_set_label (edit, name);
    }
    miao_table_add (MIAO_TABLE (table), name_cell (data, member),
                    shown (data, member, "relation_to_head"), age_cell (data, member),
                    shown (data, member, "education"), shown (data, member, "co_living"),
                    shown (data, member, "consent"), edit, NULL);
  }
  gtk_box_append (GTK_BOX (box), miao_card_new (_ ("Members"), table, &head));
  if (may)
    gtk_box_append (GTK_BOX (head), miao_family_act_button (_ ("Add member"), "add-member", NULL));
  return tab;
}

/* --- papers and trainings ------------------------------------------------------------------- */

static GtkWidget *
paper_cell (const MiaoFamilyData *data, const MiaoRecord *member, const char *field, int months)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  MiaoDate on = miao_record_get_date (member, field);
  MiaoTone tone;
  g_autofree char *words = miao_family_dup_expiry (data, on, months, &tone);

  if (on != MIAO_DATE_NONE)
    gtk_box_append (GTK_BOX (box), miao_text_new (miao_record_get (member, field), NULL));
  gtk_box_append (GTK_BOX (box), miao_text_mark (tone, words));
  return box;
}

/* Domain 6.7: members of fourteen and more. */
static gboolean
needs_crime_check (const MiaoFamilyData *data, const MiaoRecord *member)
{
  return miao_record_has (member, "crime_check_on") ||
         miao_date_age (miao_record_get_date (member, "birth_date"), data->today) >=
             CRIME_CHECK_AGE;
}

static GtkWidget *
make_papers (const MiaoFamilyData *data)
{
  const char *heads[] = { _ ("Name"),   _ ("Health examination"),
                          _ ("Health"), _ ("Criminal-record check"),
                          _ ("Result"), NULL };
  GtkWidget *table = miao_table_new (heads, -1);

  for (guint i = 0; i < data->members->len; i++) {
    MiaoRecord *member = data->members->pdata[i];

    if (miao_record_has (member, "left_on") || miao_record_get_bool (member, "foster_child"))
      continue;
    miao_table_add (
        MIAO_TABLE (table), miao_text_new (miao_record_get (member, "name"), "strong"),
        paper_cell (data, member, "health_on", data->settings.health_months),
        shown (data, member, "health"),
        needs_crime_check (data, member)
            ? paper_cell (data, member, "crime_check_on", data->settings.crime_check_months)
            : miao_text_new (_ ("Not needed"), "dim"),
        shown (data, member, "crime_check_result"), NULL);
  }
  return table;
}

static GtkWidget *
make_trainings (const MiaoFamilyData *data)
{
  const char *heads[] = {
    _ ("Training"), _ ("Member"), _ ("Dates"), _ ("Hours"), _ ("Result"), NULL
  };
  GtkWidget *table = miao_table_new (heads, -1);

  for (guint i = 0; i < data->trainings->len; i++) {
    MiaoRecord *training = data->trainings->pdata[i];
    g_autofree char *kind = miao_family_data_dup_shown (data, training, "kind");
    g_autofree char *dates = g_strdup_printf (
        "%s – %s",
        miao_record_has (training, "from_on") ? miao_record_get (training, "from_on") : "",
        miao_record_has (training, "to_on") ? miao_record_get (training, "to_on") : "");

    miao_table_add (MIAO_TABLE (table),
                    miao_text_two (kind, miao_record_has (training, "course")
                                             ? miao_record_get (training, "course")
                                             : NULL),
                    shown (data, training, "member"), miao_text_new (dates, NULL),
                    shown (data, training, "hours"), shown (data, training, "result"), NULL);
  }
  if (data->trainings->len == 0)
    miao_table_say (MIAO_TABLE (table), _ ("No training yet. The main caregiver is trained before "
                                           "the first placement."));
  return table;
}

GtkWidget *
miao_family_tab_papers (const MiaoFamilyData *data, MiaoSession *session)
{
  GtkWidget *box;
  GtkWidget *tab = make_tab (&box);
  GtkWidget *head;

  gtk_box_append (GTK_BOX (box), miao_card_new (_ ("Certificates"), make_papers (data), NULL));
  gtk_box_append (GTK_BOX (box), miao_card_new (_ ("Training"), make_trainings (data), &head));
  if (miao_session_may (session, MIAO_MAY_TRAINING_RECORD))
    gtk_box_append (GTK_BOX (head),
                    miao_family_act_button (_ ("Record training"), "record-training", NULL));
  return tab;
}
