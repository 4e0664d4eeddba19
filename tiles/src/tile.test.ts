import { VectorTile } from "@mapbox/vector-tile";
import fc from "fast-check";
import { PbfReader } from "pbf";
import { expect, test } from "vitest";
import { tileCutter } from "./cut-to-tile.ts";
import { encodeTile } from "./encode-tile.ts";
import { LINE, POINT, POLYGON, readWkb, type WkbShape } from "./read-wkb.ts";
import { tileBox, type Tile } from "./tile-box.ts";

const tile: Tile = { z: 15, x: 27395, y: 13290 };
const [west, south, east, north] = tileBox(tile);
const unit = (east - west) / (4096 + 128);

const ring = (...points: readonly (readonly [number, number])[]): Float64Array =>
  Float64Array.from([...points, points[0] ?? [0, 0]].flat());
const polygon = (...runs: Float64Array[]): WkbShape => ({
  kind: POLYGON,
  runs,
  outer: runs.map((_, index) => index === 0),
});
const line = (...points: readonly (readonly [number, number])[]): WkbShape => ({
  kind: LINE,
  runs: [Float64Array.from(points.flat())],
  outer: [],
});

const decode = (bytes: Uint8Array) => new VectorTile(new PbfReader(bytes)).layers;

test("cuts a polygon larger than the tile to the tile and its buffer", () => {
  const whole = polygon(
    ring(
      [west - 9, south - 9],
      [east + 9, south - 9],
      [east + 9, north + 9],
      [west - 9, north + 9],
    ),
  );
  const corners = tileCutter(tile)(whole)?.runs[0] ?? [];
  const pairs = [0, 2, 4, 6].map((at) => `${corners[at]},${corners[at + 1]}`);
  expect(pairs.toSorted()).toEqual(["-64,-64", "-64,4160", "4160,-64", "4160,4160"]);
});

test("leaves out a polygon too small to see", () => {
  const speck = polygon(
    ring([west + 50, south + 50], [west + 50 + unit, south + 50], [west + 50, south + 50 + unit]),
  );
  expect(tileCutter(tile)(speck)).toBeUndefined();
});

test("a line that leaves and comes back falls into two pieces", () => {
  const y = (south + north) / 2;
  const loop = line([west + 10, y], [east + 500, y], [east + 500, y + 20], [west + 10, y + 20]);
  expect(tileCutter(tile)(loop)?.runs).toHaveLength(2);
});

test("reads little-endian points, lines and polygons with holes", () => {
  const wkb = (...numbers: readonly (readonly ["u" | "f", number])[]): Uint8Array => {
    const view = new DataView(
      new ArrayBuffer(1 + numbers.reduce((n, [k]) => n + (k === "u" ? 4 : 8), 0)),
    );
    view.setUint8(0, 1);
    let at = 1;
    for (const [kind, value] of numbers) {
      if (kind === "u") view.setUint32(at, value, true);
      else view.setFloat64(at, value, true);
      at += kind === "u" ? 4 : 8;
    }
    return new Uint8Array(view.buffer);
  };
  expect(readWkb(wkb(["u", 1], ["f", 3], ["f", 4]))).toEqual({
    kind: POINT,
    runs: [Float64Array.of(3, 4)],
    outer: [],
  });
  const square = (n: number) =>
    [["u", 4], ...[0, 0, n, 0, n, n, 0, 0].map((v) => ["f", v] as const)] as const;
  const read = readWkb(wkb(["u", 3], ["u", 2], ...square(9), ...square(3)));
  expect([read.kind, read.outer, read.runs.map((run) => run.length)]).toEqual([
    POLYGON,
    [true, false],
    [8, 8],
  ]);
  expect(() => readWkb(wkb(["u", 7], ["u", 0]))).toThrow("WKB type 7");
});

test("another reader gets back the rings, the winding and every kind of attribute", () => {
  const outer = [0, 0, 10, 0, 10, 10, 0, 10];
  const hole = [2, 2, 2, 4, 4, 4, 4, 2];
  const bytes = encodeTile([
    {
      name: "grids",
      features: [
        {
          geometry: { kind: POLYGON, runs: [outer, hole] },
          attributes: {
            name: "莲花街道第三网格",
            households: 300,
            share: 0.25,
            isOpen: true,
            gone: null,
          },
        },
      ],
    },
    { name: "empty", features: [] },
  ]);
  const layers = decode(bytes);
  expect(Object.keys(layers)).toEqual(["grids"]);
  const feature = layers["grids"]?.feature(0);
  expect(feature?.properties).toEqual({
    name: "莲花街道第三网格",
    households: 300,
    share: 0.25,
    isOpen: true,
  });
  expect(feature?.loadGeometry().map((run) => run.flatMap(({ x, y }) => [x, y]))).toEqual([
    [...outer, 0, 0],
    [...hole, 2, 2],
  ]);
});

test("whatever the polygon, the tile holds only closed rings inside its buffer, wound as the format asks", () => {
  const coordinate = (low: number, high: number) =>
    fc.double({ min: low - 2000, max: high + 2000, noNaN: true });
  const point = fc.tuple(coordinate(west, east), coordinate(south, north));
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), (points) => {
      const geometry = tileCutter(tile)(polygon(ring(...points)));
      if (!geometry) return;
      const bytes = encodeTile([{ name: "x", features: [{ geometry, attributes: {} }] }]);
      const runs = decode(bytes)["x"]?.feature(0).loadGeometry() ?? [];
      expect(runs.length).toBeGreaterThan(0);
      for (const run of runs) {
        expect(run[0]).toEqual(run.at(-1));
        for (const { x, y } of run) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(-65);
          expect(Math.max(x, y)).toBeLessThanOrEqual(4161);
        }
      }
    }),
    { numRuns: 150 },
  );
});
