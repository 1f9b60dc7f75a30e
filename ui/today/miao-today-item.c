#include "config.h"

#include "miao-today-item.h"

struct _MiaoTodayItem {
  GObject parent_instance;

  MiaoDueLevel level;
  guint count;
  MiaoTask *task;
};

G_DEFINE_FINAL_TYPE (MiaoTodayItem, miao_today_item, G_TYPE_OBJECT)

static void
miao_today_item_class_init (MiaoTodayItemClass *klass)
{
}

static void
miao_today_item_init (MiaoTodayItem *self)
{
}

MiaoTodayItem *
miao_today_item_new (MiaoDueLevel level, guint count, MiaoTask *task)
{
  MiaoTodayItem *self = g_object_new (MIAO_TYPE_TODAY_ITEM, NULL);

  self->level = level;
  self->count = count;
  self->task = task;
  return self;
}

MiaoDueLevel
miao_today_item_get_level (MiaoTodayItem *self)
{
  return self->level;
}

guint
miao_today_item_get_count (MiaoTodayItem *self)
{
  return self->count;
}

MiaoTask *
miao_today_item_get_task (MiaoTodayItem *self)
{
  return self->task;
}
