import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandProblem } from "../command-problem.ts";
import { runDemo } from "../demo/run-demo.ts";
import { buildMap } from "./build-map.ts";
import type { DivideArgs } from "./divide-args.ts";
import { divideMap } from "./divide-map.ts";

const folder = mkdtempSync(join(tmpdir(), "onegrid-divide-"));
const until = "2026-01-01T00:00:00+08:00";
const SETTINGS = { target: 300, preset: "standard", seed: "1", effort: 1 } as const;

beforeAll(() => runDemo({ size: "estate", seed: "1", until, out: folder, json: false }));
afterAll(() => rmSync(folder, { recursive: true }));

const args = (files: Partial<DivideArgs>): DivideArgs => ({
  weight: "households",
  target: "300",
  preset: "standard",
  seed: "1",
  out: "",
  ...files,
});
const file = (layer: string): string => join(folder, `${layer}.geojson`);

test("buildings and areas of the demo make grids of its communities, each in one piece", async () => {
  const built = await buildMap(args({ buildings: file("buildings"), boundary: file("areas") }));
  expect(built.map.communityIds).toHaveLength(4);
  expect(built.map.communityIds.every((id) => /^area-6203020020\d\d$/.test(id))).toBe(true);
  const { facts, within } = await divideMap(built.map, SETTINGS, () => undefined);
  expect(new Set(within).size).toBe(4);
  expect(facts.every(({ pieces }) => pieces === 1)).toBe(true);
  expect(facts.every(({ households }) => households > 150 && households < 600)).toBe(true);
});

test("buildings given as units are refused with the way to give them", async () => {
  const wrong = buildMap(args({ units: file("buildings") }));
  await expect(wrong).rejects.toBeInstanceOf(CommandProblem);
  await expect(wrong).rejects.toMatchObject({ problems: [{ code: "division.units-apart" }] });
});

test("large units that lie apart are a sparse sample, and are divided", async () => {
  const path = join(folder, "sparse.geojson");
  const features = Array.from({ length: 12 }, (_, n) => ({
    type: "Feature",
    properties: { id: `u${n}`, households: 100 },
    geometry: { type: "Polygon", coordinates: [block(102 + n * 0.01)] },
  }));
  writeFileSync(path, JSON.stringify({ type: "FeatureCollection", features }));
  const built = await buildMap(args({ units: path }));
  expect(built.map.units.ids).toHaveLength(12);
});

/** A ring of some 400 × 500 metres. */
const block = (west: number): number[][] => [
  [west, 38.5],
  [west + 0.005, 38.5],
  [west + 0.005, 38.505],
  [west, 38.505],
  [west, 38.5],
];
