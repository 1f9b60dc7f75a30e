#pragma once

#include "miao-digest.h"

G_BEGIN_DECLS

/*
 * BagIt 1.0 (RFC 8493): files with a list of their digests, which any later program, or sha256sum
 * alone, can check. The manifests are SHA-256 and SM3.
 */

/**
 * MiaoBagFormat:
 * @MIAO_BAG_FOLDER: a folder
 * @MIAO_BAG_ZIP: one ZIP file
 * @MIAO_BAG_TAR: one TAR file (pax), not compressed
 */
typedef enum {
  MIAO_BAG_FOLDER,
  MIAO_BAG_ZIP,
  MIAO_BAG_TAR,
} MiaoBagFormat;

/**
 * MiaoBag:
 *
 * A bag that is being written. Files are streamed to their place and digested on the way; the bag
 * gets its name when it is finished, and nothing stays behind when it is not. One thread.
 */
typedef struct _MiaoBag MiaoBag;

/**
 * miao_bag_new:
 * @path: of the folder or file, which must not exist yet
 * @name: folder inside a ZIP or TAR; ASCII letters, digits, ".", "_" and "-"
 * @written_at: ms since 1970 UTC; time stamp of the entries and date of bagging, so that the same
 *   contents give the same file
 *
 * Returns: %NULL with an error of miao_file_set_error() or %MIAO_ERROR_INVALID.
 */
MiaoBag *miao_bag_new (const char *path,
                       MiaoBagFormat format,
                       const char *name,
                       gint64 written_at,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Removes what was written unless the bag is finished. */
void miao_bag_free (MiaoBag *bag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoBag, miao_bag_free)

/**
 * miao_bag_add_stream:
 * @name: below data/: "items/0001.pdf"; ASCII letters, digits, ".", "_", "-" and "/"
 * @size: bytes that @stream has; others are an error
 *
 * After an error the bag can only be freed.
 */
gboolean miao_bag_add_stream (MiaoBag *bag,
                              const char *name,
                              GInputStream *stream,
                              guint64 size,
                              GCancellable *cancellable,
                              GError **error);
gboolean miao_bag_add_bytes (MiaoBag *bag, const char *name, GBytes *bytes, GError **error);

/**
 * miao_bag_close_payload:
 *
 * Writes the manifests; afterwards only tag files can be added.
 *
 * Returns: (transfer full): the text of manifest-sha256.txt, for a signature.
 */
char *miao_bag_close_payload (MiaoBag *bag, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** A file beside data/: README, seal. */
gboolean miao_bag_add_tag (MiaoBag *bag, const char *name, GBytes *bytes, GError **error);

/**
 * miao_bag_finish:
 * @organisation: Source-Organization
 * @identifier: External-Identifier, for example the archival code
 * @description: External-Description
 *
 * Writes the rest, makes sure that it is on the disk and gives the bag its name.
 */
gboolean miao_bag_finish (MiaoBag *bag,
                          const char *organisation,
                          const char *identifier,
                          const char *description,
                          GError **error);

/* ---- checking ---- */

/**
 * MiaoBagFault:
 * @MIAO_BAG_MISSING: the manifest names a file that is not there
 * @MIAO_BAG_EXTRA: a file in data/ that no manifest names
 * @MIAO_BAG_CHANGED: a file is not what the manifest says
 * @MIAO_BAG_OUTSIDE: a path that leaves the bag, or a link
 * @MIAO_BAG_OXUM: bag-info.txt counts other bytes or files
 * @MIAO_BAG_BROKEN: a file of the bag itself is missing or cannot be read
 */
typedef enum {
  MIAO_BAG_MISSING,
  MIAO_BAG_EXTRA,
  MIAO_BAG_CHANGED,
  MIAO_BAG_OUTSIDE,
  MIAO_BAG_OXUM,
  MIAO_BAG_BROKEN,
} MiaoBagFault;

/** @message: for the person, in miao_language(). */
typedef struct {
  MiaoBagFault fault;
  char *path;
  char *message;
} MiaoBagFinding;

typedef struct {
  guint64 size;
  MiaoDigest digest;
  guint8 head[8];   /* how it begins; zeros beyond its end */
  GBytes *contents; /* tag files and the catalogue only */
} MiaoBagFile;

/**
 * MiaoBagReport:
 * @files: (element-type utf8 MiaoBagFile): all files of the bag by their path in it
 * @findings: (element-type MiaoBagFinding): empty: the bag is valid
 */
typedef struct {
  GHashTable *files;
  GPtrArray *findings;
  guint n_payload;
  guint64 payload_bytes;
} MiaoBagReport;

void miao_bag_report_free (MiaoBagReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoBagReport, miao_bag_report_free)

/**
 * miao_bag_check:
 * @path: folder, ZIP or TAR
 *
 * Reads everything once and compares it with the manifests. Never follows links, never writes, and
 * refuses archives that unpack to absurd sizes. Any thread.
 *
 * Returns: %NULL when it cannot be read at all: %MIAO_ERROR_FOREIGN, %MIAO_ERROR_LIMIT,
 *   %MIAO_ERROR_CANCELLED or an error of the file. A bag with faults is a report with findings.
 */
MiaoBagReport *miao_bag_check (const char *path,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): contents of a tag file or of the catalogue. */
GBytes *miao_bag_report_contents (const MiaoBagReport *report, const char *path);

G_END_DECLS
