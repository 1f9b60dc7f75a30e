#include "config.h"

#include "miao-page-interface.h"

G_DEFINE_INTERFACE (MiaoPage, miao_page, GTK_TYPE_WIDGET)

static void
miao_page_default_init (MiaoPageInterface *iface)
{
}

void
miao_page_set_session (MiaoPage *self, MiaoSession *session)
{
  MIAO_PAGE_GET_IFACE (self)->set_session (self, session);
}

void
miao_page_refresh (MiaoPage *self)
{
  MIAO_PAGE_GET_IFACE (self)->refresh (self);
}

gboolean
miao_page_open (MiaoPage *self, const char *kind, const char *id, const char *field)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  return iface->open != NULL && iface->open (self, kind, id, field);
}

gboolean
miao_page_has_search (MiaoPage *self)
{
  return MIAO_PAGE_GET_IFACE (self)->search != NULL;
}

void
miao_page_search (MiaoPage *self, const char *text)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  if (iface->search != NULL)
    iface->search (self, text);
}

void
miao_page_find_focus (MiaoPage *self)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  if (iface->find_focus != NULL)
    iface->find_focus (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

gboolean
miao_page_add (MiaoPage *self)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  if (iface->add == NULL)
    return FALSE;
  iface->add (self);
  return TRUE;
}

gboolean
miao_page_print (MiaoPage *self)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  if (iface->print == NULL)
    return FALSE;
  iface->print (self);
  return TRUE;
}

gboolean
miao_page_back (MiaoPage *self)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  return iface->back != NULL && iface->back (self);
}

guint
miao_page_get_count (MiaoPage *self)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  return iface->get_count != NULL ? iface->get_count (self) : 0;
}

char *
miao_page_dup_unsaved (MiaoPage *self)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  return iface->dup_unsaved != NULL ? iface->dup_unsaved (self) : NULL;
}

void
miao_page_discard (MiaoPage *self)
{
  MiaoPageInterface *iface = MIAO_PAGE_GET_IFACE (self);

  if (iface->discard != NULL)
    iface->discard (self);
}
