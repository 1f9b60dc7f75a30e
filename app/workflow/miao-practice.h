#pragma once

#include "miao-date.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Every account of a practice file has this password; the file is marked 演示 wherever it shows.
 */
#define MIAO_PRACTICE_PASSWORD "miaopu-practice"

/** Who can log in to a practice file. */
typedef struct {
  const char *login;
  const char *name;
  const char *role;
  const char *post; /* code of the table "post" */
} MiaoPracticeAccount;

/** Returns: (transfer none): the accounts; @ret_n their number. The first is the administrator. */
const MiaoPracticeAccount *miao_practice_accounts (guint *ret_n);

/**
 * miao_practice_create:
 * @folder: a server's address (postgresql://…), or a folder: made if it is not there; gets
 * "practice.miaopu" and the key file beside it
 * @children: 12 or more; the first dozen live through the whole of foster care, the others come
 *   from a made-up ledger through the same import that a real one takes
 * @seed: the same seed and day give the same people
 * @today: the day that the institution lives on
 * @progress: (nullable): called with words and 0…1
 * @ret_path: (out) (optional) (transfer full): the file
 *
 * Makes an institution of made-up people, entirely through use cases: what the rules refuse to
 * people, they refuse here too.
 *
 * Errors: %MIAO_ERROR_CONFLICT when there is a practice file already, and those of the use cases.
 */
gboolean miao_practice_create (const char *folder,
                               guint children,
                               guint32 seed,
                               MiaoDate today,
                               void (*progress) (const char *what, double fraction, gpointer data),
                               gpointer data,
                               char **ret_path,
                               GError **error);

G_END_DECLS
