#include "ledger-fixture.h"

static void
open_path (LedgerFile *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  self->ledger = miao_ledger_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->ledger);
}

void
ledger_file_init (LedgerFile *self, const char *text, const char *encoding, gboolean mark)
{
  g_autofree char *path = NULL;

  exchange_folder_init (&self->folder);
  path = exchange_write_as (&self->folder, "a.csv", text, encoding, mark);
  open_path (self, path);
}

void
ledger_file_init_book (LedgerFile *self,
                       const char *workbook_properties,
                       const char *sheet,
                       const char *shared)
{
  g_autofree char *path = NULL;

  exchange_folder_init (&self->folder);
  path = exchange_write_book (&self->folder, "a.xlsx", workbook_properties, sheet, shared);
  open_path (self, path);
}

void
ledger_file_clear (LedgerFile *self)
{
  g_clear_pointer (&self->ledger, miao_ledger_free);
  exchange_folder_clear (&self->folder);
}
