#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ACCOUNTS_SECTION (miao_accounts_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoAccountsSection, miao_accounts_section, MIAO, ACCOUNTS_SECTION, GtkWidget)

G_END_DECLS
