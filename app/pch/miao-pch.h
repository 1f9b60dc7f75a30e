/* What nearly every file includes, read once for all of them. Each file still includes what it
 * uses: -Db_pch=false builds without this. */
#include <gio/gio.h>
#include <json-glib/json-glib.h>
