#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A temporary folder that is removed with all it holds. */
typedef struct {
  char *folder;
} ExchangeFolder;

void exchange_folder_init (ExchangeFolder *self);
void exchange_folder_clear (ExchangeFolder *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExchangeFolder, exchange_folder_clear)

/* Writes a file into the folder; returns its path. @n -1: @bytes ends with a zero. */
char *exchange_write (ExchangeFolder *self, const char *name, const void *bytes, gssize n);

/* The same for UTF-8 @text in another encoding, by the C library's converter; @mark: a BOM first.
 */
char *exchange_write_as (
    ExchangeFolder *self, const char *name, const char *text, const char *encoding, gboolean mark);

/* A ZIP of the members name, text, name, text, …, ended by NULL. */
char *exchange_write_zip (ExchangeFolder *self, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* A workbook of one sheet with the usual parts; @sheet: content of <worksheet>. */
char *exchange_write_book (ExchangeFolder *self,
                           const char *name,
                           const char *workbook_properties,
                           const char *sheet,
                           const char *shared);

G_END_DECLS
