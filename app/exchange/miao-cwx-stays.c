#include "config.h"

#include "miao-cwx-stays.h"

#include <string.h>

/* 32-bit members only, so that no row has a gap. */
typedef struct {
  guint32 family[2]; /* hash; 0, 0: none */
  guint8 placement[MIAO_CWX_ID_BYTES];
  MiaoDate from;
  MiaoDate to;
  guint32 line;
} Stay;

typedef struct {
  guint32 family[2];
  guint8 id[MIAO_CWX_ID_BYTES];
  MiaoDate born;
  MiaoDate joined;
  MiaoDate left;
  guint32 name; /* where it begins in the names; 0: none */
} Member;

struct _MiaoCwxStays {
  GArray *stays;
  GArray *members;
  GByteArray *names;
};

G_STATIC_ASSERT (sizeof (MiaoDate) == 4);

MiaoCwxStays *
miao_cwx_stays_new (void)
{
  MiaoCwxStays *self = g_new0 (MiaoCwxStays, 1);

  self->stays = g_array_new (FALSE, TRUE, sizeof (Stay));
  self->members = g_array_new (FALSE, TRUE, sizeof (Member));
  self->names = g_byte_array_new ();
  g_byte_array_append (self->names, (const guint8 *) "", 1);

  return self;
}

void
miao_cwx_stays_free (MiaoCwxStays *self)
{
  g_array_unref (self->stays);
  g_array_unref (self->members);
  g_byte_array_unref (self->names);
  g_free (self);
}

static gboolean
hash_family (const char *family, guint32 ret_hash[2])
{
  guint8 bytes[MIAO_CWX_ID_BYTES];
  guint64 hash;

  if (!miao_cwx_id_read (family, bytes))
    return FALSE;
  hash = miao_cwx_id_hash (bytes);
  ret_hash[0] = (guint32) (hash >> 32);
  ret_hash[1] = (guint32) hash;

  return TRUE;
}

void
miao_cwx_stays_add_member (MiaoCwxStays *self, const char *family, const MiaoMemberFacts *member)
{
  Member row = { .born = member->born, .joined = member->joined, .left = member->left };

  if (!hash_family (family, row.family) || !miao_cwx_id_read (member->id, row.id))
    return;
  if (member->name != NULL) {
    row.name = self->names->len;
    g_byte_array_append (self->names, (const guint8 *) member->name,
                         (guint) strlen (member->name) + 1);
  }
  g_array_append_val (self->members, row);
}

void
miao_cwx_stays_add (MiaoCwxStays *self,
                    const char *family,
                    const char *placement,
                    MiaoDate from,
                    MiaoDate to,
                    guint line)
{
  Stay row = { .from = from, .to = to, .line = line };
  gboolean known = miao_cwx_id_read (placement, row.placement);

  if (hash_family (family, row.family) || known)
    g_array_append_val (self->stays, row);
}

static int
compare_words (const guint32 *left, const guint32 *right)
{
  if (left[0] != right[0])
    return left[0] < right[0] ? -1 : 1;

  return (left[1] > right[1]) - (left[1] < right[1]);
}

static int
compare_placements (gconstpointer a, gconstpointer b)
{
  const Stay *left = a;
  const Stay *right = b;
  int order = memcmp (left->placement, right->placement, MIAO_CWX_ID_BYTES);

  return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static int
compare_stays (gconstpointer a, gconstpointer b)
{
  const Stay *left = a;
  const Stay *right = b;
  int order = compare_words (left->family, right->family);

  return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *left = a;
  const Member *right = b;
  int order = compare_words (left->family, right->family);

  /* In the order of the file, which is that of the names. */
  return order != 0 ? order : (left->name > right->name) - (left->name < right->name);
}

void
miao_cwx_stays_repeated (MiaoCwxStays *self, MiaoCwxKeysFunc func, gpointer user_data)
{
  static const guint8 none[MIAO_CWX_ID_BYTES];

  miao_cwx_sort (self->stays->data, self->stays->len, sizeof (Stay), compare_placements);
  for (guint i = 1; i < self->stays->len; i++) {
    const Stay *before = &g_array_index (self->stays, Stay, i - 1);
    const Stay *stay = &g_array_index (self->stays, Stay, i);

    if (memcmp (before->placement, stay->placement, MIAO_CWX_ID_BYTES) == 0 &&
        memcmp (stay->placement, none, MIAO_CWX_ID_BYTES) != 0)
      func (stay->line, before->line, user_data);
  }
}

void
miao_cwx_stays_missing (MiaoCwxStays *self,
                        MiaoCwxKeys *families,
                        MiaoCwxKeysFunc func,
                        gpointer user_data)
{
  for (guint i = 0; i < self->stays->len; i++) {
    const Stay *stay = &g_array_index (self->stays, Stay, i);
    guint64 hash = (guint64) stay->family[0] << 32 | stay->family[1];

    if (hash != 0 && !miao_cwx_keys_has (families, hash))
      func (stay->line, 0, user_data);
  }
}

/* The rows of one family as the rules ask for them. */
typedef struct {
  GArray *stays;   /* MiaoReturnStay */
  GArray *members; /* MiaoMemberFacts */
  GPtrArray *ids;  /* that they point at */
} Family;

static const char *
keep_id (Family *family, const guint8 *id)
{
  char *text = miao_cwx_id_dup (id);

  g_ptr_array_add (family->ids, text);

  return text;
}

/* Returns the row after the family's last. */
static guint
take_stays (const MiaoCwxStays *self, Family *family, guint first)
{
  const guint32 *hash = g_array_index (self->stays, Stay, first).family;
  guint i;

  g_array_set_size (family->stays, 0);
  for (i = first; i < self->stays->len; i++) {
    const Stay *row = &g_array_index (self->stays, Stay, i);
    MiaoReturnStay stay = { NULL, row->from, row->to };

    if (compare_words (row->family, hash) != 0)
      break;
    if (row->from == MIAO_DATE_NONE || (hash[0] == 0 && hash[1] == 0))
      continue;
    stay.placement = keep_id (family, row->placement);
    g_array_append_val (family->stays, stay);
  }

  return i;
}

static guint
take_members (const MiaoCwxStays *self, Family *family, const guint32 *hash, guint first)
{
  guint i;

  g_array_set_size (family->members, 0);
  for (i = first; i < self->members->len; i++) {
    const Member *row = &g_array_index (self->members, Member, i);
    int order = compare_words (row->family, hash);
    MiaoMemberFacts member = {
      .born = row->born, .joined = row->joined, .left = row->left, .co_living = TRUE
    };

    if (order > 0)
      break;
    if (order < 0)
      continue;
    member.id = keep_id (family, row->id);
    member.name = row->name != 0 ? (const char *) self->names->data + row->name : NULL;
    g_array_append_val (family->members, member);
  }

  return i;
}

void
miao_cwx_stays_each_family (MiaoCwxStays *self,
                            MiaoDate cut_off,
                            MiaoCwxStaysFunc func,
                            gpointer user_data)
{
  Family family = { g_array_new (FALSE, FALSE, sizeof (MiaoReturnStay)),
                    g_array_new (FALSE, FALSE, sizeof (MiaoMemberFacts)),
                    g_ptr_array_new_with_free_func (g_free) };
  guint member = 0;

  miao_cwx_sort (self->stays->data, self->stays->len, sizeof (Stay), compare_stays);
  miao_cwx_sort (self->members->data, self->members->len, sizeof (Member), compare_members);
  for (guint i = 0, next; i < self->stays->len; i = next) {
    MiaoReturnFamily facts = { .cut_off = cut_off };

    g_ptr_array_set_size (family.ids, 0);
    next = take_stays (self, &family, i);
    member = take_members (self, &family, g_array_index (self->stays, Stay, i).family, member);
    facts.stays = (gconstpointer) family.stays->data;
    facts.n_stays = family.stays->len;
    facts.members = (gconstpointer) family.members->data;
    facts.n_members = family.members->len;
    if (facts.n_stays > 0)
      func (&facts, user_data);
  }
  g_array_unref (family.stays);
  g_array_unref (family.members);
  g_ptr_array_unref (family.ids);
}
