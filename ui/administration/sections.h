#pragma once

#include "miao-page-interface.h"

G_BEGIN_DECLS

/**
 * MiaoSection:
 * @id: name in the stack
 * @title: English, marked NC_ ("section", …)
 * @get_type: a #MiaoPage
 * @right: shown to accounts that have it
 *
 * A tab of the administration page.
 */
typedef struct {
  const char *id;
  const char *title;
  GType (*get_type) (void);
  MiaoPermission right;
} MiaoSection;

/** Returns: (transfer none): ended by an id of %NULL. */
const MiaoSection *miao_sections (void);

G_END_DECLS
