#include "config.h"

#include "miao-glyphs.h"

#include <cairo-ft.h>
#include <hb-subset.h>
#include <pango/pangofc-font.h>

/* --- a font cut down ------------------------------------------------------------------------- */

typedef struct {
  hb_set_t *used;          /* glyphs, as the whole font counts them */
  hb_subset_plan_t *plan;  /* knows how the cut one does */
  cairo_font_face_t *face; /* NULL: could not be cut */
} Cut;

/* What a face lives on. Cairo keeps faces for a while after their last use. */
typedef struct {
  FT_Library library;
  FT_Face face;
  hb_blob_t *blob;
} Ground;

static void
ground_free (void *data)
{
  Ground *ground = data;

  if (ground->face != NULL)
    FT_Done_Face (ground->face);
  if (ground->library != NULL)
    FT_Done_FreeType (ground->library);
  hb_blob_destroy (ground->blob);
  g_free (ground);
}

static cairo_font_face_t *
make_face (hb_face_t *cut)
{
  static const cairo_user_data_key_t key;
  Ground *ground = g_new0 (Ground, 1);
  cairo_font_face_t *face;
  unsigned int length = 0;
  const char *data;

  ground->blob = hb_face_reference_blob (cut);
  data = hb_blob_get_data (ground->blob, &length);
  /* A library of its own: faces of one library must not be made in two threads at once. */
  if (length == 0 || FT_Init_FreeType (&ground->library) != 0 ||
      FT_New_Memory_Face (ground->library, (const FT_Byte *) data, (FT_Long) length, 0,
                          &ground->face) != 0) {
    ground_free (ground);
    return NULL;
  }

  face = cairo_ft_font_face_create_for_ft_face (ground->face, 0);
  if (cairo_font_face_set_user_data (face, &key, ground, ground_free) != CAIRO_STATUS_SUCCESS) {
    cairo_font_face_destroy (face);
    ground_free (ground);
    return NULL;
  }

  return face;
}

/* What drawing needs. The glyphs were chosen and placed by Pango: what leads from characters to
   them, or from one to another, is of no use any more, and going through it is most of the work. */
static hb_face_t *
make_lean (hb_face_t *whole)
{
  static const char tables[][5] = { "CFF ", "glyf", "loca", "cvt ", "fpgm", "prep", "head",
                                    "hhea", "hmtx", "maxp", "OS/2", "name", "post" };
  hb_face_t *lean = hb_face_builder_create ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    hb_tag_t tag = hb_tag_from_string (tables[i], 4);
    hb_blob_t *blob = hb_face_reference_table (whole, tag);

    if (hb_blob_get_length (blob) > 0)
      hb_face_builder_add_table (lean, tag, blob);
    hb_blob_destroy (blob);
  }

  return lean;
}

static void
cut_down (hb_face_t *whole, Cut *cut)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_face_t *lean, *face = NULL;

  if (input == NULL)
    return;
  lean = make_lean (whole);
  hb_set_union (hb_subset_input_glyph_set (input), cut->used);
  hb_subset_input_set_flags (input,
                             HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  cut->plan = hb_subset_plan_create_or_fail (lean, input);
  if (cut->plan != NULL)
    face = hb_subset_plan_execute_or_fail (cut->plan);
  if (face != NULL)
    cut->face = make_face (face);
  hb_face_destroy (face);
  hb_face_destroy (lean);
  hb_subset_input_destroy (input);
}

static void
cut_free (gpointer data)
{
  Cut *cut = data;

  if (cut->face != NULL)
    cairo_font_face_destroy (cut->face);
  hb_subset_plan_destroy (cut->plan);
  hb_set_destroy (cut->used);
  g_free (cut);
}

/* --- the text -------------------------------------------------------------------------------- */

struct _MiaoGlyphs {
  PangoRenderer parent_instance;
  GHashTable *cuts; /* hb_face_t -> Cut */
  gboolean drawing;
  cairo_t *cr; /* while something is shown; not owned */
  double x, y; /* of its start */
};

typedef struct {
  PangoRendererClass parent_class;
} MiaoGlyphsClass;

GType miao_glyphs_get_type (void);
G_DEFINE_FINAL_TYPE (MiaoGlyphs, miao_glyphs, PANGO_TYPE_RENDERER)

static const cairo_user_data_key_t attached;

/* Whether the font is what its file holds: not slanted or made bolder by a transformation. */
static gboolean
is_plain (PangoFont *font)
{
  FcPattern *pattern;
  FcMatrix *matrix;
  FcBool bolder = FcFalse, variable = FcFalse;

  if (!PANGO_IS_FC_FONT (font))
    return FALSE;
  pattern = pango_fc_font_get_pattern (PANGO_FC_FONT (font));

  return FcPatternGetMatrix (pattern, FC_MATRIX, 0, &matrix) != FcResultMatch &&
         (FcPatternGetBool (pattern, FC_EMBOLDEN, 0, &bolder) != FcResultMatch || !bolder) &&
         (FcPatternGetBool (pattern, FC_VARIABLE, 0, &variable) != FcResultMatch || !variable);
}

static gboolean
is_drawn (PangoGlyph glyph)
{
  return glyph != PANGO_GLYPH_EMPTY;
}

/* The cut of the font of @item; NULL: Pango is to draw it. */
static Cut *
cut_of (MiaoGlyphs *self, const PangoGlyphItem *item)
{
  PangoFont *font = item->item->analysis.font;
  hb_face_t *face;
  Cut *cut;

  if (!is_plain (font))
    return NULL;
  /* A character that no font has is drawn as a box with its number. */
  for (int i = 0; i < item->glyphs->num_glyphs; i++)
    if (is_drawn (item->glyphs->glyphs[i].glyph) &&
        (item->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
      return NULL;
  face = hb_font_get_face (pango_font_get_hb_font (font));
  cut = g_hash_table_lookup (self->cuts, face);
  if (cut == NULL && !self->drawing) {
    cut = g_new0 (Cut, 1);
    cut->used = hb_set_create ();
    g_hash_table_insert (self->cuts, hb_face_reference (face), cut);
  }

  return cut;
}

/* Which letters belong to which glyphs, so that the text can be searched and copied. */
static GArray *
make_clusters (const char *text, PangoGlyphItem *item)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  PangoGlyphItemIter iter;

  for (gboolean more = pango_glyph_item_iter_init_start (&iter, item, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter)) {
    cairo_text_cluster_t cluster = { iter.end_index - iter.start_index, 0 };
    int step = iter.end_glyph > iter.start_glyph ? 1 : -1;

    for (int i = iter.start_glyph; i != iter.end_glyph; i += step)
      if (is_drawn (item->glyphs->glyphs[i].glyph))
        cluster.num_glyphs++;
    g_array_append_val (clusters, cluster);
  }

  return clusters;
}

static void
use_font (cairo_t *cr, const Cut *cut, PangoFont *font)
{
  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  cairo_font_options_t *options = cairo_font_options_create ();
  cairo_matrix_t matrix;

  cairo_scaled_font_get_font_matrix (scaled, &matrix);
  cairo_scaled_font_get_font_options (scaled, options);
  cairo_set_font_face (cr, cut->face);
  cairo_set_font_matrix (cr, &matrix);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
}

static void
draw_with (MiaoGlyphs *self, const Cut *cut, const char *text, PangoGlyphItem *item, int x, int y)
{
  const PangoGlyphString *string = item->glyphs;
  const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping (cut->plan);
  g_autoptr (GArray) clusters = make_clusters (text, item);
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, string->num_glyphs);
  int n = 0, at = x;

  for (int i = 0; i < string->num_glyphs; i++) {
    const PangoGlyphInfo *info = &string->glyphs[i];

    if (is_drawn (info->glyph)) {
      glyphs[n].index = hb_map_get (numbers, info->glyph);
      glyphs[n].x = self->x + (double) (at + info->geometry.x_offset) / PANGO_SCALE;
      glyphs[n++].y = self->y + (double) (y + info->geometry.y_offset) / PANGO_SCALE;
    }
    at += info->geometry.width;
  }
  cairo_save (self->cr);
  use_font (self->cr, cut, item->item->analysis.font);
  cairo_show_text_glyphs (self->cr, text + item->item->offset, item->item->length, glyphs, n,
                          (const cairo_text_cluster_t *) (gpointer) clusters->data,
                          (int) clusters->len,
                          item->item->analysis.level % 2 ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
  cairo_restore (self->cr);
}

static void
miao_glyphs_draw_glyph_item (
    PangoRenderer *renderer, const char *text, PangoGlyphItem *item, int x, int y)
{
  MiaoGlyphs *self = (MiaoGlyphs *) renderer;
  Cut *cut = cut_of (self, item);

  if (!self->drawing) {
    for (int i = 0; cut != NULL && i < item->glyphs->num_glyphs; i++)
      if (is_drawn (item->glyphs->glyphs[i].glyph))
        hb_set_add (cut->used, item->glyphs->glyphs[i].glyph);
  } else if (cut != NULL && cut->face != NULL)
    draw_with (self, cut, text, item, x, y);
  else {
    cairo_move_to (self->cr, self->x + (double) x / PANGO_SCALE,
                   self->y + (double) y / PANGO_SCALE);
    pango_cairo_show_glyph_item (self->cr, text, item);
  }
}

static void
miao_glyphs_finalize (GObject *object)
{
  g_hash_table_unref (((MiaoGlyphs *) object)->cuts);
  G_OBJECT_CLASS (miao_glyphs_parent_class)->finalize (object);
}

static void
miao_glyphs_class_init (MiaoGlyphsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = miao_glyphs_finalize;
  PANGO_RENDERER_CLASS (klass)->draw_glyph_item = miao_glyphs_draw_glyph_item;
}

static void
miao_glyphs_init (MiaoGlyphs *self)
{
  self->cuts = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) hb_face_destroy, cut_free);
}

MiaoGlyphs *
miao_glyphs_new (void)
{
  return g_object_new (miao_glyphs_get_type (), NULL);
}

void
miao_glyphs_free (MiaoGlyphs *glyphs)
{
  g_clear_object (&glyphs);
}

void
miao_glyphs_attach (MiaoGlyphs *glyphs, cairo_t *cr)
{
  cairo_set_user_data (cr, &attached, glyphs, NULL);
}

void
miao_glyphs_cut (MiaoGlyphs *glyphs)
{
  GHashTableIter iter;
  gpointer face, cut;

  g_return_if_fail (!glyphs->drawing);
  g_hash_table_iter_init (&iter, glyphs->cuts);
  while (g_hash_table_iter_next (&iter, &face, &cut))
    cut_down (face, cut);
  glyphs->drawing = TRUE;
}

/* What is attached to @cr, ready to show something where it stands; NULL: nothing. */
static MiaoGlyphs *
begin (cairo_t *cr)
{
  MiaoGlyphs *self = cairo_get_user_data (cr, &attached);

  if (self != NULL) {
    self->cr = cr;
    cairo_get_current_point (cr, &self->x, &self->y);
  }

  return self;
}

void
miao_glyphs_show_layout (cairo_t *cr, PangoLayout *layout)
{
  MiaoGlyphs *self = begin (cr);

  if (self != NULL)
    pango_renderer_draw_layout (PANGO_RENDERER (self), layout, 0, 0);
  else
    pango_cairo_show_layout (cr, layout);
}

void
miao_glyphs_show_line (cairo_t *cr, PangoLayoutLine *line)
{
  MiaoGlyphs *self = begin (cr);

  if (self != NULL)
    pango_renderer_draw_layout_line (PANGO_RENDERER (self), line, 0, 0);
  else
    pango_cairo_show_layout_line (cr, line);
}
