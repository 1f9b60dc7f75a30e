#pragma once

#include "miao-bag.h"
#include "miao-seal.h"

G_BEGIN_DECLS

/*
 * A volume as a package that stands for itself: a BagIt bag with the catalogue (volume.xml and its
 * schema), the items, the record of what was done with them, a signature and an explanation in
 * Chinese of how all this is checked without this program (data/archive/readme.txt).
 */

/**
 * MiaoVolumeItem:
 * @sealed: number, title, date, digests and seal
 * @section: name of the section
 * @responsible: 责任者
 * @document_no: (nullable): 文号
 * @sensitivity: (nullable): name of the level
 * @supersedes: number of the item that this one corrects, 0 for none
 * @file: where it goes below data/: "items/0001.pdf"
 * @media_type: "application/pdf", "image/jpeg" …
 * @bytes: size of the file
 */
typedef struct {
  MiaoSealedItem sealed;
  const char *section;
  const char *responsible;
  const char *document_no;
  guint pages;
  const char *sensitivity;
  guint supersedes;
  const char *remark;
  const char *file;
  const char *media_type;
  guint64 bytes;
} MiaoVolumeItem;

/**
 * MiaoVolume:
 * @seal: of the volume, with its signature and the key that made it
 * @pdf: (nullable): the whole volume as PDF/A
 * @audit: (nullable): audit.csv
 * @practice: made-up data
 */
typedef struct {
  const char *institution;
  const char *fonds_no;
  const char *title;
  guint year_from;
  guint year_to;
  const char *retention;
  const char *arranged_by;
  const char *checked_by;
  MiaoSealVolume seal;
  const char *seal_signature;
  guint8 public_key[MIAO_SEAL_PUBLIC_SIZE];
  const MiaoVolumeItem *items;
  guint n_items;
  GBytes *pdf;
  GBytes *audit;
  gboolean practice;
} MiaoVolume;

/** Returns: (transfer full): the contents of the item, or %NULL with an error. */
typedef GInputStream *(*MiaoVolumeOpen) (const MiaoVolumeItem *item,
                                         gpointer user_data,
                                         GError **error);

/**
 * miao_volume_dup_catalogue:
 *
 * Returns: (transfer full): volume.xml, valid by its schema, or %NULL with %MIAO_ERROR_INVALID when
 *   what the volume says does not fit into it.
 */
GBytes *miao_volume_dup_catalogue (const MiaoVolume *volume,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_volume_write:
 * @path: must not exist
 * @written_at: ms since 1970 UTC
 * @open: gives the contents of each item in turn
 * @secret_key: signs the package
 *
 * Streams the items, so their size does not matter. Any thread. Nothing stays behind when it fails
 * or is cancelled.
 */
gboolean miao_volume_write (const MiaoVolume *volume,
                            const char *path,
                            MiaoBagFormat format,
                            gint64 written_at,
                            MiaoVolumeOpen open,
                            gpointer user_data,
                            const guint8 secret_key[MIAO_SEAL_SECRET_SIZE],
                            GCancellable *cancellable,
                            GError **error);

/**
 * MiaoVolumeQuality:
 *
 * The four things that archives check when files are handed over (四性检测, DA/T 70).
 */
typedef enum {
  MIAO_VOLUME_AUTHENTIC, /* 真实性: seals and signatures */
  MIAO_VOLUME_COMPLETE,  /* 完整性: nothing missing, nothing extra, nothing changed */
  MIAO_VOLUME_USABLE,    /* 可用性: catalogue valid, formats what they say */
  MIAO_VOLUME_SAFE,      /* 安全性: no paths or links out of the package, no unknown formats */
  MIAO_VOLUME_N_QUALITIES,
} MiaoVolumeQuality;

typedef struct {
  MiaoVolumeQuality quality;
  char *message;
} MiaoVolumeFinding;

/**
 * MiaoVolumeReport:
 * @findings: (element-type MiaoVolumeFinding): empty: all is well
 * @key_ids: (element-type utf8): of the keys that signed, each once, that of the package first; to
 *   be compared with the paper end sheet
 * @code: 档号, "" when the catalogue cannot be read
 */
typedef struct {
  GPtrArray *findings;
  char *code;
  char *title;
  GPtrArray *key_ids;
  guint n_items;
  guint64 bytes;
} MiaoVolumeReport;

void miao_volume_report_free (MiaoVolumeReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoVolumeReport, miao_volume_report_free)

guint miao_volume_report_count (const MiaoVolumeReport *report, MiaoVolumeQuality quality);
/** "真实性", "完整性", "可用性", "安全性" or the English words, by miao_language(). */
const char *miao_volume_quality_name (MiaoVolumeQuality quality);

/**
 * miao_volume_check:
 * @path: folder, ZIP or TAR
 * @trusted: (nullable): public keys of ours, hexadecimal, %NULL-ended; %NULL: any key will do and
 *   is only named in the report
 *
 * Any thread. Never writes.
 *
 * Returns: %NULL when it cannot be read at all, as miao_bag_check().
 */
MiaoVolumeReport *miao_volume_check (const char *path,
                                     const char *const *trusted,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
