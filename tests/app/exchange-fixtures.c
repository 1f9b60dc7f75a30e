#include "exchange-fixtures.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

void
exchange_folder_init (ExchangeFolder *self)
{
  self->folder = g_dir_make_tmp ("miaopu-exchange-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

void
exchange_folder_clear (ExchangeFolder *self)
{
  GDir *dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

char *
exchange_write (ExchangeFolder *self, const char *name, const void *bytes, gssize n)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, n, NULL));

  return path;
}

char *
exchange_write_as (
    ExchangeFolder *self, const char *name, const char *text, const char *encoding, gboolean mark)
{
  g_autofree char *marked = g_strconcat (mark ? "\xEF\xBB\xBF" : "", text, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  bytes = g_convert (marked, -1, encoding, "UTF-8", NULL, &n, &error);
  g_assert_no_error (error);

  return exchange_write (self, name, bytes, (gssize) n);
}

static void
add_member (struct archive *archive, const char *name, const char *text)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) strlen (text));
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, text, strlen (text)), ==, (gssize) strlen (text));
  archive_entry_free (entry);
}

char *
exchange_write_zip (ExchangeFolder *self, const char *name, ...)
{
  char *path = g_build_filename (self->folder, name, NULL);
  struct archive *archive = archive_write_new ();
  va_list arguments;
  const char *member;

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  va_start (arguments, name);
  while ((member = va_arg (arguments, const char *)) != NULL)
    add_member (archive, member, va_arg (arguments, const char *));
  va_end (arguments);
  archive_write_close (archive);
  archive_write_free (archive);

  return path;
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

char *
exchange_write_book (ExchangeFolder *self,
                     const char *name,
                     const char *workbook_properties,
                     const char *sheet,
                     const char *shared)
{
  static const char relations[] =
      "<Relationships xmlns='" PACKAGE "'>"
      "<Relationship Id='rId1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
      "<Relationship Id='rId2' Type='" OFFICE "/worksheet' Target='/xl/worksheets/sheet2.xml'/>"
      "</Relationships>";
  /* Formats: 0 general, 1 yyyy-mm-dd (built in), 2 yyyy年m月 (custom), 3 0.00. */
  static const char styles[] =
      "<styleSheet xmlns='" MAIN "'><numFmts count='1'>"
      "<numFmt numFmtId='176' formatCode='yyyy\"年\"m\"月\";@'/></numFmts>"
      "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='176'/><xf numFmtId='2'/>"
      "</cellXfs></styleSheet>";
  g_autofree char *workbook =
      g_strdup_printf ("<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'>%s<sheets>"
                       "<sheet name='说明' sheetId='2' r:id='rId2' state='hidden'/>"
                       "<sheet name='儿童' sheetId='1' r:id='rId1'/></sheets></workbook>",
                       workbook_properties);
  g_autofree char *part = g_strdup_printf (
      "<?xml version='1.0' encoding='UTF-8'?><worksheet xmlns='" MAIN "'>%s</worksheet>", sheet);
  g_autofree char *strings = g_strdup_printf ("<sst xmlns='" MAIN "'>%s</sst>", shared);

  return exchange_write_zip (self, name, "xl/worksheets/sheet1.xml", part,
                             "xl/worksheets/sheet2.xml", "<worksheet/>", "xl/sharedStrings.xml",
                             strings, "xl/styles.xml", styles, "xl/_rels/workbook.xml.rels",
                             relations, "xl/workbook.xml", workbook, NULL);
}
