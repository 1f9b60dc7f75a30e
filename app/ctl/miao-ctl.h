#pragma once

#include "miao-session.h"
#include "miao-use-case.h"

#include <signal.h>

G_BEGIN_DECLS

/* The parts of miaopuctl. One table of verbs per topic; each verb is one function. */

enum {
  MIAO_EXIT_DONE = 0,
  MIAO_EXIT_REFUSED = 1,
  MIAO_EXIT_USAGE = 2,
  MIAO_EXIT_TROUBLE = 3,
};

typedef struct {
  char *store_path;
  char *login;
  char *password_file;
  char *today;
  char *on;
  char *output;
  char *to; /* where to move, or the last day */
  char *from;
  char *encoding;
  char *mapping;
  char *period;
  char *reason;
  char *anchor;
  gboolean dry_run;
  gboolean scheduled;
  int children;
  int seed;
  int limit;
  GStrv arguments;      /* verb and what follows */
  int n_arguments;      /* without the verb */
  gboolean among_calls; /* one of many: the session is the others' as well, standard input is not
                           its own */
  JsonObject *input;    /* among calls: instead of standard input */
  MiaoSession *session;
} MiaoCtl;

typedef struct {
  const char *name;
  const char *arguments;
  const char *summary;
  int least; /* fewest arguments */
  int (*run) (MiaoCtl *ctl, const char *const *arguments);
  const char *summary_zh;
} MiaoVerb;

extern const MiaoVerb miao_verbs_backup[];    /* backup, alarm */
extern const MiaoVerb miao_verbs_calls[];     /* calls */
extern const MiaoVerb miao_verbs_explain[];   /* explain */
extern const MiaoVerb miao_verbs_fieldwork[]; /* fieldwork */
extern const MiaoVerb miao_verbs_allowance[]; /* allowances */
extern const MiaoVerb miao_verbs_file[];      /* init, practice, import, verify, archive, export */
extern const MiaoVerb miao_verbs_keys[];      /* accounts, keys */
extern const MiaoVerb miao_verbs_match[];     /* match */
extern const MiaoVerb miao_verbs_server[];    /* server, move */
extern const MiaoVerb miao_verbs_today[];     /* today, ics, working-day */
extern const MiaoVerb miao_verbs_work[];      /* find, list, show, do, describe, check, print */
extern const MiaoVerb
    miao_verbs_tools[]; /* validate, growth-score, check-id, check-uscc: no store */

/** Opens ctl->session from --store, --account, --password-file. Exit status of the trouble, or 0.
 */
int miao_ctl_open (MiaoCtl *ctl);
void miao_ctl_clear (MiaoCtl *ctl);
/** Reads the password: never an argument. Returns %NULL after telling why. */
char *miao_ctl_read_password (MiaoCtl *ctl);
/** Reads a JSON object from a file, or standard input for "-" or %NULL. */
JsonObject *miao_ctl_read_json (MiaoCtl *ctl, const char *path, GError **error);
/** Whether @verb cannot be called among others: it needs a login, or a file, of its own. */
gboolean miao_ctl_is_apart (const char *verb);
/** Does one call among those of @ctl, with its session: @words as main() takes them. Exit status.
 */
int miao_ctl_run (MiaoCtl *ctl, char **words, int n_words, JsonObject *input);

/**
 * MiaoCtlLong:
 *
 * Between begin and end Ctrl+C (and SIGTERM) cancels instead of killing, and the progress goes to
 * standard error when that is a terminal.
 */
typedef struct {
  MiaoProgress progress;
  GCancellable *cancellable;
  GThread *waiter;
  sigset_t before;
  gint64 told_us;
  int signals; /* files that the thread waits for */
  int end;
  gboolean terminal;
} MiaoCtlLong;

void miao_ctl_long_begin (MiaoCtlLong *work);
void miao_ctl_long_end (MiaoCtlLong *work);
/** miao_use_case_run_long() with both. */
gboolean miao_ctl_run_use_case (
    MiaoCtl *ctl, const char *name, JsonObject *input, MiaoOutcome **ret_outcome, GError **error);

int miao_ctl_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
int miao_ctl_trouble (const GError *error);
void miao_ctl_print (JsonNode *node);
void miao_ctl_print_object (JsonObject *object);
void miao_ctl_print_array (JsonArray *array);

G_END_DECLS
