import type { RowReader } from "./row-reader.ts";

/** Longest address the store takes. */
const ADDRESS = 300;

/** The mapped address, or street and house number from OSM tags. */
export function readAddress(row: RowReader): string {
  const mapped = row.text("address", ADDRESS);
  if (mapped !== "") return mapped;
  const parts = [row.tags["addr:street"], row.tags["addr:housenumber"]].filter(
    (part) => typeof part === "string",
  );
  return parts.length === 0 ? "" : row.check("address", parts.join(" "), ADDRESS);
}

export function readChoice<T>(
  row: RowReader,
  target: string,
  allowed: string,
  read: (text: string) => T | null,
): T | null {
  const raw = row.raw(target);
  if (raw === "") return null;
  const value = read(raw);
  if (value === null)
    row.report(
      { code: "ingest.choice-unknown", target, allowed },
      { severity: "warned", field: row.field(target), value: raw },
    );
  return value;
}
