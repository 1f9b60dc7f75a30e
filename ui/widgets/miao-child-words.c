#include "config.h"

#include "miao-child-words.h"

#include "miao-audit.h"
#include "miao-gtk-compat.h"
#include "miao-kind-text.h"
#include "miao-language.h"
#include "miao-sight.h"
#include "miao-store.h"
#include "miao-table.h"

#include <glib/gi18n.h>

static char *
dup_words (MiaoSession *session, const MiaoRecord *opinion)
{
  const MiaoKind *kind = miao_record_get_kind (opinion);

  return miao_sight_dup_shown (miao_session_get_role (session), kind,
                               miao_kind_field (kind, "words"), miao_record_get (opinion, "words"),
                               miao_language ());
}

/* "2026-11-20 · 8 周岁 · 不同意" */
static char *
dup_head (const MiaoRecord *opinion)
{
  static const char *const fields[] = { "held_on", "age_at", "method", "opinion" };
  g_autoptr (GString) head = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autofree char *text = miao_record_has (opinion, fields[i])
                                ? miao_record_dup_shown (opinion, fields[i], FALSE)
                                : NULL;

    if (text != NULL && *text != '\0')
      g_string_append_printf (head, "%s%s", head->len > 0 ? " · " : "", text);
  }
  return g_string_free (g_steal_pointer (&head), FALSE);
}

static gboolean
add_talk (MiaoSession *session, GtkWidget *box, const MiaoRecord *opinion)
{
  g_autofree char *words = NULL, *quoted = NULL, *head = NULL;

  if (!miao_record_has (opinion, "words") ||
      !miao_audit_read (session, "child_opinion", miao_record_get_id (opinion), NULL))
    return FALSE;
  words = dup_words (session, opinion);
  /* Translators: what somebody said, in quotation marks. */
  quoted = g_strdup_printf (_ ("“%s”"), words);
  head = dup_head (opinion);
  gtk_box_append (GTK_BOX (box), miao_text_new (quoted, NULL));
  gtk_box_append (GTK_BOX (box), miao_text_new (head, "dim caption"));
  return TRUE;
}

static gboolean
add_other_talk (MiaoSession *session, GtkWidget *box, const MiaoRecord *opinion)
{
  g_autoptr (MiaoRecord) other = NULL;

  if (!miao_record_has (opinion, "second_talk"))
    return FALSE;
  other = miao_store_load (miao_session_get_store (session), miao_record_get_kind (opinion),
                           miao_record_get (opinion, "second_talk"), NULL);
  return other != NULL && add_talk (session, box, other);
}

GtkWidget *
miao_child_words_new (MiaoSession *session, const MiaoRecord *opinion)
{
  GtkWidget *box;
  gboolean any;

  if (opinion == NULL)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (box, "raised");
  gtk_box_append (
      GTK_BOX (box),
      miao_text_new (miao_field_label (miao_kind_field (miao_record_get_kind (opinion), "words")),
                     "strong"));
  any = add_talk (session, box, opinion);
  any = add_other_talk (session, box, opinion) || any;
  if (any)
    return box;
  g_object_ref_sink (box);
  g_object_unref (box);
  return NULL;
}
