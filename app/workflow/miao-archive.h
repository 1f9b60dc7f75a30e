#pragma once

#include "miao-record.h"
#include "miao-seal.h"
#include "miao-session.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MiaoArchiveReport:
 * @items: items that were checked
 * @bad_item: number of the first item that is not as it was sealed; 0 = none
 * @problem: (nullable): what is wrong, for the person; %NULL = the volume is sound
 */
typedef struct {
  guint items;
  guint bad_item;
  char *problem;
} MiaoArchiveReport;

void miao_archive_report_clear (MiaoArchiveReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoArchiveReport, miao_archive_report_clear)

/**
 * miao_archive_verify_volume:
 *
 * Reads every file of the volume again and compares it with its digests, the chain and the
 * signatures. Tens of milliseconds per megabyte.
 *
 * Returns: %FALSE with @error when it could not be checked; else look at @ret_report->problem.
 */
gboolean miao_archive_verify_volume (MiaoSession *session,
                                     const MiaoRecord *volume,
                                     MiaoArchiveReport *ret_report,
                                     GError **error);

/**
 * miao_archive_package:
 * @path: of a folder, or of a file that ends in .zip or .tar; must not exist yet
 *
 * A BagIt 1.0 package: items, catalogue (volume.xml), audit lines of the volume, public key and a
 * README in Chinese. Needs %MIAO_MAY_ARCHIVE_PACKAGE; the export is logged. A volume that does not
 * verify is not packaged.
 */
gboolean miao_archive_package (MiaoSession *session,
                               const char *volume_id,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error);

/** Sets chain_hash, signature and key_id of @item. @previous: chain value before, or %NULL. */
gboolean miao_archive_sign_item (MiaoSession *session,
                                 const MiaoSealItem *seal,
                                 const char *previous,
                                 MiaoRecord *item,
                                 GError **error);
/** Sets seal, sealed_at and sealed_by of @volume. */
gboolean
miao_archive_sign_volume (MiaoSession *session, MiaoRecord *volume, gint64 now_ms, GError **error);

G_END_DECLS
