#include "config.h"

#include "miao-backup-private.h"

#include "miao-error.h"
#include "miao-secret.h"
#include "miao-store-audit.h"

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

/* The note of a backup: lines of "name: value", the last of which is a MAC over those before. */

#define FORMAT "1"
#define NOTE_MAX_BYTES 65536
#define MAC_LINE "mac: "
#define PROBLEMS_MAX 100

void
miao_backup_free (MiaoBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup->name);
  g_free (backup->file_id);
  g_free (backup->why);
  g_free (backup->head);
  g_free (backup);
}

char *
miao_backup_dup_store_path (const MiaoBackup *backup)
{
  g_autofree char *base = g_strconcat (backup->name, MIAO_STORE_ENDING, NULL);

  return g_build_filename (backup->path, base, NULL);
}

char *
miao_backup_dup_name (const char *store_path)
{
  /* Of a server's address the database's name, without what stands behind it. */
  g_autofree char *bare = miao_store_is_address (store_path)
                              ? g_strndup (store_path, strcspn (store_path, "?#"))
                              : g_strdup (store_path);
  g_autofree char *base = g_path_get_basename (bare);

  if (g_str_has_suffix (base, MIAO_STORE_ENDING))
    base[strlen (base) - strlen (MIAO_STORE_ENDING)] = '\0';
  /* What sha256sum would have to write in another way. */
  if (*base == '\0' || *base == '.' || strpbrk (base, "\\\n\r:") != NULL)
    return g_strdup ("miaopu");

  return g_steal_pointer (&base);
}

void
miao_backup_add_problem (GPtrArray *problems, const char *where, const char *problem)
{
  if (problems->len < PROBLEMS_MAX)
    g_ptr_array_add (
        problems, where != NULL ? g_strdup_printf (miao_pick ("%s：%s", "%s: %s"), where, problem)
                                : g_strdup (problem));
}

/* --- Writing --- */

static void
compute_mac (const char *text, gsize length, const MiaoKeys *keys, guint8 mac[32])
{
  guint8 key[MIAO_SUBKEY_SIZE];

  miao_keys_derive (keys, MIAO_SUBKEY_BACKUP, key);
  crypto_generichash (mac, 32, (const guint8 *) text, length, key, sizeof key);
  sodium_memzero (key, sizeof key);
}

static void
add_number (GString *note, const char *name, gint64 value)
{
  g_string_append_printf (note, "%s: %" G_GINT64_FORMAT "\n", name, value);
}

char *
miao_backup_dup_note (const MiaoBackup *backup, const char *manifest, const MiaoKeys *keys)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (backup->at_ms / 1000);
  g_autofree char *made = g_date_time_format_iso8601 (at);
  g_autofree char *hex = NULL;
  g_autoptr (GString) note = g_string_new ("miaopu-backup: " FORMAT "\n");
  guint8 mac[32];

  g_string_append_printf (note, "name: %s\nfile: %s\nmade: %s\n", backup->name, backup->file_id,
                          made);
  add_number (note, "made-ms", backup->at_ms);
  g_string_append_printf (note, "why: %s\nprogram: %s\n", backup->why, MIAO_VERSION);
  add_number (note, "schema", backup->schema);
  add_number (note, "audit-lines", backup->lines);
  g_string_append_printf (note, "audit-head: %s\n", backup->head);
  add_number (note, "children", backup->children);
  add_number (note, "families", backup->families);
  add_number (note, "placements", backup->placements);
  add_number (note, "documents", backup->documents);
  add_number (note, "bytes", backup->bytes);
  add_number (note, "problems", backup->problems);
  g_string_append_printf (note, "manifest: %s\n", manifest);
  compute_mac (note->str, note->len, keys, mac);
  hex = miao_secret_to_hex (mac, sizeof mac);
  g_string_append_printf (note, MAC_LINE "%s\n", hex);

  return g_string_free (g_steal_pointer (&note), FALSE);
}

/* --- Reading --- */

static char *
load_note (const char *path, gsize *ret_length, GError **error)
{
  g_autofree char *file = g_build_filename (path, MIAO_BACKUP_NOTE, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (file, &text, &length, NULL) ||
      !g_str_has_prefix (text, "miaopu-backup: ")) {
    g_autofree char *name = g_filename_display_name (path);

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_FOREIGN,
                 miao_pick ("“%s”不是苗圃的备份。请选择备份本身的文件夹（内有 %s）。",
                            "“%s” is not a backup of Miaopu. Choose the folder of the backup "
                            "itself (the one with %s)."),
                 name, MIAO_BACKUP_NOTE);
    return NULL;
  }
  if (length > NOTE_MAX_BYTES || strlen (text) != length || !g_utf8_validate (text, -1, NULL)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("备份的说明文件已损坏。请换用另一份备份。",
                                    "The backup's note is damaged. Use another backup."));
    return NULL;
  }
  if (ret_length != NULL)
    *ret_length = length;

  return g_steal_pointer (&text);
}

static char *
dup_line (const char *note, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (note, "\n", -1);
  g_autofree char *start = g_strconcat (name, ": ", NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], start))
      return g_strdup (lines[i] + strlen (start));
  }

  return NULL;
}

static gint64
number_of (const char *note, const char *name)
{
  g_autofree char *text = dup_line (note, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

char *
miao_backup_note_get (const char *path, const char *name)
{
  g_autofree char *note = load_note (path, NULL, NULL);

  return note != NULL ? dup_line (note, name) : NULL;
}

gboolean
miao_backup_note_is_authentic (const char *path, const MiaoKeys *keys)
{
  g_autofree char *note = load_note (path, NULL, NULL);
  const char *last = note != NULL ? g_strrstr (note, "\n" MAC_LINE) : NULL;
  g_autofree char *said = note != NULL ? dup_line (note, "mac") : NULL;
  guint8 mac[32], given[32];

  if (last == NULL || said == NULL || !miao_secret_from_hex (said, given, sizeof given))
    return FALSE;
  compute_mac (note, (gsize) (last + 1 - note), keys, mac);

  return sodium_memcmp (mac, given, sizeof mac) == 0;
}

MiaoBackup *
miao_backup_read (const char *path, GError **error)
{
  g_autofree char *note = load_note (path, NULL, error);
  g_autoptr (MiaoBackup) backup = NULL;
  g_autofree char *format = NULL;

  if (note == NULL)
    return NULL;
  format = dup_line (note, "miaopu-backup");
  if (g_strcmp0 (format, FORMAT) != 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
                         miao_pick ("备份由更新版本的苗圃写成。请升级程序。",
                                    "The backup was written by a newer Miaopu. Update the "
                                    "program."));
    return NULL;
  }
  backup = g_new0 (MiaoBackup, 1);
  backup->path = g_strdup (path);
  backup->name = dup_line (note, "name");
  backup->file_id = dup_line (note, "file");
  backup->at_ms = number_of (note, "made-ms");
  backup->why = dup_line (note, "why");
  backup->schema = (int) number_of (note, "schema");
  backup->lines = number_of (note, "audit-lines");
  backup->head = dup_line (note, "audit-head");
  backup->children = number_of (note, "children");
  backup->families = number_of (note, "families");
  backup->placements = number_of (note, "placements");
  backup->documents = number_of (note, "documents");
  backup->bytes = number_of (note, "bytes");
  backup->problems = number_of (note, "problems");
  if (backup->name == NULL || strchr (backup->name, '/') != NULL || backup->file_id == NULL ||
      backup->head == NULL || backup->why == NULL || backup->at_ms <= 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("备份的说明文件已损坏。请换用另一份备份。",
                                    "The backup's note is damaged. Use another backup."));
    return NULL;
  }

  return g_steal_pointer (&backup);
}

/* --- All of them --- */

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const MiaoBackup *x = *(MiaoBackup *const *) a;
  const MiaoBackup *y = *(MiaoBackup *const *) b;

  if (x->at_ms != y->at_ms)
    return x->at_ms < y->at_ms ? 1 : -1;

  return (x->lines < y->lines) - (x->lines > y->lines);
}

static void
mark_kept (GPtrArray *backups)
{
  g_autofree MiaoBackupStamp *stamps = g_new0 (MiaoBackupStamp, backups->len);

  for (guint i = 0; i < backups->len; i++) {
    const MiaoBackup *backup = g_ptr_array_index (backups, i);

    stamps[i].at_ms = backup->at_ms;
    stamps[i].lines = backup->lines;
    stamps[i].day = miao_backup_day (backup->at_ms);
    stamps[i].sound = backup->problems == 0;
  }
  miao_backup_plan (stamps, backups->len);
  for (guint i = 0; i < backups->len; i++)
    ((MiaoBackup *) g_ptr_array_index (backups, i))->keep = stamps[i].keep;
}

GPtrArray *
miao_backup_list (const char *folder, const char *file_id, GError **error)
{
  g_autoptr (GPtrArray) backups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL) {
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("打不开备份文件夹“%s”。请检查磁盘是否接好、能否读取。",
                            "The backup folder “%s” cannot be opened. Check that the disk is "
                            "connected and may be read."),
                 shown);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    MiaoBackup *backup;

    if (g_str_has_suffix (name, MIAO_BACKUP_PART) || !g_file_test (path, G_FILE_TEST_IS_DIR))
      continue;
    backup = miao_backup_read (path, NULL);
    if (backup != NULL && (file_id == NULL || strcmp (backup->file_id, file_id) == 0))
      g_ptr_array_add (backups, backup);
    else
      miao_backup_free (backup);
  }
  g_ptr_array_sort (backups, compare_newest_first);
  mark_kept (backups);

  return g_steal_pointer (&backups);
}

/* --- A copied database --- */

MiaoStore *
miao_backup_open_copy (const char *path, const MiaoKeys *keys, GError **error)
{
  g_autofree char *keys_path = miao_slots_dup_path (path);
  g_autoptr (MiaoSlots) slots = miao_slots_load (keys_path, error);
  g_autoptr (GBytes) secret = NULL;
  const guint8 *raw;
  MiaoStoreConfig config = { .path = path, .read_only = TRUE, .as_is = TRUE };

  if (slots == NULL)
    return NULL;
  secret = miao_keys_dup_database_key (keys, slots);
  raw = g_bytes_get_data (secret, NULL);
  config.key = raw;
  config.salt = raw + MIAO_SUBKEY_SIZE;

  return miao_store_open (&config, error);
}

static gboolean
count_kind (MiaoStore *copy, const char *kind, gint64 *ret_n, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  *ret_n = miao_store_count (copy, query, error);

  return *ret_n >= 0;
}

gboolean
miao_backup_count (MiaoStore *copy, MiaoBackup *backup, GError **error)
{
  guint8 hash[MIAO_AUDIT_HASH_BYTES];

  if (!miao_store_audit_head (copy, &backup->lines, hash, error))
    return FALSE;
  g_free (backup->head);
  backup->head = miao_secret_to_hex (hash, sizeof hash);
  backup->schema = miao_store_get_schema (copy);

  return count_kind (copy, "child", &backup->children, error) &&
         count_kind (copy, "family", &backup->families, error) &&
         count_kind (copy, "placement", &backup->placements, error) &&
         count_kind (copy, "document", &backup->documents, error);
}
