#include "config.h"

#include "miao-growth-chart.h"

#define GREY(g)                                                                                    \
  {                                                                                                \
    (g), (g), (g), 1.0                                                                             \
  }
#define RGB(hex)                                                                                   \
  {                                                                                                \
    (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) &0xff) / 255.0, 1.0      \
  }

const MiaoGrowthPalette *
miao_growth_palette_paper (void)
{
  static const MiaoGrowthPalette palette = {
    .background = GREY (1.0),
    .frame = GREY (0.25),
    .grid = { 0.0, 0.0, 0.0, 0.14 },
    .text = GREY (0.0),
    .faint = GREY (0.2),
    .band = { GREY (1.0), GREY (0.94), GREY (0.87) },
    .curve = { GREY (0.15), GREY (0.35), GREY (0.25), GREY (0.25) },
    .data = GREY (0.0),
    .alert = GREY (0.0),
    .callout = GREY (1.0),
  };

  return &palette;
}

const MiaoGrowthPalette *
miao_growth_palette_light (void)
{
  static const MiaoGrowthPalette palette = {
    .background = RGB (0xffffff),
    .frame = RGB (0xd5dad5),
    .grid = { 0.1, 0.2, 0.1, 0.10 },
    .text = RGB (0x39423c),
    .faint = RGB (0x59635c),
    .band = { RGB (0xe8f2eb), RGB (0xf4f1e0), RGB (0xf9e8e6) },
    .curve = { RGB (0x2b7a4b), RGB (0x7fa58d), RGB (0xc59a3b), RGB (0xcf7f74) },
    .data = RGB (0x1c2420),
    .alert = RGB (0xb3261e),
    .callout = RGB (0xffffff),
  };

  return &palette;
}

const MiaoGrowthPalette *
miao_growth_palette_dark (void)
{
  static const MiaoGrowthPalette palette = {
    .background = RGB (0x1d221f),
    .frame = RGB (0x4a524d),
    .grid = { 1.0, 1.0, 1.0, 0.09 },
    .text = RGB (0xdde3de),
    .faint = RGB (0xa9b3ac),
    .band = { RGB (0x20382a), RGB (0x37331f), RGB (0x432826) },
    .curve = { RGB (0x6cc492), RGB (0x6d9c80), RGB (0xcda64f), RGB (0xd98a80) },
    .data = RGB (0xf2f5f2),
    .alert = RGB (0xff8a80),
    .callout = RGB (0x2a312d),
  };

  return &palette;
}
