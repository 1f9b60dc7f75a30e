#include "config.h"

#include "miao-ledger-parts.h"

#include "miao-error.h"
#include "miao-language.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define BLOCK_BYTES 65536

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

static void
set_damaged (Archive *archive, GError **error)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
               miao_pick ("这个 .xlsx 文件已损坏或不完整（错误号 %d）。请用原来的程序打开后另存，"
                          "或重新取得该文件。",
                          "This .xlsx file is damaged or incomplete (error %d). Open it in its own "
                          "program and save it again, or obtain it anew."),
               archive_errno (archive));
}

/* Moves to the member of that name; FALSE without an error when there is none. */
static gboolean
find_member (Archive *archive, const char *name, GError **error)
{
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
         status == ARCHIVE_WARN) {
    const char *path = archive_entry_pathname (entry);

    if (path != NULL && g_ascii_strcasecmp (path + strspn (path, "/"), name) == 0)
      return TRUE;
  }
  if (status != ARCHIVE_EOF)
    set_damaged (archive, error);

  return FALSE;
}

static void
set_bomb (const char *name, guint64 max_bytes, GError **error)
{
  g_autofree char *limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_LIMIT,
      miao_pick ("这个 .xlsx 文件的 %s 解压后超过 %s，拒绝读取。请核对来源，"
                 "或把台账拆成几个文件。",
                 "The part %s of this .xlsx file unpacks to more than %s, so it is refused. "
                 "Check where it comes from, or split the ledger into several files."),
      name, limit);
}

typedef struct {
  Archive *archive;
  const char *name;
  guint64 max_bytes;
  guint64 total;
  GCancellable *cancellable;
} Member;

static gssize
read_member (gpointer user_data, guint8 *buffer, gsize n_bytes, GError **error)
{
  Member *self = user_data;
  la_ssize_t n = archive_read_data (self->archive, buffer, n_bytes);

  if (n < 0) {
    set_damaged (self->archive, error);
    return -1;
  }
  self->total += (guint64) n;
  if (self->total > self->max_bytes) {
    set_bomb (self->name, self->max_bytes, error);
    return -1;
  }
  if (g_cancellable_is_cancelled (self->cancellable)) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
        miao_pick ("已停止读取，没有改动任何数据。", "Reading was stopped; nothing was changed."));
    return -1;
  }

  return (gssize) n;
}

gboolean
miao_ledger_part_read (const char *path,
                       const char *name,
                       guint64 max_bytes,
                       const MiaoXmlHandler *handler,
                       gpointer user_data,
                       gboolean *ret_found,
                       MiaoXmlParser **ret_parser,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  g_autoptr (MiaoXmlParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  Member member;
  gboolean found;

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_filename (archive, path, BLOCK_BYTES) != ARCHIVE_OK) {
    set_damaged (archive, error);
    return FALSE;
  }
  found = find_member (archive, name, &local_error);
  if (ret_found != NULL)
    *ret_found = found;
  if (!found) {
    if (local_error != NULL)
      g_propagate_error (error, g_steal_pointer (&local_error));
    else if (ret_found == NULL)
      g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                   miao_pick ("这个文件缺少 %s，不是完整的 .xlsx 工作簿。请重新取得该文件。",
                              "This file lacks %s: it is no complete .xlsx workbook. Obtain it "
                              "anew."),
                   name);
    else
      return TRUE;
    return FALSE;
  }
  parser = miao_xml_parser_new (handler, user_data, NULL);
  if (ret_parser != NULL)
    *ret_parser = parser;
  member = (Member){ archive, name, max_bytes, 0, cancellable };
  found = miao_xml_parser_run (parser, read_member, &member, &local_error);
  if (ret_parser != NULL)
    *ret_parser = NULL;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    found = TRUE; /* stopped by the reader: it has what it wanted */

  return found;
}
