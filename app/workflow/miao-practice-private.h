#pragma once

#include "miao-practice.h"
#include "miao-sample.h"
#include "miao-use-case.h"

G_BEGIN_DECLS

#define MIAO_PRACTICE_ACCOUNTS 8

typedef struct {
  char *folder;
  char *path;
  MiaoDate today;
  MiaoSample *sample;
  guint n_photos;
  MiaoSession *sessions[MIAO_PRACTICE_ACCOUNTS];
  char *staff[MIAO_PRACTICE_ACCOUNTS];
  void (*progress) (const char *what, double fraction, gpointer data);
  gpointer data;
} MiaoPractice;

/** Sets the day of all sessions. */
gboolean miao_practice_day (MiaoPractice *practice, int days_ago, GError **error);
MiaoSession *miao_practice_as (MiaoPractice *practice, const char *login);
/**
 * miao_practice_run:
 * @result: (nullable): member of the result that is wanted
 * @input: (transfer full)
 *
 * Returns: (transfer full): the member, "" when none was asked for, %NULL on failure.
 */
char *miao_practice_run (MiaoPractice *practice,
                         const char *login,
                         const char *use_case,
                         const char *result,
                         JsonObject *input,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): the object that the text is; single quotes are not JSON. */
JsonObject *miao_practice_json (const char *format, ...)
    G_GNUC_PRINTF (1, 2) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer none): the day that many days before today, as text; kept for ever. */
const char *miao_practice_ago (MiaoPractice *practice, int days);

/** A drawn face, plainly no photograph, as the child's main photo. */
gboolean
miao_practice_photo (MiaoPractice *practice, const char *child, const char *sex, GError **error);
/** Returns: (transfer full): id of a one-page letter that was added to the placement. */
char *miao_practice_letter (MiaoPractice *practice,
                            const char *placement,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the fields of a made-up record as a use case takes them: without what
 *  the program makes itself, and without @names. */
JsonObject *miao_practice_without (MiaoRecord *record,
                                   const char *const *names) G_GNUC_WARN_UNUSED_RESULT;

/** Ids of a foster family and of its main caregiver. */
typedef struct {
  char *family;
  char *caregiver;
} MiaoPracticeHome;

/** Registers a family with its members; fills @home. */
gboolean miao_practice_register (MiaoPractice *practice,
                                 int days_ago,
                                 MiaoPracticeHome *home,
                                 GError **error);
/** Evaluated, filed and trained: ready for a child. */
gboolean miao_practice_qualify (MiaoPractice *practice,
                                const MiaoPracticeHome *home,
                                int days_ago,
                                GError **error);

/**
 * miao_practice_evaluate:
 * @subject: "family", "child" or "placement"
 * @conclusion: (nullable): %NULL leaves it in fieldwork
 *
 * Returns: (transfer full): id of the evaluation.
 */
char *miao_practice_evaluate (MiaoPractice *practice,
                              const char *kind,
                              const char *subject,
                              const char *id,
                              const char *conclusion,
                              int days_ago,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): id of the child. */
char *miao_practice_admit (MiaoPractice *practice,
                           const char *name,
                           const char *sex,
                           int age_days,
                           int days_ago,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Measurements every few months until today. */
gboolean miao_practice_measure (MiaoPractice *practice,
                                const char *child_id,
                                int from_days_ago,
                                GError **error);
/** Plans, health checks and tests of the children who live there; call it after their stories. */
gboolean miao_practice_care (MiaoPractice *practice, GError **error);
/** The child's own words about @about. */
gboolean miao_practice_hear (
    MiaoPractice *practice, const char *child, const char *about, int days_ago, GError **error);

/** Writes a ledger of made-up children and imports it. */
gboolean miao_practice_import (MiaoPractice *practice, guint children, GError **error);
/** A dozen children and their families, in every state that a placement can be in. */
gboolean miao_practice_live (MiaoPractice *practice, GError **error);

/** Opens, fills, signs, concludes and reviews an evaluation. @subject: "family", "child" or
 *  "placement". @conclusion: %NULL leaves it in fieldwork. Returns: (transfer full): its id. */
char *miao_practice_evaluate (MiaoPractice *practice,
                              const char *kind,
                              const char *subject,
                              const char *id,
                              const char *conclusion,
                              int days_ago,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
