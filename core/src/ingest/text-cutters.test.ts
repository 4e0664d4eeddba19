import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CsvParser, detectDelimiter, LONGEST_CELL, type CsvRow } from "./csv-parser.ts";
import { JsonSlicer } from "./json-slicer.ts";

function cutAt(text: string, cuts: readonly number[]): string[] {
  const ends = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].toSorted(
    (a, b) => a - b,
  );
  return ends.slice(1).map((end, i) => text.slice(ends[i], end));
}

function parseCsv(pieces: readonly string[]): CsvRow[] {
  const parser = new CsvParser(",");
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const cells = fc.array(fc.string({ unit: fc.constantFrom("a", "楼", '"', ",", "\n", "\r", " ") }), {
  minLength: 2,
  maxLength: 4,
});
const cuts = fc.array(fc.nat(500), { maxLength: 6 });

test("CSV: quoted cells come back as they were, wherever the text is cut", () => {
  fc.assert(
    fc.property(
      fc.array(cells, { maxLength: 6 }),
      cuts,
      fc.constantFrom("\n", "\r\n", "\r"),
      (rows, at, end) => {
        const text = rows.map((row) => row.map(quoted).join(",") + end).join("");
        expect(parseCsv(cutAt(text, at)).map((row) => row.cells)).toEqual(rows);
      },
    ),
    { numRuns: 500 },
  );
});

test("CSV: any text at all gives the same rows and lines in one piece and in many", () => {
  const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "x") });
  fc.assert(
    fc.property(text, cuts, (whole, at) => {
      expect(parseCsv(cutAt(whole, at))).toEqual(parseCsv([whole]));
    }),
    { numRuns: 1000 },
  );
});

test("CSV: rows know their line, also after line breaks in quotes", () => {
  expect(parseCsv(['a,b\r\n"1\n2",c\n\nd,e']).map(({ line }) => line)).toEqual([1, 2, 5]);
});

test("CSV: a quote that is never closed spoils its own row and not the file's end", () => {
  const rows = parseCsv([`a,b\n1,"open\n${"2,x\n".repeat(LONGEST_CELL / 4 + 10)}`]);
  expect(rows[1]).toMatchObject({ line: 2, isBroken: true });
  expect(rows.length).toBeGreaterThan(LONGEST_CELL / 4);
});

test("CSV: a file of one endless line is noticed", () => {
  const parser = new CsvParser(",");
  parser.push("a,".repeat(3_000_000));
  expect(parser.isOverflowing).toBe(true);
});

test("CSV: the delimiter is found, also beside commas in text", () => {
  expect(detectDelimiter("名称,户数\n一,2\n")).toBe(",");
  expect(detectDelimiter("名称;备注\n一;a, b\n二;c\n")).toBe(";");
  expect(detectDelimiter("a\tb\n1,5\t2\n")).toBe("\t");
  expect(detectDelimiter("只有一列\n一\n")).toBe(",");
});

function slice(pieces: readonly string[]) {
  const slicer = new JsonSlicer();
  const slices = pieces.flatMap((piece) => slicer.push(piece));
  return { slices, fault: slicer.fault, isComplete: slicer.isComplete };
}

test("JSON: features and members come out as they were, wherever the text is cut", () => {
  const spaces = fc.constantFrom(undefined, 2);
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 5 }),
      cuts,
      spaces,
      (values, at, indent) => {
        const features = values.map((value) => ({
          type: "Feature",
          properties: { value, features: [1, "]}"] },
        }));
        const collection = {
          type: "FeatureCollection",
          crs: { name: 'x"\\' },
          features,
          after: [[1], { features: [] }],
        };
        const { slices, fault, isComplete } = slice(
          cutAt(JSON.stringify(collection, null, indent), at),
        );
        expect({ fault, isComplete }).toEqual({ fault: null, isComplete: true });
        const found: unknown[] = slices
          .filter(({ kind }) => kind === "feature")
          .map(({ text }) => JSON.parse(text));
        expect(found).toEqual(JSON.parse(JSON.stringify(features)));
        const members = slices.filter(({ kind }) => kind === "member").map(({ text }) => text);
        expect(JSON.parse(`{${members.join(",")}}`)).toEqual({
          type: "FeatureCollection",
          crs: { name: 'x"\\' },
          after: collection.after,
        });
      },
    ),
    { numRuns: 300 },
  );
});

test("JSON: a cut file is not complete, endless depth and a second value are faults", () => {
  expect(slice(['{"features":[{"a":1},{"b"']).isComplete).toBe(false);
  expect(slice([`{"features":[${"[".repeat(300)}`]).fault).toBe("too-deep");
  expect(slice(["{}{}"]).fault).toBe("not-json");
  expect(slice(["}"]).fault).toBe("not-json");
  expect(slice(["[1,2]"]).fault).toBe("not-json");
});
