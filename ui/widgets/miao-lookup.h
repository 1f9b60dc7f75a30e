#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoChoice:
 * @id: what is chosen: a record's id, or a code
 * @title: what the person reads
 * @detail: (nullable): second line: file number, why it is a hit
 */
typedef struct {
  char *id;
  char *title;
  char *detail;
} MiaoChoice;

MiaoChoice *
miao_choice_new (const char *id, const char *title, const char *detail) G_GNUC_WARN_UNUSED_RESULT;
void miao_choice_free (MiaoChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoChoice, miao_choice_free)

/**
 * MiaoLookupBackend:
 * @search: (transfer full): at most @limit records of @kind that @text finds; "" gives the first
 *   ones. Elements are #MiaoChoice
 * @dup_name: (transfer full) (nullable): name and number of a record as people say it; %NULL when
 *   there is none
 *
 * How widgets look up other records without knowing the store. The window sets it at log-in.
 */
typedef struct {
  GPtrArray *(*search) (const char *kind, const char *text, guint limit, gpointer user_data);
  char *(*dup_name) (const char *kind, const char *id, gpointer user_data);
} MiaoLookupBackend;

/** @backend: static; %NULL: nothing can be looked up. Main thread. */
void miao_lookup_set_backend (const MiaoLookupBackend *backend, gpointer user_data);

/** @session: (nullable) (transfer none): what this thread looks up goes through it; the backend
 * asks with miao_lookup_get_lent(). %NULL at the end. */
void miao_lookup_lend (gpointer session);
gpointer miao_lookup_get_lent (void);

/** Returns: (transfer full) (element-type MiaoChoice): never %NULL. */
GPtrArray *
miao_lookup_search (const char *kind, const char *text, guint limit) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): the name, or the id itself when it is unknown; "" for %NULL. */
char *miao_lookup_dup_name (const char *kind, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
