#pragma once

#include "miao-vault.h"

G_BEGIN_DECLS

/** Removes a database that did not get its name, and what the engine put beside it. */
void miao_vault_remove_part (const char *part);
/** The database gets its name as the last thing; the folder is made durable. */
gboolean miao_vault_finish (const char *part, const char *path, GError **error);

G_END_DECLS
