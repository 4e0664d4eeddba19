export interface FileKind {
  readonly extension: string;
  readonly media: string;
}

/** What the file of each kind of writing is. Several files come as a zip. */
export const FILES = {
  geojson: { extension: "geojson", media: "application/geo+json" },
  geopackage: { extension: "gpkg", media: "application/geopackage+sqlite3" },
  xlsx: {
    extension: "xlsx",
    media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  csv: { extension: "csv", media: "text/csv; charset=utf-8" },
  kml: { extension: "kml", media: "application/vnd.google-earth.kml+xml" },
  pdf: { extension: "pdf", media: "application/pdf" },
  zip: { extension: "zip", media: "application/zip" },
} as const satisfies Readonly<Record<string, FileKind>>;

/** A name that every file system takes: `昌文里社区-网格-2026-11-22.gpkg`; empty words are left out. */
export const fileNameOfWords = (words: readonly string[], extension: string): string =>
  `${plainName(words.filter((part) => part !== "").join("-"))}.${extension}`;

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
