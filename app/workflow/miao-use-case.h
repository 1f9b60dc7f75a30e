#pragma once

#include "miao-field.h"
#include "miao-finding.h"
#include "miao-progress.h"
#include "miao-record.h"
#include "miao-rights.h"
#include "miao-session.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * A use case is what a person does: one verb, one permission, one transaction. The window and
 * miaopuctl run the same ones by name with the same JSON parameters, and `miaopuctl describe`
 * prints them from this table. Running one is always: may this person → read the parameters → BEGIN
 * → rules and changes → audit → COMMIT → changed notice. A rule that blocks, an error, a crash: the
 * store is as before.
 */

typedef struct _MiaoUseCase MiaoUseCase;
typedef struct _MiaoCall MiaoCall;
typedef struct _MiaoOutcome MiaoOutcome;

/** A parameter that is a whole record: the member @name holds an object of the fields of @kind. */
typedef struct {
  const char *name;
  const char *kind;
  gboolean required;
} MiaoUseCaseRecord;

#define MIAO_USE_CASE_MAX_RECORDS 3

/**
 * MiaoUseCasePlace:
 * @MIAO_PLACE_HOUSE: in the institution
 * @MIAO_PLACE_BOTH: there, and in the file of a field package
 * @MIAO_PLACE_AWAY: in the file of a field package only
 */
typedef enum {
  MIAO_PLACE_HOUSE,
  MIAO_PLACE_BOTH,
  MIAO_PLACE_AWAY,
} MiaoUseCasePlace;

struct _MiaoUseCase {
  const char *name;     /* "confirm-placement" */
  const char *label;    /* "Confirm placement" */
  const char *label_zh; /* "确立正式寄养" */
  MiaoPermission permission;
  const MiaoField *params; /* ended by { NULL }; need ALWAYS = must be given */
  MiaoUseCaseRecord records[MIAO_USE_CASE_MAX_RECORDS];
  gboolean (*run) (MiaoCall *call, GError **error);
  MiaoUseCasePlace place;
};

/** Returns: (transfer none): all use cases, %NULL-ended, in the order of a child's way. */
const MiaoUseCase *const *miao_use_cases (void);

/** Returns: (transfer none) (nullable): the use case of that name. */
const MiaoUseCase *miao_use_case_find (const char *name);

/** Returns: label in the language of the screen. */
const char *miao_use_case_label (const MiaoUseCase *use_case);

/**
 * miao_use_case_run:
 * @session: an open session
 * @name: the use case
 * @input: (nullable): parameters; member "reasons": { "INT-02": "why" } answers the rules that need
 *   a reason; members "version" and "seen" with an edit: the row version, and the record, that the
 *   person saw
 * @ret_outcome: (out) (optional) (transfer full): given on success AND when rules refuse
 *
 * Returns: %TRUE when done and committed. %FALSE with
 *   %MIAO_ERROR_REFUSED: rules block or a reason is missing; @ret_outcome has the findings;
 *   %MIAO_ERROR_DENIED: this account may not; %MIAO_ERROR_INVALID: a parameter is wrong;
 *   %MIAO_ERROR_CONFLICT: somebody saved first; other codes: file trouble. Nothing was changed.
 * Thread: the one that owns @session.
 */
gboolean miao_use_case_run (MiaoSession *session,
                            const char *name,
                            JsonObject *input,
                            MiaoOutcome **ret_outcome,
                            GError **error);

/**
 * miao_use_case_run_long:
 * @progress: (nullable): told how far it is, from this thread
 * @cancellable: (nullable): may be cancelled from another thread until the commit
 *
 * As miao_use_case_run(), for work that takes its time (import, returns).
 *
 * Errors: also %MIAO_ERROR_CANCELLED; then everything is as before, and no file was made.
 */
gboolean miao_use_case_run_long (MiaoSession *session,
                                 const char *name,
                                 JsonObject *input,
                                 const MiaoProgress *progress,
                                 GCancellable *cancellable,
                                 MiaoOutcome **ret_outcome,
                                 GError **error);

/**
 * miao_use_case_preview:
 *
 * As miao_use_case_run(), but always rolled back: what would the rules say now? Pages use it for
 * "what is missing to confirm". Not logged. Whoever may read evaluations and placements may ask,
 * whether they may do it or not.
 *
 * Returns: (transfer full): the outcome; its error, if any, is in miao_outcome_get_error().
 */
MiaoOutcome *miao_use_case_preview (MiaoSession *session,
                                    const char *name,
                                    JsonObject *input) G_GNUC_WARN_UNUSED_RESULT;

MiaoOutcome *miao_outcome_ref (MiaoOutcome *outcome);
void miao_outcome_unref (MiaoOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoOutcome, miao_outcome_unref)

/** Whether it was done (for a preview: would be done). */
gboolean miao_outcome_is_done (const MiaoOutcome *outcome);
/** Every rule that was asked, passed ones too, in order. */
MiaoFindings *miao_outcome_get_findings (const MiaoOutcome *outcome);
/** Ids and numbers that came of it: { "child": id, "child_no": "ET-2026-0001" }. */
JsonObject *miao_outcome_get_result (const MiaoOutcome *outcome);
/**
 * miao_outcome_get_conflict:
 *
 * Returns: (transfer none) (nullable): after %MIAO_ERROR_CONFLICT what the other one changed: {
 *   "kind", "id", "version" (now stored; to be sent with what is chosen), "saved_by", "saved_at"
 *   (ms), "fields": [ { "field", "label", "before" (if known), "theirs", "mine" (if touched),
 *   "words" (whether both can stand together) } ] }, values in words for the person.
 */
JsonObject *miao_outcome_get_conflict (const MiaoOutcome *outcome);
/** Returns: (nullable): string member of the result. */
const char *miao_outcome_get (const MiaoOutcome *outcome, const char *name);
const GError *miao_outcome_get_error (const MiaoOutcome *outcome);
/** Returns: (transfer full): { "done", "use_case", "findings", "result", "error" }. */
JsonObject *miao_outcome_to_json (const MiaoOutcome *outcome) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): parameters with types, labels, code tables, needs; JSON. */
JsonObject *miao_use_case_describe (const MiaoUseCase *use_case) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): the dictionary of one kind as JSON. */
JsonObject *miao_kind_describe (const MiaoKind *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
