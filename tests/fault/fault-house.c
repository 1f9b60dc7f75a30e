#include "config.h"

#include "fault-house.h"

#include "miao-check.h"
#include "miao-query.h"
#include "miao-use-case.h"

#include <stdio.h>
#include <string.h>

#define WORKER "caseworker"

guint
fault_rounds (guint brief, guint full)
{
  return g_test_slow () ? full : brief;
}

void
house_make (House *house)
{
  memset (house, 0, sizeof *house);
  vault_set_up (&house->vault, NULL);
}

void
house_open (House *house)
{
  house->session = vault_open (&house->vault, WORKER, PASSWORD);
}

void
house_close (House *house)
{
  if (house->session != NULL)
    miao_session_close (house->session);
  g_clear_pointer (&house->session, miao_session_unref);
}

void
house_free (House *house)
{
  house_close (house);
  vault_tear_down (&house->vault, NULL);
}

gboolean
house_work (House *house)
{
  g_autofree char *today = miao_date_dup (miao_session_today (house->session));
  g_autofree char *text =
      g_strdup_printf ("{\"child\": {\"name\": \"演%u\", \"sex\": \"1\", \"birth_date\": "
                       "\"2020-01-01\", \"child_category\": \"12\", \"guardianship\": \"1\"}, "
                       "\"admission\": {\"arrived_on\": \"%s\", \"intake_code\": \"L1\", "
                       "\"sender_docs\": \"证明\"}}",
                       house->tried, today);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  gboolean done;

  house->tried++;
  done =
      miao_use_case_run (house->session, "admit-child", json_node_get_object (node), NULL, &error);
  if (done)
    house->told++;
  else
    g_assert_true (error != NULL && error->domain == MIAO_ERROR && *error->message != '\0');

  return done;
}

static void
copy_one (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;

  if (g_file_get_contents (from, &bytes, &size, NULL))
    g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
}

void
house_copy (const House *house, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (house->vault.folder, 0, NULL);
  const char *name;

  vault_remove_tree (folder);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *from = g_build_filename (house->vault.folder, name, NULL);
    g_autofree char *to = g_build_filename (folder, name, NULL);

    /* The map of the log is memory of running programs, nothing that a disk keeps. */
    if (g_file_test (from, G_FILE_TEST_IS_REGULAR) && !g_str_has_suffix (name, "-shm"))
      copy_one (from, to);
  }
}

static gint64
count (MiaoSession *session, const char *kind)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GError) error = NULL;
  gint64 n = miao_store_count (miao_session_get_store (session), query, &error);

  g_assert_no_error (error);

  return n;
}

static void
look (const House *house, const char *path, FaultScore *score)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = miao_session_open (path, ADMIN, PASSWORD, &error);
  g_auto (MiaoCheckReport) report = { 0 };
  gint64 children;

  score->tried++;
  if (session == NULL || !miao_check_file (session, NULL, NULL, &report, &error)) {
    g_test_message ("%s", error->message);
    score->damaged++;
    return;
  }
  for (guint i = 0; i < report.problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (report.problems, i));
  score->damaged += report.problems->len > 0;
  children = count (session, "child");
  if (children < house->told)
    score->lost += house->told - (guint) children;
  score->half += children != count (session, "admission");
  /* More than was told: done, but the telling was cut off; never more than was tried. */
  score->half += children > house->tried;
  miao_session_close (session);
}

void
house_look (const House *house, const char *folder, FaultScore *score)
{
  g_autofree char *name = g_path_get_basename (house->vault.path);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  look (house, path, score);
}

void
house_look_at_own (const House *house, FaultScore *score)
{
  look (house, house->vault.path, score);
}

void
fault_score_tell (const FaultScore *score, const char *what)
{
  printf ("# %s: %u looked at, %u told ones lost, %u half done, %u damaged\n", what, score->tried,
          score->lost, score->half, score->damaged);
  g_assert_cmpuint (score->tried, >, 0);
  g_assert_cmpuint (score->lost, ==, 0);
  g_assert_cmpuint (score->half, ==, 0);
  g_assert_cmpuint (score->damaged, ==, 0);
}
