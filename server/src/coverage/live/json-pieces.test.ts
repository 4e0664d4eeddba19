import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPieces } from "./json-pieces.ts";

const written = (value: Record<string, unknown>): Promise<string> =>
  text(Readable.from(jsonPieces(value)));

test("pieces make the very text that is written at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (value) => {
      expect(await written(value)).toBe(JSON.stringify(value));
    }),
    { numRuns: 100 },
  );
});

test("a long list comes in pieces that give way, and whole", async () => {
  const value = { buildings: { ids: Array.from({ length: 12_345 }, (_, at) => `b${at}`) } };
  const pieces: string[] = [];
  for await (const piece of jsonPieces(value)) pieces.push(piece);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(50_000);
  expect(JSON.parse(pieces.join(""))).toEqual(value);
});
