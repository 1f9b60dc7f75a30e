#include "config.h"

#include "miao-print-recovery.h"

#define PER_ROW 4

static void
add_key (MiaoDocument *document, const char *key)
{
  g_auto (GStrv) groups = g_strsplit (key, "-", -1);
  guint n = g_strv_length (groups);

  for (guint row = 0; row < n; row += PER_ROW) {
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = row; i < MIN (row + PER_ROW, n); i++)
      g_string_append_printf (text, "%s%s", i > row ? "　　" : "", groups[i]);
    miao_document_add_display (document, text->str, 22, TRUE);
  }
}

static void
add_copy (MiaoDocument *document,
          const MiaoDocumentInfo *info,
          const char *key,
          const char *file_name,
          const char *made_on,
          const char *keeper)
{
  const MiaoSignature lines[] = {
    { "制作人（签字）", NULL }, { "保管人（签字）", NULL }, { "日期", NULL }, { "日期", NULL }
  };

  miao_document_add_title (document, "恢复密钥单");
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "机构", info->institution, 0);
  miao_document_add_grid_cell (document, "数据文件", file_name, 1);
  miao_document_add_grid_cell (document, "制作日期", made_on, 1);
  miao_document_add_grid_cell (document, "本份保管", keeper, 0);
  miao_document_end_grid (document);

  miao_document_add_space (document, 26);
  add_key (document, key);
  miao_document_add_qr (document, key, 130);
  miao_document_add_space (document, 14);

  miao_document_add_heading (document, "用途");
  miao_document_add_paragraph (
      document,
      "所有能登录的人都忘记口令时，凭这张单子可以重新打开数据。没有它，数据无法找回，任何人都没有"
      "后门。",
      TRUE);
  miao_document_add_heading (document, "使用方法");
  miao_document_add_paragraph (
      document,
      "在登录页选择“用恢复密钥打开”，从左到右、从上到下输入八组数字。每组自带校验，抄错一位会提示"
      "是第几组。使用后请立即重新制作，本单随即作废。",
      TRUE);
  miao_document_add_heading (document, "保管要求");
  miao_document_add_paragraph (
      document,
      "密封后分两处存放，不与电脑放在一起；不拍照、不扫描、不发送；存取登记。拿到这张单子的人"
      "就能看到全部儿童的资料。",
      TRUE);
  miao_document_add_signatures (document, lines, G_N_ELEMENTS (lines), 2);
}

MiaoDocument *
miao_print_recovery_sheet (const MiaoDocumentInfo *info,
                           const char *key,
                           const char *file_name,
                           const char *made_on)
{
  MiaoDocumentInfo own = {
    .title = "恢复密钥单",
    .institution = info->institution,
    .series = "机密　仅限保管人",
    .printed_by = info->printed_by,
    .printed_on = info->printed_on,
    .practice = info->practice,
    .secret = TRUE,
  };
  MiaoDocument *document = miao_document_new (&own);

  add_copy (document, info, key, file_name, made_on, "第一份：院长保险柜");
  miao_document_add_page_break (document);
  add_copy (document, info, key, file_name, made_on, "第二份：档案室");

  return document;
}
