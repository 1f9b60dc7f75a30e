#include "config.h"

#include "miao-error.h"
#include "miao-rights.h"
#include "miao-sight.h"
#include "miao-store-private.h"
#include "server-fixture.h"

#include <string.h>

/*
 * What the server lets each role do is what the program's table of rights says: whoever changes one
 * of them alone ends here. The program gives rights to use cases; this is what those write.
 */

#define NOBODY MIAO_N_PERMISSIONS
#define MOST 12

static const struct {
  const char *table;
  MiaoPermission adds[MOST];    /* ended by NOBODY */
  MiaoPermission changes[MOST]; /* ended by NOBODY */
} writers[] = {
  { "institution", { MIAO_MAY_INSTITUTION_EDIT, NOBODY }, { MIAO_MAY_INSTITUTION_EDIT, NOBODY } },
  { "staff", { MIAO_MAY_STAFF_EDIT, NOBODY }, { MIAO_MAY_STAFF_EDIT, NOBODY } },
  { "document",
    { MIAO_MAY_DOCUMENT_ADD, MIAO_MAY_ARCHIVE_SEAL, NOBODY },
    { MIAO_MAY_DOCUMENT_ADD, NOBODY } },
  { "import_batch", { MIAO_MAY_CHILD_IMPORT, NOBODY }, { MIAO_MAY_CHILD_IMPORT, NOBODY } },
  { "child",
    { MIAO_MAY_CHILD_ADMIT, MIAO_MAY_CHILD_IMPORT, NOBODY },
    /* The photograph is part of the child; moving in and out changes the form of care. */
    { MIAO_MAY_CHILD_ADMIT, MIAO_MAY_CHILD_EDIT, MIAO_MAY_CHILD_IMPORT, MIAO_MAY_DOCUMENT_ADD,
      MIAO_MAY_PLACEMENT_START, MIAO_MAY_PLACEMENT_SUSPEND, MIAO_MAY_PLACEMENT_END, NOBODY } },
  { "admission",
    { MIAO_MAY_CHILD_ADMIT, MIAO_MAY_CHILD_IMPORT, NOBODY },
    { MIAO_MAY_CHILD_ADMIT, MIAO_MAY_CHILD_EDIT, MIAO_MAY_CHILD_IMPORT, NOBODY } },
  { "family",
    { MIAO_MAY_FAMILY_REGISTER, NOBODY },
    { MIAO_MAY_FAMILY_REGISTER, MIAO_MAY_FAMILY_EDIT, MIAO_MAY_EVALUATION_OPEN,
      MIAO_MAY_EVALUATION_REVIEW, MIAO_MAY_EVALUATION_FILE, MIAO_MAY_TRAINING_RECORD,
      MIAO_MAY_PLACEMENT_START, MIAO_MAY_PLACEMENT_END, NOBODY } },
  { "family_member",
    { MIAO_MAY_FAMILY_REGISTER, MIAO_MAY_FAMILY_EDIT, NOBODY },
    { MIAO_MAY_FAMILY_EDIT, NOBODY } },
  { "training", { MIAO_MAY_TRAINING_RECORD, NOBODY }, { NOBODY } },
  { "caregiver_period",
    { MIAO_MAY_FAMILY_REGISTER, MIAO_MAY_FAMILY_EDIT, MIAO_MAY_AGREEMENT_SIGN, NOBODY },
    { MIAO_MAY_FAMILY_EDIT, MIAO_MAY_AGREEMENT_SIGN, NOBODY } },
  { "application", { MIAO_MAY_FAMILY_REGISTER, NOBODY }, { MIAO_MAY_FAMILY_REGISTER, NOBODY } },
  /* The head goes on against a refusal and says why. */
  { "child_opinion", { MIAO_MAY_CHILD_OPINION, NOBODY }, { MIAO_MAY_MATCH_DECIDE, NOBODY } },
  { "child_leave",
    { MIAO_MAY_CHILD_ADMIT, NOBODY },
    { MIAO_MAY_CHILD_ADMIT, MIAO_MAY_INCIDENT_RECORD, NOBODY } },
  { "adoption_case",
    { MIAO_MAY_CHILD_ADMIT, NOBODY },
    { MIAO_MAY_CHILD_ADMIT, MIAO_MAY_INCIDENT_RECORD, NOBODY } },
  { "matching", { MIAO_MAY_MATCH_PROPOSE, NOBODY }, { MIAO_MAY_MATCH_DECIDE, NOBODY } },
  { "agreement",
    { MIAO_MAY_AGREEMENT_SIGN, NOBODY },
    { MIAO_MAY_AGREEMENT_SIGN, MIAO_MAY_EVALUATION_FILE, NOBODY } },
  { "placement",
    { MIAO_MAY_MATCH_PROPOSE, NOBODY },
    { MIAO_MAY_MATCH_DECIDE, MIAO_MAY_AGREEMENT_SIGN, MIAO_MAY_PLACEMENT_START,
      MIAO_MAY_PLACEMENT_CONFIRM, MIAO_MAY_PLACEMENT_SUSPEND, MIAO_MAY_PLACEMENT_END, NOBODY } },
  { "house_value", { MIAO_MAY_SETTINGS_EDIT, NOBODY }, { NOBODY } },
  { "form_edition", { MIAO_MAY_FORMS_EDIT, NOBODY }, { NOBODY } },
  { "evaluation",
    { MIAO_MAY_EVALUATION_OPEN, NOBODY },
    { MIAO_MAY_EVALUATION_TEAM, MIAO_MAY_EVALUATION_FILL, MIAO_MAY_EVALUATION_SIGN,
      MIAO_MAY_EVALUATION_CONCLUDE, MIAO_MAY_EVALUATION_REVIEW, MIAO_MAY_EVALUATION_FILE,
      NOBODY } },
  { "evaluation_member",
    /* Whoever opens a correction takes the team along; which rows those are, a policy says. */
    { MIAO_MAY_EVALUATION_TEAM, MIAO_MAY_EVALUATION_OPEN, NOBODY },
    { MIAO_MAY_EVALUATION_TEAM, MIAO_MAY_EVALUATION_FILL, MIAO_MAY_EVALUATION_SIGN, NOBODY } },
  { "short_care", { MIAO_MAY_PLACEMENT_CONFIRM, NOBODY }, { MIAO_MAY_PLACEMENT_START, NOBODY } },
  { "visit", { MIAO_MAY_VISIT_RECORD, NOBODY }, { MIAO_MAY_VISIT_RECORD, NOBODY } },
  { "need", { MIAO_MAY_NEED_FOLLOW, NOBODY }, { MIAO_MAY_NEED_FOLLOW, NOBODY } },
  { "termination",
    { MIAO_MAY_PLACEMENT_END, MIAO_MAY_AGREEMENT_SIGN, NOBODY },
    { MIAO_MAY_PLACEMENT_END, MIAO_MAY_AGREEMENT_SIGN, NOBODY } },
  { "allowance_rate", { MIAO_MAY_ALLOWANCE_RATE, NOBODY }, { MIAO_MAY_ALLOWANCE_RATE, NOBODY } },
  { "allowance_extra",
    { MIAO_MAY_ALLOWANCE_PREPARE, NOBODY },
    { MIAO_MAY_ALLOWANCE_PREPARE, MIAO_MAY_ALLOWANCE_APPROVE, NOBODY } },
  { "allowance_run",
    { MIAO_MAY_ALLOWANCE_PREPARE, NOBODY },
    { MIAO_MAY_ALLOWANCE_PREPARE, MIAO_MAY_ALLOWANCE_APPROVE, MIAO_MAY_ALLOWANCE_PAY, NOBODY } },
  { "allowance_line", { MIAO_MAY_ALLOWANCE_PREPARE, NOBODY }, { NOBODY } },
  { "incident", { MIAO_MAY_INCIDENT_RECORD, NOBODY }, { MIAO_MAY_INCIDENT_RECORD, NOBODY } },
  { "delegation", { MIAO_MAY_TASKS_DELEGATE, NOBODY }, { MIAO_MAY_TASKS_DELEGATE, NOBODY } },
  { "growth_measure", { MIAO_MAY_MEASUREMENT_ADD, NOBODY }, { MIAO_MAY_MEASUREMENT_ADD, NOBODY } },
  { "vaccination", { MIAO_MAY_MEASUREMENT_ADD, NOBODY }, { MIAO_MAY_MEASUREMENT_ADD, NOBODY } },
  { "archive_volume",
    { MIAO_MAY_ARCHIVE_SEAL, NOBODY },
    { MIAO_MAY_ARCHIVE_SEAL, MIAO_MAY_ARCHIVE_VERIFY, NOBODY } },
  { "archive_item", { MIAO_MAY_ARCHIVE_SEAL, NOBODY }, { NOBODY } },
  { "archive_use", { NOBODY }, { NOBODY } },
  { "submission",
    { MIAO_MAY_SUBMISSION_BUILD, NOBODY },
    { MIAO_MAY_SUBMISSION_APPROVE, MIAO_MAY_SUBMISSION_WRITE, MIAO_MAY_SUBMISSION_SEND,
      MIAO_MAY_SUBMISSION_RECEIPT, NOBODY } },
  { "submission_finding",
    { MIAO_MAY_SUBMISSION_BUILD, MIAO_MAY_SUBMISSION_RECEIPT, NOBODY },
    { MIAO_MAY_SUBMISSION_BUILD, MIAO_MAY_SUBMISSION_SEND, NOBODY } },
  { "submission_child",
    { MIAO_MAY_SUBMISSION_WRITE, NOBODY },
    { MIAO_MAY_SUBMISSION_RECEIPT, NOBODY } },
};

static gboolean
may_any (MiaoRole role, const MiaoPermission *permissions)
{
  for (guint i = 0; permissions[i] != NOBODY; i++) {
    if (miao_rights_may (role, permissions[i]))
      return TRUE;
  }

  return FALSE;
}

typedef struct {
  char *database;
  MiaoStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  MiaoStoreConfig config = { .create = TRUE };

  fixture->database = server_make_database ("template0");
  config.path = path = server_dup_address (fixture->database);
  fixture->store = miao_store_open (&config, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  miao_store_close (fixture->store);
  server_drop_database (fixture->database);
  g_free (fixture->database);
}

static gboolean
ask (Fixture *fixture, const char *sql, const char *first, const char *second, const char *third)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRows) rows =
      miao_rows_query (fixture->store, &error, sql, "sss", first, second, third);

  g_assert_no_error (error);
  g_assert_cmpint (miao_rows_next (rows, &error), ==, 1);

  return miao_rows_int (rows, 0) != 0;
}

static gboolean
is_granted (Fixture *fixture, MiaoRole role, const char *table, const char *verb)
{
  g_autofree char *group = g_strdup_printf ("%s_%s", fixture->database, miao_role_name (role));

  return ask (fixture,
              "SELECT CASE WHEN has_table_privilege (CAST ($1 AS name), CAST ($2 AS text), "
              "CAST ($3 AS text)) THEN 1 ELSE 0 END",
              group, table, verb);
}

static void
compare (Fixture *fixture, MiaoRole role, const char *table, const char *verb, gboolean wanted)
{
  if (is_granted (fixture, role, table, verb) == wanted)
    return;
  g_test_message ("%s %s %s: the program says %s, the server the opposite", miao_role_name (role),
                  verb, table, wanted ? "yes" : "no");
  g_test_fail ();
}

static void
test_writing (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++) {
    g_assert_nonnull (miao_kind_find (writers[i].table));
    for (MiaoRole role = 0; role < MIAO_N_ROLES; role++) {
      compare (fixture, role, writers[i].table, "INSERT", may_any (role, writers[i].adds));
      compare (fixture, role, writers[i].table, "UPDATE", may_any (role, writers[i].changes));
      compare (fixture, role, writers[i].table, "DELETE", FALSE);
      compare (fixture, role, writers[i].table, "TRUNCATE", FALSE);
    }
  }
  /* Every kind is there. */
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    gsize i = 0;

    while (i < G_N_ELEMENTS (writers) && strcmp (writers[i].table, (*kinds)->name) != 0)
      i++;
    if (i == G_N_ELEMENTS (writers))
      g_error ("Who writes %s?", (*kinds)->name);
  }
}

/* Returns whether the rows of the table are there for the role by the policy that says who reads.
 */
static gboolean
sees_rows (Fixture *fixture, MiaoRole role, const char *table)
{
  g_autofree char *word = g_strdup_printf ("%%'%s'%%in_return%%", miao_role_name (role));

  return ask (fixture,
              "SELECT count (*) FROM pg_catalog.pg_policies WHERE schemaname = 'miaopu' "
              "AND tablename = $1 AND ((policyname = $2 AND qual LIKE $3) "
              "OR (policyname = 'in_use' AND qual NOT LIKE '%in_return%') "
              /* Not even a return reads incidents and adoptions, and none tells vaccinations. */
              "OR (tablename IN ('incident', 'adoption_case', 'vaccination') AND qual NOT LIKE "
              "'%in_return%' "
              "AND qual LIKE "
              "replace ($3, 'in_return%', '')))",
              table, "reading", word);
}

/* A role reads the rows that a section of a book shows it. Everybody may ask: use cases look for
 * what is there, and what a return is built from is opened for an administrator by an act. */
static void
test_reading (Fixture *fixture, gconstpointer data)
{
  guint closed = 0;

  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    const MiaoPermission section = miao_sight_section (*kinds);

    for (MiaoRole role = 0; role < MIAO_N_ROLES; role++) {
      const gboolean own = miao_rights_may (role, section);

      compare (fixture, role, (*kinds)->name, "SELECT", TRUE);
      closed += !own;
      if (sees_rows (fixture, role, (*kinds)->name) != own) {
        g_test_message ("%s: the program %s the rows of %s, the server the opposite",
                        miao_role_name (role), own ? "shows" : "hides", (*kinds)->name);
        g_test_fail ();
      }
    }
  }
  g_assert_cmpuint (closed, >, 10);
}

/* Whoever may make backups opens everything for one, and only they. */
static void
test_backup (Fixture *fixture, gconstpointer data)
{
  for (MiaoRole role = 0; role < MIAO_N_ROLES; role++) {
    g_autofree char *word = g_strdup_printf ("%%'%s'%%", miao_role_name (role));
    const gboolean named =
        ask (fixture,
             "SELECT count (*) FROM pg_catalog.pg_proc WHERE proname IN ($1, $2) "
             "AND prosrc LIKE $3",
             "open_backup", "in_backup", word);

    g_assert_cmpint (named, ==, miao_rights_may (role, MIAO_MAY_BACKUP));
  }
}

static void
test_beside (Fixture *fixture, gconstpointer data)
{
  for (MiaoRole role = 0; role < MIAO_N_ROLES; role++) {
    compare (fixture, role, "account", "INSERT", miao_rights_may (role, MIAO_MAY_ACCOUNT_MANAGE));
    compare (fixture, role, "account", "DELETE", FALSE);
    compare (fixture, role, "seal", "INSERT", miao_rights_may (role, MIAO_MAY_ARCHIVE_SEAL));
    compare (fixture, role, "seal", "UPDATE", FALSE);
    compare (fixture, role, "audit", "INSERT", TRUE);
    compare (fixture, role, "audit", "UPDATE", FALSE);
    compare (fixture, role, "audit", "DELETE", FALSE);
    compare (fixture, role, "act", "INSERT", FALSE);
    compare (fixture, role, "act", "UPDATE", FALSE);
    compare (fixture, role, "act", "DELETE", FALSE);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rights-server/writing", Fixture, NULL, set_up, test_writing, tear_down);
  g_test_add ("/rights-server/reading", Fixture, NULL, set_up, test_reading, tear_down);
  g_test_add ("/rights-server/backup", Fixture, NULL, set_up, test_backup, tear_down);
  g_test_add ("/rights-server/beside", Fixture, NULL, set_up, test_beside, tear_down);

  return g_test_run ();
}
