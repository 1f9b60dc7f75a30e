#include "config.h"

#include "miao-error.h"

#include "miao-error-field.h"

typedef struct {
  char *kind;
  char *field;
} MiaoErrorPrivate;

static void
miao_error_private_init (MiaoErrorPrivate *own)
{
  own->kind = NULL;
  own->field = NULL;
}

static void
miao_error_private_copy (const MiaoErrorPrivate *from, MiaoErrorPrivate *to)
{
  to->kind = g_strdup (from->kind);
  to->field = g_strdup (from->field);
}

static void
miao_error_private_clear (MiaoErrorPrivate *own)
{
  g_free (own->kind);
  g_free (own->field);
}

G_DEFINE_EXTENDED_ERROR (MiaoError, miao_error)

void
miao_error_set_field (GError **error, const char *kind, const char *field)
{
  MiaoErrorPrivate *own;
  char *new_kind, *new_field;

  if (error == NULL || *error == NULL || (*error)->domain != MIAO_ERROR)
    return;
  own = miao_error_get_private (*error);
  /* Either may be what the error names already. */
  new_kind = g_strdup (kind);
  new_field = g_strdup (field);
  miao_error_private_clear (own);
  own->kind = new_kind;
  own->field = new_field;
}

gboolean
miao_error_at (GError **error, const char *field)
{
  miao_error_set_field (error, NULL, field);

  return FALSE;
}

gboolean
miao_error_in_entry (GError **error, const char *list, const char *value)
{
  g_autofree char *entry = g_strdup_printf ("#%s/%s", list, value);

  if (error != NULL && miao_error_get_field (*error) != NULL)
    miao_error_set_field (error, entry, miao_error_get_field (*error));

  return FALSE;
}

const char *
miao_error_get_field (const GError *error)
{
  return error != NULL && error->domain == MIAO_ERROR ? miao_error_get_private (error)->field
                                                      : NULL;
}

const char *
miao_error_get_kind (const GError *error)
{
  return error != NULL && error->domain == MIAO_ERROR ? miao_error_get_private (error)->kind : NULL;
}
