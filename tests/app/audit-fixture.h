#pragma once

#include "miao-session-private.h"
#include "vault-fixture.h"

#include <sqlite3.h>

/*
 * An institution with an audit chain, for tests that attack it. The attacks are those of somebody
 * who has the data key: they open the database with their own tools, remove the triggers and change
 * what they like.
 */

typedef struct {
  Vault vault;
  char *database; /* as it was when last closed */
  gsize size;
  char *keys; /* the key file of that time */
  gsize keys_size;
  char key[2 + 96 + 2];
} AuditFixture;

void audit_set_up (AuditFixture *f, gconstpointer data);
void audit_tear_down (AuditFixture *f, gconstpointer data);

/** Returns: (transfer full): a member of the staff that was never stored. */
MiaoRecord *audit_make_staff (const char *name);
/** Stores a record with its line in the chain; @before: as it was, %NULL for a new one. */
void
audit_save (MiaoSession *session, const MiaoRecord *before, MiaoRecord *record, const char *action);

/** Returns: the database, opened past the program. */
sqlite3 *audit_open_raw (AuditFixture *f);
void audit_run (sqlite3 *db, const char *sql);
void audit_drop_triggers (sqlite3 *db);
/** Changes the database without its triggers. */
void audit_attack (AuditFixture *f, const char *sql);
/** Puts the database back as it was after the set-up. */
void audit_put_back (AuditFixture *f);
/** Returns: (transfer full) (nullable): what the program finds wrong. */
char *audit_verify (AuditFixture *f, gboolean *ret_alarm);
/** Attacks, looks whether @expected is told, and puts everything back. */
void audit_assert_caught (AuditFixture *f, const char *sql, const char *expected);
