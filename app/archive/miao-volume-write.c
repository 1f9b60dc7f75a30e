#include "config.h"

#include "miao-volume-private.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-resource.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <string.h>

/* @text: NULL: an element that others will stand in, or an empty one. */
static xmlNode *
add (xmlNode *parent, const char *name, const char *text)
{
  return xmlNewTextChild (parent, NULL, BAD_CAST name,
                          text != NULL && text[0] != '\0' ? BAD_CAST text : NULL);
}

static void
add_number (xmlNode *parent, const char *name, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  add (parent, name, text);
}

static void
add_optional (xmlNode *parent, const char *name, const char *text)
{
  if (text != NULL && text[0] != '\0')
    add (parent, name, text);
}

static void
add_seal (xmlNode *parent,
          gint64 at,
          const char *by,
          const char *chain,
          const guint8 *public_key,
          const char *signature)
{
  char hex[MIAO_DIGEST_HEX];
  xmlNode *seal = add (parent, "Seal", NULL);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, at);

  add (seal, "SealedAt", time);
  add (seal, "SealedBy", by);
  add (seal, "Chain", chain);
  add (seal, "PublicKey", miao_digest_hex (public_key, hex));
  add (seal, "Signature", signature);
}

static void
add_item (xmlNode *items, const MiaoVolumeItem *item)
{
  const MiaoSealItem *sealed = &item->sealed.item;
  g_autofree char *number = g_strdup_printf ("%u", sealed->number);
  char hex[MIAO_DIGEST_HEX];
  xmlNode *node = add (items, "Item", NULL), *file;

  xmlNewProp (node, BAD_CAST "number", BAD_CAST number);
  add (node, "Title", sealed->title);
  add (node, "Section", item->section);
  add (node, "Responsible", item->responsible);
  add_optional (node, "DocumentNumber", item->document_no);
  add (node, "Date", sealed->date);
  add_number (node, "Pages", item->pages);
  add_optional (node, "Sensitivity", item->sensitivity);
  if (item->supersedes > 0)
    add_number (node, "Supersedes", item->supersedes);
  add_optional (node, "Remark", item->remark);
  file = add (node, "File", NULL);
  add (file, "Path", item->file);
  add (file, "MediaType", item->media_type);
  add_number (file, "Bytes", item->bytes);
  add (file, "Sha256", miao_digest_hex (sealed->digest.sha256, hex));
  add (file, "Sm3", miao_digest_hex (sealed->digest.sm3, hex));
  add_seal (node, sealed->sealed_at, sealed->sealed_by, item->sealed.chain, item->sealed.public_key,
            item->sealed.signature);
}

static xmlDoc *
make_document (const MiaoVolume *volume)
{
  xmlDoc *doc = xmlNewDoc (BAD_CAST "1.0");
  xmlNode *root = xmlNewDocNode (doc, NULL, BAD_CAST "Volume", NULL), *items;
  g_autofree char *count = g_strdup_printf ("%u", volume->n_items);
  xmlDocSetRootElement (doc, root);
  xmlSetNs (root, xmlNewNs (root, BAD_CAST MIAO_VOLUME_NS, NULL));
  xmlNewProp (root, BAD_CAST "version", BAD_CAST "1");
  add (root, "Institution", volume->institution);
  add (root, "FondsNumber", volume->fonds_no);
  add (root, "ArchivalCode", volume->seal.volume);
  add (root, "Title", volume->title);
  add_number (root, "YearFrom", volume->year_from);
  add_number (root, "YearTo", volume->year_to);
  add (root, "Retention", volume->retention);
  add (root, "ArrangedBy", volume->arranged_by);
  add (root, "CheckedBy", volume->checked_by);
  add (root, "Practice", volume->practice ? "true" : "false");
  add (root, "Software", "Miaopu " MIAO_VERSION);
  add_seal (root, volume->seal.sealed_at, volume->seal.sealed_by, volume->seal.head,
            volume->public_key, volume->seal_signature);
  items = add (root, "Items", NULL);
  xmlNewProp (items, BAD_CAST "count", BAD_CAST count);
  for (guint i = 0; i < volume->n_items; i++)
    add_item (items, &volume->items[i]);

  return doc;
}

static void
keep_first_error (void *data, const xmlError *found)
{
  char **message = data;

  if (*message == NULL)
    *message = g_strdup_printf ("%d: %s", found->line, found->message);
}

gboolean
miao_volume_validate (xmlDoc *doc, GError **error)
{
  g_autoptr (GBytes) bytes = miao_resource_load ("archive/volume-1.xsd", error);
  g_autofree char *message = NULL;
  xmlSchemaParserCtxt *parser;
  xmlSchemaValidCtxt *context;
  xmlSchema *schema;
  gsize size;
  const char *data;
  gboolean valid = FALSE;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  parser = xmlSchemaNewMemParserCtxt (data, (int) size);
  xmlSchemaSetParserStructuredErrors (parser, (xmlStructuredErrorFunc) keep_first_error, &message);
  schema = xmlSchemaParse (parser);
  if (schema != NULL) {
    context = xmlSchemaNewValidCtxt (schema);
    xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc) keep_first_error,
                                       &message);
    valid = xmlSchemaValidateDoc (context, doc) == 0;
    xmlSchemaFreeValidCtxt (context);
    xmlSchemaFree (schema);
  }
  xmlSchemaFreeParserCtxt (parser);

  if (!valid)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("案卷目录不符合格式（第 %s）。请检查著录项后重试。",
                            "The catalogue of the volume is not valid (line %s). Check the "
                            "description and try again."),
                 message != NULL ? g_strchomp (message) : "?");

  return valid;
}

GBytes *
miao_volume_dup_catalogue (const MiaoVolume *volume, GError **error)
{
  xmlDoc *doc = make_document (volume);
  GBytes *bytes = NULL;
  xmlChar *text = NULL;
  int size = 0;

  xmlDocDumpFormatMemoryEnc (doc, &text, &size, "UTF-8", 1);
  xmlFreeDoc (doc);
  /* What was written is checked, not what was meant. */
  doc = xmlReadMemory ((const char *) text, size, "volume.xml", NULL, XML_PARSE_NONET);
  if (doc != NULL && miao_volume_validate (doc, error))
    bytes = g_bytes_new (text, (gsize) size);
  else if (doc == NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("案卷目录含有不能写入的字符。请检查题名和备注。",
                                    "The catalogue holds characters that cannot be written. Check "
                                    "titles and remarks."));
  xmlFreeDoc (doc);
  xmlFree (text);

  return bytes;
}

char *
miao_volume_dup_package_statement (const char *code,
                                   const char *manifest,
                                   const guint8 public_key[MIAO_SEAL_PUBLIC_SIZE],
                                   gint64 written_at)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (manifest, strlen (manifest));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (written_at / 1000);
  g_autofree char *at = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  char hex[MIAO_DIGEST_HEX], key[MIAO_DIGEST_HEX];
  MiaoDigest digest;

  miao_digest_bytes (bytes, &digest);

  return g_strdup_printf ("miaopu-package-1\nvolume %s\nmanifest %s\nkey %s\npackaged-at %s\n",
                          code, miao_digest_hex (digest.sha256, hex),
                          miao_digest_hex (public_key, key), at);
}

/* The archival code with what a file system does not like replaced: the folder inside a ZIP. */
static char *
dup_folder_name (const char *code)
{
  GString *name = g_string_new (NULL);

  for (const char *p = code; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 128 && g_ascii_isalnum ((char) c))
      g_string_append_c (name, (char) c);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  if (name->len == 0)
    g_string_append (name, "volume");

  return g_string_free (name, FALSE);
}

static gboolean
add_contents (const MiaoVolume *volume,
              MiaoBag *bag,
              MiaoVolumeOpen open,
              gpointer user_data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) catalogue = miao_volume_dup_catalogue (volume, error);
  g_autoptr (GBytes) schema = NULL;

  if (catalogue == NULL)
    return FALSE;
  schema = miao_resource_load ("archive/volume-1.xsd", error);
  if (schema == NULL || !miao_bag_add_bytes (bag, "volume.xml", catalogue, error) ||
      !miao_bag_add_bytes (bag, "volume.xsd", schema, error))
    return FALSE;
  if (volume->pdf != NULL && !miao_bag_add_bytes (bag, "volume.pdf", volume->pdf, error))
    return FALSE;
  if (volume->audit != NULL && !miao_bag_add_bytes (bag, "audit.csv", volume->audit, error))
    return FALSE;
  for (guint i = 0; i < volume->n_items; i++) {
    const MiaoVolumeItem *item = &volume->items[i];
    g_autoptr (GInputStream) stream = open (item, user_data, error);

    if (stream == NULL ||
        !miao_bag_add_stream (bag, item->file, stream, item->bytes, cancellable, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
add_tag_text (MiaoBag *bag, const char *name, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return miao_bag_add_tag (bag, name, bytes, error);
}

static gboolean
add_seal_files (const MiaoVolume *volume,
                MiaoBag *bag,
                const char *manifest,
                gint64 written_at,
                const guint8 *secret_key,
                GError **error)
{
  guint8 public_key[MIAO_SEAL_PUBLIC_SIZE];
  g_autofree char *statement = NULL, *signature = NULL, *pem = NULL;
  g_autoptr (GBytes) signature_bytes = NULL, readme = NULL;
  gsize length;
  guchar *raw;

  miao_seal_public_key (secret_key, public_key);
  pem = miao_seal_dup_pem (public_key);
  statement =
      miao_volume_dup_package_statement (volume->seal.volume, manifest, public_key, written_at);
  signature = miao_seal_sign (statement, secret_key);
  raw = g_base64_decode (signature, &length);
  signature_bytes = g_bytes_new_take (raw, length);
  readme = miao_resource_load ("archive/readme.txt", error);

  return readme != NULL && miao_bag_add_tag (bag, "README.txt", readme, error) &&
         add_tag_text (bag, "seal.txt", statement, error) &&
         miao_bag_add_tag (bag, "seal.sig", signature_bytes, error) &&
         add_tag_text (bag, "seal-key.pem", pem, error);
}

gboolean
miao_volume_write (const MiaoVolume *volume,
                   const char *path,
                   MiaoBagFormat format,
                   gint64 written_at,
                   MiaoVolumeOpen open,
                   gpointer user_data,
                   const guint8 secret_key[MIAO_SEAL_SECRET_SIZE],
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *name = dup_folder_name (volume->seal.volume);
  g_autoptr (MiaoBag) bag = miao_bag_new (path, format, name, written_at, error);
  g_autofree char *manifest = NULL;

  if (bag == NULL || !add_contents (volume, bag, open, user_data, cancellable, error))
    return FALSE;
  manifest = miao_bag_close_payload (bag, error);

  return manifest != NULL &&
         add_seal_files (volume, bag, manifest, written_at, secret_key, error) &&
         miao_bag_finish (bag, volume->institution, volume->seal.volume, volume->title, error);
}
