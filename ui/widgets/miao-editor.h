#pragma once

#include "miao-date.h"
#include "miao-field.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MiaoEditor:
 * @widget: what stands in the row; owned by its parent widget
 * @focus: the widget that a label points at, and that gets the keyboard
 * @get: @ret_text: (out) (transfer full) (nullable): canonical text. %FALSE with
 *   %MIAO_ERROR_INVALID while it cannot be read
 * @set: @text: (nullable): canonical text
 *
 * How one field is typed: made from its dictionary row. A plain struct that belongs to a
 * #MiaoFieldRow; the row frees it before its widgets.
 */
typedef struct _MiaoEditor MiaoEditor;
struct _MiaoEditor {
  const MiaoField *field;
  GtkWidget *widget;
  GtkWidget *focus;
  MiaoDate on;    /* day for which codes must be valid; NONE: any */
  MiaoDate today; /* what a typed day without a year belongs to */

  gboolean (*get) (MiaoEditor *editor, char **ret_text, GError **error);
  void (*set) (MiaoEditor *editor, const char *text);
  void (*changed) (gpointer user_data);
  gpointer user_data;

  /* Of the kinds of editors; see miao-editor*.c. */
  GtkWidget *part;
  GtkWidget *part2;
  GStrv codes;
  GPtrArray *chosen;
  gboolean setting;
};

/** @changed: called whenever the person changed something. */
MiaoEditor *miao_editor_new (const MiaoField *field,
                             MiaoDate on,
                             MiaoDate today,
                             void (*changed) (gpointer user_data),
                             gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void miao_editor_free (MiaoEditor *editor);

/** For the editors' own files. */
void miao_editor_emit (MiaoEditor *editor);
void miao_editor_make_text (MiaoEditor *editor);
void miao_editor_make_instant (MiaoEditor *editor);
void miao_editor_make_long_text (MiaoEditor *editor);
void miao_editor_make_date (MiaoEditor *editor);
void miao_editor_make_number (MiaoEditor *editor);
void miao_editor_make_boolean (MiaoEditor *editor);
void miao_editor_make_code (MiaoEditor *editor);
/** @codes: words; of a short table that is chosen from, before anything is chosen. */
void miao_editor_leave_out (MiaoEditor *editor, const char *codes);
void miao_editor_make_reference (MiaoEditor *editor);
void miao_editor_make_several (MiaoEditor *editor);
void miao_editor_make_list (MiaoEditor *editor);

G_END_DECLS
