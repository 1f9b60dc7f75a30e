#include "config.h"

#include "scale-fill.h"

#include "miao-search.h"
#include "miao-store-private.h"

#include <string.h>

/* The rows are numbered n = 1…; a placement, its child, admission, agreement, integration
 * evaluation and volume share the number. The first @running of them run. Days are counted back
 * from @today. */

#define STAMP ", 1, 1, 'made-up', 1, 'made-up', "
#define ID(table, n) "printf ('0189" table "-0000-7000-8000-%%012x', " n ")"
#define NUMBERS(top)                                                                               \
  " WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < " top ") "
#define DAY(back) "date ('$today', '-' || (" back ") || ' days')"
#define RUNS "n <= $running"

/* Days since a placement began, and since one that ended did. */
#define BEGAN "CASE WHEN " RUNS " THEN 200 + n % 1500 ELSE 700 + n % 5000 END"
#define ENDED "(150 + n % 5000)"
#define FAMILY "((n - 1) % $families + 1)"

#define FAMILIES                                                                                                \
  HEAD_OF ("family")                                                                                            \
  "family_no, name, status, approved_on, filed_on, main_caregiver_member, name_sort)" NUMBERS (                 \
      "$families") "SELECT " ID ("0001", "n") STAMP                                                             \
      "printf ('JT-S%%06d', n), printf ('演%%s家庭', substr ('安宁乐康嘉悦思齐知远', n % 10 + 1, " \
      "1)), "                                                                                                   \
      "CASE WHEN n <= $running THEN 'ACTIVE' WHEN n <= $families / 2 THEN 'TRAINED' ELSE "                      \
      "'CLOSED' "                                                                                               \
      "END, " DAY ("n % 300") ", " DAY ("n % 300") ", " ID (                                                    \
          "0002", "n * 2") ", "                                                                                 \
                           "printf ('yan%%05d', n) FROM c;"

#define HEAD_OF(table)                                                                             \
  "INSERT INTO " table " (id, row_version, created_at, created_by, updated_at, updated_by, "

static const char script[] =
    FAMILIES HEAD_OF ("family_member") "family, name, birth_date, name_sort)" NUMBERS (
        "$families * 2") "SELECT " ID ("0002", "n")
        STAMP ID ("0001", "n / 2 + (n % 2)") ", '演成员', " DAY (
            "12000 + n % 6000") ", 'yan' FROM c WHERE n > 1 UNION ALL "
                                "SELECT " ID ("0002", "1")
                                    STAMP ID ("0001", "1") ", '演成员', '1985-01-01', 'yan';"

    HEAD_OF ("child") "child_no, name, sex, birth_date, status, plan_reviewed_on, "
                      "psych_tested_on, vaccination_card_on, health_checked_on, care_worker, "
                      "name_sort)" NUMBERS ("$placements") "SELECT " ID ("0003", "n") STAMP
    "printf ('FL-S%%07d', n), printf ('演%%s%%s', substr "
    "('安宁乐康嘉悦思齐知远', n % 10 + 1, 1), "
    "substr ('舒清和怀瑾景行望', n / 10 % 8 + 1, 1)), CAST (n % 2 + 1 "
    "AS TEXT), " DAY ("CASE WHEN " RUNS " THEN 1100 + n % 3500 ELSE 6000 + n % 3000 "
                      "END") ", "
                             "CASE WHEN " RUNS " THEN 'FOSTER' ELSE 'EXITED' "
                             "END, " DAY ("n % 160") ", " DAY (
                                 "n "
                                 "% "
                                 "30"
                                 "0") ", " DAY ("90") ", " DAY ("n % 90") ", "
                                                                          "CASE "
                                                                          "WHEN"
                                                                          " " RUNS " AND n "
                                                                          "% 2 = "
                                                                          "0 THEN "
                                                                          "'$"
                                                                          "worker'"
                                                                          " END, "
                                                                          "printf "
                                                                          "('yan%%"
                                                                          "06d', "
                                                                          "n) "
                                                                          "FROM c;"

    HEAD_OF (
        "admission") "child, seq, arrived_on, formal_on, health_check_on, hukou_applied_on, "
                     "hukou_done_on, closed_on, exit_code)" NUMBERS ("$placements") "SELECT " ID (
                         "0004", "n")
                         STAMP
                             ID ("0003", "n") ", 1, " DAY (BEGAN " + 60") ", " DAY (BEGAN " + 50") ", " DAY (
                                 BEGAN
                                 " + 60") ", " DAY (BEGAN
                                                    " + 40") ", " DAY (BEGAN
                                                                       " + 30") ", CASE WHEN NOT "
                                                                                "(" RUNS
                                                                                ") THEN " DAY (
                                                                                    ENDED) " END, "
                                                                                           "CASE "
                                                                                           "WHEN "
                                                                                           "NOT "
                                                                                           "(" RUNS
                                                                                           ") THEN "
                                                                                           "'E7' "
                                                                                           "END "
                                                                                           "FROM c;"

    HEAD_OF (
        "agreement") "agreement_no, family, child, effective_on, term_from, term_to, filed_on, "
                     "status)" NUMBERS ("$placements") "SELECT " ID ("0005", "n") STAMP
    "printf ('XY-S%%07d', n), " ID ("0001", FAMILY) ", " ID ("0003", "n") ", " DAY (
        BEGAN) ", " DAY (BEGAN) ", CASE WHEN " RUNS
                                " THEN date ('$today', '+' || (50 + n % 700) || ' days') "
                                "ELSE " DAY (ENDED) " END, " DAY (
                                    BEGAN " - 5") ", "
                                                  "CASE WHEN " RUNS
                                                  " THEN 'FILED' ELSE 'ENDED' END FROM c;"

    HEAD_OF ("placement") "placement_no, child, family, agreement, proposed_on, moved_in_on, "
                          "confirmed_on, care_worker, status, ended_on)" NUMBERS (
                              "$placements") "SELECT " ID ("0006", "n") STAMP
    "printf ('JY-S%%07d', n), " ID ("0003", "n") ", " ID ("0001", FAMILY) ", " ID (
        "0005",
        "n") ", " DAY (BEGAN " + 20") ", " DAY (BEGAN) ", " DAY (BEGAN
                                                                 " - 70") ", CASE WHEN n % 2 = 0 "
                                                                          "THEN '$worker' END, "
                                                                          "CASE WHEN " RUNS
                                                                          " THEN 'CONFIRMED' ELSE "
                                                                          "'ENDED' END, "
                                                                          "CASE WHEN NOT (" RUNS
                                                                          ") THEN " DAY (
                                                                              ENDED) " END FROM c;"

    HEAD_OF ("evaluation") "eval_no, kind, subject_child, placement, finished_on, conclusion, "
                           "status)" NUMBERS ("$placements") "SELECT " ID ("0007", "n") STAMP
    "printf ('PG-S%%07d', n), "
    "'EV_C_INTEGRATION', " ID ("0003", "n") ", " ID ("0006", "n") ", " DAY (
        BEGAN
        " - 65") ", 'C_CONFIRM', 'FILED' FROM c;" HEAD_OF ("evaluation") "eval_no, kind, "
                                                                         "subject_child, "
                                                                         "placement, finished_on, "
                                                                         "conclusion, "
                                                                         "status)" NUMBERS (
                                                                             "$runni"
                                                                             "ng * "
                                                                             "3") "S"
                                                                                  "E"
                                                                                  "L"
                                                                                  "E"
                                                                                  "C"
                                                                                  "T"
                                                                                  " " ID ("0008",
                                                                                          "n") STAMP
    "printf ('PG-T%%07d', n), "
    "CASE n % 3 WHEN 0 THEN 'EV_D_EFFECT' WHEN 1 THEN 'EV_E_FAMILY_NEED' ELSE 'EV_H_CHILD_NEED' "
    "END, " ID ("0003", "(n + 2) / 3") ", " ID ("0006", "(n + 2) / 3") ", " DAY (
        "n % 155") ", "
                   "CASE WHEN n % 3 = 0 THEN 'D_PASS' ELSE 'E_OK' END, 'FILED' FROM c;"

    HEAD_OF (
        "termination") "placement, started_on, decided_on, filed_on, settled_on, belongings_ok, "
                       "eval_f, eval_i)" NUMBERS ("$placements") "SELECT " ID ("0009", "n") STAMP
                           ID ("0006", "n") ", " DAY (ENDED " + 30") ", " DAY (ENDED) ", " DAY (
                               ENDED
                               " - 5") ", " DAY (ENDED
                                                 " - 6") ", 1, " ID ("0007",
                                                                     "n") ", " ID ("0007",
                                                                                   "n") " FROM c "
                                                                                        "WHERE NOT "
                                                                                        "(" RUNS
                                                                                        ");"

    HEAD_OF ("archive_volume") "child, archival_code, volume_no, retention, status, filed_on, "
                               "verified_on)" NUMBERS ("$placements") "SELECT " ID ("000a", "n")
                                   STAMP ID ("0003",
                                             "n") ", printf ('S%%07d', n), 1, 'PERMANENT', "
                                                  "'CLOSED', " DAY (ENDED " - 40") ", " DAY (
                                                      "n % 330") " FROM c WHERE NOT (" RUNS ");"

    /* Children of three and more are measured twice a year. */
    HEAD_OF ("growth_measure") "child, measured_on, next_due_on, place)" NUMBERS (
        "$running") "SELECT " ID ("000c", "n")
        STAMP ID ("0003", "n") ", " DAY (
            "n % 170") ", "
                       "date ('$today', '+' || (184 - n % 170) || ' days'), '1' FROM c;"

    /* The last visit to a running placement was up to 29 days ago: most are not due. */
    HEAD_OF ("visit") "placement, visited_on, planned, child_seen, child_words)" NUMBERS (
        "$placements * $visits") "SELECT " ID ("000b", "n")
        STAMP ID ("0006",
                  "(n - 1) % $placements + 1") ", " DAY ("(n - 1) / $placements * 25 + "
                                                         "CASE WHEN (n - 1) % $placements < "
                                                         "$running THEN n % 30 ELSE 100 + n % 4000 "
                                                         "END") ", 1, 1, '今天去了公园。' FROM c;";

static char *
dup_script (const ScaleSize *size, const char *worker, MiaoDate today)
{
  g_autofree char *day = miao_date_dup (today);
  g_autofree char *families = g_strdup_printf ("%u", size->families);
  g_autofree char *placements = g_strdup_printf ("%u", size->placements);
  g_autofree char *running = g_strdup_printf ("%u", size->running);
  g_autofree char *visits = g_strdup_printf ("%u", size->visits);
  const char *const words[][2] = {
    { "$today", day },
    { "$worker", worker },
    { "$families", families },
    { "$placements", placements },
    { "$running", running },
    { "$visits", visits },
    { "%%", "%" },
  };
  GString *text = g_string_new (script);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (text, words[i][0], words[i][1], 0);

  return g_string_free (text, FALSE);
}

gboolean
scale_fill (
    MiaoStore *store, const ScaleSize *size, const char *worker, MiaoDate today, GError **error)
{
  g_autofree char *text = dup_script (size, worker, today);
  gboolean ok;

  if (!miao_store_begin (store, error))
    return FALSE;
  miao_store_begin_bulk (store);
  /* The guards look at what was there before: a child who left is never placed. */
  ok = store->driver->pour (store->connection, TRUE, error) &&
       miao_store_script (store, text, error);
  ok = store->driver->pour (store->connection, FALSE, ok ? error : NULL) && ok;
  ok = ok && miao_store_reindex (store, error);

  return miao_store_leave (store, TRUE, ok, error);
}
