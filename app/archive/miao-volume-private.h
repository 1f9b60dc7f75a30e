#pragma once

#include "miao-volume.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

#define MIAO_VOLUME_NS "urn:miaopu:volume:1"

/** Whether the document is valid by volume-1.xsd; else %MIAO_ERROR_INVALID with line and reason. */
gboolean miao_volume_validate (xmlDoc *doc, GError **error);

/** The text that is signed over a package. */
char *miao_volume_dup_package_statement (const char *code,
                                         const char *manifest,
                                         const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE],
                                         gint64 written_at);

G_END_DECLS
