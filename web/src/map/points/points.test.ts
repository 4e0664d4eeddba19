import { expect, test } from "vitest";
import { recordingMap } from "../recording-map.ts";
import { createSync } from "../sync.ts";
import { nextChange, PointsLayer } from "./points-layer.ts";
import {
  mercatorX,
  mercatorY,
  radiusAt,
  type PointRows,
  type PointsLayerSpec,
} from "./points-spec.ts";

const rows = (changes: Partial<PointRows> = {}): PointRows => ({
  revision: 1,
  end: 3,
  lng: Float64Array.of(102, 102, NaN),
  lat: Float64Array.of(38, 38, NaN),
  kind: Uint8Array.of(0, 1, 1),
  shown: Uint8Array.of(1, 1, 0),
  soonAt: Float64Array.of(50, NaN, 20),
  dueAt: Float64Array.of(100, 70, 30),
  changedSince: () => null,
  idOf: String,
  ...changes,
});
const spec = (points: PointRows): PointsLayerSpec => ({
  type: "points",
  id: "p",
  band: "overlay",
  points,
  look: { kinds: [], outline: "#000000", soon: "#000000", late: "#000000", radius: [[10, 4]] },
  opacity: 1,
});

test("the next frame is due when the next drawn point warns or is late, and never for a hidden one", () => {
  expect([0, 50, 70, 100].map((now) => nextChange(rows(), now))).toEqual([50, 70, 100, Infinity]);
});

test("radii run straight between their zooms and stop at both ends", () => {
  const stops = [
    [14, 6],
    [16, 10],
    [18, 11],
  ] as const;
  expect([10, 14, 15, 16, 17, 22].map((zoom) => radiusAt(zoom, stops))).toEqual([
    6, 6, 8, 10, 10.5, 11,
  ]);
});

test("the places are those of Web Mercator, y down", () => {
  expect([mercatorX(-180), mercatorX(0), mercatorX(180)]).toEqual([0, 0.5, 1]);
  expect(mercatorY(0)).toBeCloseTo(0.5, 12);
  expect(mercatorY(85.0511287798066)).toBeCloseTo(0, 9);
});

test("a layer of points is put on once, and new rows are shown in place", () => {
  const { map, take } = recordingMap();
  const sync = createSync(map);
  sync.apply([spec(rows())]);
  const calls = take();
  expect(calls).toHaveLength(1);
  expect(map.getLayer("p")).toBeInstanceOf(PointsLayer);
  sync.apply([spec(rows({ revision: 2 }))]);
  expect(take()).toEqual([]);
});
