import fc from "fast-check";
import { expect, test } from "vitest";
import { encodingFor, namesTag, packTile, type PackedTile } from "./packed-tile.ts";
import { TileCache } from "./tile-cache.ts";

const tile = (bytes: number): PackedTile => ({
  bytes: new Uint8Array(bytes),
  encoding: "identity",
  tag: `"${bytes}"`,
});

test("the cache gives back what it was given, and drops what was not asked for longest", () => {
  const cache = new TileCache(3 * 1320);
  for (const name of ["a", "b", "c"]) cache.set(name, tile(1000));
  expect(cache.get("a")?.tag).toBe('"1000"');
  cache.set("d", tile(1000));
  expect(["a", "b", "c", "d"].filter((name) => cache.get(name))).toEqual(["a", "c", "d"]);
  cache.set("huge", tile(10_000));
  expect(cache.get("huge")).toBeUndefined();
});

test("whatever is put in, the newest stays and the budget holds", () => {
  const puts = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.nat(3000)), {
    minLength: 1,
  });
  fc.assert(
    fc.property(puts, (entries) => {
      const cache = new TileCache(8000);
      const last = new Map<string, number>();
      for (const [name, bytes] of entries) {
        cache.set(name, tile(bytes));
        last.set(name, bytes);
        expect(cache.get(name)?.bytes.length).toBe(bytes);
      }
      const kept = [...last].filter(([name]) => cache.get(name));
      for (const [name, bytes] of kept) expect(cache.get(name)?.bytes.length).toBe(bytes);
      expect(kept.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(8000);
    }),
  );
});

test("the encoding is the best that the client reads", () => {
  expect(encodingFor("gzip, deflate, br, zstd")).toBe("br");
  expect(encodingFor("gzip;q=1.0, br;q=0")).toBe("gzip");
  expect(encodingFor("GZIP")).toBe("gzip");
  expect(encodingFor("br;q=0.000, gzip; q=0")).toBe("identity");
  expect(encodingFor("brotli")).toBe("identity");
  expect(encodingFor(undefined)).toBe("identity");
});

test("a tag is found in a list, marked as weak or not", () => {
  expect(namesTag('"a", W/"b"', '"b"')).toBe(true);
  expect(namesTag("*", '"b"')).toBe(true);
  expect(namesTag('"ab"', '"b"')).toBe(false);
  expect(namesTag(undefined, '"b"')).toBe(false);
});

test("each encoding has its own tag, small tiles travel as they are", async () => {
  const large = new Uint8Array(5000).fill(7);
  const [br, gzip, plain] = await Promise.all(
    (["br", "gzip", "identity"] as const).map((encoding) => packTile(large, encoding)),
  );
  expect(new Set([br?.tag, gzip?.tag, plain?.tag]).size).toBe(3);
  expect((await packTile(large.subarray(0, 100), "br")).encoding).toBe("identity");
});
