import { expect } from "vitest";

interface Pdf {
  readonly pages: number;
  /** Millimetres of the first page. */
  readonly paper: readonly number[];
  readonly fonts: ReadonlySet<string>;
  readonly embeddedFonts: number;
  readonly pictures: number;
}

/** What can be read of a PDF without taking it apart. */
export function readPdf(bytes: Buffer): Pdf {
  const text = bytes.toString("latin1");
  expect(text.slice(0, 5)).toBe("%PDF-");
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
  return {
    pages: count(/\/Type\s*\/Page\b/g),
    paper: box.slice(1).map((points) => Math.round((Number(points) / 72) * 25.4)),
    fonts: new Set(
      [...text.matchAll(/\/BaseFont\s*\/\w+\+([\w-]+)/g)].map(([, name = ""]) => name),
    ),
    embeddedFonts: count(/\/FontFile[23]?\b/g),
    pictures: count(/\/Subtype\s*\/Image/g),
  };
}
