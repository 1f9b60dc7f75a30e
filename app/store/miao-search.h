#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/**
 * MiaoMatch:
 *
 * Why something was found, in the order of rank within one closeness.
 */
typedef enum {
  MIAO_MATCH_NAME,        /* the name as written */
  MIAO_MATCH_NUMBER,      /* a number: file number, identity number, … */
  MIAO_MATCH_NUMBER_TAIL, /* the end of a number */
  MIAO_MATCH_PINYIN,      /* all of the name's pinyin */
  MIAO_MATCH_GIVEN,       /* the pinyin of the name without the surname */
  MIAO_MATCH_INITIALS,    /* first letters */
  MIAO_MATCH_FORMER_NAME, /* a former name, as written or in pinyin */
  MIAO_MATCH_ANYWHERE,    /* characters inside the name */
} MiaoMatch;

/** How much of the text that was found the search text is. */
typedef enum {
  MIAO_CLOSE_EXACT,
  MIAO_CLOSE_PREFIX,
  MIAO_CLOSE_INSIDE,
} MiaoCloseness;

typedef struct {
  const MiaoKind *kind;
  char *id;
  char *title;       /* the record's name, "" when it has none yet */
  char *number;      /* its number, or NULL */
  const char *field; /* the field that matched */
  char *text;        /* what matched: "lixiaoming", "0010", "小明" */
  MiaoMatch match;
  MiaoCloseness closeness;
} MiaoHit;

void miao_hit_free (MiaoHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoHit, miao_hit_free)

/** Returns: (transfer none): "姓名", "拼音首字母", "证件号码末位", …: why it was found. */
const char *miao_match_label (MiaoMatch match, MiaoLanguage language);

/**
 * miao_store_search:
 * @text: a name, part of a name, pinyin with or without blanks and tones, initials ("lxm"), a
 *   number or the end of one; ü may be typed as v, u or ü
 * @kinds: (nullable) (array zero-terminated=1): names of kinds; %NULL = all that hold people
 * @limit: most hits, 1…200
 *
 * Exact matches come first, then prefixes, then matches inside; each record once, under its best
 * match. Answers in about a millisecond in a million people.
 *
 * Returns: (transfer full) (element-type MiaoHit): empty when nothing was found.
 */
GPtrArray *miao_store_search (MiaoStore *store,
                              const char *text,
                              const char *const *kinds,
                              guint limit,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Builds the index of all records anew (after an import beside the program, or an update of the
 *  pinyin tables). Inside a transaction of the caller's or its own. */
gboolean miao_store_reindex (MiaoStore *store, GError **error);

G_END_DECLS
