#include "config.h"

#include "miao-practice.h"

#include "miao-account.h"
#include "miao-error.h"
#include "miao-place.h"
#include "miao-practice-private.h"
#include "miao-secret.h"
#include "miao-vault.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "practice.miaopu"
#define LEAST_CHILDREN 12

static const MiaoPracticeAccount accounts[] = {
  { "admin", "顾海宁", "administrator", "admin" }, { "social", "宋知微", "caseworker", "social" },
  { "director", "陆衡", "director", "head" },      { "archive", "沈默言", "archivist", "archive" },
  { "assess1", "贺兰亭", "assessor", "foster" },   { "assess2", "程思远", "assessor", "psych" },
  { "assess3", "吴春燕", "assessor", "social" },   { "social2", "温予安", "caseworker", "foster" },
};

const MiaoPracticeAccount *
miao_practice_accounts (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (accounts);

  return accounts;
}

MiaoSession *
miao_practice_as (MiaoPractice *practice, const char *login)
{
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++) {
    if (strcmp (accounts[i].login, login) == 0)
      return practice->sessions[i];
  }

  g_return_val_if_reached (NULL);
}

gboolean
miao_practice_day (MiaoPractice *practice, int days_ago, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++) {
    if (practice->sessions[i] != NULL &&
        !miao_session_set_today (practice->sessions[i], practice->today - days_ago, error))
      return FALSE;
  }

  return TRUE;
}

char *
miao_practice_run (MiaoPractice *practice,
                   const char *login,
                   const char *use_case,
                   const char *result,
                   JsonObject *input,
                   GError **error)
{
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (JsonObject) owned = input;
  GError *problem = NULL;

  if (miao_use_case_run (miao_practice_as (practice, login), use_case, owned, &outcome, &problem))
    return g_strdup (result != NULL ? miao_outcome_get (outcome, result) : "");
  if (outcome != NULL) {
    MiaoFindings *findings = miao_outcome_get_findings (outcome);

    for (guint i = 0; i < miao_findings_length (findings); i++) {
      const MiaoFinding *finding = miao_findings_get (findings, i);

      if (miao_finding_severity (finding) == MIAO_SEVERITY_BLOCK ||
          miao_finding_severity (finding) == MIAO_SEVERITY_REASON)
        g_prefix_error (&problem, "[%s] ", miao_finding_rule (finding)->id);
    }
  }
  g_propagate_prefixed_error (error, problem, "%s: ", use_case);

  return NULL;
}

JsonObject *
miao_practice_json (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  node = json_from_string (text, &error);
  if (node == NULL)
    g_error ("%s in %s", error->message, text);

  return json_object_ref (json_node_get_object (node));
}

const char *
miao_practice_ago (MiaoPractice *practice, int days)
{
  char buffer[MIAO_DATE_BUFFER];

  return g_intern_string (miao_date_format (practice->today - days, buffer));
}

static gboolean
open_sessions (MiaoPractice *practice, guint from, GError **error)
{
  for (guint i = from; i < G_N_ELEMENTS (accounts); i++) {
    practice->sessions[i] =
        miao_session_open (practice->path, accounts[i].login, MIAO_PRACTICE_PASSWORD, error);
    if (practice->sessions[i] == NULL)
      return FALSE;
    if (i == 0)
      break;
  }

  return TRUE;
}

#define SET_UP_AGO 2000 /* days */

/* The local figures, as the bulletin of the year before had them that day. */
static gboolean
set_figures (MiaoPractice *practice, int days_ago, int area, int income_yuan, GError **error)
{
  g_autofree char *done = NULL;
  int year;

  if (!miao_practice_day (practice, days_ago, error))
    return FALSE;
  miao_date_get_ymd (practice->today - days_ago, &year, NULL, NULL);
  done = miao_practice_run (practice, "admin", "set-local-figures", NULL,
                            miao_practice_json ("{\"living_area\":%d,\"mid_income\":%d00,"
                                                "\"year\":%d,\"reason\":\"市统计公报（演示）\"}",
                                                area, income_yuan, year - 1),
                            error);

  return done != NULL;
}

/* The institution, its staff, and an account for each of them. */
static gboolean
set_up (MiaoPractice *practice, GError **error)
{
  static const char *const nothing[] = { NULL };
  g_autoptr (MiaoRecord) institution = miao_sample_institution (practice->sample);
  g_autoptr (JsonObject) given = NULL;
  JsonObject *input = json_object_new ();
  g_autofree char *id = NULL;

  if (!open_sessions (practice, 0, error) || !miao_practice_day (practice, SET_UP_AGO, error))
    return FALSE;
  miao_record_set (institution, "name", "江宁市儿童福利院");
  miao_record_set (institution, "short_name", "江宁儿福院");
  given = miao_practice_without (institution, nothing);
  json_object_set_object_member (input, "institution", json_object_ref (given));
  id = miao_practice_run (practice, "admin", "edit-institution", "institution", input, error);
  if (id == NULL || !set_figures (practice, 150, 250, 32000, error) ||
      !set_figures (practice, SET_UP_AGO, 241, 29600, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++) {
    g_autoptr (MiaoRecord) staff = miao_sample_staff (practice->sample, accounts[i].post);
    g_autofree char *staff_id = NULL;
    MiaoRole role;

    miao_record_set (staff, "name", accounts[i].name);
    miao_record_set (staff, "login", accounts[i].login);
    miao_record_set_date (staff, "cw_years_start", practice->today - 3650);
    miao_record_set_date (staff, "hired_on", practice->today - 2400);
    input = json_object_new ();
    json_object_set_object_member (input, "staff", miao_record_to_json (staff));
    staff_id = miao_practice_run (practice, "admin", "add-staff", "staff", input, error);
    if (staff_id == NULL || !miao_role_parse (accounts[i].role, &role))
      return FALSE;
    practice->staff[i] = g_steal_pointer (&staff_id);
    if (i > 0 &&
        !miao_account_create (practice->sessions[0], accounts[i].login, accounts[i].name, role,
                              practice->staff[i], MIAO_PRACTICE_PASSWORD, NULL, error))
      return FALSE;
  }

  return open_sessions (practice, 1, error);
}

static void
practice_clear (MiaoPractice *practice)
{
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++) {
    if (practice->sessions[i] != NULL)
      miao_session_close (practice->sessions[i]);
    g_clear_pointer (&practice->sessions[i], miao_session_unref);
    g_clear_pointer (&practice->staff[i], g_free);
  }
  g_clear_pointer (&practice->sample, miao_sample_free);
  g_clear_pointer (&practice->folder, g_free);
  g_clear_pointer (&practice->path, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoPractice, practice_clear)

static void
tell (MiaoPractice *practice, const char *what, double fraction)
{
  if (practice->progress != NULL)
    practice->progress (what, fraction, practice->data);
}

gboolean
miao_practice_create (const char *folder,
                      guint children,
                      guint32 seed,
                      MiaoDate today,
                      void (*progress) (const char *what, double fraction, gpointer data),
                      gpointer data,
                      char **ret_path,
                      GError **error)
{
  g_auto (MiaoPractice) practice = { .today = today, .progress = progress, .data = data };
  g_autofree char *path = miao_store_is_address (folder)
                              ? g_strdup (folder)
                              : g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *scratch =
      miao_store_is_address (folder) ? miao_place_dup_base (folder) : g_strdup (folder);
  MiaoVaultSetup setup = {
    .path = path,
    .login = accounts[0].login,
    .name = accounts[0].name,
    .password = MIAO_PRACTICE_PASSWORD,
    .practice = TRUE,
  };
  char *recovery = NULL;

  G_STATIC_ASSERT (G_N_ELEMENTS (accounts) == MIAO_PRACTICE_ACCOUNTS);
  if (g_mkdir_with_parents (scratch, 0700) != 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                 miao_pick ("不能建立文件夹“%s”。请另选可以写入的位置。",
                            "The folder “%s” cannot be made. Choose another place."),
                 scratch);
    return FALSE;
  }
  tell (&practice, miao_pick ("建立演示机构", "Making the practice institution"), 0);
  if (!miao_vault_create (&setup, &recovery, error))
    return FALSE;
  miao_secret_free_text (recovery);
  practice.folder = g_steal_pointer (&scratch);
  practice.path = g_strdup (path);
  practice.sample = miao_sample_new (seed, today);
  if (!set_up (&practice, error))
    return FALSE;
  tell (&practice, miao_pick ("登记寄养", "Living through foster care"), 0.1);
  if (!miao_practice_live (&practice, error) || !miao_practice_care (&practice, error) ||
      !miao_practice_day (&practice, 0, error))
    return FALSE;
  tell (&practice, miao_pick ("导入台账", "Importing the ledger"), 0.6);
  if (children > LEAST_CHILDREN &&
      !miao_practice_import (&practice, children - LEAST_CHILDREN, error))
    return FALSE;
  tell (&practice, miao_pick ("完成", "Done"), 1);
  if (ret_path != NULL)
    *ret_path = g_steal_pointer (&path);

  return TRUE;
}
