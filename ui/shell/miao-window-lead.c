/* Ways from anywhere to a record: to the page that shows it, or to the one that shows what it
 * belongs to. */
#include "config.h"

#include "miao-window-private.h"

#include "miao-store.h"
#include "miao-use-case.h"

#include <glib/gi18n.h>

/* What has a page of its own, the nearest first. */
static const char *const owners[] = { "placement", "evaluation", "family", "child" };

/* What a remedy may be about. */
static const char *const subjects[] = { "child",          "admission",      "family",
                                        "placement",      "evaluation",     "family_member",
                                        "matching",       "agreement",      "evaluation_member",
                                        "document",       "growth_measure", "visit",
                                        "allowance_run",  "allowance_rate", "incident",
                                        "allowance_extra" };

static MiaoRecord *
load (MiaoWindow *self, const char *kind, const char *id)
{
  const MiaoKind *known = miao_kind_find (kind);

  if (self->session == NULL || !miao_session_is_open (self->session) || known == NULL)
    return NULL;
  return miao_store_load (miao_session_get_store (self->session), known, id, NULL);
}

static gboolean
open_on_page (MiaoWindow *self, const char *kind, const char *id, const char *field)
{
  for (guint i = 0; i < self->list->len; i++) {
    MiaoPage *page = miao_window_get_nth_page (self, i);

    if (!miao_page_open (page, kind, id, field))
      continue;
    miao_window_show_nth (self, i);
    return TRUE;
  }
  return FALSE;
}

static gboolean
open_owner (MiaoWindow *self, const char *kind, const char *id)
{
  g_autoptr (MiaoRecord) record = load (self, kind, id);

  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (owners); i++)
    for (const MiaoField *field = miao_record_get_kind (record)->fields; field->name != NULL;
         field++)
      if (field->type == MIAO_TYPE_REF && g_strcmp0 (field->table, owners[i]) == 0 &&
          miao_record_has (record, field->name) &&
          open_on_page (self, owners[i], miao_record_get (record, field->name), NULL))
        return TRUE;
  return FALSE;
}

gboolean
miao_window_open_record (GtkWidget *widget, const char *kind, const char *id, const char *field)
{
  MiaoWindow *self = miao_window_from (widget);

  if (self == NULL)
    return FALSE;
  return open_on_page (self, kind, id, field) || open_owner (self, kind, id);
}

gboolean
miao_window_has_record (GtkWidget *widget, const char *kind, const char *id)
{
  MiaoWindow *self = miao_window_from (widget);
  g_autoptr (MiaoRecord) record = NULL;

  if (self == NULL || kind == NULL || id == NULL || miao_kind_find (kind) == NULL)
    return FALSE;
  record = load (self, kind, id);
  return record != NULL;
}

void
miao_window_lead (GtkWidget *widget, const char *use_case, const char *id)
{
  const MiaoUseCase *act = miao_use_case_find (use_case);

  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (subjects); i++)
    if (miao_window_has_record (widget, subjects[i], id)) {
      /* The pages of placements and incidents begin it at once; others show where it is begun. */
      gboolean begins = g_str_equal (subjects[i], "placement") ||
                        g_str_equal (subjects[i], "allowance_run") ||
                        g_str_equal (subjects[i], "incident");
      const char *field = begins ? use_case : NULL;

      if (miao_window_open_record (widget, subjects[i], id, field))
        return;
    }
  miao_window_say (widget, MIAO_TONE_INFO, act != NULL ? miao_use_case_label (act) : use_case,
                   _ ("It is done on another page, in the record that it is about."));
}
