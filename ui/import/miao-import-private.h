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
  MiaoSession *session;
  char *path;
  char *encoding;
  MiaoLedger *ledger;
  MiaoLedgerMap *map;
  MiaoImportCheck *check;
  char *batch; /* what was imported last, and can be undone */
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

G_END_DECLS
