#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The form in which names and numbers are compared: folded, without blanks, dots and dashes. */
char *miao_search_dup_name (const char *text);
/** Characters in reverse, so that the end of a number is found from its beginning. */
char *miao_search_dup_reversed (const char *text);

G_END_DECLS
