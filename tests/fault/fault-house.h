#pragma once

#include "../app/vault-fixture.h"

G_BEGIN_DECLS

/*
 * An institution that somebody works in: use cases one after the other, each of several records,
 * and what was told as done.
 */

typedef struct {
  Vault vault;
  MiaoSession *session; /* of the caseworker; NULL: closed */
  guint told;           /* use cases that said they were done */
  guint tried;
} House;

/** What was tried and lost in a test; told at its end, and all but @tried must be 0. */
typedef struct {
  guint tried;
  guint lost;    /* told as done, and not there */
  guint half;    /* a part of a use case */
  guint damaged; /* does not open, or does not pass the check */
} FaultScore;

/** Returns: @full when the whole suite was asked for ("-m slow"), else @brief. */
guint fault_rounds (guint brief, guint full);

void house_make (House *house);
void house_open (House *house);
void house_close (House *house);
void house_free (House *house);

/** Admits a child (child, admission, index, audit lines). Counts in told if it says it is done.
 * Returns: whether it did; if not, the error is one of ours with words for the person. */
gboolean house_work (House *house);

/** Copies the closed or open institution's files into @folder (made here). */
void house_copy (const House *house, const char *folder);

/** Opens the institution in @folder with the engine's own files and looks at everything. */
void house_look (const House *house, const char *folder, FaultScore *score);
/** The same for the house's own folder; it must be closed. */
void house_look_at_own (const House *house, FaultScore *score);

void fault_score_tell (const FaultScore *score, const char *what);

G_END_DECLS
