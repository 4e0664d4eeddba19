/**
 * Fonts of the reader's own system, as CSS families: a style without `glyphs` draws all text
 * locally, so no glyph server is asked. The weight is read from the first name only.
 */
export const LABEL_FONT = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];
export const LABEL_FONT_BOLD = [
  "Noto Sans CJK SC Bold",
  "PingFang SC",
  "Microsoft YaHei",
  "sans-serif",
];
