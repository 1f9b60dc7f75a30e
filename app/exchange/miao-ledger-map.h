#pragma once

#include "miao-field.h"
#include "miao-ledger.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Which column of a ledger goes into which field. Guessed from the words of the headings
 * (data/exchange/headings.tsv) and from what the cells look like, changed by a person, kept as JSON
 * by heading, so that it fits the next ledger of the same make.
 */

/** What a ledger is a list of. */
typedef enum {
  MIAO_LEDGER_CHILDREN, /* kinds child and admission */
  MIAO_LEDGER_FAMILIES, /* kinds family and family_member (the applicant) */
} MiaoLedgerProfile;

/** Why a column goes where it goes. */
typedef enum {
  MIAO_MATCH_NONE,    /* nothing fits: not imported */
  MIAO_MATCH_CONTENT, /* the heading says nothing, the cells do */
  MIAO_MATCH_NEAR,    /* the heading holds a known word */
  MIAO_MATCH_EXACT,   /* the heading is a known word */
  MIAO_MATCH_SAVED,   /* as in a saved mapping */
  MIAO_MATCH_CHOSEN,  /* a person said so */
} MiaoLedgerMatch;

/**
 * MiaoLedgerColumn:
 * @kind: (nullable): %NULL: the column is not imported
 * @confidence: 0 to 100
 * @n_filled: sampled cells that hold something
 * @n_fit: of these, cells that can be read as @field
 * @misfit: (nullable): the first cell that cannot
 * @sample: (nullable): the first cell that can
 * @spellings: (element-type utf8 utf8): text as written to code; what a person chose for codes
 */
typedef struct {
  guint index;
  char *heading;
  const MiaoKind *kind;
  const MiaoField *field;
  MiaoLedgerMatch match;
  int confidence;
  guint n_filled;
  guint n_fit;
  char *misfit;
  char *sample;
  GHashTable *spellings;
} MiaoLedgerColumn;

typedef struct _MiaoLedgerMap MiaoLedgerMap;

/** Returns: whether @text is a heading of headings.tsv, in any profile. */
gboolean miao_ledger_heading_is_known (const char *text);

/**
 * miao_ledger_map_guess:
 *
 * Looks at the headings and the first 500 rows. Errors of reading are not errors here: the rows
 * before them are enough.
 */
MiaoLedgerMap *miao_ledger_map_guess (MiaoLedger *ledger,
                                      MiaoLedgerProfile profile) G_GNUC_WARN_UNUSED_RESULT;
void miao_ledger_map_free (MiaoLedgerMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoLedgerMap, miao_ledger_map_free)

MiaoLedgerProfile miao_ledger_map_get_profile (const MiaoLedgerMap *map);
guint miao_ledger_map_get_n_columns (const MiaoLedgerMap *map);
const MiaoLedgerColumn *miao_ledger_map_get_column (const MiaoLedgerMap *map, guint index);
/** Returns: (transfer none) (nullable): the column that goes into the field. */
const MiaoLedgerColumn *
miao_ledger_map_find (const MiaoLedgerMap *map, const char *kind, const char *field);

/** Returns: (transfer full) (element-type MiaoField): fields of @kind that a ledger may fill. */
GPtrArray *miao_ledger_map_dup_targets (const MiaoKind *kind) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_ledger_map_set:
 * @kind: (nullable): %NULL: do not import this column
 *
 * Another column that went into the field is no longer imported.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when the field is none that a ledger may fill.
 */
gboolean miao_ledger_map_set (
    MiaoLedgerMap *map, guint index, const char *kind, const char *field, GError **error);

/** Says what a spelling in the column means; @code %NULL takes it back. */
void
miao_ledger_map_set_spelling (MiaoLedgerMap *map, guint index, const char *text, const char *code);

/** Returns: (transfer full): why the column goes where it goes, in the language of the screen. */
char *miao_ledger_column_dup_reason (const MiaoLedgerColumn *column) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): format, version, profile, columns with heading, kind, field, values.
 */
JsonObject *miao_ledger_map_to_json (const MiaoLedgerMap *map) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_ledger_map_apply_json:
 *
 * Applies a saved mapping by heading; columns that it does not name keep their guess.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when @object is no saved mapping of this profile or
 * names a field that does not exist; @map is then unchanged.
 */
gboolean miao_ledger_map_apply_json (MiaoLedgerMap *map, JsonObject *object, GError **error);

G_END_DECLS
