#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Reads the text of a list value, as miao_record_set_list() writes it, item by item without making
 * a tree: a return of many children reads millions of them.
 *
 *   g_auto (MiaoListText) list;
 *
 *   miao_list_text_init (&list, miao_record_get (record, "notice"));
 *   while (miao_list_text_next (&list))
 *     use (miao_list_text_get (&list, "publish_on"));
 */
typedef struct {
  const char *at;  /* what is not read yet */
  GString *values; /* of the present item, each with a zero byte */
  GArray *members; /* of the present item */
  gboolean begun;
  gboolean nested;
} MiaoListText;

/** @text: (nullable): borrowed until miao_list_text_clear() */
void miao_list_text_init (MiaoListText *list, const char *text);
void miao_list_text_clear (MiaoListText *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoListText, miao_list_text_clear)

/** Returns: whether there is another item. */
gboolean miao_list_text_next (MiaoListText *list);

/** Returns: (transfer none) (nullable): the value of a member of the item, valid until the next
 *  one: text as it is, numbers as they are written, "1" and "0" for true and false. */
const char *miao_list_text_get (const MiaoListText *list, const char *name);

/** Returns: whether the reading ended at something that is no list of flat items, which has to be
 *  read as a tree. */
gboolean miao_list_text_is_nested (const MiaoListText *list);

G_END_DECLS
