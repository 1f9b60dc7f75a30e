/* practice-file FILE.miaopu [CHILDREN]: a practice file for the tests of the window, with an
 * account for each role ("admin", "song", "he", "zhuang", "shao"; password below) and made-up
 * people. */
#include "config.h"

#include "miao-account.h"
#include "miao-audit.h"
#include "miao-error.h"
#include "miao-sample.h"
#include "miao-secret.h"
#include "miao-use-case.h"
#include "miao-vault.h"

#include <stdlib.h>

#define PASSWORD "correct horse 8"
#define SEED 7
#define CHILDREN 40
#define FAMILIES 6

static const struct {
  const char *login;
  const char *name;
  MiaoRole role;
  const char *post;
} people[] = {
  { "song", "宋知微", MIAO_ROLE_CASEWORKER, "social" },
  { "he", "何静秋", MIAO_ROLE_ASSESSOR, "social" },
  { "zhuang", "庄静宜", MIAO_ROLE_ARCHIVIST, "archive" },
  { "shao", "邵文博", MIAO_ROLE_DIRECTOR, "admin" },
};

static MiaoSession *session;
static MiaoSample *sample;

static void
die (GError *error)
{
  g_printerr ("%s\n", error->message);
  exit (1);
}

static void
insert (MiaoRecord *record)
{
  GError *error = NULL;

  if (!miao_store_insert (miao_session_get_store (session), record,
                          miao_session_get_account (session), miao_session_now_ms (session),
                          &error) ||
      !miao_audit_record (session, "practice", NULL, record, NULL, &error))
    die (error);
  miao_record_unref (record);
}

static void
update (const MiaoRecord *before, MiaoRecord *record)
{
  GError *error = NULL;

  if (!miao_store_update (miao_session_get_store (session), record,
                          miao_session_get_account (session), miao_session_now_ms (session),
                          &error) ||
      !miao_audit_record (session, "practice", before, record, NULL, &error))
    die (error);
}

static void
add_institution (void)
{
  g_autoptr (MiaoRecord) institution = miao_sample_institution (sample);

  miao_record_set (institution, "name", "江宁市儿童福利院");
  insert (miao_record_ref (institution));
}

static void
begin (void)
{
  GError *error = NULL;

  if (!miao_store_begin (miao_session_get_store (session), &error))
    die (error);
}

static void
commit (void)
{
  GError *error = NULL;

  if (!miao_store_commit (miao_session_get_store (session), &error))
    die (error);
}

static void
add_people (void)
{
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    MiaoRecord *staff = miao_sample_staff (sample, people[i].post);
    g_autofree char *id = g_strdup (miao_record_get_id (staff));

    miao_record_set (staff, "name", people[i].name);
    begin ();
    insert (staff);
    commit ();
    if (!miao_account_create (session, people[i].login, people[i].name, people[i].role, id,
                              PASSWORD, NULL, &error))
      die (error);
  }
}

static void
add_children (guint n)
{
  for (guint i = 0; i < n; i++) {
    MiaoRecord *child = miao_sample_child (sample);
    MiaoRecord *admission = miao_sample_admission (sample, child);
    MiaoRecord *measure = miao_sample_measure (sample, child, miao_session_today (session) - 20);

    insert (child);
    insert (admission);
    insert (measure);
  }
}

static void
add_families (guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (MiaoRecord) family = miao_sample_family (sample);
    g_autoptr (GPtrArray) members = miao_sample_members (sample, family);

    g_autoptr (MiaoRecord) whole = miao_record_copy (family);

    /* Family and members point at each other: the family comes first without them. */
    miao_record_set (family, "applicant_member", NULL);
    miao_record_set (family, "main_caregiver_member", NULL);
    insert (miao_record_ref (family));
    for (guint k = 0; k < members->len; k++)
      insert (miao_record_ref (members->pdata[k]));
    miao_record_set_version (whole, miao_record_get_version (family));
    update (family, whole);
  }
}

int
main (int argc, char *argv[])
{
  const MiaoVaultSetup setup = {
    .path = argv[1],
    .login = "admin",
    .name = "袁立",
    .password = PASSWORD,
    .practice = TRUE,
  };
  guint children = argc > 2 ? (guint) atoi (argv[2]) : CHILDREN;
  char *recovery = NULL;
  GError *error = NULL;

  if (argc < 2) {
    g_printerr ("practice-file FILE.miaopu [CHILDREN]\n");
    return 2;
  }
  if (!miao_vault_create (&setup, &recovery, &error))
    die (error);
  miao_secret_free_text (recovery);
  session = miao_session_open (setup.path, setup.login, setup.password, &error);
  if (session == NULL)
    die (error);
  sample = miao_sample_new (SEED, miao_session_today (session));
  add_people ();
  begin ();
  add_institution ();
  add_children (children);
  add_families (FAMILIES);
  commit ();
  miao_session_close (session);
  miao_session_unref (session);
  miao_sample_free (sample);
  return 0;
}
