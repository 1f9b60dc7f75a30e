#include "config.h"

#include "miao-documents.h"
#include "miao-output.h"
#include "vault-fixture.h"

#include <string.h>
#include <sys/stat.h>
#include <utime.h>

static MiaoOutput *
nth (GPtrArray *list, guint n)
{
  return g_ptr_array_index (list, n);
}

static GPtrArray *
list_all (MiaoSession *session)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = miao_output_list (session, 0, &error);

  g_assert_no_error (error);

  return list;
}

static void
test_numbers (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "director", PASSWORD);
  g_autoptr (MiaoSession) other = NULL;
  g_autoptr (JsonObject) detail = json_object_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GError) error = NULL;
  MiaoStore *store = miao_session_get_store (session);

  json_object_set_string_member (detail, "document", "growth-record");
  json_object_set_int_member (detail, "pages", 3);
  g_assert_cmpint (miao_output_begin (session, "print", "child", "c1", detail, &error), ==, 1);
  g_assert_cmpint (miao_output_begin (session, "export", NULL, NULL, NULL, &error), ==, 2);
  g_assert_true (miao_output_cancel (session, 2, &error));
  /* What is rolled back takes its number along. */
  g_assert_true (miao_store_begin (store, &error));
  g_assert_cmpint (miao_output_begin (session, "print", NULL, NULL, NULL, &error), ==, 3);
  miao_store_rollback (store);
  other = vault_open (vault, "archivist", PASSWORD);
  g_assert_cmpint (miao_output_begin (other, "print", NULL, NULL, NULL, &error), ==, 3);
  g_assert_cmpint (miao_output_begin (session, "print", NULL, NULL, NULL, &error), ==, 4);
  g_assert_no_error (error);
  /* The archive's own copy has no number and is not in the register. */
  g_assert_true (miao_audit_event (session, "print", "child", "c1", NULL, &error));

  list = list_all (session);
  g_assert_cmpuint (list->len, ==, 4);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpint (nth (list, i)->number, ==, 4 - (gint64) i);
  g_assert_true (nth (list, 2)->cancelled);
  g_assert_false (nth (list, 3)->cancelled);
  g_assert_cmpstr (nth (list, 3)->what, ==, "growth-record");
  g_assert_cmpint (nth (list, 3)->pages, ==, 3);
  g_assert_cmpstr (nth (list, 3)->who, ==, miao_session_get_account (session));
  g_assert_cmpstr (nth (list, 1)->who, ==, miao_session_get_account (other));
  two = miao_output_list (session, 2, &error);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpint (nth (two, 0)->number, ==, 4);

  miao_session_lock (session);
  g_assert_cmpint (miao_output_begin (session, "print", NULL, NULL, NULL, &error), ==, 0);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
}

static void
put_document (MiaoSession *session, const char *id, const char *sha256)
{
  g_autoptr (MiaoRecord) document = miao_record_new (miao_kind_find ("document"));
  g_autoptr (GError) error = NULL;

  miao_record_set_id (document, id);
  miao_record_set (document, "title", "出生证明");
  miao_record_set (document, "name", "证明.pdf");
  miao_record_set (document, "mime", "application/pdf");
  miao_record_set_int (document, "bytes", 20);
  miao_record_set (document, "sha256", sha256);
  g_assert_true (miao_store_insert (miao_session_get_store (session), document,
                                    miao_session_get_account (session), 1, &error));
  g_assert_no_error (error);
}

static void
test_export (Vault *vault, gconstpointer data)
{
  static const char text[] = "%PDF-1.7\n证明\n%%EOF\n";
  g_autoptr (MiaoSession) session = vault_open (vault, "caseworker", PASSWORD);
  g_autoptr (MiaoSession) admin = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static (text, strlen (text));
  g_autoptr (MiaoAttachment) stored = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = miao_id_new (), *copy = NULL;
  g_autofree char *path = g_build_filename (vault->folder, "out.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (vault->folder, "none", "out.pdf", NULL);
  MiaoAttachments *attachments = miao_session_get_attachments (session);
  gint64 number = 0;

  stored = miao_attachments_add_bytes (attachments, id, content, &error);
  g_assert_no_error (error);
  put_document (session, id, stored->sha256);

  g_assert_true (miao_document_export (session, id, path, NULL, &number, &error));
  g_assert_no_error (error);
  g_assert_cmpint (number, ==, 1);
  g_assert_true (g_file_get_contents (path, &copy, NULL, NULL));
  g_assert_cmpstr (copy, ==, text);
  g_assert_false (miao_document_export (session, id, nowhere, NULL, &number, &error));
  g_clear_error (&error);

  admin = vault_open (vault, ADMIN, PASSWORD);
  g_assert_false (miao_document_export (admin, id, path, NULL, &number, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  list = list_all (admin);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (nth (list, 0)->cancelled); /* number 2: the folder was not there */
  g_assert_false (nth (list, 1)->cancelled);
}

static void
make_old (Vault *vault, const char *id)
{
  g_autofree char *folder = g_strconcat (vault->path, ".d", NULL);
  g_autofree char *path = g_build_filename (folder, id + strlen (id) - 2, id, NULL);
  const struct utimbuf old = { 1000000000, 1000000000 };

  g_assert_cmpint (utime (path, &old), ==, 0);
}

/* A program that was killed between file and record leaves a file; only that one is removed. */
static void
test_sweep (Vault *vault, gconstpointer data)
{
  static const char *const texts[] = { "%PDF-1.7\nkept\n", "%PDF-1.7\nleft\n", "%PDF-1.7\nnew\n" };
  g_autoptr (MiaoSession) session = vault_open (vault, "caseworker", PASSWORD);
  g_autoptr (GError) error = NULL;
  MiaoAttachments *attachments = miao_session_get_attachments (session);
  char *ids[3];

  for (int i = 0; i < 3; i++) {
    g_autoptr (GBytes) content = g_bytes_new_static (texts[i], strlen (texts[i]));

    ids[i] = miao_id_new ();
    miao_attachment_free (miao_attachments_add_bytes (attachments, ids[i], content, &error));
    g_assert_no_error (error);
  }
  put_document (session, ids[0],
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  make_old (vault, ids[0]);
  make_old (vault, ids[1]);
  g_assert_cmpint (miao_documents_sweep (session, MIAO_DOCUMENTS_ORPHAN_SECONDS, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_true (miao_attachments_verify (attachments, ids[0], NULL, &error));
  g_assert_false (miao_attachments_verify (attachments, ids[1], NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (miao_attachments_verify (attachments, ids[2], NULL, &error));
  g_assert_cmpint (miao_documents_sweep (session, MIAO_DOCUMENTS_ORPHAN_SECONDS, &error), ==, 0);
  for (int i = 0; i < 3; i++)
    g_free (ids[i]);
}

#define ADD(path, function) g_test_add (path, Vault, NULL, vault_set_up, function, vault_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/output/numbers", test_numbers);
  ADD ("/output/export", test_export);
  ADD ("/documents/sweep", test_sweep);

  return g_test_run ();
}
