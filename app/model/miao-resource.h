#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * miao_resource_load:
 * @path: below "/org/miaopu/app/", for example "codes/sex.tsv"
 *
 * Returns: (transfer full): the bytes of a file that the program carries inside itself, or %NULL
 *   with %MIAO_ERROR_NOT_FOUND.
 */
GBytes *miao_resource_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_resource_list:
 * @folder: below "/org/miaopu/app/", for example "codes/"
 *
 * Returns: (transfer full) (nullable): the names in it, sorted; %NULL when there is no such folder.
 */
GStrv miao_resource_list (const char *folder);

G_END_DECLS
