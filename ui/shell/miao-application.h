#pragma once

#include "miao-date.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_APPLICATION (miao_application_get_type ())
G_DECLARE_FINAL_TYPE (MiaoApplication, miao_application, MIAO, APPLICATION, GtkApplication)

MiaoApplication *miao_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** One line of the table of keys. */
typedef struct {
  const char *action; /* detailed name */
  const char *keys;   /* accelerators, separated by one space */
  const char *title;  /* English, marked for translation; NULL: not shown in the list of keys */
} MiaoKey;

/** Returns: (transfer none): all keys of the program, ended by an action of %NULL. */
const MiaoKey *miao_application_keys (void);

/** Returns: the day given with --today, for practice files; %MIAO_DATE_NONE: the clock's. */
MiaoDate miao_application_get_today (void);

G_END_DECLS
