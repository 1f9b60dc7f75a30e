#pragma once

#include "miao-findings-panel.h"

G_BEGIN_DECLS

/* Parts of a card that the panel needs; %NULL when the card has none. */
GtkWidget *miao_finding_card_get_go (GtkWidget *card);
GtkWidget *miao_finding_card_get_remedy (GtkWidget *card);
GtkWidget *miao_finding_card_get_reason (GtkWidget *card);
/** Shows "Alt+1" in the corner. */
void miao_finding_card_set_key (GtkWidget *card, guint number);

G_END_DECLS
