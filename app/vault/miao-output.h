#pragma once

#include "miao-session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What leaves the encrypted file, on paper or as a file of its own, has a running number of the
 * institution; who, when and what stand in the audit chain under it. Together the lines are the
 * register of prints and exports: nothing is taken out of it, and a number is never given twice.
 */

/**
 * miao_output_begin:
 * @action: "print" or "export"
 * @kind: (nullable): what it is about
 * @record: (nullable): id
 * @detail: (nullable): more about it, free of personal data; gets the number
 *
 * To be called before anything leaves. Inside the open transaction if there is one, else in its
 * own.
 *
 * Returns: the number, from 1 on; 0 with @error set: nothing may leave then.
 */
gint64 miao_output_begin (MiaoSession *session,
                          const char *action,
                          const char *kind,
                          const char *record,
                          JsonObject *detail,
                          GError **error);

/** Says of a number that nothing left after all: the print dialog was closed, the disk was full. */
gboolean miao_output_cancel (MiaoSession *session, gint64 number, GError **error);

/**
 * MiaoOutput:
 * @action: "print" or "export"
 * @what: name of the paper, or ""
 * @kind: (nullable)
 * @record: (nullable): id
 * @who: account id
 * @cancelled: nothing left
 *
 * One line of the register.
 */
typedef struct {
  gint64 number;
  gint64 at_ms;
  char *action;
  char *what;
  char *kind;
  char *record;
  char *who;
  gint64 pages;
  gboolean cancelled;
} MiaoOutput;

void miao_output_free (MiaoOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoOutput, miao_output_free)

/**
 * miao_output_list:
 * @limit: most lines, 0 = all
 *
 * Returns: (transfer full) (element-type MiaoOutput): the register, newest first. Needs
 *   %MIAO_MAY_AUDIT_READ.
 */
GPtrArray *
miao_output_list (MiaoSession *session, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
