#pragma once

#include "miao-session.h"

#include "miao-store-tables.h"

G_BEGIN_DECLS

struct _MiaoSession {
  int refs;
  char *path;
  char *keys_path;
  MiaoStore *store;
  MiaoKeys *keys;    /* NULL while locked */
  guint8 *audit_key; /* secret; NULL while locked */
  gboolean rekeyed;  /* the database is under the next data key already */
  char *pending;     /* what keeps the data key from being replaced */
  MiaoAttachments *attachments;
  MiaoAccount *account;
  MiaoRole role;
  gboolean practice;
  char *away; /* NULL: the institution's own file */
  gboolean locked;
  gint opening;             /* atomic: unlocked, for the thread that reads ahead only */
  MiaoDate chosen_day;      /* NONE: the clock's */
  gint64 chosen_from_us;    /* monotonic time when the day was chosen */
  const char *new_password; /* during a change: of the account that is written */
  gboolean slots_held;      /* the lock of the key file is taken: no anchor now */
  char *alarm;
  guint watch;
  gint64 anchored_us; /* monotonic time of the last anchor */
  GHashTable *reads;  /* "kind/id" -> when the reading was logged last, monotonic µs */
};

/** Hexadecimal; since the data key was first replaced. */
#define MIAO_SETTING_AUDIT_KEY "vault.audit_key"

/** Takes @store, @keys and @account. For set-up and recovery, which have no log-in yet. */
MiaoSession *miao_session_new_for (const char *path,
                                   MiaoStore *store,
                                   MiaoKeys *keys,
                                   MiaoAccount *account,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Connects to a server's database, whose key file lies inside. @login and @password: (nullable):
 *  %NULL connects as the address says. */
MiaoStore *miao_session_connect (const char *address,
                                 const char *login,
                                 const char *password,
                                 gboolean create,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Inside a transaction, on a server with logins: makes @account's login what its row says. */
gboolean miao_session_put_login (MiaoSession *session, const MiaoAccount *account, GError **error);

/** A path of a key file, or a name of miao_place_attach(), that ends with the scope. */
typedef char *MiaoKeysName;
void miao_keys_name_clear (MiaoKeysName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoKeysName, miao_keys_name_clear)

/** Opens what belongs to @path as far as it can be without the keys: a server's database
 *  (@ret_store), whose key file gets the name @ret_keys_path; a file stays closed. */
gboolean miao_session_approach (const char *path,
                                const char *login,
                                const char *password,
                                char **ret_keys_path,
                                MiaoStore **ret_store,
                                GError **error);

/** Opens the database that belongs to a key file. */
MiaoStore *miao_session_open_store (const char *path,
                                    const MiaoSlots *slots,
                                    const MiaoKeys *keys,
                                    gboolean create,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The generation of the key file that the database knows, 0 = none. */
gboolean miao_session_get_generation (MiaoStore *store, guint64 *ret_generation, GError **error);

/** Inside a transaction: remembers the generation of @slots in the database. */
gboolean
miao_session_note_generation (MiaoSession *session, const MiaoSlots *slots, GError **error);

/** Errors: %MIAO_ERROR_CORRUPT when @slots is older than the database knows. */
gboolean miao_session_check_generation (MiaoStore *store, const MiaoSlots *slots, GError **error);

/** Writes the anchor after a change, but not too often; @data is the session. */
void miao_session_changed_cb (MiaoStore *store, const char *kind, const char *id, gpointer data);
/** Compares the audit chain with the anchor in @slots; raises the alarm. */
gboolean miao_session_check_anchor (MiaoSession *session, const MiaoSlots *slots, GError **error);
/** What else opening looks at, when the chain itself is as it was left. */
gboolean miao_session_check_rest (MiaoSession *session, GError **error);

G_END_DECLS
