#pragma once

#include "miao-import-check.h"
#include "miao-import-section.h"
#include "miao-session.h"

G_BEGIN_DECLS

/* The assistant's parts, shared by the file that lays them out and the one that works with them. */

struct _MiaoImportSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *banner;
  GtkWidget *stack; /* "empty", "ledger" */
  GtkWidget *name;
  GtkWidget *encodings;
  GtkWidget *mapping;
  GtkWidget *preview_card;
  GtkWidget *preview;
  GtkWidget *problems_title;
  GtkWidget *problems;
  GtkWidget *arrived;
  GtkWidget *skip_known;
  GtkWidget *summary;
  GtkWidget *import;
  GtkWidget *choose;
  GtkWidget *other;
  GtkWidget *undo;
  GtkWidget *resume;
  GtkWidget *keeper;
  MiaoSession *session;
  char *path;
  char *encoding;
  MiaoLedger *ledger;
  MiaoLedgerMap *map;
  MiaoImportCheck *check;
  char *batch;     /* what was imported last, and can be undone */
  JsonNode *draft; /* what was chosen before and is not taken up again yet */
};

/** Makes the widgets; called once from init. */
void miao_import_section_build (MiaoImportSection *self);
/** A line of the list of problems. */
GtkWidget *miao_import_problem_new (const MiaoImportProblem *problem) G_GNUC_WARN_UNUSED_RESULT;

/** Forgets the ledger and what was shown of it. */
void miao_import_section_forget (MiaoImportSection *self);
/** Imports the ledger, all or nothing. */
void miao_import_section_import (MiaoImportSection *self);
/** Undoes the last import when the person gives a reason. */
void miao_import_section_undo (MiaoImportSection *self);

/** Returns: (transfer full): what import-children needs to know; there is a ledger. */
JsonObject *miao_import_make_input (MiaoImportSection *self) G_GNUC_WARN_UNUSED_RESULT;

/* What was chosen before, as a draft. */
GtkWidget *miao_import_keeper_new (MiaoImportSection *self) G_GNUC_WARN_UNUSED_RESULT;
/** @session: (nullable): of whom to look for a draft; it is offered, not taken up. */
void miao_import_draft_open (MiaoImportSection *self, MiaoSession *session);
/** Something was chosen: it is kept within a second, and what was offered before is forgotten. */
void miao_import_draft_touch (MiaoImportSection *self);
/** It was imported. */
void miao_import_draft_drop (MiaoImportSection *self);
/** Puts back what does not need the ledger. Returns: whether there is a draft. */
gboolean miao_import_draft_take (MiaoImportSection *self);
/** After the ledger was read. Returns: whether the columns go where they went then. */
gboolean miao_import_draft_apply_mapping (MiaoImportSection *self);

G_END_DECLS
