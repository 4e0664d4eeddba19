import { FILES, fileNameOfWords, type FileKind } from "../export/file.ts";
import type { ExportBody } from "@onegrid/core/division/export-contract";

type Format = ExportBody["format"];

/** What each format's file is. Several files come as a zip. */
export const FILE_KINDS: Readonly<Record<Format | "zip", FileKind>> = {
  geojson: FILES.geojson,
  geopackage: FILES.geopackage,
  shapefile: FILES.zip,
  xlsx: FILES.xlsx,
  changes: FILES.xlsx,
  csv: FILES.csv,
  kml: FILES.kml,
  boards: FILES.pdf,
  sheets: FILES.pdf,
  zip: FILES.zip,
};

const WORDS: Readonly<Record<"zh-CN" | "en", Readonly<Record<Format, string>>>> = {
  "zh-CN": {
    geojson: "网格",
    geopackage: "网格",
    shapefile: "网格shp",
    xlsx: "网格与楼栋",
    csv: "归属表",
    kml: "网格",
    changes: "变化报告",
    boards: "网格公示牌",
    sheets: "网格划分图",
  },
  en: {
    geojson: "grids",
    geopackage: "grids",
    shapefile: "grids-shp",
    xlsx: "grids-buildings",
    csv: "assignment",
    kml: "grids",
    changes: "changes",
    boards: "notice-boards",
    sheets: "map-sheets",
  },
};

/** A name that every file system takes: `昌文里社区-网格-2026-11-22.gpkg`. */
export function fileNameOf(
  facts: { readonly title: string; readonly day: string; readonly language: "zh-CN" | "en" },
  format: Format,
  extension: string,
): string {
  return fileNameOfWords([facts.title, WORDS[facts.language][format], facts.day], extension);
}
