#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-volume.h"

#include <glib/gstdio.h>
#include <string.h>

#define N 3
#define WRITTEN G_GINT64_CONSTANT (1795504800000)

static char *folder;
static const char *const contents[N] = { "%PDF-1.7 入院登记表", "%PDF-1.7 报案证明",
                                         "\x89PNG\r\n\x1a\n…" };

typedef struct {
  guint8 secret[MIAO_SEAL_SECRET_SIZE];
  MiaoVolume volume;
  MiaoVolumeItem items[N];
  char *chains[N];
  char *signatures[N];
  char *seal_signature;
  GBytes *audit;
  char *path;
} Fixture;

static void
run_shell (const char *command, int expected)
{
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (folder, (char **) argv, NULL,
                G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (WIFEXITED (status) ? WEXITSTATUS (status) : -1, ==, expected);
}

static GInputStream *
open_item (const MiaoVolumeItem *item, gpointer user_data, GError **error)
{
  const char *text = contents[item->sealed.item.number - 1];

  return g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  static const char *const titles[N] = { "入院登记表", "报案证明 <副本> & 说明", "入院照片" };
  static const char *const files[N] = { "items/0001.pdf", "items/0002.pdf", "items/0003.png" };
  static const char *const types[N] = { "application/pdf", "application/pdf", "image/png" };
  g_autofree char *statement = NULL;

  miao_seal_make_key (f->secret, f->volume.public_key);
  for (guint i = 0; i < N; i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (contents[i], strlen (contents[i]));
    MiaoSealItem *sealed = &f->items[i].sealed.item;

    *sealed = (MiaoSealItem){ .volume = "0731-ET·2006-Y-A0003-01",
                              .number = i + 1,
                              .title = titles[i],
                              .date = i == 2 ? "" : "2006-04-19",
                              .sealed_at = WRITTEN + i * 1000,
                              .sealed_by = "庄静宜" };
    miao_digest_bytes (bytes, &sealed->digest);
    g_assert_true (miao_seal_item (sealed, i > 0 ? f->chains[i - 1] : NULL, f->secret,
                                   &f->chains[i], &f->signatures[i], NULL));
    f->items[i].sealed.chain = f->chains[i];
    f->items[i].sealed.signature = f->signatures[i];
    memcpy (f->items[i].sealed.public_key, f->volume.public_key, MIAO_SEAL_PUBLIC_SIZE);
    f->items[i].section = "入院";
    f->items[i].responsible = "本院";
    f->items[i].pages = 1;
    f->items[i].supersedes = i == 2 ? 1 : 0;
    f->items[i].file = files[i];
    f->items[i].media_type = types[i];
    f->items[i].bytes = strlen (contents[i]);
  }
  f->audit = g_bytes_new_static ("seq,at,who,op\n", 14);
  f->volume.institution = "江宁市儿童福利院";
  f->volume.fonds_no = "0731";
  f->volume.title = "江宁市儿童福利院 凌晓棉 儿童个人成长档案 2006—2013";
  f->volume.year_from = 2006;
  f->volume.year_to = 2013;
  f->volume.retention = "永久";
  f->volume.arranged_by = "庄静宜";
  f->volume.checked_by = "邵文博";
  f->volume.seal = (MiaoSealVolume){ .volume = "0731-ET·2006-Y-A0003-01",
                                     .n_items = N,
                                     .head = f->chains[N - 1],
                                     .sealed_at = WRITTEN,
                                     .sealed_by = "庄静宜" };
  statement = miao_seal_dup_volume_statement (&f->volume.seal, NULL);
  f->seal_signature = miao_seal_sign (statement, f->secret);
  f->volume.seal_signature = f->seal_signature;
  f->volume.items = f->items;
  f->volume.n_items = N;
  f->volume.audit = f->audit;
  f->volume.practice = TRUE;
  f->path = g_build_filename (folder, "volume", NULL);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  run_shell ("rm -rf volume good", 0);
  for (guint i = 0; i < N; i++) {
    g_free (f->chains[i]);
    g_free (f->signatures[i]);
  }
  g_free (f->seal_signature);
  g_bytes_unref (f->audit);
  g_free (f->path);
}

static void
write_volume (Fixture *f, MiaoBagFormat format)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_volume_write (&f->volume, f->path, format, WRITTEN, open_item, NULL,
                                    f->secret, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_findings (Fixture *f, const char *const *keys, MiaoVolumeQuality quality, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoVolumeReport) report = miao_volume_check (f->path, keys, NULL, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (miao_volume_report_count (report, quality), >, 0);
  for (guint i = 0; i < report->findings->len; i++) {
    MiaoVolumeFinding *finding = report->findings->pdata[i];

    found = found || (finding->quality == quality && strstr (finding->message, words) != NULL);
  }
  g_assert_true (found);
}

static void
test_good (Fixture *f, gconstpointer unused)
{
  static const MiaoBagFormat formats[] = { MIAO_BAG_ZIP, MIAO_BAG_TAR, MIAO_BAG_FOLDER };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MiaoVolumeReport) report = NULL;
    char id[MIAO_SEAL_KEY_ID], hex[MIAO_DIGEST_HEX];
    const char *const ours[] = { miao_digest_hex (f->volume.public_key, hex), NULL };

    run_shell ("rm -rf volume", 0);
    write_volume (f, formats[i]);
    report = miao_volume_check (f->path, ours, NULL, &error);
    g_assert_no_error (error);
    for (guint k = 0; k < report->findings->len; k++)
      g_test_message ("%s", ((MiaoVolumeFinding *) report->findings->pdata[k])->message);
    g_assert_cmpuint (report->findings->len, ==, 0);
    g_assert_cmpuint (report->n_items, ==, N);
    g_assert_cmpstr (report->code, ==, "0731-ET·2006-Y-A0003-01");
    g_assert_cmpuint (report->key_ids->len, ==, 1);
    g_assert_cmpstr (report->key_ids->pdata[0], ==, miao_seal_key_id (f->volume.public_key, id));
  }
}

/* The steps of README.txt, with nothing of this program. */
static void
test_readme (Fixture *f, gconstpointer unused)
{
  write_volume (f, MIAO_BAG_FOLDER);
  run_shell ("cd volume && sha256sum -c --strict manifest-sha256.txt && "
             "sha256sum -c --strict tagmanifest-sha256.txt",
             0);
  run_shell (
      "cd volume && grep -q \"manifest $(sha256sum manifest-sha256.txt | cut -c1-64)\" seal.txt",
      0);
  run_shell ("cd volume && openssl pkeyutl -verify -pubin -inkey seal-key.pem -rawin -in seal.txt "
             "-sigfile seal.sig",
             0);
  run_shell ("cd volume/data && xmllint --noout --nonet --schema volume.xsd volume.xml", 0);
  /* The chain value of the first item by hand. */
  run_shell (
      "cd volume/data && test \"$(printf 'miaopu-item-1\\nprevious %064d\\nvolume "
      "0731-ET·2006-Y-A0003-01\\nnumber 0001\\ntitle 入院登记表\\ndate 2006-04-19\\nsha256 "
      "%s\\nsm3 %s\\nsealed-at 2026-11-24T07:20:00Z\\nsealed-by 庄静宜\\n' 0 "
      "\"$(sha256sum items/0001.pdf | cut -c1-64)\" "
      "\"$(openssl dgst -sm3 -r items/0001.pdf | cut -c1-64)\" | sha256sum | cut -c1-64)\" = "
      "\"$(grep -m2 -o '<Chain>[0-9a-f]*' volume.xml | tail -1 | cut -c8-)\"",
      0);
}

static void
test_attacks (Fixture *f, gconstpointer unused)
{
  guint8 other_secret[MIAO_SEAL_SECRET_SIZE], other[MIAO_SEAL_PUBLIC_SIZE];
  char hex[MIAO_DIGEST_HEX];
  const char *ours[] = { NULL, NULL };

  write_volume (f, MIAO_BAG_FOLDER);
  run_shell ("cp -a volume good", 0);

  /* A file changed and all digests of the bag made anew: seals and signature know. */
  run_shell ("cd volume && printf 'x' >> data/items/0002.pdf && rm manifest-sm3.txt && "
             "find data -type f | sort | xargs sha256sum > manifest-sha256.txt && "
             "sed -i '/Oxum/d' bag-info.txt && "
             "sha256sum README.txt bag* seal* manifest* > tagmanifest-sha256.txt",
             0);
  assert_findings (f, NULL, MIAO_VOLUME_AUTHENTIC, "第 0002 件");
  assert_findings (f, NULL, MIAO_VOLUME_AUTHENTIC, "整包的签名不符");

  run_shell ("rm -r volume && cp -a good volume && rm volume/data/items/0003.png", 0);
  assert_findings (f, NULL, MIAO_VOLUME_COMPLETE, "第 0003 件");

  run_shell ("rm -r volume && cp -a good volume && ln -s /etc/passwd volume/data/x", 0);
  assert_findings (f, NULL, MIAO_VOLUME_SAFE, "data/x");

  run_shell ("rm -r volume && cp -a good volume && sed -i s/Retention/Retenton/ "
             "volume/data/volume.xml",
             0);
  assert_findings (f, NULL, MIAO_VOLUME_USABLE, "volume.xml");
  run_shell ("rm -r volume && cp -a good volume && sed -i '1a <!DOCTYPE Volume [<!ENTITY x SYSTEM "
             "\"/etc/passwd\">]>' volume/data/volume.xml",
             0);
  assert_findings (f, NULL, MIAO_VOLUME_USABLE, "volume.xml");

  /* The whole package by somebody else. */
  run_shell ("rm -r volume && cp -a good volume", 0);
  miao_seal_make_key (other_secret, other);
  ours[0] = miao_digest_hex (other, hex);
  assert_findings (f, ours, MIAO_VOLUME_AUTHENTIC, "不是本机构");
}

static void
test_formats (Fixture *f, gconstpointer unused)
{
  f->items[2].media_type = "application/pdf";
  write_volume (f, MIAO_BAG_FOLDER);
  assert_findings (f, NULL, MIAO_VOLUME_USABLE, "0003.png");
  run_shell ("rm -r volume", 0);
  f->items[2].media_type = "application/x-msdownload";
  write_volume (f, MIAO_BAG_FOLDER);
  assert_findings (f, NULL, MIAO_VOLUME_SAFE, "0003.png");
}

static void
test_refused (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  f->volume.title = "两行\n题名";
  bytes = miao_volume_dup_catalogue (&f->volume, &error);
  g_assert_null (bytes);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_clear_error (&error);
  f->volume.title = "题名";
  f->items[0].file = "../0001.pdf";
  g_assert_false (miao_volume_write (&f->volume, f->path, MIAO_BAG_FOLDER, WRITTEN, open_item, NULL,
                                     f->secret, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  run_shell ("test -z \"$(ls)\"", 0);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  folder = g_dir_make_tmp ("miao-volume-XXXXXX", NULL);
#define ADD(name, function) g_test_add ("/volume/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("good", test_good);
  ADD ("readme", test_readme);
  ADD ("attacks", test_attacks);
  ADD ("formats", test_formats);
  ADD ("refused", test_refused);
#undef ADD
  result = g_test_run ();
  (void) g_rmdir (folder);
  g_free (folder);

  return result;
}
