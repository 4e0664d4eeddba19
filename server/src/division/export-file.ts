import type { ExportBody } from "@onegrid/core/division/export-contract";

type Format = ExportBody["format"];

export interface FileKind {
  readonly extension: string;
  readonly media: string;
}

/** What each format's file is. Several files come as a zip. */
export const FILE_KINDS: Readonly<Record<Format | "zip", FileKind>> = {
  geojson: { extension: "geojson", media: "application/geo+json" },
  geopackage: { extension: "gpkg", media: "application/geopackage+sqlite3" },
  shapefile: { extension: "zip", media: "application/zip" },
  xlsx: {
    extension: "xlsx",
    media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  changes: {
    extension: "xlsx",
    media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  csv: { extension: "csv", media: "text/csv; charset=utf-8" },
  kml: { extension: "kml", media: "application/vnd.google-earth.kml+xml" },
  boards: { extension: "pdf", media: "application/pdf" },
  sheets: { extension: "pdf", media: "application/pdf" },
  zip: { extension: "zip", media: "application/zip" },
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
  const words = [facts.title, WORDS[facts.language][format], facts.day].filter(
    (part) => part !== "",
  );
  return `${plainName(words.join("-"))}.${extension}`;
}

/** Without what Windows forbids in a name, and not longer than a file system takes. */
export const plainName = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- control characters are forbidden in names
    .replaceAll(/[\u0000-\u001F<>:"/\\|?*]/g, "_")
    .slice(0, 80)
    .replaceAll(/^[. ]+|[. ]+$/g, "") || "_";

/** `content-disposition` with the name in UTF-8 and a plain one for what is older (RFC 6266, RFC 8187). */
export function contentDisposition(fileName: string, isInline: boolean): string {
  const plain = fileName.replaceAll(/[^\u0020-\u007E]|["\\%]/g, "_");
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const kind = isInline ? "inline" : "attachment";
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
