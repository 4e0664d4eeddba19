import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildFromUnits, checkMap, type ReadyUnit } from "@onegrid/core/topology";
import { expect, test } from "vitest";
import { divideMap } from "./divide-map.ts";

interface Area {
  readonly geometry: ReadyUnit["geometry"];
  readonly properties: {
    readonly id: string;
    readonly town: string;
    readonly households: number;
  };
}

const FILE = new URL("../../test-data/taipei-areas.geojson.gz", import.meta.url);

function readAreas(): ReadyUnit[] {
  const collection: { readonly features: readonly Area[] } = JSON.parse(
    gunzipSync(readFileSync(FILE)).toString(),
  );
  return collection.features.map(({ geometry, properties: { id, town, households } }) => ({
    id,
    geometry,
    households,
    community: town,
  }));
}

test("real statistical areas are divided within their districts, in one piece, close to the fair share", async () => {
  const built = buildFromUnits(readAreas());
  if (!built.ok) throw new Error(built.error.code);
  const { map } = built.value;
  expect(checkMap(map)).toEqual([]);
  // A short form: an eighth of the effort that the command line would spend.
  const settings = { target: 300, preset: "standard", seed: "1", effort: 4 } as const;
  const { metrics, facts } = await divideMap(map, settings, () => undefined);
  expect(facts.every(({ pieces }) => pieces === 1)).toBe(true);
  expect(facts.reduce((sum, { households }) => sum + households, 0)).toBe(230_137);
  expect(metrics["fairShareWithin10"]).toBeGreaterThan(0.92);
  expect(metrics["fairShareWithin20"]).toBeGreaterThan(0.99);
  expect(metrics["polsbyPopperMean"]).toBeGreaterThan(0.555);
});
