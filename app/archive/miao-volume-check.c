#include "config.h"

#include "miao-volume-private.h"

#include "miao-error.h"
#include "miao-language.h"

#include <libxml/parser.h>
#include <string.h>

static void
free_finding (gpointer data)
{
  MiaoVolumeFinding *finding = data;

  g_free (finding->message);
  g_free (finding);
}

void
miao_volume_report_free (MiaoVolumeReport *report)
{
  if (report == NULL)
    return;

  g_ptr_array_unref (report->findings);
  g_ptr_array_unref (report->key_ids);
  g_free (report->code);
  g_free (report->title);
  g_free (report);
}

guint
miao_volume_report_count (const MiaoVolumeReport *report, MiaoVolumeQuality quality)
{
  guint n = 0;

  for (guint i = 0; i < report->findings->len; i++)
    if (((MiaoVolumeFinding *) report->findings->pdata[i])->quality == quality)
      n++;

  return n;
}

const char *
miao_volume_quality_name (MiaoVolumeQuality quality)
{
  static const char *const zh[] = { "真实性", "完整性", "可用性", "安全性" };
  static const char *const en[] = { "Authenticity", "Completeness", "Usability", "Safety" };

  g_return_val_if_fail (quality < MIAO_VOLUME_N_QUALITIES, "");

  return miao_pick (zh[quality], en[quality]);
}

/* Takes over @message. */
static void
report_add (MiaoVolumeReport *report, MiaoVolumeQuality quality, char *message)
{
  MiaoVolumeFinding *finding = g_new0 (MiaoVolumeFinding, 1);

  finding->quality = quality;
  finding->message = message;
  g_ptr_array_add (report->findings, finding);
}

static void
report_take_error (MiaoVolumeReport *report, MiaoVolumeQuality quality, GError *error)
{
  report_add (report, quality, g_strdup (error->message));
  g_error_free (error);
}

static void
take_bag_findings (MiaoVolumeReport *report, MiaoBagReport *bag)
{
  for (guint i = 0; i < bag->findings->len; i++) {
    MiaoBagFinding *finding = bag->findings->pdata[i];

    report_add (report,
                finding->fault == MIAO_BAG_OUTSIDE ? MIAO_VOLUME_SAFE : MIAO_VOLUME_COMPLETE,
                g_strdup (finding->message));
  }
}

/* ---- the catalogue ---- */

typedef struct {
  MiaoSealedItem *items;
  guint n_items;
  MiaoSealVolume seal;
  const char *signature;
  guint8 public_key[MIAO_SEAL_PUBLIC_SIZE];
  GPtrArray *texts; /* keeps what the items point at */
} Catalogue;

static void
catalogue_clear (Catalogue *catalogue)
{
  g_clear_pointer (&catalogue->items, g_free);
  g_clear_pointer (&catalogue->texts, g_ptr_array_unref);
}

static xmlNode *
child_of (xmlNode *parent, const char *name)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name))
      return node;

  return NULL;
}

/* The document is valid: what is not optional is there. Owned by the catalogue. */
static const char *
text_of (Catalogue *catalogue, xmlNode *parent, const char *name)
{
  xmlNode *node = child_of (parent, name);
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = g_strdup (content != NULL ? (const char *) content : "");

  xmlFree (content);
  g_ptr_array_add (catalogue->texts, text);

  return text;
}

static const char *
attribute_of (Catalogue *catalogue, xmlNode *node, const char *name)
{
  xmlChar *content = xmlGetProp (node, BAD_CAST name);
  char *text = g_strdup (content != NULL ? (const char *) content : "");

  xmlFree (content);
  g_ptr_array_add (catalogue->texts, text);

  return text;
}

static guint64
number_of (const char *text)
{
  return g_ascii_strtoull (text, NULL, 10);
}

/* Files that will still open in fifty years, and how they begin. */
static const struct {
  const char *media_type;
  const char *begins; /* NULL: text */
} formats[] = {
  { "application/pdf", "%PDF-" }, { "image/jpeg", "\xff\xd8\xff" }, { "image/png", "\x89PNG\r\n" },
  { "text/csv", NULL },           { "text/plain", NULL },           { "application/xml", NULL },
  { "image/tiff", NULL },         { "audio/x-wav", "RIFF" },        { "video/mp4", NULL },
  { "audio/mpeg", NULL },
};

static void
check_format (MiaoVolumeReport *report,
              const char *media_type,
              const char *path,
              const MiaoBagFile *file)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (!g_str_equal (formats[i].media_type, media_type))
      continue;
    if (formats[i].begins != NULL &&
        memcmp (file->head, formats[i].begins, strlen (formats[i].begins)) != 0)
      report_add (report, MIAO_VOLUME_USABLE,
                  g_strdup_printf (miao_pick ("%s：文件不是登记的格式（%s），打不开。",
                                              "%s: not of the format it says (%s), so it will "
                                              "not open."),
                                   path, media_type));
    return;
  }
  report_add (report, MIAO_VOLUME_SAFE,
              g_strdup_printf (miao_pick ("%s：格式 %s 不是可长期保存的格式。",
                                          "%s: %s is no format for keeping."),
                               path, media_type));
}

/* The item as the catalogue describes it, with the digests of the file as it is in the package. */
static void
read_item (MiaoVolumeReport *report, Catalogue *catalogue, MiaoBagReport *bag, xmlNode *node)
{
  MiaoSealedItem *sealed = &catalogue->items[catalogue->n_items++];
  xmlNode *file = child_of (node, "File"), *seal = child_of (node, "Seal");
  g_autofree char *path = g_strconcat ("data/", text_of (catalogue, file, "Path"), NULL);
  MiaoBagFile *found = g_hash_table_lookup (bag->files, path);

  sealed->item.volume = catalogue->seal.volume;
  sealed->item.number = (guint) number_of (attribute_of (catalogue, node, "number"));
  sealed->item.title = text_of (catalogue, node, "Title");
  sealed->item.date = text_of (catalogue, node, "Date");
  sealed->item.sealed_at = (gint64) number_of (text_of (catalogue, seal, "SealedAt"));
  sealed->item.sealed_by = text_of (catalogue, seal, "SealedBy");
  sealed->chain = text_of (catalogue, seal, "Chain");
  sealed->signature = text_of (catalogue, seal, "Signature");
  (void) miao_digest_parse (text_of (catalogue, seal, "PublicKey"), sealed->public_key);
  if (found == NULL) {
    report_add (
        report, MIAO_VOLUME_COMPLETE,
        g_strdup_printf (miao_pick ("第 %04u 件缺少文件 %s。", "Item %04u lacks its file %s."),
                         sealed->item.number, path));
    return;
  }
  sealed->item.digest = found->digest;
  check_format (report, text_of (catalogue, file, "MediaType"), path, found);
}

static void
read_catalogue (MiaoVolumeReport *report, Catalogue *catalogue, MiaoBagReport *bag, xmlNode *root)
{
  xmlNode *items = child_of (root, "Items"), *seal = child_of (root, "Seal");

  catalogue->seal.volume = text_of (catalogue, root, "ArchivalCode");
  catalogue->seal.n_items = (guint) number_of (attribute_of (catalogue, items, "count"));
  catalogue->seal.head = text_of (catalogue, seal, "Chain");
  catalogue->seal.sealed_at = (gint64) number_of (text_of (catalogue, seal, "SealedAt"));
  catalogue->seal.sealed_by = text_of (catalogue, seal, "SealedBy");
  catalogue->signature = text_of (catalogue, seal, "Signature");
  (void) miao_digest_parse (text_of (catalogue, seal, "PublicKey"), catalogue->public_key);
  g_free (report->title);
  report->title = g_strdup (text_of (catalogue, root, "Title"));
  g_free (report->code);
  report->code = g_strdup (catalogue->seal.volume);

  catalogue->items = g_new0 (MiaoSealedItem, xmlChildElementCount (items));
  for (xmlNode *node = items->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      read_item (report, catalogue, bag, node);
  report->n_items = catalogue->n_items;
}

/* ---- seals ---- */

static char *
dup_tag (MiaoBagReport *bag, const char *name)
{
  GBytes *bytes = miao_bag_report_contents (bag, name);
  gsize size;
  const char *data;

  if (bytes == NULL)
    return g_strdup ("");
  data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

/* Notes the key, and whether it is one of ours. */
static void
check_key (MiaoVolumeReport *report,
           const guint8 key[MIAO_SEAL_PUBLIC_SIZE],
           const char *const *trusted)
{
  char hex[MIAO_DIGEST_HEX], id[MIAO_SEAL_KEY_ID];

  miao_seal_key_id (key, id);
  for (guint i = 0; i < report->key_ids->len; i++)
    if (g_str_equal (report->key_ids->pdata[i], id))
      return;
  g_ptr_array_add (report->key_ids, g_strdup (id));
  if (trusted != NULL && !g_strv_contains (trusted, miao_digest_hex (key, hex)))
    report_add (report, MIAO_VOLUME_AUTHENTIC,
                g_strdup_printf (miao_pick ("签名密钥 %s 不是本机构的封存密钥。",
                                            "The signing key %s is not that of the institution."),
                                 id));
}

/* The value of a line "name value" of the statement. */
static char *
line_of (const char *statement, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (statement, "\n", -1);
  g_autofree char *prefix = g_strconcat (name, " ", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      return g_strdup (lines[i] + strlen (prefix));

  return g_strdup ("");
}

/* The signature over the manifest, hence over every file. */
static void
check_package (MiaoVolumeReport *report, MiaoBagReport *bag, const char *const *trusted)
{
  g_autofree char *statement = dup_tag (bag, "seal.txt");
  g_autofree char *code = line_of (statement, "volume"), *key_hex = line_of (statement, "key");
  g_autofree char *manifest = line_of (statement, "manifest"), *signature = NULL;
  MiaoBagFile *file = g_hash_table_lookup (bag->files, "manifest-sha256.txt");
  GBytes *raw = miao_bag_report_contents (bag, "seal.sig");
  guint8 key[MIAO_SEAL_PUBLIC_SIZE];
  char hex[MIAO_DIGEST_HEX];
  gsize size;
  const guchar *data;

  if (raw != NULL) {
    data = g_bytes_get_data (raw, &size);
    signature = g_base64_encode (data, size);
  }
  if (!g_str_has_prefix (statement, "miaopu-package-1\n") || file == NULL ||
      !g_str_equal (code, report->code) ||
      !g_str_equal (manifest, miao_digest_hex (file->digest.sha256, hex)) ||
      !miao_digest_parse (key_hex, key) || !miao_seal_verify (statement, signature, key))
    report_add (report, MIAO_VOLUME_AUTHENTIC,
                g_strdup (miao_pick ("整包的签名不符：清单在封装之后被改动，或者签名不属于本卷。",
                                     "The signature of the package does not agree: the manifest "
                                     "was changed, or it belongs to another volume.")));
  else
    check_key (report, key, trusted);
}

static void
check_seals (MiaoVolumeReport *report,
             Catalogue *catalogue,
             MiaoBagReport *bag,
             const char *const *trusted)
{
  GError *error = NULL;

  check_package (report, bag, trusted);
  check_key (report, catalogue->public_key, trusted);
  for (guint i = 0; i < catalogue->n_items; i++)
    check_key (report, catalogue->items[i].public_key, trusted);
  if (!miao_seal_check_volume (&catalogue->seal, catalogue->signature, catalogue->items,
                               catalogue->n_items, catalogue->public_key, &error))
    report_take_error (report, MIAO_VOLUME_AUTHENTIC, error);
}

static void
check_catalogue (MiaoVolumeReport *report, MiaoBagReport *bag, const char *const *trusted)
{
  GBytes *bytes = miao_bag_report_contents (bag, "data/volume.xml");
  Catalogue catalogue = { .texts = g_ptr_array_new_with_free_func (g_free) };
  GError *error = NULL;
  xmlDoc *doc = NULL;
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data != NULL && size <= G_MAXINT)
    doc = xmlReadMemory (data, (int) size, "volume.xml", NULL,
                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  /* A catalogue of ours has no DTD; entities are how XML is made to read other files. */
  if (doc == NULL || doc->intSubset != NULL)
    report_add (report, MIAO_VOLUME_USABLE,
                g_strdup (miao_pick ("案卷目录 volume.xml 缺少或者读不出来，无法核对各件。",
                                     "The catalogue volume.xml is missing or cannot be read, so "
                                     "the items cannot be compared.")));
  else if (!miao_volume_validate (doc, &error))
    report_take_error (report, MIAO_VOLUME_USABLE, error);
  else {
    read_catalogue (report, &catalogue, bag, xmlDocGetRootElement (doc));
    check_seals (report, &catalogue, bag, trusted);
  }
  xmlFreeDoc (doc);
  catalogue_clear (&catalogue);
}

MiaoVolumeReport *
miao_volume_check (const char *path,
                   const char *const *trusted,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (MiaoBagReport) bag = miao_bag_check (path, cancellable, error);
  MiaoVolumeReport *report;

  if (bag == NULL)
    return NULL;

  report = g_new0 (MiaoVolumeReport, 1);
  report->findings = g_ptr_array_new_with_free_func (free_finding);
  report->key_ids = g_ptr_array_new_with_free_func (g_free);
  report->code = g_strdup ("");
  report->title = g_strdup ("");
  report->bytes = bag->payload_bytes;
  take_bag_findings (report, bag);
  check_catalogue (report, bag, trusted);

  return report;
}
